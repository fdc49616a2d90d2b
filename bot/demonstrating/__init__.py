"""A desk to try out: a made-up year, lived through the desk's own functions, sent to nobody."""
