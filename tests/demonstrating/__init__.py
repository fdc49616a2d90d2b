"""A made-up year."""
