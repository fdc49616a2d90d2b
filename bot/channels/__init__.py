"""Channels: one file per messenger, all of them alike behind `Channel`."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable
from uuid import UUID

from bot.messages import Heard
from services.kit.message import Written


class ForgedRequest(Exception):
    """The request was not signed by the messenger it claims to come from."""


class DeliveryFailed(Exception):
    """The messenger did not take a message.

    `permanent`: trying again is useless. `unreachable`: nothing will arrive in this chat any more.
    `token_refused`: the free reply was refused; a push may still work. `retry_after`: seconds the
    messenger asks us to wait. `moved_to`: the chat has another id now. `quota`: the month's
    messages are used up.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        unreachable: bool = False,
        token_refused: bool = False,
        quota: bool = False,
        retry_after: float = 0.0,
        moved_to: str = "",
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        self.unreachable = unreachable
        self.token_refused = token_refused
        self.quota = quota
        self.retry_after = retry_after
        self.moved_to = moved_to


class FetchFailed(Exception):
    """A file could not be fetched. `permanent` means that it is gone or never was for us."""

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is to be said to one chat in one go.

    `reply_token` is empty when the free reply is not to be tried. `retry_key` stays the same
    for every attempt.
    """

    chat: str
    messages: Sequence[Written]
    retry_key: UUID
    reply_token: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a messenger lets us speak. Source: the vendor's pages, named in each channel."""

    per_second: float
    group_per_minute: float | None = None
    at_once: int = 16
    """How many deliveries may be under way at the same time."""


class Channel(Protocol):
    """How we hear from people and speak to them on one messenger."""

    name: str
    pace: Pace

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        """Read a webhook request; `headers` has lower-case names.

        Raises `ForgedRequest` when it is not signed. One bad event never spoils its neighbours,
        and kinds we do not know are left out.
        """

    async def say(self, parcel: Parcel) -> None:
        """Deliver, or raise `DeliveryFailed`. Reply first when there is a token, else push."""

    def fetch(self, source: Mapping[str, object]) -> AsyncIterator[bytes]:
        """Read the bytes of a file somebody sent, piece by piece. Raises `FetchFailed`."""

    def is_group(self, chat: str) -> bool:
        """Say whether a chat id belongs to a group, room or topic."""

    async def close(self) -> None:
        """Let go of connections."""


@runtime_checkable
class CostsByMembers(Protocol):
    """A messenger on which a push to a group costs one message for each of its members."""

    async def members(self, chat: str) -> int | None:
        """Count whom a push reaches; None when the messenger does not say."""
