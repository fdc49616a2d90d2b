"""Rounds: which places a crew goes to on which day, and how it went at each of them."""
