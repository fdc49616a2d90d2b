"""Place: a pin on the map, a map link with coordinates in it, or a description in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar
from urllib.parse import unquote

from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Point, Stored, Surroundings
from services.kit.message import Wanted
from services.kit.text import Rendered, Text, _, plain
from services.kit.thai import cleaned, western

SHORTEST, LONGEST = 3, 300
"""Letters of a description somebody could find."""

SOUTH, NORTH, WEST, EAST = 5.0, 21.0, 97.0, 106.0
"""Thailand with a little room around it, in degrees. Source: its extreme points, 5.6–20.5° N and
97.3–105.6° E."""

_PAIR = r"(-?\d{1,3}\.\d+)\s*(?:,|\s)\s*\+?(-?\d{1,3}\.\d+)"
_DEGREES = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
_WAYS = tuple(
    re.compile(way, re.IGNORECASE)
    for way in (
        r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)",
        rf"[?&](?:q|query|ll|sll|coordinate|center|destination|daddr|loc)=(?:loc:)?{_PAIR}",
        rf"/(?:place|search|dir)/[^@\s]*?{_PAIR}",
        rf"@{_PAIR}",
        rf"^\W*{_PAIR}\W*$",
    )
)
"""The pin of a Google link comes before the middle of the screen (`@`) in the same link."""


@dataclass(frozen=True)
class Place(Field):
    """Where something is. Kept as `{"latitude", "longitude", "words"}`, or words alone."""

    face: ClassVar[str] = "place"
    wants: Wanted | None = field(default=Wanted.PLACE, init=False)

    def read(self, given: Given, around: Surroundings) -> Stored:
        point = given.point or _point_of_page(given) or _read_point(given.text)
        if point is not None:
            return _pin(point)
        words = " ".join(cleaned(given.text).split())
        if not SHORTEST <= len(words) <= LONGEST:
            raise InvalidAnswer(_explanation(len(words)))
        return {"words": words}

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        if not isinstance(stored, Mapping) or not isinstance(stored.get("words"), str):
            return False
        if "latitude" not in stored and "longitude" not in stored:
            return bool(stored["words"])
        return _in_thailand(stored.get("latitude"), stored.get("longitude"))

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        if not isinstance(stored, Mapping):
            return plain("")
        if "latitude" not in stored:
            return plain(str(stored["words"]))
        where = f"{stored['latitude']:.5f}, {stored['longitude']:.5f}"
        if stored["words"]:
            return _("{words} (pin at {where})", words=stored["words"], where=where)
        return _("Pin on the map at {where}", where=where)

    def parts(self, stored: Stored) -> Mapping[str, str]:
        if not isinstance(stored, Mapping):
            return {}
        pin = {part: str(stored[part]) for part in ("latitude", "longitude") if part in stored}
        return {"": str(stored.get("words", "")), **pin}

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        return {
            "words": _("{column}: in words", column=self.heading),
            "latitude": _("{column}: latitude", column=self.heading),
            "longitude": _("{column}: longitude", column=self.heading),
        }

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        told = stored if isinstance(stored, Mapping) else {}
        pin = {part: told.get(part) for part in ("latitude", "longitude")}
        degrees = {part: at for part, at in pin.items() if isinstance(at, int | float)}
        return {"words": plain(str(told.get("words", ""))), **degrees}


def _point_of_page(given: Given) -> Point | None:
    """Read the two inputs that a map on a page fills in; one alone is no place."""
    latitude, longitude = (
        western(given.parts.get(part, "")).strip() for part in ("latitude", "longitude")
    )
    if not latitude and not longitude:
        return None
    if not _DEGREES.fullmatch(latitude) or not _DEGREES.fullmatch(longitude):
        raise InvalidAnswer(_explanation(0))
    return Point(float(latitude), float(longitude), given.text)


def _read_point(text: str) -> Point | None:
    written = unquote(western(text)).replace("+", " ")
    found = next((match for way in _WAYS if (match := way.search(written))), None)
    return Point(float(found[1]), float(found[2])) if found else None


def _pin(point: Point) -> Stored:
    if not _in_thailand(point.latitude, point.longitude):
        raise InvalidAnswer(
            _(
                "That pin is outside Thailand. Please send the pin again, or describe the place "
                "in words, for example: in front of the house, beside the temple."
            )
        )
    return {
        "latitude": round(point.latitude, 6),
        "longitude": round(point.longitude, 6),
        "words": " ".join(cleaned(point.label).split())[:LONGEST],
    }


def _in_thailand(latitude: object, longitude: object) -> bool:
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        return False
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def _explanation(length: int) -> Text:
    if length > LONGEST:
        return _("That is a little long. Please use at most {longest} letters.", longest=LONGEST)
    return _(
        "Please send a pin, or describe the place in words, for example: "
        "in front of the house, beside the temple."
    )
