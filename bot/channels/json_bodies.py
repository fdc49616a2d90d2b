"""JSON as messengers send it, read so that odd content never raises and never harms a database."""

import json
from datetime import UTC, datetime

import orjson

LONGEST_ID = 90
"""Ids of messengers are 20 to 50 letters; ours are kept in columns of 100."""

YEAR_3000 = 32_503_680_000


def read_json(body: bytes) -> object:
    """Return the value of a request body, or None when it is not JSON at all."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return _read_lenient(body)


def _read_lenient(body: bytes) -> object:
    """Read what the strict reader refuses, half a surrogate pair say, without that letter."""
    try:
        value = json.loads(body.decode("utf-8", "replace"))
        repaired = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        return orjson.loads(repaired)
    except (ValueError, RecursionError):
        return None


def clean(text: str) -> str:
    """Take out NUL, which PostgreSQL cannot keep."""
    return text.replace("\x00", "") if "\x00" in text else text


def is_id(value: object) -> bool:
    """Say whether this can be an id: printable ASCII, not empty, short enough to keep."""
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST_ID
        and value.isascii()
        and value.isprintable()
    )


def read_degrees(latitude: object, longitude: object) -> tuple[float, float] | None:
    """Return a latitude and a longitude, or None when that is no place on the earth."""
    if not isinstance(latitude, (int, float)) or not isinstance(longitude, (int, float)):
        return None
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return float(latitude), float(longitude)
    return None


def read_moment(seconds: object) -> datetime | None:
    """Return the moment of a Unix time in seconds, or None when it is none of our time."""
    if isinstance(seconds, (int, float)) and 0 <= seconds < YEAR_3000:
        return datetime.fromtimestamp(seconds, UTC)
    return None
