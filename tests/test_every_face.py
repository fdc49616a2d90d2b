"""Every face of every service, in both languages: chat, notices, console, papers, manual."""

import re

import pytest

from bot.desk import Desk
from services.catalogue import all_services
from services.desk.papers.printing import print_sheet
from services.kit.fields import Surroundings
from services.kit.service import Service
from services.kit.text import Rendered
from services.kit.thai import western
from tests.faces import faces_of
from tests.papers.examples import data_of, lines_of
from tests.refusing import refused
from tests.web.public_site import PublicSite
from web.manual import promise

ALL = list(all_services().values())
ONLINE = [service for service in ALL if service.fields]
every_service = pytest.mark.parametrize("service", ALL, ids=lambda service: service.key)
every_form = pytest.mark.parametrize("service", ONLINE, ids=lambda service: service.key)
every_language = pytest.mark.parametrize("language", ["th", "en"])

OF_THE_ACT = (
    "Where and when", "Who may ask, and how", "Steps and time", "Papers to have ready", "Fee",
    "If something goes wrong",
)  # fmt: skip
"""The sections a people's manual has (Licensing Facilitation Act, section 7), in their order."""


@every_service
def test_the_chat_shows_it_whole_on_every_messenger(service: Service, around: Surroundings) -> None:
    assert refused(faces_of(service, around).chat, around) == []


@every_form
def test_receipt_notices_and_details_are_shown_whole(
    service: Service, around: Surroundings
) -> None:
    faces = faces_of(service, around)
    assert faces.answers
    assert refused([faces.receipt, faces.details], around) == []
    assert refused(faces.notices_to_groups, around, private=False) == []


@every_form
@every_language
def test_a_group_reads_nothing_of_what_was_answered(
    service: Service, language: str, around: Surroundings
) -> None:
    faces, spoken = faces_of(service, around), around.languages[language]
    told = "\n".join(reply.text.render(spoken) for reply in faces.notices_to_groups)
    assert service.title.render(spoken) in told
    assert [secret for secret in ("คำตอบ", "081-234-5678", "45/1", "xxxxx") if secret in told] == []


@every_form
@every_language
def test_console_and_papers_show_every_answer(
    service: Service, language: str, around: Surroundings
) -> None:
    faces, spoken = faces_of(service, around), around.languages[language]
    assert all(words.render(spoken).strip() for words in faces.on_the_console())
    _acknowledgement, form = faces.papers()
    lines = western("\n".join(lines_of(form, around, language)))
    asked = [one for one in service.fields if one.name in faces.answers]
    titles = [(one.short or one.question).render(spoken) for one in asked]
    assert [title for title in titles if title not in lines] == []


@every_form
def test_the_filled_form_is_printed(service: Service, around: Surroundings) -> None:
    _acknowledgement, form = faces_of(service, around).papers()
    assert print_sheet(data_of(form, around, "th")).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@every_language
async def test_the_manual_has_every_section_of_the_act_in_order(desk: Desk, language: str) -> None:
    async with PublicSite(desk).browser() as browser:
        pages = {
            key: (await browser.get(f"/services/{key}", params={"lang": language})).text
            for key in desk.services
        }
    wanted = [desk.around.languages[language].gettext(heading) for heading in OF_THE_ACT]
    found = {
        key: [heading for heading in re.findall("<h2[^>]*>([^<]+)</h2>", page) if heading in wanted]
        for key, page in pages.items()
    }
    assert {key: told for key, told in found.items() if told != wanted} == {}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@every_language
async def test_the_manual_says_all_the_service_says(desk: Desk, language: str) -> None:
    spoken = desk.around.languages[language]
    missing: list[str] = []
    async with PublicSite(desk).browser() as browser:
        for service in desk.services.values():
            page = (await browser.get(f"/services/{service.key}", params={"lang": language})).text
            sentences: list[Rendered] = [
                service.summary, *service.conditions, *service.laws,
                *(paper.name for paper in service.papers), *(one.name for one in service.stages),
                *(one.question for one in service.fields), promise(service, desk.around.office),
            ]  # fmt: skip
            missing += [
                words
                for sentence in sentences
                if escaped(words := sentence.render(spoken)) not in page
            ]
    assert missing == []


def escaped(words: str) -> str:
    """Write a sentence as a page does."""
    return words.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;")
