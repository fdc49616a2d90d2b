"""What free words are about, when they are neither a command nor an answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from services.kit.service import GROUP_NAMES, Group, Service
from services.kit.text import Language, Text
from services.kit.thai import as_it_sounds, tidy, without_courtesy


class Topic(StrEnum):
    """What somebody may mean besides a service."""

    EMERGENCY = "emergency"
    TRACK = "track"
    CONTACT = "contact"
    THANKS = "thanks"
    GREETING = "greeting"


# fmt: off
_HINTS: Mapping[Topic, Sequence[str]] = {
    Topic.EMERGENCY: (
        "หมดสติ", "ไฟไหม้", "กู้ชีพ", "รถชน", "คนเจ็บ", "ช่วยด้วย", "จมน้ำ", "ฉุกเฉิน", "หัวใจวาย", "งูกัด",
        "ไฟดูด", "ไฟช็อต", "ไฟช็อด", "ไฟรั่ว", "สายไฟขาด", "สายไฟฟ้าขาด", "เสาไฟล้ม",
        "electrocut", "live wire", "unconscious", "on fire", "ambulance", "emergency",
        "heart attack", "drowning",
    ),
    Topic.TRACK: (
        "สถานะ", "ถึงไหน", "ฮอดไส", "ติดตาม", "ตามเรื่อง", "อนุมัติหรือยัง", "อนุมัติยัง", "เรื่องที่แจ้ง",
        "คิวของฉัน", "คิวฉัน", "คืนคิว", "ยกเลิกคิว", "my number",
        "check status", "track my", "status of",
    ),
    Topic.CONTACT: (
        "คุยกับ", "เว้ากับ", "ติดต่อ", "เบอร์", "ขอเบอ", "เปิดกี่โมง", "เวลาทำการ", "วันเสาร์เปิด", "แผนที่ไป",
        "talk to", "human", "phone number", "opening hours", "real person",
    ),
    Topic.THANKS: ("ขอบคุณ", "ขอบใจ", "ขอบพระคุณ", "thank"),
}
_GREETINGS = (
    "สวัสดี", "สวัดดี", "หวัดดี", "ดีจ้า", "ดีครับ", "ดีค่ะ", "ดีคับ", "สบายดี", "ทำอะไรได้บ้าง",
    "hello", "hi", "hey", "good morning", "good afternoon", "good evening",
)
# fmt: on
_GREETING = re.compile(rf"(?:{'|'.join(_GREETINGS)})(?![a-z])")


def topic_of(text: str) -> Topic | None:
    """Return what the words are about, the urgent first."""
    words = tidy(text)
    for topic, hints in _HINTS.items():
        if any(map(words.__contains__, hints)):
            return topic
    greets = _GREETING.match(words) or _GREETING.match(without_courtesy(text))
    return Topic.GREETING if greets else None


def services_meant(text: str, services: Mapping[str, Service]) -> list[Service]:
    """Return the services whose keywords, and none of whose other meanings, are in the words."""
    words = tidy(text)
    offered = list(services.values())
    named = _named(text, _beginnings(tuple(service.keywords for service in offered)))
    possible = {one: places for one, places in named.items() if not _is_other(offered[one], words)}
    return [offered[number] for number in sorted(_longest(possible))]


def service_titled(
    text: str, services: Mapping[str, Service], languages: Mapping[str, Language]
) -> Service | None:
    """Return the service whose title, as it stands on its button, is the whole message."""
    offered = list(services.values())
    titles = tuple(service.title for service in offered)
    number = _spoken(titles, tuple(languages.values())).get(without_courtesy(text))
    return None if number is None else offered[number]


def group_named(text: str, languages: Mapping[str, Language]) -> Group | None:
    """Return the group of services whose name is the whole message."""
    names = tuple(GROUP_NAMES.values())
    number = _spoken(names, tuple(languages.values())).get(without_courtesy(text))
    return None if number is None else list(GROUP_NAMES)[number]


@lru_cache(maxsize=64)
def _spoken(sentences: tuple[Text, ...], languages: tuple[Language, ...]) -> Mapping[str, int]:
    """Return the place of each sentence, however it is said: every message is looked up here."""
    return {
        without_courtesy(sentence.render(language)): number
        for number, sentence in reversed(list(enumerate(sentences)))
        for language in languages
    }


SURE = 5
"""Letters a keyword has as it sounds, at least, to be understood however it is spelt."""


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word that begins a service: as it sounds, as it is written, and the service's place."""

    sound: str
    written: str
    service: int

    def is_in(self, words: str) -> bool:
        """Say whether the words may mean it: a short one only where it is spelt like this."""
        return len(self.sound) >= SURE or self.written in words


Beginnings = Mapping[str, Sequence[Keyword]]
"""Keywords by how they begin, as they sound."""


@lru_cache(maxsize=8)
def _beginnings(keywords: tuple[tuple[str, ...], ...]) -> Beginnings:
    """Sort the keywords of all services by their first two letters.

    Looking only for those that may stand at a place of the words takes a tenth of the time of
    looking for each (measured with 24 services), and every free word passes here. Keywords are
    tidy already, and no shorter (a test sees to it).
    """
    found: dict[str, list[Keyword]] = {}
    for number, of_service in enumerate(keywords):
        for written in of_service:
            keyword = Keyword(as_it_sounds(written), written, number)
            found.setdefault(keyword.sound[:2], []).append(keyword)
    return found


def _named(text: str, beginnings: Beginnings) -> Mapping[int, Sequence[range]]:
    """Return the services one of whose keywords is in the words, each with where they stand."""
    words, sounds = tidy(text), as_it_sounds(text)
    named: dict[int, list[range]] = {}
    for at in range(len(sounds) - 1):
        for keyword in beginnings.get(sounds[at : at + 2], ()):
            if sounds.startswith(keyword.sound, at) and keyword.is_in(words):
                place = range(at, at + len(keyword.sound))
                named[keyword.service] = _joined(named.get(keyword.service, []), place)
    return named


def _joined(places: list[range], place: range) -> list[range]:
    """Add a place that begins no earlier than the others: what touches becomes one."""
    if not places or place.start > places[-1].stop:
        return [*places, place]
    last = places[-1]
    return [*places[:-1], range(last.start, max(last.stop, place.stop))]


def _longest(named: Mapping[int, Sequence[range]]) -> set[int]:
    """Of names that overlap, let the longest count.

    In ภาษีป้ายร้านกาแฟ the shop is part of the sign's name, and nobody asks to open one.
    """
    return {
        number
        for number, places in named.items()
        if any(not _is_part(place, number, named) for place in places)
    }


def _is_part(place: range, number: int, named: Mapping[int, Sequence[range]]) -> bool:
    """Say whether a longer name of another service stands on the same letters."""
    return any(
        len(other) > len(place) and other.start < place.stop and place.start < other.stop
        for another, places in named.items()
        if another != number
        for other in places
    )


def _is_other(service: Service, words: str) -> bool:
    """Say whether a word is there with which the keywords mean something else."""
    return any(tidy(word) in words for word in service.not_keywords)
