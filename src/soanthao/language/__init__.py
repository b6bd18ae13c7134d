"""Vietnamese administrative prose and words."""
