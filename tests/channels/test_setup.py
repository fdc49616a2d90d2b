"""`sala line setup` and `sala telegram setup`: everything in place, and safe to repeat."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import rich_menu_picture
from tests.channels.loopback import Scripted, listening
from tests.conftest import OFFICE_FILE
from tests.simulator import Simulator
from tests.simulator.line_messages import Quota
from web.cli.findings import Finding
from web.cli.line import OFF as LINE_OFF
from web.cli.line import setup_line
from web.cli.telegram import OFF as TELEGRAM_OFF
from web.cli.telegram import setup_telegram
from web.settings import Settings

draws = pytest.mark.skipif(
    not rich_menu_picture.shapes_thai(), reason="Pillow cannot shape Thai letters here (no Raqm)"
)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    async with Simulator() as simulator:
        yield simulator


@pytest.fixture
async def settings(simulator: Simulator, tmp_path: Path) -> AsyncIterator[Settings]:
    """A desk that answers every webhook, and both messengers with credentials."""
    async with listening(Scripted()) as desk:
        yield Settings(
            _env_file=None,
            base_url=desk.url,
            office=OFFICE_FILE,
            data_dir=tmp_path,
            line_channel_secret=SecretStr(simulator.line.secret),
            line_channel_access_token=SecretStr(simulator.line.access_token),
            line_api_url=simulator.line_api_url,
            line_data_url=simulator.line_data_url,
            telegram_token=SecretStr(simulator.telegram.token),
            telegram_api_url=simulator.telegram_api_url,
        )


def to_do(findings: list[Finding]) -> list[str]:
    return [finding.line() for finding in findings if not finding.ok]


def what(findings: list[Finding]) -> str:
    return "\n".join(finding.what for finding in findings)


async def test_without_credentials_it_says_which_are_needed(tmp_path: Path) -> None:
    bare = Settings(_env_file=None, data_dir=tmp_path)
    assert await setup_line(bare) == [Finding("LINE is off", LINE_OFF)]
    assert await setup_telegram(bare) == [Finding("Telegram is off", TELEGRAM_OFF)]


@draws
async def test_line_is_set_up_at_one_go(simulator: Simulator, settings: Settings) -> None:
    findings = await setup_line(settings)
    assert to_do(findings) == []
    assert simulator.line.webhook.url == f"{settings.base_url}/webhooks/line"
    menus = simulator.line.menus
    assert sorted(menus.aliases) == ["sala-en", "sala-th"]
    assert menus.default == menus.aliases["sala-th"]
    assert all(menu.image for menu in menus.menus.values())


@draws
async def test_line_set_up_twice_is_the_same(simulator: Simulator, settings: Settings) -> None:
    await setup_line(settings)
    before = set(simulator.line.menus.menus)
    findings = await setup_line(settings)
    assert set(simulator.line.menus.menus) == before
    assert "0 made, 2 kept, 0 removed" in what(findings)


@draws
async def test_menus_of_an_earlier_version_go_and_strangers_stay(
    simulator: Simulator, settings: Settings
) -> None:
    await setup_line(settings)
    renamed = ["sala th 000000000000", "Made by hand"]
    for menu, name in zip(simulator.line.menus.menus.values(), renamed, strict=True):
        menu.definition["name"] = name
    findings = await setup_line(settings)
    names = {menu.definition["name"] for menu in simulator.line.menus.menus.values()}
    assert "2 made, 0 kept, 1 removed" in what(findings)
    assert (len(names), "Made by hand" in names, renamed[0] in names) == (3, True, False)


@draws
async def test_a_menu_left_without_its_picture_gets_it(
    simulator: Simulator, settings: Settings
) -> None:
    await setup_line(settings)
    for menu in simulator.line.menus.menus.values():
        menu.image = None
    assert to_do(await setup_line(settings)) == []
    assert all(menu.image for menu in simulator.line.menus.menus.values())


async def test_a_webhook_that_does_not_answer_is_said(
    simulator: Simulator, settings: Settings
) -> None:
    closed = settings.model_copy(update={"base_url": "http://127.0.0.1:9"})
    (advice,) = to_do(await setup_line(closed))
    assert "LINE reaches the webhook" in advice
    assert "sala serve" in advice


async def test_an_address_line_refuses_is_said(settings: Settings) -> None:
    private = settings.model_copy(update={"base_url": "http://desk.example"})
    (advice,) = to_do(await setup_line(private))
    assert "SALA_BASE_URL" in advice


async def test_a_wrong_line_token_is_said_without_the_token(settings: Settings) -> None:
    wrong = settings.model_copy(update={"line_channel_access_token": SecretStr("wrong-token")})
    (advice,) = to_do(await setup_line(wrong))
    assert "access token is not accepted" in advice
    assert "wrong-token" not in advice


async def test_the_months_messages_are_shown(simulator: Simulator, settings: Settings) -> None:
    simulator.line.messages.quota = Quota(limit=300, used=300)
    (advice,) = to_do(await setup_line(settings))
    assert advice.startswith("to do  LINE messages this month: 300 of 300: used up")


async def test_telegram_is_set_up_at_one_go_and_again(
    simulator: Simulator, settings: Settings
) -> None:
    for _time in range(2):
        assert to_do(await setup_telegram(settings)) == []
    telegram = simulator.telegram
    assert telegram.webhook.url == f"{settings.base_url}/webhooks/telegram"
    assert telegram.webhook.secret
    assert telegram.webhook.allowed == ["message", "callback_query", "my_chat_member"]
    assert set(telegram.account.descriptions) == {"", "th", "en"}
    assert telegram.account.descriptions["en"].startswith("The front desk of Ban Thotsop")


async def test_telegram_knows_the_commands_in_each_language(
    simulator: Simulator, settings: Settings
) -> None:
    await setup_telegram(settings)
    known = simulator.telegram.account.commands
    words = [[command["command"] for command in commands] for commands in known.values()]
    assert words == [["menu", "track", "contact", "language", "cancel", "help"]] * 3
    assert {language for _scope, language in known} == {"", "th", "en"}
    assert simulator.telegram.account.menu_buttons == {None: {"type": "commands"}}


async def test_polling_takes_the_webhook_away(simulator: Simulator, settings: Settings) -> None:
    await setup_telegram(settings)
    polling = settings.model_copy(update={"telegram_mode": "polling"})
    assert to_do(await setup_telegram(polling)) == []
    assert simulator.telegram.webhook.url == ""


async def test_an_address_telegram_refuses_is_said(settings: Settings) -> None:
    private = settings.model_copy(update={"base_url": "http://desk.example"})
    (advice,) = to_do(await setup_telegram(private))
    assert "SALA_TELEGRAM_MODE=polling" in advice


async def test_a_wrong_telegram_token_is_said_without_the_token(settings: Settings) -> None:
    wrong = settings.model_copy(update={"telegram_token": SecretStr("99:wrong-token")})
    (advice,) = to_do(await setup_telegram(wrong))
    assert "the token is not accepted" in advice
    assert "wrong-token" not in advice


async def test_an_unreachable_messenger_is_said(settings: Settings) -> None:
    nowhere = {"line_api_url": "http://127.0.0.1:9", "telegram_api_url": "http://127.0.0.1:9"}
    alone = settings.model_copy(update=nowhere)
    advice = to_do([*await setup_line(alone), *await setup_telegram(alone)])
    assert ["cannot be reached" in line for line in advice] == [True, True]
