"""What an office must be like before it is believed: checked when somebody changes it. Pure."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from services.kit.errors import InvalidAnswer
from services.kit.office import Named, Office, Payee
from services.kit.text import Text, _

PARTICLES = ("ค่ะ", "ครับ")
LONGEST_WORDS = 300
LABEL = 20
"""Letters on a button, in both languages; a messenger would cut more."""

MOST_DAYS, MOST_COUNTERS, MOST_MINUTES, MOST_OF_A_THING = 365, 50, 240, 100_000
MOST_ROWS = 100

_LETTER = re.compile(r"[A-Z]")
_PHONE = re.compile(r"[0-9][0-9 \-]{2,18}[0-9](?: ?(?:ต่อ|ext\.?) ?[0-9]{1,5})?|")
_SITE = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[^\s\"'<>;]*)?|")
_ORIGIN = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]{1,5})?")
"""Stands in a header of every page: nothing that could end a part of it."""

Problem = tuple[bool, Text]


def require_sound(office: Office, section: str, before: Office) -> None:
    """Raise `InvalidAnswer` when the changed section is wrong, or spoils another one.

    What was wrong in the office file all along does not hold up a change of something else.
    """
    known = list(_problems(before, _CHECKS.keys() - {section}))
    for sentence in _problems(office, {section}):
        raise InvalidAnswer(sentence)
    for sentence in _problems(office, _CHECKS.keys()):
        if sentence not in known:
            raise InvalidAnswer(sentence)


def _problems(office: Office, sections: Collection[str]) -> Iterator[Text]:
    for name in _CHECKS:
        if name in sections:
            yield from (sentence for wrong, sentence in _CHECKS[name](office) if wrong)


def _about(office: Office) -> Iterator[Problem]:
    every = (office.name, office.district, office.province, office.address, office.hours)
    yield not all(map(_named, every)), _("Please write the words in Thai and in English.")
    yield (
        any(_longest(one) > LONGEST_WORDS for one in every),
        _("That is too long: at most {count} letters.", count=LONGEST_WORDS),
    )
    yield (
        not _PHONE.fullmatch(office.phone),
        _("A telephone number has digits only, such as 044 000 000."),
    )
    yield (
        not _SITE.fullmatch(office.website),
        _("The address of a web site begins with https:// and has no spaces."),
    )
    yield (
        office.politeness not in PARTICLES,
        _("The desk speaks with ค่ะ or ครับ; please choose one of them."),
    )
    yield (
        not all(map(_ORIGIN.fullmatch, office.embed_origins)),
        _("A site that shows the chat is named like https://www.example.go.th, nothing after it."),
    )
    yield (
        office.position is not None and not _on_earth(office.position),
        _("Latitude is between -90 and 90, longitude between -180 and 180."),
    )


def _villages(office: Office) -> Iterator[Problem]:
    every = office.villages.values()
    yield not every, _("At least one village is needed: residents say where they live.")
    yield len(every) > MOST_ROWS, _("That is more than can be kept.")
    yield (
        any(not 0 < one.number <= 999 for one in every),
        _("The number of a village is between 1 and 999."),
    )
    yield not all(_named(one.name) for one in every), _NAMES


def _departments(office: Office) -> Iterator[Problem]:
    every = office.departments.values()
    yield not every, _("At least one department is needed: somebody has to answer.")
    yield len(every) > MOST_ROWS, _("That is more than can be kept.")
    yield not all(_named(one.name) for one in every), _NAMES
    yield (
        not all(_PHONE.fullmatch(one.phone) for one in every),
        _("A telephone number has digits only, such as 044 000 000."),
    )
    yield (
        any(key not in office.departments for key in office.handled_by.values()),
        _("A service would have no department that answers."),
    )


def _promises(office: Office) -> Iterator[Problem]:
    yield (
        any(not _within(days, 0, MOST_DAYS) for days in office.promises.values()),
        _("A promise is between 0 and {count} working days.", count=MOST_DAYS),
    )
    yield (
        not all(_named(one.why) for one in office.switched_off.values()),
        _("Please say in Thai and in English why the service is paused: residents read it."),
    )
    yield (
        any(_longest(one.why) > LONGEST_WORDS for one in office.switched_off.values()),
        _("That is too long: at most {count} letters.", count=LONGEST_WORDS),
    )


def _hours(office: Office) -> Iterator[Problem]:
    yield (
        any(one.opens >= one.closes for one in office.opening),
        _("The office cannot close before it opens."),
    )
    yield (
        any(not one.days or set(one.days) - set(range(7)) for one in office.opening),
        _("Please tick at least one day of the week."),
    )
    yield (
        any(not _sensible(day) for day in office.holidays),
        _("That day is too far away. Is the year right?"),
    )


def _queues(office: Office) -> Iterator[Problem]:
    every = office.queues.values()
    letters = [one.letter for one in every]
    yield (
        not all(map(_LETTER.fullmatch, letters)),
        _("The letter of a line is one of A to Z."),
    )
    yield len(set(letters)) < len(letters), _("Another line has this letter already.")
    yield not all(_label(one.name) for one in every), _LABELS
    yield (
        any(one.department not in office.departments for one in every),
        _("A line would have no department that serves it."),
    )
    yield (
        any(not _within(one.counters, 1, MOST_COUNTERS) for one in every),
        _("A line has between 1 and {count} counters.", count=MOST_COUNTERS),
    )
    yield (
        any(not _within(one.minutes, 1, MOST_MINUTES) for one in every),
        _("One person takes between 1 and {count} minutes.", count=MOST_MINUTES),
    )


def _property(office: Office) -> Iterator[Problem]:
    every = office.property.values()
    yield not all(_label(one.name) and _named(one.unit) for one in every), _LABELS
    yield (
        any(not _within(one.count, 0, MOST_OF_A_THING) for one in every),
        _("How many there are is a number, 0 or more."),
    )


def _topics(office: Office) -> Iterator[Problem]:
    yield not all(map(_label, office.topics.values())), _LABELS


def _payee(office: Office) -> Iterator[Problem]:
    if office.payee:
        yield not _named(office.payee.name), _NAMES
        yield _digits_wrong(office.payee), _("A biller has 15 digits, as the bank gave it.")
        yield (
            _proxy_wrong(office.payee),
            _("PromptPay is a tax number of 13 digits or a mobile number of 10 digits."),
        )
        yield (
            not office.payee.biller and not office.payee.proxy,
            _("Please write the biller or the PromptPay number: without one nobody can pay."),
        )


_NAMES = _("Please write the name in Thai and in English.")
_LABELS = _("Please write the name in Thai and in English, at most 20 letters each.")

_CHECKS: Mapping[str, Callable[[Office], Iterator[Problem]]] = {
    "office": _about,
    "village": _villages,
    "department": _departments,
    "handled_by": _departments,
    "promises": _promises,
    "switched_off": _promises,
    "opening": _hours,
    "holidays": _hours,
    "queue": _queues,
    "property": _property,
    "topic": _topics,
    "payee": _payee,
}
"""By the section of the office file."""


def _named(name: Named) -> bool:
    return all(len(words.strip()) >= 1 for words in (name.th, name.en)) and (
        _longest(name) <= LONGEST_WORDS
    )


def _label(name: Named) -> bool:
    return _named(name) and _longest(name) <= LABEL


def _longest(name: Named) -> int:
    return max(len(name.th), len(name.en))


def _within(number: object, least: int, most: int) -> bool:
    return type(number) is int and least <= number <= most


def _on_earth(position: tuple[float, float]) -> bool:
    latitude, longitude = position
    return -90 <= latitude <= 90 and -180 <= longitude <= 180


def _sensible(day: date) -> bool:
    return 2020 <= day.year <= 2100


def _digits_wrong(payee: Payee) -> bool:
    return bool(payee.biller) and not (_is_digits(payee.biller) and len(payee.biller) == 15)


def _proxy_wrong(payee: Payee) -> bool:
    return bool(payee.proxy) and not (_is_digits(payee.proxy) and len(payee.proxy) in {10, 13})


def _is_digits(words: str) -> bool:
    return words.isascii() and words.isdecimal()
