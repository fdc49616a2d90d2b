"""News by choice, the public archive, and the month's messages."""
