"""Which messengers are switched on. Their libraries are loaded only then: they are heavy."""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

import structlog

from bot.channels import Channel
from bot.messages import Heard
from web.settings import Settings

log = structlog.get_logger()


def open_messengers(settings: Settings, secret_key: bytes) -> dict[str, Channel]:
    """Return the channels that have credentials; the others are off and say so once."""
    opened = {"line": _open_line(settings), "telegram": _open_telegram(settings, secret_key)}
    for name, channel in opened.items():
        if channel is None:
            log.info("channel_off", channel=name, why="no credential")
    return {name: channel for name, channel in opened.items() if channel is not None}


def _open_line(settings: Settings) -> Channel | None:
    secret, token = settings.line_channel_secret, settings.line_channel_access_token
    if not secret or not token:
        return None
    from bot.channels.line import Line

    return Line(
        secret.get_secret_value(),
        token.get_secret_value(),
        settings.line_api_url,
        settings.line_data_url,
        settings.base_url,
        settings.liff_id,
    )


def _open_telegram(settings: Settings, secret_key: bytes) -> Channel | None:
    if not settings.telegram_token:
        return None
    from bot.channels.telegram import Telegram

    return Telegram(
        settings.telegram_token.get_secret_value(),
        telegram_secret(settings, secret_key),
        settings.telegram_api_url,
    )


def telegram_secret(settings: Settings, secret_key: bytes) -> str:
    """Return what Telegram must show with each webhook: as set, or derived from our own secret."""
    if settings.telegram_secret_token:
        return settings.telegram_secret_token.get_secret_value()
    return hmac.digest(secret_key, b"telegram webhook", hashlib.sha256).hex()


def poll_messengers(
    settings: Settings,
    channels: Mapping[str, Channel],
    take: Callable[[list[Heard]], Awaitable[None]],
) -> list[Coroutine[Any, Any, None]]:
    """Return what asks Telegram for news, for an office without a public address."""
    from bot.channels.telegram import Telegram
    from bot.channels.telegram_polling import poll

    telegram = channels.get("telegram")
    if not isinstance(telegram, Telegram) or settings.telegram_mode != "polling":
        return []

    return [poll(telegram, take)]
