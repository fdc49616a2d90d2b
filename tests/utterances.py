"""Sentences as residents type them, with the service they mean, and how the desk understands them.

`python -m tests.utterances` prints what is understood and what is mistaken for what. The part
`seen` was looked at while the keywords were written; the part `held` was not, and is not to be:
a keyword written because of it would make its figure worthless.
"""

import csv
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locales import load_languages
from services.kit.fields import Surroundings
from services.kit.office import read_office
from tests.conftest import OFFICE_FILE
from tests.talking import Talk

FILE = Path(__file__).with_name("utterances.tsv")
NOTHING = "-"
"""What somebody means who wants none of the services the collection knows."""
SHOWN, HELD = "seen", "held"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence: which part of the collection it belongs to, and what it means."""

    part: str
    service: str
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What the desk made of a sentence: the services it began, explained or offered."""

    utterance: Utterance
    services: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        if self.utterance.service == NOTHING:
            return not known_services().intersection(self.services)
        return self.services == (self.utterance.service,)

    @property
    def is_offered(self) -> bool:
        """Right at once, or one of the buttons the desk then shows."""
        return self.is_right or self.utterance.service in self.services


@cache
def known_services() -> frozenset[str]:
    """Return the services somebody in the collection asks for."""
    parts = (collected(SHOWN), collected(HELD))
    return frozenset(one.service for part in parts for one in part) - {NOTHING}


def collected(part: str) -> list[Utterance]:
    """Return the sentences of a part, `seen` or `held`."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Utterance(**row) for row in csv.DictReader(lines, delimiter="\t")]
    return [row for row in rows if row.part == part]


def understood(utterance: Utterance, around: Surroundings) -> Understood:
    """Type a sentence to the desk as somebody who has been there before."""
    talk = Talk(around)
    talk.types(utterance.text)
    if draft := talk.remembered.draft:
        return Understood(utterance, (draft.service_key,))
    explained = [
        service.key
        for service in talk.services.values()
        if not service.fields and "\n".join(talk.said).startswith(service.title.render())
    ]
    begun = [value for value in talk.buttons.values() if value.startswith("begin:")]
    offered = [value.removeprefix("begin:") for value in begun]
    return Understood(utterance, tuple(explained or offered))


def share(found: list[Understood], *, offered: bool = False) -> float:
    """Return how many of these were understood, of 1."""
    good = [one for one in found if (one.is_offered if offered else one.is_right)]
    return len(good) / len(found)


def report(part: str, around: Surroundings) -> list[str]:
    """Say how much of a part is understood, and what is mistaken for what."""
    found = [understood(one, around) for one in collected(part)]
    mistaken = Counter(
        (one.utterance.service, " ".join(one.services) or "the menu")
        for one in found
        if not one.is_right
    )
    lines = [f"{part}: {share(found):.0%} at once, {share(found, offered=True):.0%} with choices"]
    lines += [f"  {meant} -> {got}: {times}" for (meant, got), times in mistaken.most_common()]
    if part == SHOWN:
        lines += [f"    {one.utterance.text}" for one in found if not one.is_right]
    return lines


if __name__ == "__main__":
    office = read_office(OFFICE_FILE)
    surroundings = Surroundings(office, load_languages(office.politeness))
    for name in (SHOWN, HELD):
        sys.stdout.write("\n".join(report(name, surroundings)) + "\n")
