"""`sala line`: the office's LINE account, set up through the API. Safe to repeat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import typer

from bot import rich_menu_picture
from bot.rich_menu import rich_menus
from web.cli.findings import Finding, report
from web.cli.office_now import office_now
from web.settings import Settings

if TYPE_CHECKING:
    from bot.channels.line_account import LineAccount, Quota

OFF = (
    "set SALA_LINE_CHANNEL_SECRET and SALA_LINE_CHANNEL_ACCESS_TOKEN "
    "(LINE Developers Console, Messaging API)"
)
CONSOLE = "switch on 'Use webhook' in the LINE Developers Console, Messaging API"

app = typer.Typer(help="The office's LINE account.", no_args_is_help=True)


@app.callback()
def line() -> None:
    """The office's LINE account."""


@app.command("setup")
def setup() -> None:
    """Set webhook and rich menus, test the webhook, show the month's messages."""
    report(asyncio.run(setup_line(Settings())))


async def setup_line(settings: Settings) -> list[Finding]:
    """Set up everything of the account that the API lets us; say what is left to do by hand."""
    if not settings.line_channel_secret or not settings.line_channel_access_token:
        return [Finding("LINE is off", OFF)]
    try:
        async with opened(settings) as account:
            return [
                await _greet(account),
                await _set_menus(account, settings),
                *await _set_webhook(account, f"{settings.base_url.rstrip('/')}/webhooks/line"),
                quota_finding(await account.quota()),
                liff_finding(settings),
            ]
    except line_errors() as failure:
        return [Finding("LINE", why(failure))]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator["LineAccount"]:
    """Open the account; the SDK is loaded here. Needs both credentials."""
    from bot.channels.line_account import LineAccount
    from bot.channels.line_calls import LineCalls

    token = settings.line_channel_access_token
    calls = LineCalls(
        token.get_secret_value() if token else "", settings.line_api_url, settings.line_data_url
    )
    try:
        yield LineAccount(calls)
    finally:
        await calls.close()


def line_errors() -> tuple[type[Exception], ...]:
    """Return what a call to LINE may raise; the SDK is not loaded just to name it."""
    from aiohttp import ClientError
    from linebot.v3.messaging import ApiException

    return ApiException, ClientError, OSError


def why(failure: Exception) -> str:
    """Say what went wrong and what to do, without the token or an address of somebody."""
    from linebot.v3.messaging import ApiException

    from bot.channels.line_calls import failure_of

    if not isinstance(failure, ApiException):
        return f"cannot be reached ({type(failure).__name__}); look at the network, then repeat"
    if failure.status == 401:
        return "the access token is not accepted; issue a new one and set it"
    return f"{failure_of(failure).reason}; then repeat"


def quota_finding(quota: "Quota") -> Finding:
    if quota.most is None:
        return Finding(f"LINE messages this month: {quota.used}, no limit")
    what = f"LINE messages this month: {quota.used} of {quota.most}"
    used_up = quota.used >= quota.most
    return Finding(what, "used up: answers still arrive, notices wait; raise the plan" * used_up)


def liff_finding(settings: Settings) -> Finding:
    """Say whether forms open inside LINE. What stands at LINE itself only its console shows."""
    liff, channel = settings.liff_id, settings.line_login_channel_id
    if not liff and not channel:
        return Finding("LINE opens forms in the telephone's browser: no LIFF app")
    what = f"LIFF app {liff or 'without id'}"
    if not liff or not channel:
        return Finding(what, "set SALA_LIFF_ID and SALA_LINE_LOGIN_CHANNEL_ID both")
    if liff.partition("-")[0] != channel:
        return Finding(what, f"it is of another Login channel than {channel}; set the right one")
    endpoint = f"{settings.base_url.rstrip('/')}/inside"
    return Finding(f"{what}: its endpoint URL must be {endpoint}, its scope openid")


async def _greet(account: "LineAccount") -> Finding:
    told = await account.account()
    return Finding(f"LINE account: {told.name} ({told.basic_id})")


async def _set_menus(account: "LineAccount", settings: Settings) -> Finding:
    if not rich_menu_picture.shapes_thai():
        return Finding("LINE rich menu", "Pillow has no Raqm here; repeat where it has (Linux)")
    _office, languages = await office_now(settings)
    menus = await asyncio.to_thread(rich_menus, languages)
    made, removed = await account.replace_menus(menus)
    kept = len(menus) - len(made)
    return Finding(f"LINE rich menus: {len(made)} made, {kept} kept, {len(removed)} removed")


async def _set_webhook(account: "LineAccount", address: str) -> list[Finding]:
    from linebot.v3.messaging import ApiException

    try:
        await account.set_webhook(address)
    except ApiException:
        advice = "LINE refuses it; set SALA_BASE_URL to the public https address, then repeat"
        return [Finding(f"LINE webhook {address}", advice)]
    _address, active = await account.webhook()
    wrong = await account.test_webhook(address)
    advice = f"{wrong}; let `sala serve` run where LINE can reach it, then repeat" if wrong else ""
    return [
        Finding(f"LINE webhook: {address}", "" if active else CONSOLE),
        Finding("LINE reaches the webhook", advice),
    ]
