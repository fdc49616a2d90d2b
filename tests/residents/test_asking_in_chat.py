"""Residents ask for their data, or that it is erased, in their own chat."""

from dataclasses import replace

import pytest
from sqlmodel import select

from bot.batch import handle_batch
from bot.desk import Desk
from bot.messages import Heard, Kind
from models import DataRequest, Resident
from tests.desk.people import texts

CHAT = "Uresident"


async def ask(desk: Desk, text: str, event: str = "e1") -> None:
    await handle_batch(desk, [Heard("line", event, CHAT, CHAT, Kind.TEXT, text, private=True)])


async def asked(desk: Desk) -> list[DataRequest]:
    async with desk.database.reading() as session:
        return list(await session.exec(select(DataRequest)))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ขอข้อมูลของฉัน", "copy"),
        ("ขอข้อมูลของฉันค่ะ", "copy"),
        ("ลบข้อมูลของฉัน", "erase"),
        ("delete my data", "erase"),
    ],
)
async def test_a_typed_wish_is_a_request_of_this_resident(desk: Desk, text: str, wish: str) -> None:
    await ask(desk, text)
    [request] = await asked(desk)
    assert (request.kind, request.channel, request.entered_by) == (wish, "line", None)
    async with desk.database.reading() as session:
        assert await session.get(Resident, request.resident_id) is not None
    assert any("23" in said for said in await texts(desk, CHAT))


async def test_asked_twice_it_is_one_request(desk: Desk) -> None:
    await ask(desk, "ลบข้อมูลของฉัน")
    await ask(desk, "ลบข้อมูลของฉัน", "e2")
    assert len(await asked(desk)) == 1


async def test_a_group_is_sent_to_the_private_chat(desk: Desk) -> None:
    heard = Heard("line", "e1", "Cgroup", "Usomebody", Kind.TEXT, "ลบข้อมูลของฉัน", private=True)
    await handle_batch(desk, [replace(heard, private=False)])
    assert await asked(desk) == []
