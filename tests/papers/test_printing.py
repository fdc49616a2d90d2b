"""The PDF itself: small, with its font inside, readable on old telephones, proof against words."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as some

from locales import load_languages
from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.filled_form import filled_form
from services.desk.papers.printing import LAYOUT, print_sheet
from services.kit.fields import Surroundings
from services.kit.office import read_office
from tests.conftest import OFFICE_FILE
from tests.desk.people import ANSWERS, LAMP
from tests.papers.examples import data_of, facts_of, photo

HOSTILE = (
    "#panic(1) *bold* _it_ $x^2$ @ref <label> \\ // /* [a] `code` = head\n- item\n+ one "
    '#import "x.typ" https://evil.example "quoted" \'single\' {words} #sys.inputs ]} '
    "\x00 \u202e end"
)


def filled(around: Surroundings, words: str) -> dict[str, Any]:
    facts = facts_of(LAMP, {**ANSWERS, "trouble": words}, around)
    return data_of(filled_form(facts), around, "en")


def text_of(pdf: bytes, folder: Path) -> str:
    """The words of a PDF, without any space: lines break where they like."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here to read a PDF with")
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    told = subprocess.run([reader, str(file), "-"], check=True, capture_output=True)  # noqa: S603 -- our own file
    return re.sub(r"\s+", "", told.stdout.decode("utf-8"))


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("code", ["th", "en"])
def test_a_paper_is_small_and_of_a_version_every_reader_knows(
    around: Surroundings, code: str
) -> None:
    facts = facts_of(LAMP, ANSWERS, around, files=[photo()] * 5)
    pdf = print_sheet(data_of(acknowledgement(facts), around, code))
    assert pdf.startswith(b"%PDF-1.7")
    assert len(pdf) < 150_000
    assert b"Sarabun" in pdf
    assert b"/FontFile2" in pdf


def test_the_words_of_a_paper_can_be_read_out_of_it(around: Surroundings, tmp_path: Path) -> None:
    facts = facts_of(LAMP, ANSWERS, around)
    read = text_of(print_sheet(data_of(acknowledgement(facts), around, "en")), tmp_path)
    assert "AnswerbY" not in read
    assert "AcknowledgementoffilingTheofficehasreceivedthefollowingrequest" in read
    assert "Answerby27November2026" in read
    assert "darksincethesecretstorm" in read
    assert read.endswith("Page1of1")


def test_thai_can_be_read_out_of_it_too(around: Surroundings, tmp_path: Path) -> None:
    facts = facts_of(LAMP, ANSWERS, around)
    read = text_of(print_sheet(data_of(acknowledgement(facts), around, "th")), tmp_path)
    assert "ใบรับเรื่องทางอิเล็กทรอนิกส์" in read
    assert "๒๗พฤศจิกายนพ.ศ.๒๕๖๙" in read


def test_markup_in_somebodys_words_stays_words(around: Surroundings, tmp_path: Path) -> None:
    read = text_of(print_sheet(filled(around, HOSTILE)), tmp_path)
    assert "#panic(1)*bold*_it_$x^2$@ref<label>\\///*[a]`code`=head-item+one" in read
    assert "{words}#sys.inputs]}" in read


def test_the_layout_takes_words_as_data_only(around: Surroundings) -> None:
    data = filled(around, HOSTILE)
    found = json.loads(
        typst.query(
            LAYOUT.read_bytes(), "link", sys_inputs={"sheet": json.dumps(data)}
        )  # an address in somebody's words is not even made a link
    )
    assert found == []


@settings(max_examples=40, deadline=None)
@given(some.text(max_size=300))
def test_whatever_is_written_the_paper_is_made(words: str) -> None:
    office = read_office(OFFICE_FILE)
    around = Surroundings(office, load_languages(office.politeness))
    pdf = print_sheet(filled(around, words))
    assert pdf.startswith(b"%PDF-1.7")


def test_a_long_story_goes_on_over_pages_with_numbers(around: Surroundings, tmp_path: Path) -> None:
    pdf = print_sheet(filled(around, "A very long story. " * 800))
    assert pages_of(pdf) > 1
    assert f"Page2of{pages_of(pdf)}" in text_of(pdf, tmp_path)
