"""How code is written here: sizes, docstrings, annotations, transactions, fakes."""

from pathlib import Path

import pytest

from tests.house.checks import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    Check,
    file_too_long,
    functions_too_long,
    no_opening_sentence,
    not_annotated,
    replaced_by_name,
    stray_commits,
    unclear_sentences,
    vague_name,
)
from tests.house.files import EVERYTHING, PRODUCT, ROOT, code, offences, written_by_hand

MIGRATIONS = ROOT / "models" / "migrations" / "versions"
"""A migration is a list of tables, as long as it is."""

SAMPLES: list[tuple[Check, str, str]] = [
    (
        functions_too_long,
        "def long() -> None:\n" + "    print()\n" * LONGEST_FUNCTION,
        "line 1: long has 41 lines",
    ),
    (file_too_long, "x = 1\n" * (LONGEST_FILE + 1), "301 lines"),
    (no_opening_sentence, "x = 1\n", "no sentence at the top"),
    (no_opening_sentence, '"""Settings"""\n', "no sentence at the top"),
    (not_annotated, "def add(a: int, b) -> int: ...\n", "line 1: add is not annotated"),
    (not_annotated, "async def add(a: int): ...\n", "line 1: add is not annotated"),
    (stray_commits, "async def f():\n    await session.commit()\n", "line 2: .commit()"),
    (replaced_by_name, "from unittest.mock import patch\n", "line 1: unittest.mock"),
    (replaced_by_name, "with patch('web.app.now'): ...\n", "line 1: patch with a name"),
    (
        replaced_by_name,
        "def test_it(monkeypatch):\n    monkeypatch.setattr('web.app.now', noon)\n",
        "line 2: monkeypatch.setattr with a name",
    ),
    (unclear_sentences, "_(f'Hello {name}')\n", "line 1: _(f'Hello {name}')"),
    (unclear_sentences, "_('one' + two)\n", "line 1: _('one' + two)"),
    (unclear_sentences, "counted('a day', days, 2)\n", "line 1: counted('a day', days, 2)"),
]


@pytest.mark.parametrize(("check", "sample", "finding"), SAMPLES)
def test_the_rule_bites(check: Check, sample: str, finding: str) -> None:
    assert check(sample) == [finding]


GOOD = '''"""Says good morning."""


def greeting(name: str) -> Text:
    return _("Good morning, {name}.", name=name)


def test_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SALA_OFFICE", "office.toml")
'''


@pytest.mark.parametrize("check", sorted({sample[0] for sample in SAMPLES}, key=str))
def test_the_rule_lets_good_code_pass(check: Check) -> None:
    assert check(GOOD) == []


def test_functions_are_read_in_one_piece() -> None:
    files = [file for file in code(*EVERYTHING) if file.parent != MIGRATIONS]
    assert offences(functions_too_long, files) == []


def test_files_have_one_subject() -> None:
    looks = [ROOT / "web" / "static", ROOT / "web" / "templates"]
    pages = [file for folder in looks for file in folder.rglob("*") if file.is_file()]
    assert offences(file_too_long, [*code(*EVERYTHING), *_texts(pages)]) == []


def test_modules_open_with_a_sentence() -> None:
    assert offences(no_opening_sentence, code(*EVERYTHING)) == []


def test_everything_is_annotated() -> None:
    assert offences(not_annotated, code(*EVERYTHING)) == []


def test_nobody_commits_but_whoever_opened_the_transaction() -> None:
    assert offences(stray_commits, code(*PRODUCT)) == []


def test_nothing_is_replaced_by_its_name() -> None:
    assert offences(replaced_by_name, code("tests", "bench")) == []


def test_every_sentence_can_be_collected() -> None:
    assert offences(unclear_sentences, code(*PRODUCT)) == []


def test_files_are_named_after_what_is_in_them() -> None:
    names = [str(file.relative_to(ROOT)) for file in written_by_hand()]
    assert [name for name in names if vague_name(name)] == []


def test_a_vague_name_is_noticed() -> None:
    assert vague_name("services/desk/case_utils/helpers.py") == ["utils", "helpers"]


def _texts(files: list[Path]) -> list[Path]:
    return [file for file in files if file.suffix in {".html", ".css", ".js", ".svg"}]
