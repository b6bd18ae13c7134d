"""The two YAML files of a clerk: read with positions, checked, written."""
