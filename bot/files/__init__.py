"""Files residents send: what we take, how it is made harmless, where it lies."""
