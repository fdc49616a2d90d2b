"""Routing: who answers a case, by what it is about and where, as the office's table says. Pure.

Declared by a service, with the questions it looks at; departments, roles and words are data
(`offices/tables/`), so that an office changes them without anybody touching code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.kit.dated import Dated, NoRate, in_force
from services.kit.fields import Answers, Surroundings
from services.kit.office import Named, Office
from services.kit.questions.house import village_in
from services.kit.text import Rendered
from services.kit.thai import as_it_sounds


@dataclass(frozen=True, slots=True)
class Routing:
    """Which table knows who answers, and which questions it is looked up by."""

    table: str
    question: str = "about"
    place: str = "place"


@dataclass(frozen=True, slots=True)
class Route:
    """One category: its name, the words that mean it, and who answers."""

    key: str
    name: Named
    department: str
    owner: str = ""
    """The role whose holder looks after it from the first minute; empty: whoever takes it on."""
    also: tuple[str, ...] = ()
    """Roles that hear of it at once, wherever they work."""
    above: bool = False
    """It is about how somebody works here, so that those above them read it, too."""
    words: tuple[str, ...] = ()
    villages: Mapping[int, str] = field(default_factory=dict)
    """Village to department, where another one than usual answers."""

    def department_at(self, village: int | None) -> str:
        return self.villages.get(village, self.department) if village else self.department


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another office that is usually asked for such a thing."""

    name: Named
    phone: str
    words: tuple[str, ...]


def routes_on(office: Office, table: str, day: date) -> Mapping[str, Route]:
    """Return the categories in force on a day, in their order; none where there is no table."""
    row = _row(office, table, day)
    found = map(_route, row.values.get("categories", ())) if row else ()
    return {route.key: route for route in found}


def route_of(routing: Routing, answers: Answers, office: Office, day: date) -> Route | None:
    """Return the category these answers name."""
    chosen = str(answers.get(routing.question))
    return routes_on(office, routing.table, day).get(chosen)


def village_of(routing: Routing, answers: Answers, office: Office) -> int | None:
    """Return the village a place was described with, if the words name one."""
    place = answers.get(routing.place)
    told = place if isinstance(place, Mapping) else {}
    return village_in(str(told.get("words", "")), office)


def elsewhere_on(text: str, office: Office, table: str, day: date) -> Elsewhere | None:
    """Return the other office these words are usually for."""
    row = _row(office, table, day)
    others = map(_elsewhere, row.values.get("elsewhere", ())) if row else iter(())
    sounds = as_it_sounds(text)
    return next((one for one in others if _is_in(one.words, sounds)), None)


def names_of(table: str, around: Surroundings) -> Mapping[str, Rendered]:
    """Name the categories, for a question. What was filed long ago is named by the latest table."""
    return {key: route.name for key, route in _routes(table, around).items()}


def words_of(table: str, around: Surroundings) -> Mapping[str, tuple[str, ...]]:
    """Return the words residents use for each category."""
    return {key: route.words for key, route in _routes(table, around).items()}


def _routes(table: str, around: Surroundings) -> Mapping[str, Route]:
    return routes_on(around.office, table, around.today or date.max)


def _row(office: Office, table: str, day: date) -> Dated | None:
    try:
        return in_force(office.tables, table, day)
    except NoRate:
        return None


def _is_in(words: Iterable[str], sounds: str) -> bool:
    return any(as_it_sounds(word) in sounds for word in words)


def _route(told: Mapping[str, Any]) -> Route:
    return Route(
        key=told["key"],
        name=Named(told["th"], told["en"]),
        department=told["department"],
        owner=told.get("owner", ""),
        also=tuple(told.get("also", ())),
        above=bool(told.get("above", False)),
        words=tuple(told.get("words", ())),
        villages={
            number: one["department"]
            for one in told.get("villages", ())
            for number in one["numbers"]
        },
    )


def _elsewhere(told: Mapping[str, Any]) -> Elsewhere:
    return Elsewhere(Named(told["th"], told["en"]), told["phone"], tuple(told["words"]))
