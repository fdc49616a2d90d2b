"""Logs: ids only. What residents write, who they are and our own secrets never reach them."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.desk import Desk
from bot.intake import Intake
from tests.parrots import said
from web.logs import configure_logs

SECRET_WORDS = "ความลับของสมชาย"
ACCOUNT = "U0123456789abcdef-of-somchai"


@pytest.fixture(autouse=True)
def quiet_afterwards() -> Iterator[None]:
    yield
    structlog.reset_defaults()


async def take(desk: Desk, *texts: str) -> None:
    configure_logs("json")
    intake = Intake(desk)
    running = asyncio.create_task(intake.run())
    for number, text in enumerate(texts):
        await intake.take([said(text, str(number), chat=ACCOUNT)])
    intake.close()
    await running


async def test_a_failure_names_where_it_happened_but_not_what_was_said(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_with(*_turn: object) -> None:
        raise ValueError(f"cannot read {SECRET_WORDS}")

    desk.decide = break_with  # type: ignore[assignment] # breaks on purpose
    await take(desk, SECRET_WORDS)
    lines = capsys.readouterr().err
    assert "event_failed" in lines
    assert "ValueError" in lines
    assert "break_with" in lines
    assert SECRET_WORDS not in lines
    assert ACCOUNT not in lines


async def test_a_whole_conversation_leaves_no_words_in_the_log(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    await take(desk, "ขอถังขยะ", "1", "1", f"45/1 หมู่ 3 {SECRET_WORDS}", SECRET_WORDS)
    lines = capsys.readouterr().err
    assert SECRET_WORDS not in lines
    assert ACCOUNT not in lines


def test_a_database_error_does_not_quote_its_parameters(tmp_path: Path) -> None:
    from models.database import Database

    database = Database(f"sqlite+aiosqlite:///{tmp_path}/empty.db")

    async def fail() -> str:
        try:
            async with database.writing() as session:
                connection = await session.connection()
                await connection.exec_driver_sql("INSERT INTO nowhere VALUES (?)", (SECRET_WORDS,))
        except Exception as failure:
            return str(failure)
        finally:
            await database.close()
        return ""

    words = asyncio.run(fail())
    assert "nowhere" in words
    assert SECRET_WORDS not in words


def test_json_logs_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("json")
    structlog.get_logger().info("hello", case="K7M2Q4XW9")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["case"]) == ("hello", "K7M2Q4XW9")
