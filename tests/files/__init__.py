"""Tests of the files residents send: what is kept, what is refused, what follows."""
