"""What is to be said of a document: its format, its words, its orders (rà soát văn bản)."""
