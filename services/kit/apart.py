"""Words that belong into the confidential channel, not into a chat. Pure.

The words are data (`offices/tables/apart_words.toml`). What is found is dropped before anything is
stored, so a word too many costs a message typed anew; a word too few may cost somebody more.
"""

from datetime import date
from typing import Final

from services.kit.dated import NoRate, in_force
from services.kit.finding_words import any_in
from services.kit.office import Office
from services.kit.thai import tidy

TABLE: Final = "apart_words"


def belongs_apart(text: str, office: Office, day: date) -> bool:
    """Say whether somebody reports, or asks how to report, what nobody here may keep."""
    try:
        told = in_force(office.tables, TABLE, day).values
    except NoRate:
        return False
    words = tidy(text)
    return any_in(told["words"], words) and not any_in(told.get("unless", ()), words)
