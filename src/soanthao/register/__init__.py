"""The register of outgoing documents (sổ đăng ký văn bản đi): states, numbers, record, book.

What is recorded stays recorded: entries move by one table of steps, every step is an event whose
hash holds the one before, numbers are taken inside the transaction that records them, and issued
files lie in a store under their own digests.
"""
