"""Signing in with a password and a code of an app, and setting that up under the own account."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pyotp
from sqlalchemy.exc import IntegrityError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from models.staff_password import StaffPassword
from services.desk import audit, sessions
from services.desk.permissions import OWN_ACCOUNT
from services.desk.signing_in import passwords
from services.kit.errors import InvalidAnswer, NotAllowed, NotFound, ResidentError
from services.kit.qr import qr_svg
from services.kit.sealing import Unreadable
from services.kit.text import _
from web.console.access import SIGN_IN, Visit, opened, pressed
from web.console.entering import (
    enter,
    keep_known,
    known_as,
    read_entry,
    record_refusal,
    welcome,
)
from web.console.forms import Form, written
from web.console.sign_in import WAYS, show_ways
from web.pages import desk_of
from web.security import Pace, slow_down

SIGN_IN_WITH = f"{SIGN_IN}/password"
PASSWORD = "/console/account/password"  # noqa: S105 -- an address, not a secret
TRIES = Pace(at_once=10, seconds=20)
"""Per address; wrong tries at one account are also counted where all processes see them."""

SET_UP_WITHIN = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Planned:
    """A password that is kept only once the app has shown a right code."""

    name: str
    hash: str
    secret: str
    sealed: str
    """The same, as the form carries it to and fro; nobody else can read or change it."""


async def sign_in(request: Request) -> Response:
    """Let somebody in whose password and code fit; say nothing about what did not."""
    slow_down(request, "console password", TRIES)
    name = ""
    try:
        form = await read_entry(request, WAYS)
        name = written(form, "name")[:40]
        token, mark = await _entered(request, name, form)
        return keep_known(request, welcome(request, token), mark)
    except NotFound:
        return show_ways(request, NotAllowed(passwords.does_not_fit()), name)
    except ResidentError as refusal:
        await record_refusal(request, "password")
        return show_ways(request, refusal, name)


async def _entered(request: Request, name: str, form: Form) -> tuple[str, list[str]]:
    desk = desk_of(request)
    async with desk.work() as work:
        tried = await passwords.count_try(work, name, known_as(request))
    compare = partial(passwords.fits, tried, form.get("password", ""))
    right = await asyncio.get_running_loop().run_in_executor(passwords.HASHING, compare)
    try:
        if not right:
            raise NotFound(passwords.does_not_fit())
        async with desk.work() as work:
            kept = await passwords.let_in(work, tried, written(form, "code")[:40])
            mark = passwords.mark_of(kept)
            return await enter(request, work, kept.staff_id, "password"), mark
    except NotFound:
        async with desk.work() as work:
            await passwords.note_refusal(work, tried)
        raise


async def to_the_ways(_request: Request) -> Response:
    """Lead a reload back to the page with all ways."""
    return RedirectResponse(SIGN_IN, 303)


async def show_form(visit: Visit) -> Response:
    """Show the form that begins the set-up."""
    return await _page(visit)


async def plan(visit: Visit) -> Response:
    """Take a name and a password, and show the code for the app. Nothing is kept yet."""
    try:
        name = passwords.read_name(written(visit.form, "name"))
        password = visit.form.get("password", "")
        passwords.require_long(password)
        async with visit.desk.work() as work:
            if await passwords.is_taken(work, name, visit.staff.id):
                raise InvalidAnswer(_("A colleague has this sign-in name. Please choose another."))
    except InvalidAnswer as mistake:
        return await _page(visit, mistake, written(visit.form, "name")[:40])
    make = partial(passwords.hashed, password)
    kept = await asyncio.get_running_loop().run_in_executor(passwords.HASHING, make)
    planned = _planned(visit, name, kept, pyotp.random_base32())
    return _second_half(visit, planned)


async def confirm(visit: Visit) -> Response:
    """Keep the password once a code of the app fits, and show the recovery codes once."""
    planned = _unsealed(visit)
    step = passwords.step_of(planned.secret, written(visit.form, "code"), visit.desk.clock())
    if step is None:
        wrong = InvalidAnswer(_("This code does not fit. Please type the one the app shows now."))
        return _second_half(visit, planned, wrong)
    try:
        async with visit.desk.work() as work:
            recoveries = await passwords.keep_password(
                work, visit.staff, planned.name, planned.hash, planned.secret, step
            )
            await sessions.end_all(work, visit.staff.id, but=visit.token)
    except IntegrityError:
        taken = InvalidAnswer(_("A colleague has this sign-in name. Please choose another."))
        return await _page(visit, taken, planned.name)
    return visit.render("password_kept.html", recoveries=recoveries)


async def forget(visit: Visit) -> Response:
    """Forget the own password."""
    async with visit.desk.work() as work:
        await passwords.forget_password(work, visit.staff.id)
        actor = str(visit.staff.id)
        await audit.record(work, actor, "forget_password", "", audit.DONE, "console")
    return RedirectResponse("/console/account", 303)


async def back(_visit: Visit) -> Response:
    """Lead a reload back to the form."""
    return RedirectResponse(PASSWORD, 303)


async def _page(visit: Visit, mistake: ResidentError | None = None, name: str = "") -> Response:
    async with visit.desk.database.reading() as session:
        kept = await session.get(StaffPassword, visit.staff.id)
    return visit.render(
        "password.html",
        400 if mistake else 200,
        kept=kept,
        name=name,
        refusal=mistake.explanation if mistake else None,
        shortest=passwords.SHORTEST,
    )


def _second_half(visit: Visit, planned: Planned, mistake: ResidentError | None = None) -> Response:
    office = visit.desk.around.office.name.render()
    address = pyotp.TOTP(planned.secret).provisioning_uri(name=planned.name, issuer_name=office)
    return visit.render(
        "password_app.html",
        400 if mistake else 200,
        planned=planned,
        code=qr_svg(address),
        address=address,
        refusal=mistake.explanation if mistake else None,
    )


def _planned(visit: Visit, name: str, kept: str, secret: str) -> Planned:
    until = (visit.desk.clock() + SET_UP_WITHIN).timestamp()
    sealed = visit.desk.keyring.seal([name, kept, secret, str(int(until))], _place(visit))
    return Planned(name, kept, secret, sealed)


def _unsealed(visit: Visit) -> Planned:
    sealed = written(visit.form, "planned")
    try:
        inside = visit.desk.keyring.unseal(sealed, _place(visit))
    except Unreadable:
        inside = None
    if not isinstance(inside, list) or int(inside[3]) < visit.desk.clock().timestamp():
        raise NotFound(_("The page is too old. Please choose the password once more."))
    name, kept, secret, _until = inside
    return Planned(name, kept, secret, sealed)


def _place(visit: Visit) -> str:
    return f"session:{sessions.digest_of(visit.token)}:password"


routes: list[BaseRoute] = [
    Route(SIGN_IN_WITH, sign_in, methods=["POST"]),
    Route(SIGN_IN_WITH, to_the_ways, methods=["GET"]),
    opened(PASSWORD, show_form, right=OWN_ACCOUNT),
    pressed(PASSWORD, plan, right=OWN_ACCOUNT),
    pressed(PASSWORD + "/confirm", confirm, right=OWN_ACCOUNT),
    opened(PASSWORD + "/confirm", back, right=OWN_ACCOUNT),
    pressed(PASSWORD + "/forget", forget, right=OWN_ACCOUNT),
    opened(PASSWORD + "/forget", back, right=OWN_ACCOUNT),
]
