"""One line about a case in a list: for whom it is, and where. Only for those who may read it."""

from collections.abc import Iterator, Mapping

from models.case import Case
from services.kit.fields import Stored, Surroundings
from services.kit.private import fits, is_sealed
from services.kit.questions import House, Place
from services.kit.service import Service
from services.kit.text import Rendered, plain

NAME = "name"
"""What services call the question for somebody's name."""

LONGEST = 60


def case_line(case: Case, service: Service | None, around: Surroundings) -> list[Rendered]:
    """Return the name, the house and the words for the place, as far as they were given."""
    anyday = around.of_any_day()
    return [*_name(case, service), *_where(case, service, anyday)][:3]


def _name(case: Case, service: Service | None) -> Iterator[Rendered]:
    asked = service.field(NAME) if service else None
    given = case.answers.get(NAME)
    if case.filed_for:
        yield _short(case.filed_for)
    elif asked and not asked.private and isinstance(given, str):
        yield _short(given)


def _where(case: Case, service: Service | None, around: Surroundings) -> Iterator[Rendered]:
    for asked in service.fields if service else ():
        stored = case.answers.get(asked.name)
        if stored is None or asked.private or is_sealed(stored) or not fits(asked, stored, around):
            continue
        if isinstance(asked, House):
            yield asked.show(stored, around)
        elif isinstance(asked, Place) and _words(stored):
            yield _short(_words(stored))


def _words(stored: Stored) -> str:
    return str(stored.get("words", "")) if isinstance(stored, Mapping) else ""


def _short(words: str) -> Rendered:
    return plain(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…")
