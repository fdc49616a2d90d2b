"""Gathering: files that arrive one after the other in a chat, or all at once on a page."""

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings, Unfinished
from services.kit.questions.enough import ENOUGH, says_enough
from services.kit.text import Rendered, Text, _


@dataclass(frozen=True)
class Gathering(Field):
    """Files, kept as the ids of their attachments."""

    face: ClassVar[str] = "files"
    media: ClassVar[frozenset[str]] = frozenset({"image", "file"})
    """What messengers call a file that may fit; what it really is, is seen when it is fetched."""
    most: int = field(default=5, kw_only=True)
    evidence: bool = field(default=False, kw_only=True)
    """True: what a picture tells about its time and place is kept aside for staff."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        if given.whole:
            return self._read_page(given)
        gathered = _ids(given.earlier)[: self.most]
        if given.attachment:
            gathered = [*gathered, self._fitting(given)][: self.most]
            if len(gathered) == self.most:
                return gathered
        elif says_enough(given.text) and gathered:
            return gathered
        elif given.text or not gathered:
            raise InvalidAnswer(self.asking())
        raise Unfinished(gathered, self.more(len(gathered)), {ENOUGH: _("Go on")})

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        return (
            isinstance(stored, list)
            and 0 < len(stored) <= self.most
            and all(isinstance(one, str) and one for one in stored)
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        return self.count(len(_ids(stored)))

    def parts(self, stored: Stored) -> dict[str, str]:
        return {"": ",".join(_ids(stored))} if isinstance(stored, list) else {}

    @abstractmethod
    def asking(self) -> Text:
        """Ask for a file of this kind."""

    @abstractmethod
    def count(self, number: int) -> Rendered:
        """Say how many there are."""

    @abstractmethod
    def more(self, number: int) -> Rendered:
        """Say how many have arrived and how to go on."""

    @abstractmethod
    def unfit(self, media: str) -> Text:
        """Explain that this is no file of this kind."""

    def _fitting(self, given: Given) -> str:
        if given.media not in self.media:
            raise InvalidAnswer(self.unfit(given.media))
        return given.attachment

    def _read_page(self, given: Given) -> Stored:
        files = list(dict.fromkeys(one for one in given.attachments if one))
        if given.media and given.media not in self.media:
            raise InvalidAnswer(self.unfit(given.media))
        if not files:
            raise InvalidAnswer(_("Please add a file here."))
        if len(files) > self.most:
            raise InvalidAnswer(
                _("At most {most} files fit here. Please take one away.", most=self.most)
            )
        return files


def _ids(stored: Stored) -> list[str]:
    return (
        [one for one in stored if one and isinstance(one, str)] if isinstance(stored, list) else []
    )
