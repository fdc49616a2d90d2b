"""Announcements: written, approved, and said to everybody once."""
