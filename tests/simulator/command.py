"""The simulator for trying out by hand: people act as you type, and their screens are printed."""

import asyncio
import re
import sys
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import typer

from tests.simulator.delivery import Redelivery
from tests.simulator.faults import answers, drops, hangs, slow, too_many
from tests.simulator.line_platform import LinePlatform
from tests.simulator.people import Chat, Person
from tests.simulator.platform import Options
from tests.simulator.screen import Shown
from tests.simulator.server import Simulator
from tests.simulator.telegram_platform import TelegramPlatform

SECRET_TOKEN = "simulated-secret-token"
STUBBORN = Redelivery(at_most=30, first_delay=0.5, longest_delay=5.0)
GIVEN_UP_LOOKING = 0.2
TURN = re.compile(r"(?P<platform>line|telegram) (?P<name>\S+)(?: @(?P<group>\S+))? (?P<words>.+)")
FAULT = re.compile(r"fault (?P<platform>line|telegram) (?P<endpoint>\S+) (?P<kind>\S+) ?(?P<n>\d*)")
FAULTS = {
    "429": too_many(),
    "500": answers(500),
    "502": answers(502),
    "drop": drops(),
    "drop-after": drops(after_acting=True),
    "hang": hangs(),
    "slow": slow(3),
}
HELP = """\
line somchai ขอถังขยะ          somchai writes on LINE (or: telegram somchai …)
line somchai [ยังไม่มีถัง]        somchai presses a button
line somchai @office ข้อความ    somchai writes in the group "office"
line somchai (follow)          also (block) (unblock) (sticker) (place)
fault line push 500 3          the next 3 pushes fail; also 429 502 drop drop-after hang slow
"""


async def serve(desk: str, port: int) -> None:
    """Run LINE's API, LINE's file host and Telegram on three ports from `port` until cancelled.

    `desk` is the address of the desk whose webhooks are called.
    """
    options = Options(remember=10_000)
    line = LinePlatform(options, webhook_url=f"{desk}/webhooks/line", redelivery=STUBBORN)
    telegram = TelegramPlatform(options, redelivery=STUBBORN)
    telegram.webhook_url, telegram.secret = f"{desk}/webhooks/telegram", SECRET_TOKEN
    ports = (port, port + 1, port + 2)
    async with Simulator(options, line=line, telegram=telegram, ports=ports) as simulator:
        typer.echo(introduction(simulator))
        await Theatre(simulator).play(_typed_lines())


def introduction(simulator: Simulator) -> str:
    """The settings a desk needs to talk to this simulator, and what can be typed here."""
    line, telegram = simulator.line, simulator.telegram
    settings = {
        "LINE_API_URL": simulator.line_api_url,
        "LINE_DATA_URL": simulator.line_data_url,
        "LINE_CHANNEL_SECRET": line.secret,
        "LINE_CHANNEL_ACCESS_TOKEN": line.access_token,
        "TELEGRAM_API_URL": simulator.telegram_api_url,
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_SECRET_TOKEN": SECRET_TOKEN,
    }
    lines = [f"SALA_{name}={value}" for name, value in settings.items()]
    return "\n".join(["Start the desk with:", *lines, "", "Then type:", HELP])


def _typed_lines() -> "asyncio.Queue[str]":
    """What is typed, from a thread of its own: a blocked reader must not keep us from ending."""
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line.strip())

    threading.Thread(target=read, daemon=True).start()
    return lines


class Theatre:
    """Lets people act line by line and prints what appears on their screens."""

    def __init__(self, simulator: Simulator, say: Callable[[str], object] = typer.echo) -> None:
        self.simulator = simulator
        self.say = say
        self.printed: dict[str, int] = {}
        self.watched: dict[str, Chat] = {}

    async def play(self, lines: "asyncio.Queue[str]") -> None:
        """Until cancelled; a mistake in a line is said and the play goes on."""
        while True:
            try:
                async with asyncio.timeout(GIVEN_UP_LOOKING):
                    line = await lines.get()
            except TimeoutError:
                line = ""
            await self.act(line)
            self.look()

    async def act(self, line: str) -> None:
        try:
            if turn := TURN.fullmatch(line):
                await self._turn(turn)
            elif fault := FAULT.fullmatch(line):
                self._plan(fault)
            elif line:
                self.say(HELP)
        except (LookupError, ValueError, RuntimeError) as mistake:
            self.say(str(mistake))

    def look(self) -> None:
        """Print what is new on every screen that somebody here has."""
        for chat in self.watched.values():
            seen = self.printed.get(chat.id, 0)
            for message in (new for new in chat.screen if new.order > seen):
                self.say(f"{chat.name} sees: {_line(message)}")
                self.printed[chat.id] = message.order

    async def _turn(self, turn: re.Match[str]) -> None:
        person: Person = self._platform(turn).resident(turn["name"])
        group = self._group(turn, person) if turn["group"] else None
        chat = group or person.chat
        self.watched[chat.id] = chat
        words = turn["words"]
        deed = self._deeds(person, group).get(words)
        if deed is not None:
            await deed()
        elif words.startswith("[") and words.endswith("]"):
            await person.presses(words[1:-1], in_=group)
        else:
            await person.types(words, in_=group)

    @staticmethod
    def _deeds(person: Person, group: Chat | None) -> dict[str, Callable[[], Awaitable[object]]]:
        return {
            "(follow)": person.follows,
            "(block)": person.blocks,
            "(unblock)": person.unblocks,
            "(sticker)": lambda: person.sends_sticker(in_=group),
            "(place)": lambda: person.sends_place(15.6, 102.5, in_=group),
        }

    def _platform(self, turn: re.Match[str]) -> LinePlatform | TelegramPlatform:
        return self.simulator.platform(turn["platform"])

    def _group(self, turn: re.Match[str], person: Any) -> Chat:
        group: Any = self._platform(turn).group(turn["group"])
        if person not in group.members:
            group.members.append(person)
        return group if isinstance(group, Chat) else person.chat

    def _plan(self, fault: re.Match[str]) -> None:
        if fault["kind"] not in FAULTS:
            raise ValueError(f"there is no fault {fault['kind']}; there are {list(FAULTS)}")
        calls = int(fault["n"] or 1)
        self._platform(fault).faults.add(fault["endpoint"], FAULTS[fault["kind"]], calls=calls)


def _line(message: Shown) -> str:
    buttons = " ".join(f"[{label}]" for label in message.labels)
    return f"{message.text or message.kind} {buttons}".strip()
