"""Announcements: written by one, approved by another, said to everybody once."""
