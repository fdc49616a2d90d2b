"""Small stand-ins for tests of the engine: a dialogue that repeats, a channel that listens."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.channels import DeliveryFailed, FetchFailed, Pace, Parcel
from bot.messages import Heard, Kind
from bot.turns import Effect, FileCase, Remembered, Turn, World
from services.desk.actor import Actor
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.message import Reply
from services.kit.text import _, plain


def said(text: str, event_id: str, chat: str = "resident", **more: object) -> Heard:
    """Build an event: somebody typed something into a private chat."""
    return replace(Heard("parrot", event_id, chat, chat, Kind.TEXT, text), **more)  # type: ignore[arg-type] # any field


def repeat(remembered: Remembered, heard: Heard, world: World) -> Turn:
    """Say what was heard and how many messages came before; what begins with "break" breaks."""
    if heard.text.startswith("break"):
        raise ZeroDivisionError
    count = remembered.puzzled + 1
    effects: tuple[Effect, ...] = (FileCase(heard.text, {}),) if heard.text[:4] == "file" else ()
    return Turn(
        replace(remembered, puzzled=count), (Reply(plain(f"{count} {heard.text}")),), effects
    )


async def pretend(effect: Effect, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Carry out what tests ask for by the name of the service."""
    key = getattr(effect, "service_key", "")
    if key == "file-refused":
        raise NotPossible(_("Not possible."))
    if key == "file-broken":
        work.say(actor.here, (Reply(plain("must never be said")),), "en")
        raise ZeroDivisionError
    return (Reply(plain(f"done {key}")),)


@dataclass
class ParrotChannel:
    """A messenger that keeps what it is given, and fails as told."""

    name: str = "parrot"
    pace: Pace = field(default_factory=lambda: Pace(per_second=10_000))
    parcels: list[Parcel] = field(default_factory=list)
    failures: list[DeliveryFailed] = field(default_factory=list)
    files: dict[str, bytes | FetchFailed] = field(default_factory=dict)
    arrived: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def said(self) -> list[str]:
        return [str(m["text"]) for parcel in self.parcels for m in parcel.messages]

    def hear(self, headers: Mapping[str, str], body: bytes, now: datetime) -> list[Heard]:
        return [said(body.decode(), headers["id"])]

    async def say(self, parcel: Parcel) -> None:
        async with self.arrived:
            self.arrived.notify_all()
            if self.failures:
                raise self.failures.pop(0)
            self.parcels.append(parcel)

    async def heard_said(self, count: int) -> list[str]:
        """Wait until so many messages were said; the timeout of the test is the deadline."""
        async with self.arrived:
            await self.arrived.wait_for(lambda: len(self.said) >= count)
        return self.said

    async def fetch(self, source: Mapping[str, object]) -> AsyncIterator[bytes]:
        found = self.files[str(source["name"])]
        if isinstance(found, FetchFailed):
            raise found
        yield found

    def is_group(self, chat: str) -> bool:
        return chat.startswith("group")

    async def close(self) -> None:
        self.parcels = list(self.parcels)
