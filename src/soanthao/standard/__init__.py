"""What the decree says: data, no behaviour beyond writing and reading its words."""
