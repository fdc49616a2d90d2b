"""Naming what is lent: the things of a loan in words, for notices, pages and papers alike."""

from collections.abc import Mapping, Sequence

from models.loan_item import LoanItem
from services.kit.office import Office
from services.kit.text import Language, Rendered, _, plain


class Listed:
    """Several things in one line, in the reader's language."""

    def __init__(self, things: Sequence[Rendered]) -> None:
        self.things = things

    def render(self, language: Language | None = None) -> str:
        spoken = language or Language("en")
        return ", ".join(thing.render(spoken) for thing in self.things)


def property_name(office: Office, key: str) -> Rendered:
    """Name a thing; by its key when the office does not lend it any more."""
    known = office.property.get(key)
    return known.name if known else plain(key)


def property_unit(office: Office, key: str) -> Rendered:
    """Name what it is counted in."""
    known = office.property.get(key)
    return known.unit if known else plain("")


def so_many(office: Office, key: str, count: int) -> Rendered:
    """Say how many of a thing."""
    return _(
        "{thing}: {count} {unit}",
        thing=property_name(office, key),
        count=count,
        unit=property_unit(office, key),
    )


def things(office: Office, counts: Mapping[str, int]) -> Rendered:
    """Say what and how many."""
    return Listed([so_many(office, key, count) for key, count in counts.items()])


def counts_of(items: Sequence[LoanItem]) -> dict[str, int]:
    """Return how many of each thing belong to a loan."""
    return {item.property_key: item.count for item in items}


def still_out(items: Sequence[LoanItem]) -> dict[str, int]:
    """Return how many of each thing have not come back."""
    out = {item.property_key: item.count - item.returned for item in items}
    return {key: count for key, count in out.items() if count}
