"""The allowance: what this process knows of the month's messages, asked of the messenger itself.

What is sent between two askings is counted here. As long as nobody could ask, nothing is held.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

import structlog

from bot.channels import Channel, DeliveryFailed, Parcel
from services.desk.budget.lanes import Budget


@runtime_checkable
class Metered(Protocol):
    """A messenger that counts what the office says in a month."""

    async def month(self) -> tuple[int, int | None]:
        """Return the messages used and the most there are; raises `DeliveryFailed`."""

    async def heads(self, chat: str) -> int:
        """Return how many messages one message to this chat counts as."""


log = structlog.get_logger()


@dataclass
class Allowance:
    """One per desk."""

    budget: Budget | None = None
    asked_at: datetime | None = None
    _heads: dict[str, int] = field(default_factory=dict)

    async def ask(self, channel: Metered, now: datetime) -> None:
        """Ask the messenger; when it does not answer, what was known before goes on."""
        try:
            used, most = await channel.month()
        except DeliveryFailed as failure:
            log.warning("quota_unknown", reason=failure.reason)
            return
        self.budget, self.asked_at = Budget(used, most), now

    async def cost_of(self, channel: Channel, parcel: Parcel) -> int:
        """Return what a parcel costs: nothing as a free reply or where nobody counts."""
        if parcel.reply_token or not isinstance(channel, Metered):
            return 0
        if not channel.is_group(parcel.chat):
            return 1
        if parcel.chat not in self._heads:
            self._heads[parcel.chat] = await self._count(channel, parcel.chat)
        return self._heads[parcel.chat]

    def spend(self, cost: int) -> None:
        """Count what was paid for until the messenger is asked again."""
        if cost and self.budget is not None:
            self.budget = Budget(self.budget.used + cost, self.budget.most)

    @staticmethod
    async def _count(channel: Metered, chat: str) -> int:
        try:
            return max(await channel.heads(chat), 1)
        except DeliveryFailed:
            return 1
