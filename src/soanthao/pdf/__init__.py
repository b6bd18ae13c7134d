"""The only room that prints or reads a PDF."""
