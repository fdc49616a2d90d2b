"""What the gallery tries on each kind of question: good answers, half ones and wrong ones."""

from collections.abc import Mapping, Sequence

from services.kit.fields import Field, Given, Point, Surroundings
from services.kit.office import Office
from services.kit.questions import Choice, Items, Several, TimeSlot
from services.kit.text import Language, Text

EXAMPLE = "example"
PHOTO = "018f0000-0000-7000-8000-000000000001"

_TYPED: Mapping[str, Sequence[str]] = {
    "BankAccount": ("กรุงไทย 123-4-56789-0 สมชาย ใจดี", "12"),
    "Consent": ("ยินยอมครับ", "ไม่ยินยอม"),
    "Count": ("๓ ใบ", "สองถัง", "0"),
    "Date": ("12 ก.พ. 2510", "๑๒/๒/๒๕๑๐", "31 ก.พ. 2510", "เมื่อวาน"),
    "DayWish": ("พรุ่งนี้", "30/12/2570"),
    "Digits": ("๐๑๒๓", "0123", "12"),
    "House": ("45/1 หมู่ 2", "45/1", "xyz"),
    "JuristicId": ("0105536000315", "0105536000316"),
    "Line": ("ข้างวัด ตรงข้ามร้านน้ำชา", "ก" * 300),
    "Money": ("1,234.50 บาท", "สามหมื่น", "-5"),
    "NationalId": ("1-1017-00230-70-8", "1101700230709", "123"),
    "Number": ("๑๒.๕", "1,200", "มาก"),
    "Paragraph": ("ไฟดับมาสามวันแล้ว\nมืดมาก", "ก" * 2000),
    "Phone": ("๐๘๑ ๒๓๔ ๕๖๗๘", "+66812345678", "12"),
    "Place": ("ข้างวัดโพธิ์", "15.6, 102.5"),
}

_CHOSEN: Sequence[str] = ("1", "xyz")
"""For kinds with options: the first by its number, and something that is none of them."""


_TWO: Mapping[str, Text] = {"a": Text("First"), "b": Text("Second")}


def tries(asked: Field, around: Surroundings) -> list[Given]:
    """Return what is tried on a question, in the order it is shown."""
    if asked.face == "files":
        files = [Given(attachment=PHOTO, media=media) for media in ("image", "file", "audio")]
        return [*files, Given("ไม่มีรูป")]
    pin = [Given(point=Point(15.6, 102.5))] if asked.face == "place" else []
    typed = [Given(words) for words in _TYPED.get(type(asked).__name__, _CHOSEN)]
    labels = list(asked.options(around).values())[:1]
    pressed = [Given(label.render(language)) for label in labels for language in _first(around)]
    return [*pin, *pressed, *typed]


def made_up(kind: type[Field]) -> Field:
    """Return a question of a kind that no service uses yet."""
    question = Text("Example of {kind}", {"kind": kind.__name__})
    if kind is Items:
        return Items(EXAMPLE, question, choices=_two, most=_few)
    if kind is TimeSlot:
        return TimeSlot(EXAMPLE, question, slots=_TWO)
    if kind in {Choice, Several}:
        return kind(EXAMPLE, question, choices=_TWO)
    return kind(EXAMPLE, question)


def _two(_office: Office) -> Mapping[str, Text]:
    return _TWO


def _few(_office: Office) -> Mapping[str, int]:
    return {"a": 5, "b": 1}


def _first(around: Surroundings) -> list[Language]:
    return list(around.languages.values())[:1]
