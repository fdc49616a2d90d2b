"""The office's list: looked at in the console or on the command line, then accepted."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select
from typer.testing import CliRunner, Result

from bot.desk import Desk
from models import Assessment, Staff
from tests.paying.counter import Counter, upload
from tests.paying.test_assessed import LIST, TAX
from tests.web.console_office import forms_of
from web.cli import app

PAGE = "/console/assessments"


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return Counter(replace(desk, services={TAX.key: TAX}))


async def known(desk: Desk) -> int:
    async with desk.database.reading() as session:
        return len((await session.exec(select(Assessment))).all())


async def test_a_list_is_shown_before_it_is_accepted(counter: Counter, cashier: Staff) -> None:
    async with counter.browser(cashier) as client:
        looked = await upload(client, PAGE, PAGE, LIST.encode(), tax="land", year="2569")
        before = await known(counter.desk)
        accept = forms_of(looked)[f"{PAGE}/accept"]
        taken = await client.post(f"{PAGE}/accept", data=accept)
    assert "5 new, 0 changed, 0 as before" in looked.text
    assert "5 new, 0 changed." in taken.text
    assert (before, await known(counter.desk)) == (0, 5)


async def test_the_lists_are_named_in_words(counter: Counter, cashier: Staff) -> None:
    async with counter.browser(cashier) as client:
        page = await client.get(PAGE)
    assert '<option value="land">Pay a tax</option>' in page.text


async def test_a_list_with_mistakes_cannot_be_accepted(counter: Counter, cashier: Staff) -> None:
    wrong = LIST.replace("1500", "lots", 1).encode()
    async with counter.browser(cashier) as client:
        looked = await upload(client, PAGE, PAGE, wrong, tax="land", year="2569")
    assert "Row 2:" in looked.text
    assert f"{PAGE}/accept" not in forms_of(looked)


@pytest.mark.parametrize("year", ["", "69", "abcd", "๒๕๖๙"])
async def test_a_strange_year_is_refused(counter: Counter, cashier: Staff, year: str) -> None:
    async with counter.browser(cashier) as client:
        looked = await upload(client, PAGE, PAGE, LIST.encode(), tax="land", year=year)
    assert looked.status_code == 400


@pytest.mark.parametrize("digest", ["../../secret.key", "0" * 64, ""])
async def test_only_a_list_that_was_looked_at_is_accepted(
    counter: Counter, cashier: Staff, digest: str
) -> None:
    async with counter.browser(cashier) as client:
        token = forms_of(await client.get(PAGE))[PAGE]["form_token"]
        fields = {"form_token": token, "digest": digest, "tax": "land", "year": "2569"}
        accepted = await client.post(f"{PAGE}/accept", data=fields)
    assert accepted.status_code == 404


def sala(folder: Path, *words: str) -> Result:
    environment = {
        "SALA_DATABASE_URL": f"sqlite+aiosqlite:///{folder}/sala.db",
        "SALA_DATA_DIR": str(folder),
        "SALA_BASE_URL": "https://desk.example",
    }
    return CliRunner().invoke(app, words, env=environment)


def test_the_command_takes_a_list_and_says_what_changed(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST, encoding="utf-8")
    words = ("assessments", "import", str(file), "--tax", "land", "--year", "2569")
    assert "5 new, 0 changed, 0 as before" in sala(tmp_path, *words, "--look").output
    assert "5 new" in sala(tmp_path, *words).output
    assert "0 new, 0 changed, 5 as before" in sala(tmp_path, *words).output


def test_the_command_names_the_rows_that_are_wrong(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST.replace("1500", "lots", 1), encoding="utf-8")
    told = sala(tmp_path, "assessments", "import", str(file), "--tax", "land", "--year", "2569")
    assert (told.exit_code, "row 2:" in told.output) == (1, True)


def test_the_command_refuses_what_is_no_list(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"\x00\x01")
    told = sala(tmp_path, "assessments", "import", str(file), "--tax", "land", "--year", "2569")
    assert told.exit_code == 1
