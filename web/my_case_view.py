"""What a resident's own page shows: their cases with every word, and what the office wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.exceptions import HTTPException
from starlette.requests import Request

from models.case import Case
from models.channel_address import ChannelAddress
from models.chat_line import ChatLine
from models.vocabulary import CaseAction, CaseStatus, ChannelName
from services.desk.about import About
from services.desk.actor import Actor
from services.desk.names import action_name
from services.desk.papers.links import paper_links
from services.desk.progress import is_open, next_status
from services.desk.queueing.lines import LIVE
from services.desk.queueing.notices import number_words
from services.desk.queueing.standing import place_of_case
from services.desk.rating_links import rating_links
from services.desk.rounds.reading import round_ahead
from services.desk.telling import words_for
from services.desk.tracking import history, own_cases, rating_of
from services.desk.work import Work
from services.kit.journey import questions
from services.kit.message import Button
from services.kit.private import fits, show_answer
from services.kit.text import Day, Moment, Rendered
from web.chat import chat_of
from web.forms.said import office_words, payment_links, ticket_links
from web.forms.sent_page import reading_work
from web.pages import desk_of
from web.tracking import BADGES

MOST_CASES = 20
MOST_MESSAGES = 30
LONGEST_SECRET = 100


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever holds the secret of a web chat."""

    secret: str
    chat: str
    resident_id: UUID

    def actor(self, language: str) -> Actor:
        """Act as the resident of this chat."""
        return Actor(ChannelName.WEBCHAT, self.chat, self.chat, True, language, self.resident_id)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history."""

    at: Moment
    what: Rendered
    words: str


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its resident sees it."""

    about: About
    filed: Moment
    late: bool
    entries: tuple[Entry, ...]
    answers: tuple[tuple[Rendered, Rendered], ...]
    links: tuple[Button, ...]
    may_claim: bool
    rated: bool
    coming: Day | None = None
    """When the office goes there."""
    number: Rendered | None = None
    """Where its number in the queue stands, while it is waited for or called."""
    typed: str = ""

    @property
    def open(self) -> bool:
        return is_open(self.about.status)

    @property
    def badge(self) -> str:
        return BADGES.get(self.about.status, "")

    @property
    def awaited(self) -> bool:
        return self.about.status == CaseStatus.WAITING_FOR_RESIDENT

    @property
    def may_write(self) -> bool:
        return self._may(CaseAction.WRITE)

    @property
    def may_withdraw(self) -> bool:
        return self._may(CaseAction.WITHDRAW)

    @property
    def may_dispute(self) -> bool:
        return self._may(CaseAction.DISPUTE)

    @property
    def may_rate(self) -> bool:
        return self._may(CaseAction.RATE) and not self.rated

    def _may(self, action: CaseAction) -> bool:
        return next_status(self.about.status, action) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the office, with the pages it leads to."""

    at: Moment
    text: str
    links: tuple[tuple[str, str], ...]


async def visitor_of(request: Request) -> Visitor:
    """Return whoever holds the address. Raises 404 for a secret nobody was given."""
    secret = request.path_params["secret"]
    chat = chat_of(secret)
    async with desk_of(request).database.reading() as session:
        address = await session.get(ChannelAddress, (ChannelName.WEBCHAT.value, chat))
    if len(secret) > LONGEST_SECRET or address is None or address.resident_id is None:
        raise HTTPException(404)
    return Visitor(secret, chat, address.resident_id)


async def own_view(request: Request, visitor: Visitor, typed: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows; `typed` are words that could not be sent, by reference.

    When every case went on in another chat, what was said about them is not shown here either.
    """
    desk = desk_of(request)
    async with desk.database.reading() as session:
        work = reading_work(desk, session)
        cases = await own_cases(session, visitor.resident_id, MOST_CASES)
        lines = await _office_lines(session, visitor.chat) if cases else ()
        return {
            "cases": [await _own(work, case, typed.get(case.reference, "")) for case in cases],
            "lines": [_line(line) for line in lines],
        }


async def _own(work: Work, case: Case, typed: str) -> OwnCase:
    ahead = await round_ahead(work.session, case)
    entries = await history(work.session, case.id, for_resident=True)
    return OwnCase(
        about=words_for(work, case),
        filed=Moment(case.filed_at),
        late=is_open(case.status) and case.due_on < work.today,
        entries=tuple(
            Entry(Moment(one.at), action_name(one.action), one.words or "") for one in entries
        ),
        answers=_answers(work, case),
        links=await _links(work, case),
        may_claim=case.channel == ChannelName.WEBCHAT,
        rated=await rating_of(work.session, case.id) is not None,
        coming=Day(ahead.day) if ahead else None,
        number=await _number(work, case),
        typed=typed,
    )


async def _number(work: Work, case: Case) -> Rendered | None:
    place = await place_of_case(work.session, work.around.office, case.id, work.now)
    return number_words(place) if place and place.ticket.state in LIVE else None


async def _links(work: Work, case: Case) -> tuple[Button, ...]:
    return (
        *await ticket_links(work, case),
        *await payment_links(work, case),
        *await paper_links(work, case),
        *rating_links(work, case),
    )


def _answers(work: Work, case: Case) -> tuple[tuple[Rendered, Rendered], ...]:
    service = work.services.get(case.service_key)
    asked = questions(service, case.answers) if service else []
    given = [(one, case.answers[one.name]) for one in asked if one.name in case.answers]
    return tuple(
        (one.question, show_answer(one, stored, work.around))
        for one, stored in given
        if fits(one, stored, work.around)
    )


async def _office_lines(session: AsyncSession, chat: str) -> Sequence[ChatLine]:
    wanted = (
        select(ChatLine)
        .where(ChatLine.chat == chat, col(ChatLine.from_resident).is_(False))
        .order_by(col(ChatLine.id).desc())
        .limit(MOST_MESSAGES)
    )
    return (await session.exec(wanted)).all()


def _line(line: ChatLine) -> Line:
    said = office_words(line.message)
    return Line(Moment(line.at), said.text, said.links)
