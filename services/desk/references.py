"""New references: the random part. How they are read and shown is in `services.kit.references`."""

import secrets

from services.kit.references import LENGTH, SYMBOLS, with_check


def new_reference() -> str:
    """Return a reference nobody can guess: 31⁸ possibilities and a check symbol."""
    return with_check("".join(secrets.choice(SYMBOLS) for _place in range(LENGTH - 1)))
