"""`sala telegram`: the office's Telegram bot, set up through the API. Safe to repeat."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import typer

from bot.channels.telegram_hearing import ALLOWED_UPDATES
from services.kit.office import Office
from services.kit.text import Language, Rendered, _
from web.cli.findings import Finding, report
from web.cli.office_now import office_now
from web.messengers import telegram_secret
from web.settings import Settings

if TYPE_CHECKING:
    from telegram import Bot, User

OFF = "set SALA_TELEGRAM_TOKEN (from @BotFather)"
PRIVACY = (
    "in groups it hears only answers to its own messages: enough for buttons; "
    "for typed codes make it an administrator of the staff group, or /setprivacy at @BotFather"
)
LONGEST_DESCRIPTION = 512
LONGEST_SHORT = 120

COMMANDS: Mapping[str, Rendered] = {
    "menu": _("All services"),
    "track": _("Track my cases"),
    "contact": _("Talk to the office"),
    "language": _("Change the language"),
    "cancel": _("Cancel"),
    "help": _("Help"),
}
"""What stands behind the menu button. Each word is also understood without the slash."""

app = typer.Typer(help="The office's Telegram bot.", no_args_is_help=True)


@app.callback()
def telegram() -> None:
    """The office's Telegram bot."""


@app.command("setup")
def setup() -> None:
    """Set commands, descriptions and the webhook (or none, when polling)."""
    report(asyncio.run(setup_telegram(Settings())))


async def setup_telegram(settings: Settings) -> list[Finding]:
    """Set up everything of the bot that the API lets us."""
    if not settings.telegram_token:
        return [Finding("Telegram is off", OFF)]
    from telegram.error import TelegramError

    office, languages = await office_now(settings)
    try:
        async with opened(settings) as bot:
            return [
                bot_finding(await bot.get_me()),
                await _set_words(bot, office, languages),
                await _set_hearing(bot, settings),
            ]
    except TelegramError as failure:
        return [Finding("Telegram", why(failure))]


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator["Bot"]:
    """Open the bot; the library is loaded here. Needs the token."""
    from bot.channels.telegram_calls import TelegramCalls

    token = settings.telegram_token
    calls = TelegramCalls(token.get_secret_value() if token else "", settings.telegram_api_url)
    try:
        yield calls.bot
    finally:
        await calls.close()


def why(failure: Exception) -> str:
    """Say what went wrong and what to do, without the token."""
    from telegram.error import BadRequest, InvalidToken

    if isinstance(failure, InvalidToken):
        return "the token is not accepted; copy it again from @BotFather"
    if isinstance(failure, BadRequest):
        return f"{failure.message}; then repeat"
    return f"cannot be reached ({type(failure).__name__}); look at the network, then repeat"


def bot_finding(bot: "User") -> Finding:
    """Say who the bot is, and in which groups it hears typed words."""
    hears = "hears everything in groups" if bot.can_read_all_group_messages else PRIVACY
    return Finding(f"Telegram bot: @{bot.username}; {hears}")


def webhook_address(settings: Settings) -> str:
    return f"{settings.base_url.rstrip('/')}/webhooks/telegram"


async def _set_words(bot: "Bot", office: Office, languages: Mapping[str, Language]) -> Finding:
    """Say everything in each language; the first is also for all languages we do not speak."""
    from telegram import MenuButtonCommands

    first = next(iter(languages.values()))
    await _speak(bot, office, first, "")
    for language in languages.values():
        await _speak(bot, office, language, language.code)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    return Finding(f"Telegram menu button, commands, descriptions: {', '.join(languages)}")


async def _speak(bot: "Bot", office: Office, language: Language, code: str) -> None:
    from telegram import BotCommand, BotCommandScopeAllPrivateChats

    commands = [BotCommand(word, told.render(language)) for word, told in COMMANDS.items()]
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands(commands, scope, language_code=code or None)
    long = _(
        "The front desk of {office}. Ask for a service and see where your case stands, "
        "at any hour.",
        office=office.name,
    )
    short = _("Requests to {office}, and where they stand.", office=office.name)
    description = long.render(language)[:LONGEST_DESCRIPTION]
    await bot.set_my_description(description, language_code=code or None)
    await bot.set_my_short_description(
        short.render(language)[:LONGEST_SHORT], language_code=code or None
    )


async def _set_hearing(bot: "Bot", settings: Settings) -> Finding:
    from telegram.error import BadRequest

    if settings.telegram_mode == "polling":
        await bot.delete_webhook()
        return Finding("Telegram is asked for news by `sala serve` (polling)")
    address = webhook_address(settings)
    secret = telegram_secret(settings, settings.made_secret_key())
    try:
        await bot.set_webhook(address, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
    except BadRequest as refusal:
        advice = (
            f"{refusal.message}; set SALA_BASE_URL to the public https address, "
            "or SALA_TELEGRAM_MODE=polling, then repeat"
        )
        return Finding(f"Telegram webhook {address}", advice)
    return Finding(f"Telegram webhook: {address}")
