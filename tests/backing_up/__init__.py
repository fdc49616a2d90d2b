"""Backups: written while the desk serves, put back on an empty one, from either database."""
