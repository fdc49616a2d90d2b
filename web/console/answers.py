"""A resident's answers as staff read them, also when the form has changed since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.attachment import Attachment
from models.case import Case
from services.kit.fields import Field, Stored, Surroundings
from services.kit.message import Wanted
from services.kit.private import SHOWN, fits, is_sealed, show_answer
from services.kit.service import Service
from services.kit.text import Rendered, Text, _, plain


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of a case: the question, and the answer as words, a number to call, or photos."""

    question: Rendered
    shown: Rendered | None = None
    phone: str = ""
    point: str = ""
    """Latitude and longitude in degrees, as a map takes them: `15.500000,102.500000`."""
    photos: Sequence[Attachment] = ()
    private: str = ""
    """The name of the question, when its answer is sealed; `shown` is only its mask."""


def answered(
    case: Case, service: Service | None, photos: Mapping[str, Attachment], around: Surroundings
) -> list[Answered]:
    """Return every stored answer, in the order of the form; none is left out."""
    fields = service.fields if service else ()
    known = [asked for asked in fields if asked.name in case.answers]
    lines = [_line(asked, case.answers[asked.name], photos, around) for asked in known]
    unknown = case.answers.keys() - {asked.name for asked in known}
    return lines + [_unknown(name, case.answers[name]) for name in sorted(unknown)]


def said(asked: Field | None, stored: Stored, around: Surroundings) -> Rendered:
    """Put an opened private answer into words, also when its question has changed since."""
    if asked and asked.accepts(stored, around.of_any_day()):
        return asked.show(stored, around)
    return _raw(plain(""), stored).shown or plain("")


def _unknown(name: str, stored: Stored) -> Answered:
    sealed = is_sealed(stored)
    return _sealed(plain(name), name, stored) if sealed else _raw(plain(name), stored)


def _sealed(question: Rendered, name: str, stored: Stored) -> Answered:
    mask = stored[SHOWN] if isinstance(stored, Mapping) else ""
    return Answered(question, plain(str(mask)), private=name)


def _line(
    asked: Field, stored: Stored, photos: Mapping[str, Attachment], around: Surroundings
) -> Answered:
    if stored is None:
        return Answered(asked.question, _("Not answered"))
    if is_sealed(stored):
        return _sealed(asked.question, asked.name, stored)
    if asked.wants in {Wanted.PHOTO, Wanted.DOCUMENT} and isinstance(stored, list):
        return _photos(asked.question, stored, photos)
    if not fits(asked, stored, around):
        return _raw(asked.question, stored)
    phone = str(stored) if asked.wants is Wanted.PHONE else ""
    return Answered(asked.question, show_answer(asked, stored, around), phone, _point(stored))


def _point(stored: Stored) -> str:
    if not isinstance(stored, Mapping) or not {"latitude", "longitude"} <= stored.keys():
        return ""
    return f"{stored['latitude']:.6f},{stored['longitude']:.6f}"


def _photos(question: Text, stored: list[str], photos: Mapping[str, Attachment]) -> Answered:
    found = [photos[name] for name in stored if name in photos]
    return Answered(question, None if found else _("No photo arrived"), photos=found)


def _raw(question: Rendered, stored: Stored) -> Answered:
    """Show an answer that today's form does not understand as it was stored."""
    if isinstance(stored, Mapping):
        return Answered(question, plain(" · ".join(f"{key}: {stored[key]}" for key in stored)))
    if isinstance(stored, list):
        return Answered(question, plain(" · ".join(stored)))
    return Answered(question, plain(str(stored)))
