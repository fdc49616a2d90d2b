"""Climbing: notices nobody acknowledges go on to somebody higher, and promises are warned of."""
