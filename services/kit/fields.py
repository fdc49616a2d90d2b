"""The kinds of question a service may ask. Each reads an answer and shows it back."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar

from services.kit.message import Wanted
from services.kit.office import Office
from services.kit.text import ENGLISH, Language, Rendered, Text, plain

Stored = str | int | list[str] | Mapping[str, object] | None
"""An answer as it is kept: plain JSON data. None is a question that was skipped."""

Answers = Mapping[str, Stored]

Cell = Rendered | Decimal | float | date | None
"""What stands in one cell of a table: words, a number (also a whole one), a day, or nothing."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth in degrees (WGS 84), with the words the messenger gave for it."""

    latitude: float
    longitude: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave as an answer: words, a pin, or a file that is being fetched."""

    text: str = ""
    point: Point | None = None
    attachment: str = ""
    """The id of an attachment row (see `models.attachment`)."""
    media: str = ""
    """What the messenger calls the file: image, video, audio, voice, file, sticker."""
    earlier: Stored = None
    """The part of a two-part answer that was already given."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """What stood in the inputs of a web form, by the part of the answer (see `Field.face`)."""
    attachments: tuple[str, ...] = ()
    """Ids of all the files of a web form, with `media` for the last of them only."""
    whole: bool = False
    """From a web form, which gives everything at once: nothing more follows, so never raise
    `Unfinished`."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a question may look at besides the answer."""

    office: Office
    languages: Mapping[str, Language] = field(default_factory=lambda: {"en": ENGLISH})
    today: date | None = None
    """The day in Thailand on which an answer is read; set with `on`."""

    def on(self, today: date) -> "Surroundings":
        """Return the same surroundings on a given day."""
        return self if self.today == today else replace(self, today=today)

    def of_any_day(self) -> "Surroundings":
        """Return the same without a day: what was filed long ago need not fit the days of now."""
        return replace(self, today=None)

    @property
    def day(self) -> date:
        """The day, for questions that look at it. Raises `ValueError` where nobody set it."""
        if self.today is None:
            raise ValueError("Surroundings without a day: use `on`")
        return self.today


class Unfinished(Exception):
    """Half an answer was understood: keep it, and ask for the rest with these options."""

    def __init__(
        self, earlier: Stored, question: Rendered, options: Mapping[str, Rendered]
    ) -> None:
        super().__init__("half an answer")
        self.earlier = earlier
        self.question = question
        self.options = options


def always(answers: Answers) -> bool:
    """The condition of a question that everybody is asked."""
    return answers is not None


@dataclass(frozen=True)
class Field(ABC):
    """One question. The chat, the web form, the manual and the staff view all read it."""

    name: str
    question: Text
    hint: Text | None = field(default=None, kw_only=True)
    required: bool = field(default=True, kw_only=True)
    only_if: Callable[[Answers], bool] = field(default=always, kw_only=True)
    """Ask only when the answers before it say so. Looks at earlier questions only."""
    personal: bool = field(default=True, kw_only=True)
    """False: the answer names nobody and may stand in a notice to a group chat."""
    private: bool = field(default=False, kw_only=True)
    """True: never asked in a chat, only on a page; kept sealed (see `services.kit.private`)."""
    short: Text | None = field(default=None, kw_only=True)
    """Two or three words for a column and a button, at most 20 letters in every language."""

    wants: Wanted | None = field(default=None, init=False)
    face: ClassVar[str] = "line"
    """Which input shows this question on a web page: `web/templates/faces/{face}.html`."""

    @abstractmethod
    def read(self, given: Given, around: Surroundings) -> Stored:
        """Return the answer as we store it. Raises `InvalidAnswer` or `Unfinished`."""

    @abstractmethod
    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        """Say whether a stored answer still fits: the form may have changed since."""

    @abstractmethod
    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        """Show an answer that this question accepted."""

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        """Show just enough of a private answer for its owner to recognise it."""
        return plain("•••")

    def parts(self, stored: Stored) -> Mapping[str, str]:
        """Return what stands in the inputs of a web form for an answer given before.

        The one input of most faces is the part with the empty name.
        """
        return {"": str(stored)} if isinstance(stored, str | int) else {}

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        """Name the columns of a table by the part of the answer that stands in each."""
        return {"": self.heading}

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        """Return what stands in these columns for an answer that this question accepted."""
        return {"": self.show(stored, around)}

    @property
    def heading(self) -> Text:
        """What this question is called over a column."""
        return self.short or self.question

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        """Return what may be pressed instead of typed: value to label, the label within 20."""
        return {}
