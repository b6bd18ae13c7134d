"""Notice and templates become files, and the files are proven."""
