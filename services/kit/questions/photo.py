"""Photo: one to a few pictures, gathered one after the other."""

from dataclasses import dataclass, field

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings, Unfinished
from services.kit.message import Wanted
from services.kit.text import Rendered, Text, _, counted
from services.kit.thai import without_courtesy

ENOUGH = "enough"
"""The value of the button that ends the gathering."""

_ENOUGH_WORDS = frozenset(
    (ENOUGH, "ต่อไป", "พอ", "พอแล้ว", "เท่านี้", "แค่นี้", "เสร็จ", "เสร็จแล้ว", "หมดแล้ว")
) | {"go on", "next", "done", "that is all", "that's all", "finished"}

_PICTURES = frozenset({"image", "file"})
"""A picture may arrive as a document; what it really is, is seen when it is fetched."""


@dataclass(frozen=True)
class Photo(Field):
    """Pictures, kept as the ids of their attachments."""

    most: int = field(default=5, kw_only=True)
    wants: Wanted | None = field(default=Wanted.PHOTO, init=False)

    def read(self, given: Given, around: Surroundings) -> Stored:
        gathered = _ids(given.earlier)[: self.most]
        if given.attachment:
            gathered = [*gathered, self._picture(given)][: self.most]
            if len(gathered) == self.most:
                return gathered
        elif without_courtesy(given.text) in _ENOUGH_WORDS and gathered:
            return gathered
        elif given.text or not gathered:
            raise InvalidAnswer(_("Please send a photo from your telephone."))
        raise Unfinished(gathered, _more(len(gathered)), {ENOUGH: _("Go on")})

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return (
            isinstance(stored, list)
            and 0 < len(stored) <= self.most
            and all(isinstance(one, str) and one for one in stored)
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return counted("{count} photo", "{count} photos", len(_ids(stored)))

    def _picture(self, given: Given) -> str:
        if given.media not in _PICTURES:
            raise InvalidAnswer(_not_a_picture(given.media))
        return given.attachment


def _ids(stored: Stored) -> list[str]:
    return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []


def _more(count: int) -> Rendered:
    return counted(
        "{count} photo has arrived. You may send another one, or press Go on.",
        "{count} photos have arrived. You may send another one, or press Go on.",
        count,
    )


def _not_a_picture(media: str) -> Text:
    if media == "video":
        return _("We cannot take a video here. Please send a photo instead.")
    return _("We can only take photos here. Please send a photo from your telephone.")
