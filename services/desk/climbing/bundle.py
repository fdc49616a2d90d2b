"""A bundle: what one look has to say to each chat, so that many cases are one message."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from models.case import Case
from models.vocabulary import MessageClass
from services.desk.about import About
from services.desk.outbox import Destination
from services.desk.telling import STAFF_LANGUAGE, class_of, words_for
from services.desk.work import Work
from services.kit.message import Reply

Why = TypeVar("Why")

Write = Callable[[Why, Sequence[About], str], Reply]
"""Writes the message from why it is said, the cases, and the address of all of them."""


@dataclass
class Bundle(Generic[Why]):
    """Cases by chat and by why they are told there, in the order they were put in."""

    held: dict[tuple[str, str, Why], list[Case]] = field(default_factory=dict)

    def put(self, chats: Iterable[Destination], why: Why, case: Case) -> None:
        for chat in chats:
            self.held.setdefault((chat.channel, chat.chat, why), []).append(case)

    def say(self, work: Work, write: Write[Why], page: str) -> int:
        """Put one message for each chat into the outbox; return how many."""
        address = f"{work.base_url}{page}"
        for (channel, chat, why), cases in self.held.items():
            notice = write(why, [words_for(work, case) for case in cases], address)
            about = cases[0].id if len(cases) == 1 else None
            # The first of the classes is the most important one.
            kind = min((class_of(work, case) for case in cases), key=list(MessageClass).index)
            to = Destination(channel, chat)
            work.say(to, (notice,), STAFF_LANGUAGE, case_id=about, message_class=kind)
        return len(self.held)
