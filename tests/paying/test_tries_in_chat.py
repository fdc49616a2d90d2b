"""Wrong tries are counted although nothing else of them counts: in the chat and on the web."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from bot.turns import FileCase, Remembered, Turn, World
from models import Case
from services.desk.paying import lists
from tests.desk.people import audited, texts
from tests.paying.test_assessed import LIST, TAX


def file_what_is_typed(remembered: Remembered, heard: Heard, _world: World) -> Turn:
    """Take a message for a finished form: the number of the notice and four digits."""
    notice, digits = heard.text.split()
    answers: Mapping[str, Any] = {"notice": notice, "digits": digits, "parts": "no"}
    return Turn(replace(remembered, language="en"), effects=(FileCase(TAX.key, answers),))


@pytest.fixture
async def desk(desk: Desk) -> Desk:
    desk = replace(desk, services={TAX.key: TAX}, decide=file_what_is_typed)
    async with desk.work() as work:
        await lists.accept(work, "land", 2569, lists.read_list(LIST.encode()), None)
    return desk


async def types(desk: Desk, number: int, words: str) -> str:
    heard = Heard("line", str(number), "Uguess", "Uguess", Kind.TEXT, words)
    await handle_batch(desk, [heard])
    return (await texts(desk, "Uguess"))[-1]


async def cases(desk: Desk) -> list[Case]:
    async with desk.database.reading() as session:
        return list(await session.exec(select(Case)))


async def test_after_five_wrong_tries_even_the_right_digits_wait(desk: Desk) -> None:
    told = [await types(desk, number, "N2 9999") for number in range(5)]
    assert ["ไม่พบหนังสือแจ้ง" in one for one in told] == [True] * 5
    assert "ปิดไว้จนถึง 23 พ.ย. 2569 10.00 น." in await types(desk, 6, "N2 1234")
    assert await cases(desk) == []


async def test_what_is_no_notice_of_ours_is_not_kept(desk: Desk) -> None:
    await types(desk, 1, "1101700230708 9999")
    assert "1101700230708" not in (await audited(desk))[-1].subject


async def test_a_try_is_recorded_without_the_digits(desk: Desk) -> None:
    await types(desk, 1, "N2 9999")
    entry = (await audited(desk))[-1]
    assert (entry.action, entry.subject, entry.outcome) == ("look_up", "land N2", "refused")
    assert entry.actor.startswith("account:")


async def test_the_right_digits_bring_the_code_to_scan(desk: Desk) -> None:
    assert "To be paid: 10,000.00 baht" in await types(desk, 1, "N2 1234")
    assert len(await cases(desk)) == 1
