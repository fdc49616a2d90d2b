"""The office says sentences in its own words: checked, at once everywhere, and only as words."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from bot.desk import Desk
from bot.phrases import service_titled
from models import OwnSentence
from services.desk.changing import wording
from services.desk.changing.wording import OURS, digest_of
from services.kit.own_words import Forms, in_own_words, is_label, mistakes, spoken
from services.kit.text import ENGLISH, counted
from tests.desk.people import hire
from tests.web.console_office import console_office, forms_of, send
from web.console.office.sentences import sentences

GREETING: Forms = ("Good morning, {name}.",)
DAYS: Forms = ("{count} day", "{count} days")
SAID: Forms = ("Which of these would you like?",)
PAGE = f"/console/wording/{digest_of(SAID)}"


@pytest.mark.parametrize(
    ("original", "own", "language", "words"),
    [
        (GREETING, ("สวัสดี{polite} คุณ{name}",), "th", []),
        (GREETING, ("Hello {name}",), "en", []),
        (GREETING, ("Hello",), "en", ["These gaps have to stay"]),
        (GREETING, ("Hello {name} {other}",), "en", ["no gap of this name"]),
        (GREETING, ("Hello {name} {polite}",), "en", ["no gap of this name"]),
        (GREETING, ("{name.__class__}",), "en", ["Braces stand only", "These gaps have to stay"]),
        (GREETING, ("{name!r}",), "en", ["Braces stand only", "These gaps have to stay"]),
        (GREETING, ("{name:>9999999}",), "en", ["Braces stand only", "These gaps have to stay"]),
        (GREETING, ("{name} {{name}}",), "en", ["Braces stand only"]),
        (GREETING, ("{name} }",), "en", ["Braces stand only"]),
        (GREETING, ("  ",), "en", ["Please write the words", "These gaps have to stay"]),
        (GREETING, ("{name}" + "ก" * 5001,), "en", ["too long"]),
        (DAYS, ("{count} วัน",), "th", []),
        (DAYS, ("{count} day!", "{count} days!"), "en", []),
        (DAYS, ("{count} day!",), "en", ["Please write the words"]),
        (DAYS, ("one day", "{count} days"), "en", ["These gaps have to stay"]),
    ],
)
def test_own_words_keep_what_the_sentence_needs(
    original: Forms, own: Forms, language: str, words: list[str]
) -> None:
    found = [one.render() for one in mistakes(original, own, language, label=False)]
    assert len(found) == len(words)
    assert all(part in told for part, told in zip(words, found, strict=True))


def test_a_label_keeps_to_its_button() -> None:
    assert is_label([("Send",), ("ส่ง",)])
    assert not is_label([("Send",), ("ก" * 21,)])
    fitting, long = ("ก" * 20,), ("ก" * 21,)
    assert mistakes(("Send",), fitting, "th", label=True) == []
    assert "on a button" in mistakes(("Send",), long, "th", label=True)[0].render()


def test_own_words_are_said_in_place_of_ours_and_nothing_else_changes() -> None:
    language = in_own_words(ENGLISH, {GREETING: ("Hello {name}",), DAYS: ("a day", "{count} d")})
    assert language.gettext(GREETING[0]) == "Hello {name}"
    assert language.gettext("Something else") == "Something else"
    said = [counted(DAYS[0], DAYS[1], count).render(language) for count in (1, 3)]
    assert said == ["a day", "3 d"]
    assert in_own_words(ENGLISH, {}) is ENGLISH


def test_particles_are_those_of_the_office() -> None:
    assert spoken("ได้{polite} ไหม{polite_ask}", "ค่ะ") == "ได้ค่ะ ไหมคะ"
    assert spoken("ได้{polite} ไหม{polite_ask}", "ครับ") == "ได้ครับ ไหมครับ"


def test_every_sentence_of_ours_would_pass_as_own_words() -> None:
    wrong = {
        one.original: [told.render() for told in found]
        for one in sentences().values()
        for language, ours in one.ours.items()
        if (found := mistakes(one.original, ours, language, label=one.label))
    }
    assert wrong == {}


def test_sentences_of_staff_are_not_among_them() -> None:
    every = sentences().values()
    assert len(every) > 1000
    assert [one for one in every if one.original == ("Staff console",)] == []
    assert any(one.label for one in every)


async def reword(desk: Desk, own: Forms | None, seen: str = OURS, language: str = "th") -> None:
    staff = await hire(desk, "Malee", "admin", None)
    async with desk.work() as work:
        await wording.reword(work, staff, SAID, language, own, seen, label=False)


async def test_two_processes_say_the_new_words(desk: Desk) -> None:
    await desk.keep_up()
    other = replace(desk)
    await other.keep_up()
    await reword(desk, ("อยากได้เรื่องไหน{polite_ask}",))
    assert desk.around.languages["th"].gettext(SAID[0]) == "อยากได้เรื่องไหนคะ"
    await other.keep_up()
    assert other.around.languages["th"].gettext(SAID[0]) == "อยากได้เรื่องไหนคะ"
    assert other.around.languages["en"].gettext(SAID[0]) == SAID[0]


async def test_a_renamed_button_is_understood_under_its_new_name(desk: Desk) -> None:
    await desk.keep_up()
    service = next(iter(desk.services.values()))
    staff, title = await hire(desk, "Malee", "admin", None), (service.title.message,)
    async with desk.work() as work:
        await wording.reword(work, staff, title, "th", ("คำของเราเอง",), OURS, label=True)
    found = service_titled("คำของเราเอง", desk.services, desk.around.languages)
    assert found is service


async def test_words_that_fit_no_more_are_not_said(desk: Desk) -> None:
    await reword(desk, ("อะไรดี",))
    async with desk.database.writing() as session:
        await session.exec(update(OwnSentence).values(words=["{strange}"]))
    desk.version = -1
    await desk.keep_up()
    assert "{strange}" not in desk.around.languages["th"].gettext(SAID[0])


@pytest.fixture
async def site(desk: Desk) -> Any:
    office = console_office(desk)
    await office.desk.keep_up()
    return office


async def test_a_sentence_is_found_looked_at_kept_and_given_back(site: Any) -> None:
    admin = await site.hire("Malee", "admin", None)
    async with site.browser(admin) as browser:
        found = await browser.get("/console/wording", params={"q": "which of these"})
        assert PAGE in found.text
        own = {"language": "en", "words-0": "Pick <b>one</b>"}
        form = forms_of(await browser.get(PAGE))[PAGE] | own
        form["seen"] = OURS
        look = await send(browser, PAGE, form | {"step": "look"})
        assert look.text.count("Pick &lt;b&gt;one&lt;/b&gt;") == 4
        assert site.desk.around.languages["en"].gettext(SAID[0]) == SAID[0]
        assert (await send(browser, PAGE, form | {"step": "save"})).status_code == 303
        assert site.desk.around.languages["en"].gettext(SAID[0]) == "Pick <b>one</b>"
        late = await send(browser, PAGE, form | {"step": "save", "words-0": "Late"})
        assert late.status_code == 409
        again = forms_of(await browser.get(PAGE))[PAGE] | {"language": "en", "step": "reset"}
        assert (await send(browser, PAGE, again)).status_code == 303
    assert site.desk.around.languages["en"].gettext(SAID[0]) == SAID[0]


async def test_a_mistake_is_said_and_nothing_is_kept(site: Any) -> None:
    admin = await site.hire("Malee", "admin", None)
    async with site.browser(admin) as browser:
        form = forms_of(await browser.get(PAGE))[PAGE]
        wrong = {"language": "en", "words-0": "{secret_key}", "step": "save", "seen": OURS}
        answer = await send(browser, PAGE, form | wrong)
    assert answer.status_code == 400
    assert "There is no gap of this name here" in answer.text
    assert site.desk.around.languages["en"].gettext(SAID[0]) == SAID[0]


async def test_words_of_a_sentence_that_is_gone_wait_until_somebody_lets_go(site: Any) -> None:
    admin = await site.hire("Malee", "admin", None)
    async with site.desk.work() as work:
        await wording.reword(work, admin, ("Gone.",), "en", ("Our own gone.",), OURS, label=False)
    async with site.browser(admin) as browser:
        page = await browser.get("/console/wording")
        assert "Our own gone." in page.text
        await send(browser, "/console/wording/forget", forms_of(page)["/console/wording/forget"])
        assert "Our own gone." not in (await browser.get("/console/wording")).text


async def test_only_an_admin_rewords(site: Any) -> None:
    head = await site.hire("Head", "head")
    async with site.browser(head) as browser:
        assert (await browser.get(PAGE)).status_code == 403
