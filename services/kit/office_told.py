"""An office as plain data, the other way round from reading it: for the console and for a file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from services.kit.office import Named, Office, Opening, Payee, Property, Queue, SwitchedOff

Told = dict[str, Any]
"""Sections of an office file; days and hours are written as words, so that it is plain JSON."""


def told_by(office: Office) -> Told:
    """Return what `office_from` reads back as the same office, but for the tables."""
    return {
        "office": _about(office),
        "village": [{"number": one.number, **_named(one.name)} for one in office.villages.values()],
        "department": [
            {"key": one.key, "name": _named(one.name), "phone": one.phone}
            for one in office.departments.values()
        ],
        "opening": [_opening(one) for one in office.opening],
        "payee": _payee(office.payee) if office.payee else {},
        "queue": [_queue(one) for one in office.queues.values()],
        "property": [_property(one) for one in office.property.values()],
        "topic": [{"key": key, **_named(name)} for key, name in office.topics.items()],
        "handled_by": dict(office.handled_by),
        "promises": dict(office.promises),
        "switched_off": {key: _off(one) for key, one in office.switched_off.items()},
        "holidays": {"days": [day.isoformat() for day in sorted(office.holidays)]},
    }


def as_toml(told: Told) -> str:
    """Write the sections as an office file."""
    return "\n\n".join("\n".join(lines) for lines in _sections(told)) + "\n"


def _about(office: Office) -> Told:
    return {
        "name": _named(office.name),
        "district": _named(office.district),
        "province": _named(office.province),
        "address": _named(office.address),
        "hours": _named(office.hours),
        "phone": office.phone,
        "website": office.website,
        "embed_origins": list(office.embed_origins),
        "position": list(office.position or ()),
        "politeness": office.politeness,
    }


def _named(name: Named) -> Told:
    return {"th": name.th, "en": name.en}


def _opening(one: Opening) -> Told:
    opens, closes = one.opens.isoformat(), one.closes.isoformat()
    return {"days": list(one.days), "opens": opens, "closes": closes}


def _payee(one: Payee) -> Told:
    return {"name": _named(one.name), "biller": one.biller, "proxy": one.proxy}


def _queue(one: Queue) -> Told:
    return {
        "key": one.key,
        "letter": one.letter,
        "name": _named(one.name),
        "department": one.department,
        "counters": one.counters,
        "minutes": one.minutes,
    }


def _property(one: Property) -> Told:
    return {
        "key": one.key,
        "name": _named(one.name),
        "unit": _named(one.unit),
        "count": one.count,
    }


def _off(one: SwitchedOff) -> Told:
    until = {"until": one.until.isoformat()} if one.until else {}
    return {**_named(one.why), **until}


def _sections(told: Told) -> Iterator[list[str]]:
    for name, section in told.items():
        if isinstance(section, list):
            yield from ([f"[[{name}]]", *_lines(row)] for row in section)
        elif section:
            yield [f"[{name}]", *_lines(section)]


def _lines(row: Mapping[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(value)}" for name, value in row.items()]


def _value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float() | date() | time():
            return str(value)
        case str():
            return _quoted(value)
        case Mapping():
            inside = ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case Sequence():
            return "[" + ", ".join(_value(one) for one in value) + "]"
    raise TypeError(f"nothing an office file holds: {type(value).__name__}")


def _key(name: str) -> str:
    plain = name and all(one.isascii() and (one.isalnum() or one in "-_") for one in name)
    return name if plain else _quoted(name)


def _quoted(words: str) -> str:
    """Write a basic string of TOML: control signs and quotes are escaped, Thai stays as it is."""
    return '"' + "".join(map(_escaped, words)) + '"'


def _escaped(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x20 or ord(sign) == 0x7F else sign
