"""Tests of the command `sala`."""
