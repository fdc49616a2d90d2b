"""Reaching the office: the telephone is named where there is one, and nowhere else."""

from services.kit.office import Office
from services.kit.text import Rendered, _, both


def or_call(words: Rendered, office: Office) -> Rendered:
    """Add that people may call, when the office gave a number."""
    if not office.phone:
        return words
    return both(words, _("You may also call {phone}.", phone=office.phone))
