"""Lending property of the office."""
