"""Telegram's chats: private ones, groups, supergroups and the topics inside them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from tests.simulator.delivery import Delivery
from tests.simulator.people import Chat
from tests.simulator.screen import Screen, Shown

if TYPE_CHECKING:
    from tests.simulator.telegram_people import TelegramResident
    from tests.simulator.telegram_platform import TelegramPlatform

Object = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup"]
SUPERGROUP_BASE = -1_000_000_000_000
KICKED = {
    "group": "bot was kicked from the group chat",
    "supergroup": "bot was kicked from the supergroup chat",
}


class TelegramChat(Chat):
    """A chat and the messages in it. `refusal` is why nothing can be sent there any more."""

    def __init__(
        self, platform: "TelegramPlatform", number: int, name: str, kind: ChatKind
    ) -> None:
        super().__init__(str(number), name, Screen(platform.options.remember))
        self.platform = platform
        self.number = number
        self.kind = kind
        self.refusal: str | None = None
        self.thread: int | None = None
        self.messages: dict[int, Object] = {}
        self.shown_by_id: dict[int, Shown] = {}
        self.keyboard: Shown | None = None

    @property
    def home(self) -> "TelegramChat":
        """The chat that messages carry; a topic belongs to its group."""
        return self

    @property
    def described(self) -> Object:
        if self.kind == "private":
            return {"id": self.number, "type": "private", "first_name": self.name}
        return {"id": self.number, "type": self.kind, "title": self.name}

    def keep(self, message: Object, shown: Shown) -> None:
        """Show a message; in long runs the oldest are forgotten."""
        self.messages[message["message_id"]] = message
        self.shown_by_id[message["message_id"]] = shown
        self.board.add(shown)
        remember = self.platform.options.remember
        if remember is not None and len(self.messages) > remember:
            oldest = next(iter(self.messages))
            del self.messages[oldest], self.shown_by_id[oldest]


class TelegramGroup(TelegramChat):
    """A group of people with the desk's bot in it."""

    def __init__(
        self,
        platform: "TelegramPlatform",
        number: int,
        name: str,
        kind: ChatKind,
        members: Sequence["TelegramResident"],
    ) -> None:
        super().__init__(platform, number, name, kind)
        self.members = list(members)
        self.migrated_to: int | None = None
        self.bot_status = "member"
        self.topics: dict[int, TelegramTopic] = {}

    @property
    def described(self) -> Object:
        forum = {"is_forum": True} if self.topics else {}
        return super().described | forum

    def topic(self, name: str) -> "TelegramTopic":
        """The topic of that name; the group becomes a forum with its first one."""
        for topic in self.topics.values():
            if topic.name == name:
                return topic
        if self.kind != "supergroup":
            raise ValueError("only a supergroup has topics")
        thread = self.platform.updates.message_id()
        self.topics[thread] = TelegramTopic(self, thread, name)
        return self.topics[thread]

    async def adds_bot(self) -> Delivery | None:
        """Somebody brings the bot in."""
        self.refusal, old, self.bot_status = None, "left", "member"
        await self._changes_standing(old, "member")
        joined = self.platform.updates.message(
            self.described, self._actor, new_chat_members=[self.platform.bot]
        )
        return await self.platform.webhook.give("message", joined)

    async def removes_bot(self) -> Delivery | None:
        old, self.bot_status = self.bot_status, "kicked"
        self.refusal = KICKED[self.kind]
        return await self._changes_standing(old, "kicked")

    async def makes_bot_administrator(self) -> Delivery | None:
        """An administrator hears everything that is said, whatever the privacy mode."""
        old, self.bot_status = self.bot_status, "administrator"
        return await self._changes_standing(old, "administrator")

    async def migrates(self) -> "TelegramGroup":
        """The group becomes a supergroup with a new number; the old one only points to it."""
        new = self.platform.group(f"{self.name}", self.members, supergroup=True)
        self.migrated_to = new.number
        there = self.platform.updates.message(
            self.described, self._actor, migrate_to_chat_id=new.number
        )
        here = self.platform.updates.message(
            new.described, self._actor, migrate_from_chat_id=self.number
        )
        await self.platform.webhook.give("message", there)
        await self.platform.webhook.give("message", here)
        return new

    @property
    def _actor(self) -> Object:
        return self.members[0].described if self.members else self.platform.bot

    async def _changes_standing(self, old: str, new: str) -> Delivery | None:
        update = self.platform.updates.membership(self.described, self._actor, old, new)
        return await self.platform.webhook.give("my_chat_member", update)


class TelegramTopic(TelegramChat):
    """One topic of a forum: its own screen, the group's number."""

    def __init__(self, group: TelegramGroup, thread: int, name: str) -> None:
        super().__init__(group.platform, group.number, name, "supergroup")
        self.group = group
        self.thread = thread

    @property
    def home(self) -> TelegramGroup:
        return self.group
