"""The public figures and the staff's table."""
