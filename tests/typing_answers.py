"""Hypothesis strategies: how people answer each kind of question, well and badly."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from bot.messages import Kind
from services.kit.fields import Field, Point, Surroundings
from services.kit.questions import (
    Count,
    Date,
    Digits,
    Document,
    House,
    Items,
    JuristicId,
    Line,
    Money,
    Number,
    Phone,
    Photo,
    Place,
)
from services.kit.thai import thai_digits

Move = tuple[Kind, str, Mapping[str, Any]]
"""What somebody does: a kind of event, its words, and what comes with it."""

Moves = st.SearchStrategy[Move]

THAI = "กขคงจชดตทนบปพมยรลวสหอะาิีุเแโ่้ 0๑๒"
MONTHS = (
    "ม.ค.",
    "กุมภา",
    "มี.ค.",
    "เมษายน",
    "พค",
    "มิ.ย.",
    "ก.ค.",
    "สิงหา",
    "ก.ย.",
    "ตค",
    "พ.ย.",
    "ธันวาคม",
)
WRONG: Sequence[Move] = (
    (Kind.TEXT, "ไม่รู้จะตอบยังไง", {}),
    (Kind.TEXT, "๙๙๙๙๙๙๙๙๙๙๙๙๙", {}),
    (Kind.TEXT, "-1", {}),
    (Kind.TEXT, "?" * 2500, {}),
    (Kind.TEXT, "31 ก.พ. 2569", {}),
    (Kind.TEXT, "🙏🙏🙏", {}),
    (Kind.TEXT, "<b>{name}</b> %s", {}),
    (Kind.TEXT, "ข้าม", {}),
    (Kind.TEXT, "ย้อนกลับ", {}),
    (Kind.STICKER, "", {}),
    (Kind.FILE, "", {"media": "voice"}),
    (Kind.FILE, "", {"media": "image"}),
    (Kind.PLACE, "", {"point": Point(48.1, 11.6)}),
    (Kind.PRESS, "a:gone:nothing:here", {}),
)  # fmt: skip


def typed(words: st.SearchStrategy[str]) -> Moves:
    """Type these words."""
    return words.map(lambda text: (Kind.TEXT, text, {}))


def a_number(least: int, most: int) -> st.SearchStrategy[str]:
    """Write a number as people do: in Thai digits, with commas, with a word behind it."""
    ways: Sequence[Callable[[int], str]] = (
        str, "{:,}".format, lambda number: thai_digits(str(number)), "ประมาณ {}".format,
    )  # fmt: skip
    numbers = st.integers(least, min(most, least + 2000))
    return st.builds(lambda way, number: way(number), st.sampled_from(ways), numbers)


def a_day(asked: Date, around: Surroundings) -> st.SearchStrategy[str]:
    """Write a day the question takes."""
    earliest = asked.earliest(around.day) if asked.earliest else around.day - timedelta(days=30000)
    latest = asked.latest(around.day) if asked.latest else around.day + timedelta(days=300)
    return st.dates(earliest, latest).flatmap(lambda day: st.sampled_from(day_as_written(day)))


def day_as_written(day: date) -> list[str]:
    """Return the ways to write a day in Thailand."""
    year = day.year + 543
    return [
        f"{day.day} {MONTHS[day.month - 1]} {year}",
        thai_digits(f"{day.day}/{day.month}/{year}"),
        day.isoformat(),
    ]


def pressed(asked: Field, around: Surroundings) -> Moves:
    """Press, or type, one of the answers on the buttons."""
    options = list(asked.options(around).items())
    labels = [
        label.render(language) for _v, label in options for language in around.languages.values()
    ]
    numbers = [str(number) for number, _option in enumerate(options, start=1)]
    return st.one_of(
        st.sampled_from([value for value, _label in options]).map(lambda v: (Kind.PRESS, v, {})),
        typed(st.sampled_from([*labels, *numbers])),
    )


def good_answers(asked: Field, around: Surroundings) -> Moves:
    """Answers of a kind of question, of which nearly all are taken."""
    match asked:
        case Photo() | Document():
            return st.just((Kind.FILE, "", {"media": "image"}))
        case Place():
            pins = st.builds(Point, st.floats(15.4, 15.6), st.floats(102.4, 102.6), st.just(""))
            pin: Moves = pins.map(lambda point: (Kind.PLACE, "", {"point": point}))
            return st.one_of(pin, typed(st.text(THAI, min_size=8, max_size=60)))
        case Date():
            return typed(a_day(asked, around))
        case Count() | Number():
            return typed(a_number(int(asked.least), int(asked.most)))
        case _ if asked.options(around) and not isinstance(asked, Items):
            return pressed(asked, around)
    return typed(_words(asked, around))


WORDS: Mapping[type[Field], Sequence[str]] = {
    House: ("45/1 หมู่ 2", "๑๒ ม.๓", "house 7 moo 1", "99/9 หมู่1"),
    Items: ("เต็นท์ 2 เก้าอี้ 50", "chair 10", "ขอเต็นท์ ๑ หลัง"),
    JuristicId: ("0-9940-00165-50-1",),
    Money: ("1,250,000", "1.25 ล้าน", "๕๐๐ บาท", "สองแสน"),
}
"""What is typed for a kind of question that has too much shape to be made up."""


def _words(asked: Field, around: Surroundings) -> st.SearchStrategy[str]:
    match asked:
        case Phone():
            return st.from_regex(r"0[689][0-9]-[0-9]{3}-[0-9]{4}", fullmatch=True)
        case Digits():
            return st.text("0123456789", min_size=asked.length, max_size=asked.length)
        case Line():
            return st.text(THAI, min_size=3, max_size=asked.longest + 5)
    return st.sampled_from(WORDS[type(asked)])
