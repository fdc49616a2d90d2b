"""Changing the office while the desk runs."""
