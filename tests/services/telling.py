"""What a service says and decides in a test, and the words of residents that begin it."""

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bot.phrases import services_meant
from services.catalogue import all_services
from services.kit.errors import NotEligible
from services.kit.fields import Answers, Surroundings
from services.kit.journey import questions
from services.kit.office import Office
from services.kit.service import Finding, Service
from services.kit.text import ENGLISH, Counted
from tests.talking import Talk

RECORDED = Path(__file__).parents[3] / "shared" / "domain" / "utterances.tsv"
TODAY = date(2026, 11, 23)


def begins(service: Service, typed: str) -> bool:
    """Say whether the words begin this service, perhaps beside others."""
    return service in services_meant(typed, all_services())


def asked(service: Service, answers: Answers) -> list[str]:
    """Return the names of the questions these answers lead to."""
    return [one.name for one in questions(service, answers)]


def answered(typed: str, around: Surroundings) -> str:
    """Return the first thing the desk says to these words, in English."""
    return Talk(around).types(typed)[0]


def promised(service: Service) -> tuple[int, int]:
    """Return the days of the promise, and those of its steps together."""
    steps = [stage.takes.count for stage in service.stages if isinstance(stage.takes, Counted)]
    return service.promise_days, sum(steps)


def finding(service: Service, answers: Answers, office: Office, today: date = TODAY) -> Finding:
    """Return what the service has found out."""
    found = service.finding(answers, today, office)
    assert found is not None
    return found


def told(service: Service, answers: Answers, office: Office, today: date = TODAY) -> str:
    """Return what the service has found out, in English."""
    return finding(service, answers, office, today).text.render(ENGLISH)


def refusal(service: Service, answers: Answers, office: Office, today: date = TODAY) -> str:
    """Return the words with which the rule says no."""
    with pytest.raises(NotEligible) as caught:
        service.rule(answers, today, office)
    return caught.value.explanation.render(ENGLISH)


def recorded() -> Mapping[str, str]:
    """Return what residents typed and what they meant, where the collection is at hand."""
    if not RECORDED.exists():
        pytest.skip("the collection of recorded words is not on this machine")
    with RECORDED.open(encoding="utf-8") as file:
        return {row["text"]: row["intent"] for row in csv.DictReader(file, delimiter="\t")}


def meant_by(service: Service) -> set[str]:
    """Return the meanings of all recorded words that begin this service."""
    return {intent for text, intent in recorded().items() if begins(service, text)}


def unheard(service: Service, intent: str) -> list[str]:
    """Return the recorded words of a meaning that do not begin this service."""
    return [t for t, meant in recorded().items() if meant == intent and not begins(service, t)]
