"""What a notice is: frozen values, no files, no clock."""
