"""What `sala doctor` asks LINE and Telegram."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from web.cli import line, telegram
from web.cli.findings import Finding
from web.settings import Settings

if TYPE_CHECKING:
    from telegram import WebhookInfo

    from bot.channels.line_account import Account

MOST_SKEW = timedelta(seconds=30)
MANY_WAITING = 100


async def examine_line(settings: Settings, now: datetime) -> list[Finding]:
    """Ask LINE who we are, where it posts to, and how many messages are left."""
    if not settings.line_channel_secret or not settings.line_channel_access_token:
        return [Finding("LINE is off: no credential")]
    try:
        async with line.opened(settings) as account:
            told = await account.account()
            return [
                Finding(f"LINE account: {told.name} ({told.basic_id})"),
                _compare_clocks(told, now),
                _compare_line_webhook(settings, *await account.webhook()),
                line.quota_finding(await account.quota()),
                line.liff_finding(settings),
            ]
    except line.line_errors() as failure:
        return [Finding("LINE", line.why(failure))]


async def examine_telegram(settings: Settings) -> list[Finding]:
    """Ask Telegram who we are, and how we hear."""
    if not settings.telegram_token:
        return [Finding("Telegram is off: no credential")]
    from telegram.error import TelegramError

    try:
        async with telegram.opened(settings) as bot:
            return [
                telegram.bot_finding(await bot.get_me()),
                _compare_telegram_webhook(settings, await bot.get_webhook_info()),
            ]
    except TelegramError as failure:
        return [Finding("Telegram", telegram.why(failure))]


def _compare_clocks(told: "Account", now: datetime) -> Finding:
    """Reply tokens last a minute, so a clock that is off by half of one costs messages."""
    skew = abs(told.clock - now) if told.clock else timedelta(0)
    what = f"clock differs from LINE's by {skew.total_seconds():.0f} s"
    return Finding(what, "set the clock (NTP)" * (skew > MOST_SKEW))


def _compare_line_webhook(settings: Settings, address: str, active: bool) -> Finding:
    ours = f"{settings.base_url.rstrip('/')}/webhooks/line"
    if address != ours:
        return Finding(
            f"LINE posts to {address or 'nowhere'}, not to {ours}", "run `sala line setup`"
        )
    return Finding(f"LINE webhook: {address}", "" if active else line.CONSOLE)


def _compare_telegram_webhook(settings: Settings, told: "WebhookInfo") -> Finding:
    polls = settings.telegram_mode == "polling"
    ours = "" if polls else telegram.webhook_address(settings)
    if told.url != ours:
        what = f"Telegram posts to {told.url or 'nowhere'}, not to {ours or 'nowhere (polling)'}"
        return Finding(what, "run `sala telegram setup`")
    if told.last_error_message and told.pending_update_count:
        what = f"Telegram cannot deliver {told.pending_update_count} updates"
        return Finding(what, f"{told.last_error_message}; let `sala serve` run at {ours}")
    waiting = told.pending_update_count
    what = "Telegram is polled" if polls else f"Telegram webhook: {ours}"
    advice = "is `sala serve` running?" if waiting > MANY_WAITING else ""
    return Finding(f"{what}, {waiting} updates waiting", advice)
