"""Rounds of a crew: planning them, going round, and what everybody hears."""
