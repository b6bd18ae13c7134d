"""The only room that opens a .docx."""
