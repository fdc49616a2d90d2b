"""What staff look at in their own chat: their menu, their day, the lists behind it. No answers.

A chat shows its last message on a locked screen, so a list holds references, services and days;
what a resident wrote comes only when somebody presses for it.
"""

from functools import reduce

from bot.refusals import not_linked, refuse
from bot.staffroom import MENU, MINE, SLIPS
from bot.turns import StaffDesk
from models.case import Case
from models.staff import Staff
from services.desk import department_notices
from services.desk.actor import Actor
from services.desk.climbing.notices import MOST_NAMED, one_line, open_buttons
from services.desk.own_buttons import only_permitted
from services.desk.paying import slips, staff_notices
from services.desk.paying.rights import may_confirm, sees_money
from services.desk.permissions import READ, SERVE_QUEUE, may
from services.desk.staffing import staff_by_identity
from services.desk.telling import words_for
from services.desk.today.piles import Pile, Scope, counts, listed
from services.desk.work import Work
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import Rendered, Text, _, both

MOST_SLIPS = 3
"""Slips shown at once: with the way to all of them they are one free answer on LINE."""


async def show_desk(effect: StaffDesk, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Show what was asked for, to staff alone with the desk; in a group nothing is said."""
    if not actor.private:
        return ()
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    if staff is None:
        return (await refuse(work, actor, "staff_menu", effect.what, not_linked()),)
    if effect.what == MENU:
        return (_menu(work, staff),)
    if effect.what == SLIPS:
        return await _slips(work, staff)
    if effect.what == MINE:
        return (await _day(work, staff),)
    return (await _pile(work, staff, Pile(effect.what)),)


async def staff_card_for(work: Work, case: Case, actor: Actor) -> Reply | None:
    """Return the card of a case for staff who may see it, when they type its reference."""
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    if staff is None or not actor.private or not may(staff, READ, case.department):
        return None
    card = department_notices.staff_card(words_for(work, case))
    return only_permitted(card, staff, case.department)


def _menu(work: Work, staff: Staff) -> Reply:
    """Offer everything staff can do in the chat, as far as this person may."""
    office = work.around.office
    buttons = [_button(MINE), *(_button(pile) for pile in (Pile.NEW, Pile.UNREAD, Pile.OVERDUE))]
    if any(may(staff, SERVE_QUEUE, queue.department) for queue in office.queues.values()):
        buttons.append(Button(_("Call the next number"), presses.LINE))
    if sees_money(office, staff):
        buttons.append(_button(SLIPS))
    buttons.append(Button(_("Open the console"), url=f"{work.base_url}/console"))
    words = _(
        "What would you like to do, {name}? You may also type the reference of a case.",
        name=staff.name,
    )
    return Reply(words, tuple(buttons))


async def _day(work: Work, staff: Staff) -> Reply:
    """Tell somebody what waits for them: their own cases, and the numbers of the department."""
    scope = _scope(work, staff)
    found = await counts(work.session, scope)
    cases = [words_for(work, case) for case in await listed(work.session, Pile.MINE, scope)]
    lines: list[Rendered] = [
        _(
            "Yours: {mine}. Due today: {due}, late: {late}. New: {new}, residents wrote: {unread}.",
            mine=found[Pile.MINE],
            due=found[Pile.DUE],
            late=found[Pile.OVERDUE],
            new=found[Pile.NEW],
            unread=found[Pile.UNREAD],
        ),
        *(one_line(case) for case in cases[:MOST_NAMED]),
    ]
    return Reply(reduce(both, lines), (*open_buttons(cases), _button(Pile.NEW), _button(MENU)))


async def _pile(work: Work, staff: Staff, pile: Pile) -> Reply:
    scope = _scope(work, staff)
    cases = [words_for(work, case) for case in await listed(work.session, pile, scope)]
    if not cases:
        return Reply(_("Nothing is waiting here."), (_button(MINE), _button(MENU)))
    lines: list[Rendered] = [_LABELS[pile], *(one_line(case) for case in cases[:MOST_NAMED])]
    every = Button(_("See all of them"), url=f"{work.base_url}/console/today/{pile}")
    return Reply(reduce(both, lines), (*open_buttons(cases), every, _button(MENU)))


async def _slips(work: Work, staff: Staff) -> tuple[Reply, ...]:
    """Show the oldest slips that wait to be compared with the account, each with its buttons."""
    office = work.around.office
    waiting = [
        staff_notices.slip_waits(
            words_for(work, case), slip.code, bill.open_satang, readable=slip.bank is not None
        )
        for slip, bill, case in await slips.undecided(work.session)
        if may_confirm(office, staff, case)
    ]
    nothing = Reply(_("No payment waits to be confirmed."), (_button(MENU),))
    return tuple(waiting[:MOST_SLIPS]) or (nothing,)


def _scope(work: Work, staff: Staff) -> Scope:
    return Scope(None if may(staff, READ, None) else staff.department, staff.id, work.today)


def _button(what: str) -> Button:
    return Button(_LABELS[what], press(presses.STAFF, what))


_LABELS: dict[str, Text] = {
    MENU: _("Staff menu"),
    MINE: _("My day"),
    SLIPS: _("Payments to confirm"),
    Pile.NEW: _("New cases"),
    Pile.UNREAD: _("Residents wrote"),
    Pile.DUE: _("Due today"),
    Pile.OVERDUE: _("Late"),
}
"""At most 20 letters in both languages: each is the label of a button."""
