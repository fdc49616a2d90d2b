"""Private answers: sealed before they are kept, and shown by their mask everywhere.

A stored private answer is `{"sealed": token, "shown": mask}`. Rules and conditions of a service
therefore never see one, and neither does the conversation. Sealing and opening:
`services.kit.sealing`.
"""

import re
from collections.abc import Mapping

from services.kit.fields import Field, Stored, Surroundings
from services.kit.text import Rendered, _, plain

SEALED, SHOWN = "sealed", "shown"

LEAST_DIGITS = 9
_NUMBER = re.compile(r"\d(?:[\s.-]?\d)+")


def is_sealed(stored: Stored) -> bool:
    """Say whether an answer is a sealed one."""
    return (
        isinstance(stored, Mapping)
        and isinstance(stored.get(SEALED), str)
        and isinstance(stored.get(SHOWN), str)
    )


def looks_private(text: str) -> bool:
    """Say whether words hold a number long enough for a person or an account.

    Such a number is met with a warning where it is not asked for; nothing is decided by it.
    """
    return any(len(re.sub(r"\D", "", found)) >= LEAST_DIGITS for found in _NUMBER.findall(text))


def fits(asked: Field, stored: Stored, around: Surroundings) -> bool:
    """Say whether a stored answer still fits its question; a sealed one is taken as it is."""
    if stored is None:
        return not asked.required
    return is_sealed(stored) if asked.private else asked.accepts(stored, around)


def show_answer(asked: Field, stored: Stored, around: Surroundings) -> Rendered:
    """Show any stored answer that fits: skipped, sealed or open."""
    if stored is None:
        return _("(skipped)")
    if isinstance(stored, Mapping) and asked.private:
        return plain(str(stored.get(SHOWN, "")))
    return asked.show(stored, around)
