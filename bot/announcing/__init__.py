"""Sending announcements: what becomes of a chunk is decided apart from doing it."""
