"""Items: what and how many, one thing after the other or all in one line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.amounts import one_amount
from services.kit.errors import InvalidAnswer
from services.kit.fields import Cell, Field, Given, Stored, Surroundings, Unfinished
from services.kit.office import Office
from services.kit.questions import item_words as words
from services.kit.questions.enough import ENOUGH, says_enough
from services.kit.questions.listing import listed
from services.kit.questions.named_items import read_named
from services.kit.text import Rendered, _, plain

BUTTONS = 10
COUNTS = range(1, 7)
"""How many may be pressed; more are typed."""
Counts = dict[str, int]


@dataclass(frozen=True)
class Items(Field):
    """Things with their numbers, kept as `{"tent": 2}`."""

    face: ClassVar[str] = "items"
    choices: Callable[[Office], Mapping[str, Rendered]] = field(kw_only=True)
    """What there is, by its key, in this office."""
    most: Callable[[Office], Mapping[str, int]] = field(kw_only=True)
    """How many there are of each."""

    def read(self, given: Given, around: Surroundings) -> Stored:
        if given.parts:
            return self._whole(self._from_page(given.parts, around), around)
        counts, asking = self._earlier(given.earlier, around)
        if says_enough(given.text) and counts:
            return counts
        if given.text:
            return self._read_words(given, counts, asking, around)
        if given.whole:
            raise InvalidAnswer(self._explanation(around))
        if asking:
            raise self._ask_count(counts, asking, around)
        if counts:
            raise self._ask_more(counts, around)
        raise InvalidAnswer(self._explanation(around))

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        if not isinstance(stored, Mapping) or not stored:
            return False
        most = self.most(around.office)
        return all(
            name in self.choices(around.office)
            and type(count) is int
            and 1 <= count <= most.get(name, 0)
            for name, count in stored.items()
        )

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        names = self.choices(around.office)
        counts = stored if isinstance(stored, Mapping) else {}
        return listed(
            _("{item} × {count}", item=names.get(name, name), count=count)
            for name, count in counts.items()
        )

    def parts(self, stored: Stored) -> Mapping[str, str]:
        counts = stored if isinstance(stored, Mapping) else {}
        return {name: str(count) for name, count in counts.items()}

    def columns(self, around: Surroundings) -> Mapping[str, Rendered]:
        choices = self.choices(around.office)
        return {
            name: _("{column}: {item}", column=self.heading, item=label)
            for name, label in choices.items()
        }

    def cells(self, stored: Stored, around: Surroundings) -> Mapping[str, Cell]:
        counts = stored if isinstance(stored, Mapping) else {}
        return {name: count for name, count in counts.items() if isinstance(count, int)}

    def options(self, around: Surroundings) -> Mapping[str, Rendered]:
        return dict(list(self.choices(around.office).items())[:BUTTONS])

    def _from_page(self, parts: Mapping[str, str], around: Surroundings) -> Counts:
        counts: Counts = {}
        for name in self.choices(around.office):
            if typed := parts.get(name, "").strip():
                counts[name] = self._count(name, typed, around, least=0)
        return {name: count for name, count in counts.items() if count}

    def _read_words(
        self, given: Given, counts: Counts, asking: str, around: Surroundings
    ) -> Stored:
        named = read_named(given.text, self.choices(around.office), around.languages.values())
        if not named and not asking:
            raise InvalidAnswer(self._explanation(around))
        said = [(name, how_many) for name, how_many in named if how_many] or [(asking, given.text)]
        silent = [name for name, how_many in named if not how_many]
        told = {name: self._count(name, how_many, around) for name, how_many in said if name}
        counts = {**counts, **told}
        if silent and given.whole:
            raise InvalidAnswer(self._explanation(around))
        if silent:
            raise self._ask_count(counts, silent[0], around)
        if len(told) > 1 or given.whole:
            return self._whole(counts, around)
        raise self._ask_more(counts, around)

    def _count(self, name: str, said: str, around: Surroundings, least: int = 1) -> int:
        most = self.most(around.office).get(name, 0)
        amount = one_amount(said)
        if amount is None or amount != int(amount) or not least <= amount <= most:
            raise InvalidAnswer(words.how_many(self.choices(around.office)[name], most))
        return int(amount)

    def _whole(self, counts: Counts, around: Surroundings) -> Stored:
        ordered = {name: counts[name] for name in self.choices(around.office) if name in counts}
        if not ordered:
            raise InvalidAnswer(self._explanation(around))
        return ordered

    def _earlier(self, stored: Stored, around: Surroundings) -> tuple[Counts, str]:
        """Return the sound part of what was gathered, and the thing whose number is missing."""
        told = stored if isinstance(stored, Mapping) else {}
        gathered, asking = told.get("counts"), told.get("asking")
        counts = {
            name: count
            for name, count in (gathered.items() if isinstance(gathered, Mapping) else ())
            if self.accepts({name: count}, around)
        }
        known = isinstance(asking, str) and asking in self.choices(around.office)
        return counts, str(asking) if known else ""

    def _ask_count(self, counts: Counts, name: str, around: Surroundings) -> Unfinished:
        most = self.most(around.office).get(name, 0)
        question = words.how_many(self.choices(around.office)[name], most)
        buttons = {str(count): plain(str(count)) for count in COUNTS if count <= most}
        return Unfinished({"counts": counts, "asking": name}, question, buttons)

    def _ask_more(self, counts: Counts, around: Surroundings) -> Unfinished:
        others = {name: label for name, label in self.options(around).items() if name not in counts}
        gathered = self.show(self._whole(counts, around), around)
        options = {**others, ENOUGH: _("Go on")}
        return Unfinished({"counts": counts}, words.so_far(gathered), options)

    def _explanation(self, around: Surroundings) -> Rendered:
        return words.example(list(self.choices(around.office).values()))
