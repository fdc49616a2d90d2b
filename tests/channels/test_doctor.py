"""`sala doctor`: what is well is said to be well, what is not says what to do."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner

from models.database import Database
from models.inbound_event import InboundEvent
from models.outbox_message import OutboxMessage
from models.staff_chat import StaffChat
from models.vocabulary import OutboxState
from tests.channels.loopback import Scripted, listening
from tests.conftest import MONDAY, OFFICE_FILE
from tests.simulator import Simulator
from tests.simulator.line_messages import Quota
from web.cli import app
from web.cli.doctor import examine
from web.cli.findings import Finding
from web.cli.line import setup_line
from web.cli.telegram import setup_telegram
from web.settings import Settings

CONSOLE = "look at the problems page of the console"


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(
        _env_file=None, database_url=database_url, office=OFFICE_FILE, data_dir=tmp_path / "data"
    )


@pytest.fixture
async def connected(settings: Settings) -> AsyncIterator[tuple[Simulator, Settings]]:
    """Both messengers switched on, a desk that answers, and nothing set up yet."""
    async with Simulator() as simulator, listening(Scripted()) as desk:
        switched_on = {
            "base_url": desk.url,
            "line_channel_secret": SecretStr(simulator.line.secret),
            "line_channel_access_token": SecretStr(simulator.line.access_token),
            "line_api_url": simulator.line_api_url,
            "line_data_url": simulator.line_data_url,
            "telegram_token": SecretStr(simulator.telegram.token),
            "telegram_api_url": simulator.telegram_api_url,
        }
        yield simulator, settings.model_copy(update=switched_on)


async def look(settings: Settings, now: datetime = MONDAY) -> list[Finding]:
    return await examine(settings, lambda: now)


def advice(findings: list[Finding]) -> dict[str, str]:
    return {finding.what: finding.advice for finding in findings if not finding.ok}


async def keep(settings: Settings, *rows: object) -> None:
    database = Database(settings.database_url)
    async with database.writing() as session:
        session.add_all(rows)
    await database.close()


def undelivered() -> OutboxMessage:
    return OutboxMessage(channel="line", chat="U1", messages=[], state=OutboxState.FAILED)


def unhandled() -> InboundEvent:
    return InboundEvent(key="line:1", received_at=MONDAY, error="ValueError")


async def test_a_fresh_desk_needs_only_its_staff_chats(settings: Settings) -> None:
    findings = await look(settings)
    assert list(advice(findings)) == ["no staff chat yet: health, works"]
    assert "office.toml: 2 departments, 3 villages" in findings[1].what


async def test_with_staff_chats_all_is_well(settings: Settings) -> None:
    chats = [StaffChat(channel="line", chat=f"C{d}", department=d) for d in ("health", "works")]
    await keep(settings, *chats)
    assert advice(await look(settings)) == {}


async def test_what_failed_is_counted(settings: Settings) -> None:
    await keep(settings, undelivered(), unhandled())
    told = advice(await look(settings))
    assert told["1 messages not delivered, 1 events not handled"] == CONSOLE


async def test_a_clock_behind_the_database_is_noticed(settings: Settings) -> None:
    late = InboundEvent(key="line:1", received_at=MONDAY + timedelta(hours=1))
    await keep(settings, late)
    assert "2026-11-23 03:00: set the clock" in advice(await look(settings))["clock and database"]


async def test_a_clock_from_before_the_desk_existed_is_noticed(settings: Settings) -> None:
    told = advice(await look(settings, datetime(2020, 1, 1, tzinfo=UTC)))
    assert "NTP" in told["clock 2020-01-01 00:00 UTC"]


async def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "none.db"
    absent = f"sqlite+aiosqlite:///{file}"
    bare = Settings(_env_file=None, database_url=absent, office=OFFICE_FILE, data_dir=tmp_path)
    assert "sala migrate" in advice(await look(bare))["database (sqlite+aiosqlite)"]
    assert not file.exists()


async def test_a_database_of_an_earlier_version_is_noticed(tmp_path: Path) -> None:
    file = tmp_path / "empty.db"
    file.touch()
    old = f"sqlite+aiosqlite:///{file}"
    bare = Settings(_env_file=None, database_url=old, office=OFFICE_FILE, data_dir=tmp_path)
    assert "run `sala migrate`" in advice(await look(bare)).values()


async def test_a_database_nobody_answers_for_is_noticed(tmp_path: Path) -> None:
    closed = "postgresql+asyncpg://postgres@127.0.0.1:9/none"
    bare = Settings(_env_file=None, database_url=closed, office=OFFICE_FILE, data_dir=tmp_path)
    assert "SALA_DATABASE_URL" in advice(await look(bare))["database (postgresql+asyncpg)"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("[office]", "[bureau]"), "KeyError"),
        (("[office]", "[office"), "TOMLDecodeError"),
        (("[holidays]", '[handled_by]\nx = "nobody"\n[holidays]'), "does not have: nobody"),
    ],
)
async def test_a_fault_in_the_office_file_is_explained(
    settings: Settings, tmp_path: Path, change: tuple[str, str], fault: str
) -> None:
    file = tmp_path / "office.toml"
    file.write_text(OFFICE_FILE.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    faulty = settings.model_copy(update={"office": file})
    assert fault in advice(await look(faulty))[f"office file {file}"]


async def test_a_folder_that_cannot_be_written_is_noticed(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "taken").touch()
    blocked = settings.model_copy(update={"data_dir": tmp_path / "taken" / "data"})
    assert "NotADirectoryError" in advice(await look(blocked))[f"data folder {blocked.data_dir}"]


async def test_messengers_that_were_never_set_up_are_noticed(
    connected: tuple[Simulator, Settings],
) -> None:
    _simulator, settings = connected
    told = advice(await look(settings))
    assert "run `sala line setup`" in told.values()
    assert "run `sala telegram setup`" in told.values()


async def test_messengers_that_were_set_up_are_well(
    connected: tuple[Simulator, Settings],
) -> None:
    _simulator, settings = connected
    await setup_line(settings)
    await setup_telegram(settings)
    told = advice(await look(settings))
    assert {what for what in told if "LINE" in what or "Telegram" in what} == set()


async def test_a_plan_that_is_used_up_and_a_webhook_switched_off_are_noticed(
    connected: tuple[Simulator, Settings],
) -> None:
    simulator, settings = connected
    await setup_line(settings)
    simulator.line.messages.quota = Quota(limit=300, used=300)
    simulator.line.webhook.active = False
    told = advice(await look(settings))
    assert "used up" in told["LINE messages this month: 300 of 300"]
    assert "Use webhook" in told[f"LINE webhook: {settings.base_url}/webhooks/line"]


async def test_an_address_without_https_is_noticed_once_a_messenger_needs_it(
    connected: tuple[Simulator, Settings],
) -> None:
    _simulator, settings = connected
    told = advice(await look(settings))
    assert "https" in told[f"public address {settings.base_url}"]


async def test_a_token_that_is_not_accepted_is_noticed(
    connected: tuple[Simulator, Settings],
) -> None:
    _simulator, settings = connected
    wrong = {
        "line_channel_access_token": SecretStr("wrong-token"),
        "telegram_token": SecretStr("99:wrong-token"),
    }
    told = advice(await look(settings.model_copy(update=wrong)))
    assert "access token is not accepted" in told["LINE"]
    assert "token is not accepted" in told["Telegram"]


def test_the_command_says_what_to_do_and_fails(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chosen = {"SALA_DATABASE_URL": database_url, "SALA_OFFICE": str(OFFICE_FILE)}
    told = CliRunner().invoke(app, ["doctor"], env=chosen)
    assert told.exit_code == 1
    assert "to do  no staff chat yet: health, works: make a code" in told.stdout
    assert "ok     LINE is off: no credential" in told.stdout
