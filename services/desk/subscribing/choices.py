"""The choices of one resident about news, as values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody wants to hear of."""

    wants_news: bool = False
    topics: tuple[str, ...] = ()
    village: int | None = None
    no_emergencies: bool = False
