"""Composing a service on the pages of the console, from its name to a resident's case."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.desk import Desk
from bot.phrases import service_titled, services_meant
from models.vocabulary import Role
from tests.web.console_office import ConsoleOffice, console_office
from tests.web.filled_forms import fill_and_press, filled, send_on

HOME = "/console/services"
ONE = f"{HOME}/football-field"
HOSTILE = '"><img src=x onerror=alert(1)>{{7*7}}'


@pytest.fixture
def console(desk: Desk) -> ConsoleOffice:
    return console_office(desk)


@pytest.fixture
async def admin(console: ConsoleOffice) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in which an administrator is signed in, with a service begun."""
    async with console.browser(await console.hire("Malee", Role.ADMIN, None)) as client:
        typed = {"key": "football-field", "title-th": "ขอใช้สนามฟุตบอล", "title-en": "Use the field"}
        await fill_and_press(client, HOME, HOME, **typed)
        yield client


async def add(
    client: httpx.AsyncClient, kind: str, thai: str, english: str, **more: str
) -> httpx.Response:
    page = f"{ONE}/questions/new?kind={kind}"
    typed = {"question-th": thai, "question-en": english, "required": "on", **more}
    return await fill_and_press(client, page, f"{ONE}/questions/new", **typed)


async def fill_in(client: httpx.AsyncClient) -> None:
    """Write everything a service needs."""
    basics = {
        "summary-th": "ขอใช้สนามของสำนักงาน", "summary-en": "Use the field of the office.",
        "next-steps-th": "เจ้าหน้าที่จะโทรไปยืนยัน", "next-steps-en": "Somebody calls you.",
        "keywords": "สนามฟุตบอล\nfootball field",
    }  # fmt: skip
    await fill_and_press(client, ONE, ONE, **basics)
    answers = {
        "option-0-th": "ซ้อมกีฬา", "option-0-en": "Training",
        "option-1-th": "จัดงาน", "option-1-en": "An event",
    }  # fmt: skip
    await add(client, "choice", "จะใช้ทำอะไร", "What is it for?", **answers)
    await add(client, "count", "มากี่คน", "How many people?", most="500", **{"if-n1-n3": "on"})
    await add(client, "phone", "เบอร์ไหน", "Which number?")


async def test_a_service_is_composed_published_and_offered(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    assert "Still to be put right" in (await admin.get(ONE)).text
    await fill_in(admin)
    ready = await admin.get(ONE)
    assert "Everything fits." in ready.text
    answer = await fill_and_press(admin, ONE, f"{ONE}/publish")
    assert answer.headers["location"] == f"{ONE}?done=published#top"
    service = console.desk.offered["football-field"]
    assert [asked.question.render() for asked in service.fields] == [
        "What is it for?", "How many people?", "Which number?",
    ]  # fmt: skip
    assert [one.only_if({"n1": "n2"}) for one in service.fields] == [True, False, True]


async def test_it_cannot_be_published_while_something_is_wrong(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    fields = filled(await admin.get(ONE))[ONE]
    kept = {name: fields[name] for name in ("form_token", "changes")}
    answer = await admin.post(f"{ONE}/publish", data=kept)
    assert answer.status_code == 409
    assert "football-field" not in console.desk.services


async def test_what_was_typed_is_not_lost_when_a_colleague_was_faster(
    admin: httpx.AsyncClient,
) -> None:
    seen = filled(await admin.get(ONE))[ONE]
    await fill_and_press(admin, ONE, ONE, **{"summary-en": "First."})
    answer = await admin.post(ONE, data=seen | {"summary-en": "Second."})
    assert answer.status_code == 409
    assert "A colleague has changed this service meanwhile." in answer.text
    assert "Second." in answer.text
    assert "First." in (await admin.get(ONE)).text


async def test_questions_move_and_go(admin: httpx.AsyncClient) -> None:
    await fill_in(admin)
    order = re.compile(r'id="question-(\w+)"')
    assert order.findall((await admin.get(ONE)).text) == ["n1", "n4", "n5"]
    await fill_and_press(admin, ONE, f"{ONE}/questions/n5/up")
    assert order.findall((await admin.get(ONE)).text) == ["n1", "n5", "n4"]
    await fill_and_press(admin, ONE, f"{ONE}/questions/n4/remove")
    assert order.findall((await admin.get(ONE)).text) == ["n1", "n5"]
    assert (await admin.get(f"{ONE}/questions/n4")).status_code == 404


async def test_an_answer_keeps_its_key_when_its_words_change(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    await fill_in(admin)
    page = f"{ONE}/questions/n1"
    typed = {
        "option-0-th": "", "option-0-en": "", "option-1-en": "A feast",
        "option-2-th": "อื่น ๆ", "option-2-en": "Other",
    }  # fmt: skip
    await fill_and_press(admin, page, page, **typed)
    kept = filled(await admin.get(page))[page]
    assert (kept["option-0-key"], kept["option-0-en"]) == ("n3", "A feast")
    assert kept["option-1-key"] not in {"n2", "n3"}


async def test_trying_it_out_keeps_nothing(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    await fill_in(admin)
    tries = f"{ONE}/try"
    page = await admin.get(tries)
    assert "What is it for?" in page.text
    draft = re.findall(r'value="(a:[^"]*:n1:n2)"', page.text)[0]
    page = await send_on(admin, page, f"{tries}#last", press=draft)
    assert "Training" in page.text
    assert "Which number?" in page.text
    page = await send_on(admin, page, f"{tries}#last", type="081-234-5678")
    sending = re.findall(r'value="(send:[^"]*)"', page.text)[0]
    page = await send_on(admin, page, f"{tries}#last", press=sending)
    assert "Now it would be sent" in page.text
    assert "football-field" not in console.desk.services


@pytest.mark.parametrize("steps", ["", "nonsense", "[1, 2]", '[["type"]]', "{}", '"x"'])
async def test_a_damaged_try_begins_again(admin: httpx.AsyncClient, steps: str) -> None:
    await fill_in(admin)
    page = await fill_and_press(admin, f"{ONE}/try", f"{ONE}/try#last", steps=steps)
    assert "What is it for?" in page.text


async def test_hostile_words_stay_words_everywhere(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    await add(admin, "line", f"ก{HOSTILE}", HOSTILE)
    pages = [ONE, HOME, f"{ONE}/questions/n1", f"{ONE}/try"]
    texts = [(await admin.get(page)).text for page in pages]
    assert [text for text in texts if "<img src=x" in text] == []
    assert sum("&lt;img src=x" in text and "{{7*7}}" in text for text in texts) == 3


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OFFICER, 403), (Role.AUDITOR, 403), (Role.HEAD, 200)]
)
async def test_who_may_compose(console: ConsoleOffice, role: Role, status: int) -> None:
    async with console.browser(await console.hire("Nida", role, "works")) as client:
        assert (await client.get(HOME)).status_code == status


async def test_a_head_does_not_open_what_belongs_to_another_department(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    own = filled(await admin.get(ONE))[ONE]["department"]
    other = next(key for key in console.desk.around.office.departments if key != own)
    async with console.browser(await console.hire("Nida", Role.HEAD, other)) as client:
        assert (await client.get(ONE)).status_code == 403
        assert "Use the field" not in (await client.get(HOME)).text


@pytest.mark.parametrize("key", ["", "ก", "Two words", "x", "-a", "a" * 21, "../up"])
async def test_a_short_name_stands_in_addresses(admin: httpx.AsyncClient, key: str) -> None:
    answer = await fill_and_press(admin, HOME, HOME, key=key)
    assert answer.status_code == 400


async def test_residents_find_it_by_its_words(
    console: ConsoleOffice, admin: httpx.AsyncClient
) -> None:
    await fill_in(admin)
    await fill_and_press(admin, ONE, f"{ONE}/publish")
    meant = services_meant("อยากใช้สนามฟุตบอลวันเสาร์", console.desk.offered)
    assert [service.key for service in meant] == ["football-field"]
    titled = service_titled("Use the field", console.desk.offered, console.desk.around.languages)
    assert titled is not None
    assert titled.key == "football-field"
