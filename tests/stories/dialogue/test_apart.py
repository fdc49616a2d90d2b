"""Somebody reports corruption in the chat: nothing of it is kept, and they learn where to go."""

from pathlib import Path

import pytest
from sqlalchemy import select as select_rows
from sqlmodel import SQLModel, select

from bot.desk import Desk
from models import InboundEvent, OutboxMessage
from models.vocabulary import OutboxState
from tests.stories.stage import Stage, until

WORDS = "เจ้าหน้าที่วิรัชเรียกเงินใต้โต๊ะ 5000 ค่าออกใบอนุญาต"
TELLING = ("วิรัช", "ใต้โต๊ะ", "5000")


async def everything_kept(desk: Desk, folder: Path) -> str:
    """Return every value of every table and every file of the desk, as text."""
    async with desk.database.reading() as session:
        connection = await session.connection()
        rows = [
            str(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in await connection.execute(select_rows(table))
        ]
    return "\n".join([*rows, *files_below(folder)])


def files_below(folder: Path) -> list[str]:
    """Return every file, read as text."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.read_bytes().decode("utf-8", "replace") for file in files]


async def is_forgotten(desk: Desk) -> bool:
    """Say whether the outbox forgot what the door said."""
    async with desk.database.reading() as session:
        rows = (await session.exec(select(OutboxMessage))).all()
    gone = [row for row in rows if row.state == OutboxState.SENT and not row.messages]
    return len(gone) == 1


async def test_nothing_of_it_is_kept_and_the_form_goes_on(
    stage: Stage, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    resident = await stage.resident()
    await resident.types("ขอถังขยะ")
    asked = (await resident.sees("ขอถังเพราะอะไร")).text
    await resident.types(WORDS)
    told = await resident.sees("1205")
    assert "เราไม่ได้เก็บข้อความของคุณไว้" in told.text
    await resident.sees("ไม่ได้นำข้อความเมื่อครู่มาเป็นคำตอบ")
    await until(lambda: is_forgotten(stage.desk))
    kept = await everything_kept(stage.desk, tmp_path)
    logged = "".join(capfd.readouterr())
    assert [word for word in TELLING if word in kept + logged] == []
    assert "/integrity" not in kept
    assert asked.splitlines()[-1] in resident.screen[-1].text


async def test_a_message_that_comes_twice_is_answered_once(stage: Stage) -> None:
    resident = await stage.resident()
    await resident.types(WORDS)
    await resident.sees("1205")
    async with stage.desk.database.reading() as session:
        events = (await session.exec(select(InboundEvent))).all()
    assert [event.payload for event in events if event.payload] == []
    assert sum("1205" in shown.text for shown in resident.screen) == 1
