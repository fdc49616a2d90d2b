"""What free words are about, when they are neither a command nor an answer."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from services.kit.service import GROUP_NAMES, Group, Service
from services.kit.text import Language
from services.kit.thai import tidy, without_courtesy


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
        "unconscious", "on fire", "ambulance", "emergency", "heart attack", "drowning",
    ),
    Topic.TRACK: (
        "สถานะ", "ถึงไหน", "ฮอดไส", "ติดตาม", "ตามเรื่อง", "อนุมัติหรือยัง", "อนุมัติยัง", "เรื่องที่แจ้ง",
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
    named = _named(words, _beginnings(tuple(service.keywords for service in offered)))
    return [offered[number] for number in sorted(named) if not _is_other(offered[number], words)]


def service_titled(
    text: str, services: Mapping[str, Service], languages: Mapping[str, Language]
) -> Service | None:
    """Return the service whose title, as it stands on its button, is the whole message."""
    offered = list(services.values())
    titles = tuple(service.title.message for service in offered)
    number = _spoken(titles, tuple(languages.values())).get(without_courtesy(text))
    return None if number is None else offered[number]


def group_named(text: str, languages: Mapping[str, Language]) -> Group | None:
    """Return the group of services whose name is the whole message."""
    names = tuple(name.message for name in GROUP_NAMES.values())
    number = _spoken(names, tuple(languages.values())).get(without_courtesy(text))
    return None if number is None else list(GROUP_NAMES)[number]


@lru_cache(maxsize=64)
def _spoken(sentences: tuple[str, ...], languages: tuple[Language, ...]) -> Mapping[str, int]:
    """Return the place of each sentence, however it is said: every message is looked up here."""
    return {
        without_courtesy(language.gettext(sentence)): number
        for number, sentence in reversed(list(enumerate(sentences)))
        for language in languages
    }


Beginnings = Mapping[str, Sequence[tuple[str, int]]]
"""Keywords by how they begin, each with the place of its service."""


@lru_cache(maxsize=8)
def _beginnings(keywords: tuple[tuple[str, ...], ...]) -> Beginnings:
    """Sort the keywords of all services by their first two letters.

    Looking only for those that may stand at a place of the words takes a tenth of the time of
    looking for each (measured with 24 services), and every free word passes here. Keywords are
    tidy already, and no shorter (a test sees to it).
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for number, of_service in enumerate(keywords):
        for keyword in of_service:
            found.setdefault(keyword[:2], []).append((keyword, number))
    return found


def _named(words: str, beginnings: Beginnings) -> set[int]:
    """Return the places of the services one of whose keywords is in the words."""
    return {
        number
        for at in range(len(words) - 1)
        for keyword, number in beginnings.get(words[at : at + 2], ())
        if words.startswith(keyword, at)
    }


def _is_other(service: Service, words: str) -> bool:
    """Say whether a word is there with which the keywords mean something else."""
    return any(tidy(word) in words for word in service.not_keywords)
