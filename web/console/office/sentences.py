"""Every sentence a resident may read, by where it is said: from the catalogues of this version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel.messages.catalog import Message

from locales import CODES
from locales.collect import catalogue_file, read_catalogue
from services.desk.changing.wording import digest_of
from services.kit.own_words import Forms, is_label
from services.kit.text import Text, _

AREAS: Final[Mapping[str, Text]] = {
    "chat": _("In the chat"),
    "services": _("Services"),
    "questions": _("Questions"),
    "estimates": _("Estimates"),
    "notices": _("Notices and papers"),
    "pages": _("Pages"),
}

_OF_STAFF: Final = (
    "web/console/", "web/templates/console/", "web/cli/", "bot/staffroom", "bot/channels/",
    "services/desk/staffing", "services/desk/permissions", "services/desk/changing/",
    "services/desk/department_notices", "services/desk/paying/staff_notices",
    "services/desk/paying/lists", "services/desk/paying/bank_", "services/desk/office_actions",
    "services/kit/office_checks", "services/kit/own_words",
)  # fmt: skip
"""Places only staff read; their sentences stay ours."""

_BEGINNINGS: Final = (
    ("bot/", "chat"),
    ("services/kit/", "questions"),
    ("services/reckoning/", "estimates"),
    ("services/desk/", "notices"),
    ("services/", "services"),
    ("web/", "pages"),
)
_ON_BUTTONS: Final = ("bot/", "services/")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it stands in the code, with our words for it in each language."""

    digest: str
    original: Forms
    ours: Mapping[str, Forms]
    area: str
    places: tuple[str, ...]
    label: bool
    """It may stand on a button."""

    def holds(self, words: str, own: Iterable[Forms]) -> bool:
        """Say whether a search finds it, in the code's words, ours or the office's own."""
        every = (self.original, *self.ours.values(), *own)
        return any(words in form.lower() for forms in every for form in forms)


@cache
def sentences() -> Mapping[str, Sentence]:
    """Return every sentence by its digest; read once, in a thread."""
    english, thai = (read_catalogue(catalogue_file(code), code) for code in reversed(CODES))
    found = (
        _sentence(message, {"th": _forms(thai[message.id].string), "en": _forms(message.string)})
        for message in english
        if message.id
    )
    return {one.digest: one for one in found if one}


def _sentence(message: Message, ours: Mapping[str, Forms]) -> Sentence | None:
    places = tuple(place for place, _line in message.locations if not place.startswith(_OF_STAFF))
    if not places:
        return None
    original = _forms(message.id)
    chat = any(place.startswith(_ON_BUTTONS) for place in places)
    label = chat and is_label([original, *ours.values()])
    return Sentence(digest_of(original), original, ours, _area(places[0]), places, label)


def _area(place: str) -> str:
    return next(area for beginning, area in _BEGINNINGS if place.startswith(beginning))


def _forms(said: object) -> Forms:
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)
