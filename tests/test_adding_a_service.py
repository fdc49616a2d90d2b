"""Adding a service is one file, and nothing else."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import services
from bot.desk import Desk
from bot.service_rules import broken_rules
from bot.turns import FileCase
from services.catalogue import all_services
from services.desk.papers.printing import print_sheet
from services.kit.fields import Surroundings
from tests.faces import faces_of
from tests.filling import answer_everything
from tests.papers.examples import data_of
from tests.refusing import refused
from tests.talking import Talk
from tests.web.forms.form_filling import FormWindow
from tests.web.public_site import PublicSite

ONE_FILE = '''
"""Borrowed ladders: one ladder for one day."""

from services.kit.questions import Choice, Count, Line, Photo
from services.kit.service import Group, Service
from services.kit.text import _

SERVICE = Service(
    key="ladder",
    title=_("Borrow a ladder"),
    summary=_("A ladder for one day."),
    group=Group.WASTE,
    department="works",
    promise_days=1,
    next_steps=_("Come and take it."),
    keywords=("ladder",),
    fields=(
        Choice("kind", _("Which one?"), choices={"long": _("Long"), "short": _("Short")}),
        Count("days", _("For how many days?"), most=90),
        Photo("tree", _("A photo of the tree?"), required=False),
        Line("name", _("Who takes it?")),
    ),
)
'''


@pytest.fixture
def added(tmp_path: Path) -> Iterator[None]:
    """Put one more file beside the other services, and take it away again."""
    (tmp_path / "ladder.py").write_text(ONE_FILE, encoding="utf-8")
    services.__path__.append(str(tmp_path))
    all_services.cache_clear()
    yield
    services.__path__.remove(str(tmp_path))
    sys.modules.pop("services.ladder", None)
    all_services.cache_clear()


@pytest.mark.usefixtures("added")
def test_one_file_adds_a_service_to_menu_words_and_dialogue(around: Surroundings) -> None:
    ladder = all_services()["ladder"]
    talk = Talk(around)
    talk.types("menu")
    talk.presses("Rubbish and trees")
    assert talk.buttons["Borrow a ladder"] == "begin:ladder"
    talk.types("I need a ladder please")
    assert answer_everything(talk, ladder) == FileCase(
        "ladder", {"kind": "long", "days": 1, "tree": ["file-6"], "name": "คำตอบ"}
    )


@pytest.mark.usefixtures("added")
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_file_adds_the_web_form_and_the_manual_too(desk: Desk) -> None:
    site = PublicSite(replace(desk, services=all_services()))
    async with site.browser() as browser:
        manual = (await browser.get("/services/ladder")).text
        form = FormWindow(browser, "/services/ladder/form")
        await form.open()
        answered = form.types(kind="long", days="1", name="Somchai")
        review = await answered.send()
    assert "A ladder for one day." in manual
    assert 'href="/services/ladder/form"' in manual
    assert form.mistaken() == []
    assert "Send the request" in review


@pytest.mark.usefixtures("added")
def test_one_file_adds_receipt_notice_console_and_papers_too(around: Surroundings) -> None:
    faces = faces_of(all_services()["ladder"], around)
    shown = [*faces.chat, faces.receipt, faces.details, *faces.notices_to_groups]
    assert refused(shown, around) == []
    assert "Borrow a ladder" in faces.notices_to_groups[0].text.render()
    assert "Which one?" in [words.render() for words in faces.on_the_console()]
    for paper in faces.papers():
        assert print_sheet(data_of(paper, around, "th")).startswith(b"%PDF-1.7")


@pytest.mark.usefixtures("added")
def test_a_service_of_one_file_keeps_the_rules(around: Surroundings) -> None:
    assert broken_rules(all_services()["ladder"], around) == []
