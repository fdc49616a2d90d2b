"""The columns of a service's table: made from its questions, like its form and its manual. Pure.

What was given in private stands there by its mask only, whatever the question is today.
"""

from collections.abc import Mapping

from services.kit.fields import Answers, Cell, Field, Stored, Surroundings
from services.kit.private import SHOWN, fits, is_sealed
from services.kit.service import Service
from services.kit.text import Rendered, _, plain


def headings(service: Service, around: Surroundings) -> list[Rendered]:
    """Name the columns, in the order of the form; an answer of two parts has two of them."""
    return [name for asked in service.fields for name in _columns(asked, around).values()]


def row(service: Service, answers: Answers, around: Surroundings) -> list[Cell]:
    """Return what one resident answered, under the same headings."""
    found: list[Cell] = []
    for asked in service.fields:
        cells = _cells(asked, answers.get(asked.name), around)
        found += [cells.get(part) for part in _columns(asked, around)]
    return found


def _columns(asked: Field, around: Surroundings) -> Mapping[str, Rendered]:
    return {"": asked.heading} if asked.private else asked.columns(around)


def _cells(asked: Field, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
    """Return the parts of an answer; one that today's form does not understand stands first."""
    first = next(iter(_columns(asked, around)), "")
    if stored is None:
        return {}
    if isinstance(stored, Mapping) and is_sealed(stored):
        return {first: plain(str(stored[SHOWN]))}
    if asked.private:
        return {first: _("(not shown here)")}
    if fits(asked, stored, around):
        return asked.cells(stored, around)
    return {first: _as_kept(stored)}


def _as_kept(stored: Stored) -> Rendered:
    if isinstance(stored, Mapping):
        return plain(" · ".join(f"{key}: {stored[key]}" for key in stored))
    return plain(" · ".join(stored) if isinstance(stored, list) else str(stored))
