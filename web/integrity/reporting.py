"""The reporter's side: tell, note the code, enter it again, come back with it."""

from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from models.integrity import Reader, ReaderKind
from services.integrity import filing
from services.integrity.figures import FEWEST, halves, published
from services.integrity.filing import NobodyLeft
from services.integrity.procedure import KEPT_YEARS, counts, state_of
from services.integrity.receipts import grouped, new_code, read_code
from services.integrity.telling import ANSWER_DAYS, LONGEST, answer_by, told_from
from web.integrity.forms import pace, read_form
from web.integrity.pages import channel_of, render
from web.integrity.words import STATES, STEPS
from web.security import Pace

CODES_EACH, CODES_ALL = Pace(20, 3), Pace(60, 1)
REPORTS_EACH, REPORTS_ALL = Pace(5, 60), Pace(60, 10)

STYLE = (Path(__file__).parent / "integrity.css").read_bytes()


async def show_door(request: Request) -> Response:
    """Say what this is in four lines, the doors outside first."""
    return render(request, "door.html", open=bool(_able(await _readers(request))))


async def show_procedure(request: Request) -> Response:
    """Explain how a report goes, who works on it and how long, with numbers and nothing else."""
    channel = channel_of(request)
    async with channel.database.reading() as session:
        able = _able(await filing.readers(session))
        counted = [
            (half, await counts(session, half.first, half.last)) for half in halves(channel.today)
        ]
    return render(
        request,
        "procedure.html",
        readers=able,
        published=published(counted),
        answer_days=ANSWER_DAYS,
        kept_years=KEPT_YEARS,
        fewest=FEWEST,
    )


async def show_form(request: Request) -> Response:
    """Show the questions; without anybody to read the answers, the doors outside."""
    return _form(request, _able(await _readers(request)), {}, frozenset())


async def take_report(request: Request) -> Response:
    """Seal what was told, in this request, and show the code once."""
    pace(request, "report", REPORTS_EACH, REPORTS_ALL)
    form, concerned = await read_form(request)
    told, known = told_from(form), _able(await _readers(request))
    if known and not told.what:
        return _form(request, known, form, concerned)
    channel, code = channel_of(request), new_code()
    receipt = await channel.receipt(code)
    try:
        async with channel.database.writing() as session:
            await filing.file_report(session, receipt, told, concerned, channel.today)
    except NobodyLeft:
        return render(request, "nobody.html")
    return render(request, "code.html", code=grouped(code))


async def show_code_form(request: Request) -> Response:
    """Ask for the code of an earlier report."""
    return render(request, "ask_code.html", wrong=False)


async def open_with_code(request: Request) -> Response:
    """Show a report to whoever has its code, and add what they write.

    A wrong code costs the same time and weighs the same. An answer of the office is in the report.
    """
    pace(request, "code", CODES_EACH, CODES_ALL)
    channel = channel_of(request)
    form, _concerned = await read_form(request)
    code, text = read_code(form.get("code", "")), form.get("text", "").strip()
    async with channel.unhurried():
        receipt = await channel.receipt(code)
        async with channel.database.writing() as session:
            added = await filing.add_message(session, receipt, text, channel.today)
            opened = await filing.open_report(session, receipt)
    if opened is None:
        return render(request, "ask_code.html", wrong=True)
    by = answer_by(opened.received)
    return render(
        request,
        "report.html",
        code=code,
        opened=opened,
        by=by,
        added=added,
        state=state_of(opened.entries),
        states=STATES,
        steps=STEPS,
    )


async def send_style(_request: Request) -> Response:
    """Send the one style sheet."""
    return Response(STYLE, media_type="text/css")


async def refuse(request: Request, refusal: Exception) -> Response:
    """Explain what was not taken, without saying anything about what exists."""
    status = refusal.status_code if isinstance(refusal, HTTPException) else 500
    return render(request, "refused.html", status, code=status)


def _form(
    request: Request, known: list[Reader], form: Mapping[str, str], concerned: frozenset[str]
) -> Response:
    if not known:
        return render(request, "nobody.html")
    return render(
        request,
        "form.html",
        readers=known,
        form=form,
        concerned=concerned,
        missing=bool(form),
        longest=LONGEST,
    )


async def _readers(request: Request) -> list[Reader]:
    async with channel_of(request).database.reading() as session:
        return await filing.readers(session)


def _able(known: list[Reader]) -> list[Reader]:
    """Return the people who read reports; nobody as long as there is no printed key."""
    try:
        able = filing.may_read(known, frozenset())
    except NobodyLeft:
        return []
    return [reader for reader in able if reader.kind == ReaderKind.RECIPIENT]


ROUTES: list[BaseRoute] = [
    Route("/integrity", show_door),
    Route("/integrity/integrity.css", send_style),
    Route("/integrity/procedure", show_procedure),
    Route("/integrity/report", show_form),
    Route("/integrity/report", take_report, methods=["POST"]),
    Route("/integrity/code", show_code_form),
    Route("/integrity/code", open_with_code, methods=["POST"]),
]
