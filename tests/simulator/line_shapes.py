"""The kinds of rule a LINE property can have, and the walk that applies them to a message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tests.simulator.counting import graphemes, utf16_units

Counted = Callable[[str], int]
Object = dict[str, Any]
UNWRITABLE_IN_ADDRESS = re.compile(r"[^\x21-\x7e]")


@dataclass(slots=True)
class Walk:
    """What has been found wrong so far. Inside Flex, LINE is stricter and names places by slash."""

    problems: list[dict[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    flex: bool = False
    flex_message: str = ""

    def refuse(self, place: str, message: str) -> None:
        self.problems.append({"message": message, "property": place or "/"})

    def inside(self, place: str, name: str) -> str:
        return f"{place}/{name}" if self.flex else f"{place}.{name}".lstrip(".")

    def item(self, place: str, index: int) -> str:
        return f"{place}/{index}" if self.flex else f"{place}[{index}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one property must be like. A rule without further limits accepts anything."""

    required: bool = False

    def check(self, value: object, place: str, walk: Walk) -> None:
        """Note in the walk what is wrong with the value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Rule):
    """A text. At message level LINE also takes a number for a text; elsewhere it does not."""

    longest: int | None = None
    shortest: int = 1
    counted: Counted = utf16_units
    pattern: str | None = None
    numbers_too: bool = False

    def check(self, value: object, place: str, walk: Walk) -> None:
        if isinstance(value, int | float) and not isinstance(value, bool) and self.numbers_too:
            value = str(value)
        if not isinstance(value, str):
            walk.refuse(place, "Must be a string")
        elif self.longest is not None and self.counted(value) > self.longest:
            walk.refuse(place, f"Length must be between 0 and {self.longest}")
        elif self.shortest and not value:
            walk.refuse(place, "May not be empty")
        elif self.pattern and not re.fullmatch(self.pattern, value):
            walk.refuse(place, "Invalid format")
        elif self.longest is not None and len(value) > self.longest:
            walk.warnings.append(f"{place}: {len(value)} code points, allowed {self.longest}")


def label(longest: int, *, required: bool = False) -> Words:
    return Words(longest=longest, required=required, counted=graphemes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Rule):
    low: float | None = None
    high: float | None = None
    whole: bool = True
    step: int = 1

    def check(self, value: object, place: str, walk: Walk) -> None:
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            walk.refuse(place, "Must be a number")
        elif not self._between(float(value)) or (self.whole and value % self.step):
            walk.refuse(place, f"Must be between {self.low} and {self.high}")

    def _between(self, value: float) -> bool:
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth(Rule):
    def check(self, value: object, place: str, walk: Walk) -> None:
        if not isinstance(value, bool):
            walk.refuse(place, "Must be a boolean")


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(Rule):
    values: tuple[str, ...]

    def check(self, value: object, place: str, walk: Walk) -> None:
        if value not in self.values:
            allowed = ", ".join(self.values)
            walk.refuse(place, f"Must be one of the following values: [{allowed}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Rule):
    """A URI: percent-encoded, of a known scheme."""

    longest: int = 2000
    schemes: tuple[str, ...] = ("https",)

    def check(self, value: object, place: str, walk: Walk) -> None:
        if not isinstance(value, str) or not value:
            walk.refuse(place, "May not be empty")
        elif utf16_units(value) > self.longest:
            walk.refuse(place, f"Length must be between 0 and {self.longest}")
        elif UNWRITABLE_IN_ADDRESS.search(value) or urlsplit(value).scheme not in self.schemes:
            walk.refuse(place, "Invalid uri or uri scheme")


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Rule):
    of: Rule
    fewest: int = 0
    most: int | None = None

    def check(self, value: object, place: str, walk: Walk) -> None:
        if not isinstance(value, list):
            walk.refuse(place, "Must be an array")
            return
        if len(value) < self.fewest or (self.most is not None and len(value) > self.most):
            walk.refuse(place, f"Size must be between {self.fewest} and {self.most}")
        for index, item in enumerate(value):
            self.of.check(item, walk.item(place, index), walk)


Further = Callable[[Object, str, Walk], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(Rule):
    """An object: its properties, and what they must be like together."""

    properties: Mapping[str, Rule]
    further: tuple[Further, ...] = ()

    def check(self, value: object, place: str, walk: Walk) -> None:
        if not isinstance(value, dict):
            walk.refuse(place, "Must be an object")
            return
        for name, rule in self.properties.items():
            _check_property(value, name, rule, place, walk)
        if walk.flex and value.keys() - self.properties.keys() - {"type"}:
            unknown = sorted(value.keys() - self.properties.keys() - {"type"})[0]
            walk.refuse(walk.inside(place, unknown), "unknown field")
        for check in self.further:
            check(value, place, walk)


def _check_property(value: Object, name: str, rule: Rule, place: str, walk: Walk) -> None:
    given = value.get(name)
    if given is not None:
        rule.check(given, walk.inside(place, name), walk)
    elif rule.required or (walk.flex and name in value):
        walk.refuse(walk.inside(place, name), "May not be empty")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinds(Rule):
    """An object whose `type` says which shape it has."""

    of: Mapping[str, Rule]

    def check(self, value: object, place: str, walk: Walk) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        rule = self.of.get(kind) if isinstance(kind, str) else None
        if rule is None:
            allowed = ", ".join(self.of)
            walk.refuse(
                walk.inside(place, "type"), f"Must be one of the following values: [{allowed}]"
            )
            return
        rule.check(value, place, walk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Rule):
    """A rule that is only known later, for shapes that contain themselves."""

    find: Callable[[], Rule]

    def check(self, value: object, place: str, walk: Walk) -> None:
        self.find().check(value, place, walk)
