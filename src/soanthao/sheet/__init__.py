"""The only room that writes or reads .xlsx."""
