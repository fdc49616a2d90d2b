"""The reports of a recipient, one of them, and what is done with it."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from models.integrity import Reader
from services.integrity import procedure, recipients
from services.integrity.exporting import EXPORT_NAME, export
from services.integrity.passphrases import SHORTEST, is_strong
from services.integrity.printed import Misread, read_printed
from services.integrity.procedure import Opened
from services.integrity.sealing import pair_of
from services.integrity.telling import ENDINGS, LONGEST, Kind, Step
from web.integrity.desk.sitting import Visit
from web.integrity.words import STATES, STEPS


async def show_reports(visit: Visit) -> Response:
    """List what this recipient's key opens, and the other recipients."""
    who = visit.who
    found = await procedure.reports_for(visit.session, who.key_id, who.private)
    return visit.page(
        "desk/reports.html",
        reports=found,
        states=STATES,
        readers=await recipients.recipients(visit.session),
        told_as=recipients.told_as,
        problem=visit.request.query_params.get("problem", ""),
    )


async def show_report(visit: Visit, problem: str = "") -> Response:
    """Show a report; that it was opened is noted for the others."""
    opened = await _found(visit)
    await procedure.note_opening(visit.session, opened, visit.who.post, visit.channel.today)
    fellows = [
        one
        for one in await recipients.recipients(visit.session)
        if one.confirmed and one.key_id != visit.who.key_id
    ]
    return visit.page(
        "desk/report.html",
        opened=opened,
        fellows=fellows,
        steps=STEPS,
        states=STATES,
        endings=ENDINGS,
        kinds=Kind,
        longest=LONGEST,
        shortest=SHORTEST,
        problem=problem,
    )


async def act(visit: Visit) -> Response:
    """Do one of the things a recipient does with a report."""
    action = _ACTIONS.get(visit.form.get("action", ""))
    if action is None:
        raise HTTPException(404)
    opened = await _found(visit)
    if problem := await action(visit, opened):
        return await show_report(visit, problem)
    return visit.back(f"/reports/{opened.lookup}")


async def _answer(visit: Visit, opened: Opened) -> str:
    text = visit.form.get("text", "").strip()
    if text:
        await procedure.answer(visit.session, opened, text, visit.channel.today)
    return "" if text else "empty"


async def _go_on(visit: Visit, opened: Opened) -> str:
    step = visit.form.get("step", "")
    if step not in set(Step):
        return "step"
    text = visit.form.get("text", "")
    await procedure.go_on(visit.session, opened, Step(step), text, visit.channel.today)
    return ""


async def _share(visit: Visit, opened: Opened) -> str:
    other = await visit.session.get(Reader, visit.form.get("reader", "")[:16])
    if other is None or not other.confirmed:
        return "reader"
    return "" if await procedure.share(visit.session, opened, other) else "concerned"


_ACTIONS: Mapping[str, Callable[[Visit, Opened], Awaitable[str]]] = {
    "answer": _answer,
    "step": _go_on,
    "share": _share,
}


async def send_export(visit: Visit) -> Response:
    """Hand a report out, sealed by a passphrase that is told on another way."""
    opened, passphrase = await _found(visit), visit.form.get("passphrase", "")
    if not is_strong(passphrase):
        return await show_report(visit, "weak")
    sealed = await visit.channel.slowly(export, opened, passphrase, visit.channel.cost)
    headers = {"Content-Disposition": f'attachment; filename="{EXPORT_NAME}"'}
    return Response(sealed, media_type="application/octet-stream", headers=headers)


async def confirm(visit: Visit) -> Response:
    """Trust a new recipient, whose fingerprint was compared."""
    if not visit.who.confirmed:
        raise HTTPException(404)
    await recipients.confirm(visit.session, visit.form.get("reader", "")[:16])
    return visit.back()


async def take_over(visit: Visit) -> Response:
    """Open with the printed key what the lost passphrase opened."""
    newcomer = await visit.session.get_one(Reader, visit.who.key_id)
    paper = await recipients.printed_key(visit.session)
    try:
        private = read_printed(visit.form.get("printed", ""))
    except Misread:
        return visit.back(problem="misread")
    if paper is None or not newcomer.confirmed or not newcomer.replaces:
        raise HTTPException(404)
    if pair_of(private).public != paper.public_key:
        return visit.back(problem="misread")
    await procedure.take_over(visit.session, paper.key_id, private, newcomer)
    if before := await visit.session.get(Reader, newcomer.replaces):
        await recipients.forget(visit.session, before)
    newcomer.replaces = None
    return visit.back()


async def _found(visit: Visit) -> Opened:
    """Return the report that is asked for; one that is not theirs is not there."""
    lookup = visit.request.path_params["lookup"]
    opened = await procedure.open_for(visit.session, lookup, visit.who.key_id, visit.who.private)
    if opened is None:
        raise HTTPException(404)
    return opened
