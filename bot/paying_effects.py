"""Effects about paying, carried out by the desk: for residents, and for staff in their chats."""

from dataclasses import replace

from bot.turns import SendSlip, ShowDue, StaffAction
from models.case import Case
from models.staff import Staff
from services.desk.actor import Actor
from services.desk.paying import demands, slips, staff_notices
from services.desk.paying.amounts import split_amount
from services.desk.paying.billing import ask_by_staff, bill_and_case, next_open
from services.desk.paying.confirming import confirm_slip
from services.desk.paying.rights import money_department
from services.desk.permissions import ASK_PAYMENT
from services.desk.steps import load_case
from services.desk.telling import tell_department, tell_department_of, words_for
from services.desk.work import Work
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.text import _

MONEY = frozenset({ASK_PAYMENT, staff_notices.CONFIRM, staff_notices.REFUSE})
"""What staff press or type about money; the words are the amount and its purpose, or a slip."""


async def show_due(effect: ShowDue, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Show residents what they are to pay next."""
    return (await demands.show_due(work, effect.reference, actor),)


async def send_slip(effect: SendSlip, work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Take the picture of a transfer."""
    return (await slips.send(work, effect.reference, actor, effect.attachment_id),)


async def with_what_is_due(work: Work, case: Case, card: Reply) -> Reply:
    """Let residents pay from the card of their case, when something is due."""
    if await next_open(work.session, case) is None:
        return card
    button = Button(_("Pay"), press(presses.PAY, case.reference))
    return replace(card, buttons=(button, *card.buttons))


async def act_on_money(effect: StaffAction, work: Work, actor: Actor, staff: Staff) -> Reply:
    """Do what staff pressed or typed about money. Raises as the use cases do."""
    if effect.action == ASK_PAYMENT:
        return await _ask(effect, work, actor, staff)
    if effect.action == staff_notices.CONFIRM:
        line = await confirm_slip(work, effect.words, staff)
    else:
        line = await slips.refuse(work, effect.words, staff)
    case = await load_case(work, effect.reference)
    department = money_department(work.around.office, case) or case.department
    await tell_department_of(work, department, case, line, actor.here)
    return line


async def _ask(effect: StaffAction, work: Work, actor: Actor, staff: Staff) -> Reply:
    amount, what_for = split_amount(effect.words)
    bill = await ask_by_staff(work, effect.reference, staff, amount, what_for)
    await demands.tell_due(work, bill)
    _bill, case = await bill_and_case(work.session, bill.id)
    line = staff_notices.asked(words_for(work, case), staff.name, bill.satang)
    await tell_department(work, case, line, actor.here)
    return line
