"""Rules for the papers of every service, including the ones not written yet."""

import re

import pytest

from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.printing import print_sheet
from services.kit.fields import Surroundings
from services.kit.service import Service
from tests.papers.examples import data_of, lines_of
from tests.papers.golden import (
    FOLDER,
    LANGUAGES,
    example_of,
    filed_online,
    golden_file,
    golden_text,
)

ALL = filed_online()
every_service = pytest.mark.parametrize("service", ALL, ids=lambda service: service.key)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_service
@every_language
def test_the_papers_of_a_service_say_what_they_said(
    service: Service, language: str, around: Surroundings
) -> None:
    """A wording changed on purpose is written anew with `python -m tests.papers.golden`."""
    facts = example_of(service, around)
    kept = golden_file(service, language).read_text(encoding="utf-8")
    assert golden_text(facts, around, language) == kept


@every_service
@every_language
def test_the_papers_of_a_service_can_be_printed(
    service: Service, language: str, around: Surroundings
) -> None:
    facts = example_of(service, around)
    pdf = print_sheet(data_of(acknowledgement(facts), around, language))
    assert pdf.startswith(b"%PDF-1.7")
    assert len(pdf) < 150_000


@every_service
def test_an_official_paper_counts_in_thai_digits(service: Service, around: Surroundings) -> None:
    lines = lines_of(acknowledgement(example_of(service, around)), around, "th")
    own = [line for line in lines if re.match("ได้รับเมื่อ|ตอบภายใน", line)]
    assert [line for line in own if re.search("[0-9]", line)] == []
    assert len(own) == 2


def test_no_golden_text_is_left_of_a_service_that_is_gone() -> None:
    wanted = {golden_file(service, language) for service in ALL for language in LANGUAGES}
    assert set(FOLDER.glob("*.txt")) == wanted
