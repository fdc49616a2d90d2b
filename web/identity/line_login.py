"""LIFF: the identity token LINE's app hands to the page, looked at by LINE itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from models.vocabulary import ChannelName
from web.identity.errors import NotProved, NotReached
from web.identity.session import Identity

ISSUER = "https://access.line.me"
VERIFY = "/oauth2/v2.1/verify"
PATIENCE = 8.0
"""Seconds. The page waits meanwhile, and goes on without an identity when it takes longer."""

MOST_LETTERS = 4096


async def read_id_token(token: str, channel_id: str, api_url: str, now: datetime) -> Identity:
    """Ask LINE whose token this is. Raises `NotProved`, or `NotReached` when LINE is away."""
    if not channel_id or not token or len(token) > MOST_LETTERS:
        raise NotProved
    told = await _verify(token, channel_id, api_url)
    if not _is_ours(told, channel_id, now):
        raise NotProved
    return Identity(ChannelName.LINE.value, told["sub"])


async def _verify(token: str, channel_id: str, api_url: str) -> Mapping[str, Any]:
    """Return what LINE says about a token. LINE's words about a wrong one stay with us."""
    from aiohttp import ClientError, ClientSession, ClientTimeout

    asked = {"id_token": token, "client_id": channel_id}
    try:
        async with ClientSession(timeout=ClientTimeout(PATIENCE)) as line:
            async with line.post(f"{api_url.rstrip('/')}{VERIFY}", data=asked) as answer:
                if answer.status == 400:
                    raise NotProved
                answer.raise_for_status()
                told = await answer.json(content_type=None)
    except (ClientError, OSError, ValueError):
        raise NotReached from None
    return told if isinstance(told, dict) else {}


def _is_ours(told: Mapping[str, Any], channel_id: str, now: datetime) -> bool:
    """Look once more: a proxy in between, or a wrong address, must not decide who somebody is."""
    expires, account = told.get("exp"), told.get("sub")
    return (
        told.get("iss") == ISSUER
        and told.get("aud") == channel_id
        and isinstance(expires, int)
        and expires > now.timestamp()
        and isinstance(account, str)
        and 0 < len(account) <= 100
    )
