"""Effects of a turn, carried out by the desk: one table from each effect to its use case."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.data_effects import ask_data
from bot.news_effects import choose_news
from bot.paying_effects import MONEY, act_on_money, send_slip, show_due, with_what_is_due
from bot.queue_effects import serve_line, with_number_back, with_place_in_line
from bot.refusals import nobody_needs_to_sign_in, not_linked, refuse
from bot.staff_effects import show_desk, staff_card_for
from bot.turns import (
    AskData,
    AskToSignIn,
    ChooseNews,
    Comment,
    Dispute,
    Effect,
    FileCase,
    ForgetMessage,
    ForgetTyped,
    KeepFile,
    ListCases,
    MarkReachable,
    MoveChat,
    Rate,
    RedeemCode,
    SendSlip,
    ServeLine,
    SetLanguage,
    ShowCase,
    ShowDue,
    StaffAction,
    StaffDesk,
    Withdraw,
    WriteInTalk,
    WriteToOffice,
)
from models.case import Case
from models.resident import Resident
from models.staff import Staff
from models.vocabulary import CaseAction
from services.desk import (
    attachments,
    deliveries,
    notices,
    office_actions,
    resident_actions,
    talks,
    tracking,
)
from services.desk.actor import Actor
from services.desk.climbing.going_up import acknowledge
from services.desk.climbing.notices import SEEN
from services.desk.department_notices import DETAILS
from services.desk.details import show_details
from services.desk.filing import file_case
from services.desk.forgetting import forget, forget_typed
from services.desk.lending.handling import IN_CHAT as LENDING
from services.desk.linking import redeem_here
from services.desk.own_buttons import only_permitted
from services.desk.papers.kinds import PaperKind
from services.desk.papers.links import paper_button
from services.desk.progress import BY_STAFF
from services.desk.rounds.reading import round_ahead
from services.desk.signing_in.links import link_for_chat
from services.desk.staffing import staff_by_identity
from services.desk.steps import load_case
from services.desk.subscribing.choosing import ask_once
from services.desk.telling import words_for
from services.desk.work import Work
from services.kit.errors import NotAllowed, NotPossible
from services.kit.message import Reply
from services.kit.service import speaks_for_itself
from services.kit.text import _

Replies = tuple[Reply, ...]
Carrier = Callable[[Any, Work, Actor], Awaitable[Replies]]

MOST_LISTED = 10
"""Cases in one list: with the menu they stay within the 13 buttons of a LINE message."""


async def carry_out(effect: Effect, work: Work, actor: Actor) -> Replies:
    """Carry out one effect and return what to say about it.

    Raises `ResidentError` when it is refused: then the caller undoes the turn and explains.
    """
    return await _CARRIERS[type(effect)](effect, work, actor)


def carriers() -> Mapping[type[Effect], Carrier]:
    """Return the table, so that a test can see that no effect is missing."""
    return _CARRIERS


async def _file_case(effect: FileCase, work: Work, actor: Actor) -> Replies:
    service = work.services.get(effect.service_key)
    if service is None:
        raise NotPossible(_("We do not offer this any more. The menu shows what we can do."))
    filed = await file_case(work, service, effect.answers, actor)
    replies = filed.replies
    if not speaks_for_itself(service, filed.case.answers):
        papers = (paper_button(work, filed.case, PaperKind.ACKNOWLEDGEMENT),)
        receipt = notices.receipt(words_for(work, filed.case), service.next_steps, papers)
        replies = (receipt, *replies)
    told = tuple(replace(reply, case_id=filed.case.id) for reply in replies)
    return (*told, *await ask_once(work, actor))


async def _list_cases(_effect: ListCases, work: Work, actor: Actor) -> Replies:
    if actor.resident_id is None:
        return ()
    found = await tracking.own_cases(work.session, actor.resident_id, MOST_LISTED)
    return (notices.own_cases([words_for(work, case) for case in found]),)


async def _show_case(effect: ShowCase, work: Work, actor: Actor) -> Replies:
    case = await load_case(work, effect.reference)
    if actor.resident_id is None or case.resident_id != actor.resident_id:
        card = await staff_card_for(work, case, actor)
        return (card or notices.anybodys_case(words_for(work, case)),)
    return (await _own_card(work, case),)


async def _own_card(work: Work, case: Case) -> Reply:
    entries = await tracking.history(work.session, case.id, for_resident=True)
    rating = await tracking.rating_of(work.session, case.id)
    ahead = await round_ahead(work.session, case)
    card = notices.own_case(
        words_for(work, case),
        entries,
        rated=rating is not None,
        coming=ahead.day if ahead else None,
    )
    card = await with_place_in_line(work, case, card)
    return await with_what_is_due(work, case, card)


async def _write(effect: WriteToOffice, work: Work, actor: Actor) -> Replies:
    case = await resident_actions.write(
        work, effect.reference, actor, effect.words, effect.attachment_id
    )
    return (notices.passed_on(words_for(work, case)),)


async def _write_in_talk(effect: WriteInTalk, work: Work, actor: Actor) -> Replies:
    return await talks.write_in_talk(
        work, effect.reference, actor, effect.words, effect.attachment_id
    )


async def _withdraw(effect: Withdraw, work: Work, actor: Actor) -> Replies:
    case = await resident_actions.withdraw(work, effect.reference, actor)
    return (await with_number_back(work, case) or notices.withdrawn(words_for(work, case)),)


async def _rate(effect: Rate, work: Work, actor: Actor) -> Replies:
    case = await resident_actions.rate(work, effect.reference, actor, effect.stars)
    return (notices.rated(words_for(work, case), effect.stars), *await ask_once(work, actor))


async def _comment(effect: Comment, work: Work, actor: Actor) -> Replies:
    await resident_actions.comment(work, effect.reference, actor, effect.words)
    return (notices.commented(),)


async def _dispute(effect: Dispute, work: Work, actor: Actor) -> Replies:
    case = await resident_actions.dispute(work, effect.reference, actor, effect.words)
    return (notices.opened_again(words_for(work, case)),)


async def _keep_file(effect: KeepFile, work: Work, actor: Actor) -> Replies:
    await attachments.keep(work, effect.attachment_id, actor, evidence=effect.evidence)
    return ()


async def _forget(effect: ForgetMessage, work: Work, actor: Actor) -> Replies:
    await forget(work, f"{actor.channel}:{effect.message_id}")
    return ()


async def _forget_typed(_effect: ForgetTyped, work: Work, actor: Actor) -> Replies:
    await forget_typed(work, actor.channel, actor.chat)
    return ()


async def _set_language(effect: SetLanguage, work: Work, actor: Actor) -> Replies:
    resident = await work.session.get(Resident, actor.resident_id) if actor.resident_id else None
    if resident is not None and effect.language in work.around.languages:
        resident.language = effect.language
        work.session.add(resident)
        await work.session.flush()
    return ()


async def _mark_reachable(effect: MarkReachable, work: Work, actor: Actor) -> Replies:
    if effect.reachable:
        await deliveries.mark_reachable(work, actor.channel, actor.chat)
    else:
        await deliveries.mark_unreachable(work, actor.channel, actor.chat, "left or blocked us")
    return ()


async def _move_chat(effect: MoveChat, work: Work, actor: Actor) -> Replies:
    await deliveries.mark_moved(work, actor.channel, actor.chat, effect.moved_to)
    return ()


async def _redeem_code(effect: RedeemCode, work: Work, actor: Actor) -> Replies:
    return (await redeem_here(work, effect.code, actor),)


async def _ask_to_sign_in(_effect: AskToSignIn, work: Work, actor: Actor) -> Replies:
    """Send the link to staff; everybody else hears what helps them, and nothing about staff."""
    return (await link_for_chat(work, actor) or nobody_needs_to_sign_in(),)


async def _staff_action(effect: StaffAction, work: Work, actor: Actor) -> Replies:
    """Act for staff. A refusal is answered, not raised: its record must outlive the turn."""
    staff = await staff_by_identity(work.session, actor.channel, actor.person)
    if staff is None:
        return (await refuse(work, actor, effect.action, effect.reference, not_linked()),)
    try:
        reply = await _act(effect, work, actor, staff)
    except NotAllowed:
        explanation = office_actions.not_permitted()
        return (await refuse(work, actor, effect.action, effect.reference, explanation),)
    if not actor.private:
        return (reply,)
    case = await load_case(work, effect.reference)
    return (only_permitted(reply, staff, case.department),)


async def _act(effect: StaffAction, work: Work, actor: Actor, staff: Staff) -> Reply:
    if effect.action == DETAILS:
        return await show_details(work, effect.reference, staff, actor)
    if effect.action == SEEN:
        return await acknowledge(work, effect.reference, staff, actor)
    if effect.action in MONEY:
        return await act_on_money(effect, work, actor, staff)
    if effect.action in LENDING:
        return await LENDING[effect.action](work, effect.reference, staff, actor.here)
    if effect.action not in BY_STAFF:
        raise NotPossible(_("This button is not in use any more. Please open the case instead."))
    order = office_actions.Order(
        effect.reference,
        CaseAction(effect.action),
        staff,
        effect.words,
        here=actor.here,
        sentence=effect.sentence,
    )
    return (await office_actions.carry_out(work, order)).line


_CARRIERS: Mapping[type[Effect], Carrier] = {
    FileCase: _file_case,
    AskData: ask_data,
    ListCases: _list_cases,
    ShowCase: _show_case,
    WriteToOffice: _write,
    WriteInTalk: _write_in_talk,
    Withdraw: _withdraw,
    Rate: _rate,
    Comment: _comment,
    Dispute: _dispute,
    KeepFile: _keep_file,
    ShowDue: show_due,
    SendSlip: send_slip,
    ForgetMessage: _forget,
    ForgetTyped: _forget_typed,
    SetLanguage: _set_language,
    MarkReachable: _mark_reachable,
    MoveChat: _move_chat,
    RedeemCode: _redeem_code,
    AskToSignIn: _ask_to_sign_in,
    StaffAction: _staff_action,
    StaffDesk: show_desk,
    ServeLine: serve_line,
    ChooseNews: choose_news,
}
