"""The words of the audit log: what each action is called for people, and who did it."""

import re
from collections.abc import Mapping
from typing import Final

from models.vocabulary import CaseAction
from services.desk import audit, names, permissions
from services.kit.text import Rendered, Text, _, plain

OWN: Final[Mapping[str, Text]] = {
    permissions.READ: _("Open a case"),
    permissions.EXPORT: _("Take a table of cases away"),
    "export_log": _("Take a table of the audit log away"),
    "sign_in": _("Sign in"),
    "sign_out": _("Sign out"),
    "make_sign_in_link": _("Make a link to sign in"),
    "join": _("Begin to work here"),
    "leave": _("Stop working here"),
    "redeem_code": _("Type a code"),
    "link_account": _("Link an account of one's own"),
    "make_account_code": _("Make a code for one's own account"),
    permissions.LINK_CHAT: _("Link a chat to a department"),
    "make_chat_code": _("Make a code for a department's chat"),
    "staff_chat_lost": _("A department's chat can no longer be reached"),
    "uploads_full": _("Turn files away: more than a day's room"),
    "retry_message": _("Send a message once more"),
    "replay_event": _("Handle an event once more"),
    "make_backup": _("Copy the whole desk into a backup"),
    "restore_backup": _("Put a backup back"),
    "rotate_keys": _("Make a new key for private answers"),
    "console": _("Open a page of the console"),
    "details": _("Show a case in the chat"),
    "cancel_bill": _("Take a bill back"),
    "refuse_slip": _("Say that no money came with a slip"),
    "bank_file": _("Read a file of the bank"),
    "import_list": _("Take a list of what is due"),
    "assign_payment": _("Count a payment towards a bill"),
    "payment_refund": _("Note a payment to be given back"),
    "payment_kept": _("Keep a payment"),
    "see_resident": _("Look at what a resident has with us"),
    "copy_person": _("Take a copy of everything about a resident"),
    "ask_copy": _("Ask for a copy of what is kept"),
    "ask_erase": _("Ask that what is kept is erased"),
    "ask_correct": _("Ask that something is put right"),
    "answer_copy": _("Answer with the copy of what is kept"),
    "answer_erase": _("Erase what may be erased of a resident"),
    "answer_correct": _("Put right what a resident asked"),
    "refuse_wish": _("Refuse what a resident asked about their data"),
    "propose_erasing": _("Propose to erase what is kept of a resident"),
    "merge_residents": _("Make two residents one"),
    "unmerge_residents": _("Part two residents again"),
    "look_up": _("Look up a notice"),
    "look_up_opened": _("Open a notice again"),
    "open_queue_entrance": _("Open an entrance of the queue"),
    "end_queue_entrance": _("End an entrance of the queue"),
    "queue_call": _("Call the next person"),
    "queue_jump": _("Call somebody before their turn"),
    "queue_again": _("Call the same person again"),
    "queue_no_show": _("Say that nobody came to the counter"),
    "queue_done": _("Say that somebody was served"),
    "queue_transfer": _("Pass somebody on to another line"),
    "plan_rounds_plan": _("Plan a round"),
    "plan_rounds_add": _("Add cases to a round"),
    "plan_rounds_remove": _("Take a case off a round"),
    "plan_rounds_change": _("Change a round"),
    "plan_rounds_cancel": _("Call a round off"),
    "plan_rounds_start": _("Set out on a round"),
    "plan_rounds_done": _("Say that a stop was done"),
    "plan_rounds_miss": _("Say that a stop was missed"),
    "plan_rounds_finish": _("Finish a round"),
    "plan_rounds_paper": _("Print the list of a round"),
    "lend_approved": _("Say yes to a loan"),
    "lend_picked_up": _("Hand property out"),
    "lend_returned": _("Take property back"),
    "lend_yes": _("Say yes to a loan"),
    "lend_out": _("Hand property out"),
    "lend_back": _("Take property back"),
    "nopay": _("Say that no money came with a slip"),
    "ask_sign_in_link": _("Ask for a link to sign in"),
    "make_token": _("Make a token for a program"),
    "end_token": _("End a token of a program"),
    "end_session": _("Sign a browser out"),
    "make_passkey": _("Make a passkey"),
    "forget_passkey": _("Forget a passkey"),
    "set_password": _("Set a password"),
    "forget_password": _("Forget a password"),
    "lost_phone": _("Shut everything of a lost phone"),
    "unlock_staff": _("Let somebody try to sign in again"),
    "rename_staff": _("Change the name of somebody who works here"),
    "change_staff": _("Change what somebody may do"),
    "want_staff_change": _("Propose a change about an administrator"),
    "choose_digests": _("Choose which summaries to get"),
    "begin_service": _("Begin a service of the office's own"),
    "change_service": _("Change a service"),
    "publish_service": _("Publish a service"),
    "retire_service": _("Offer a service no more"),
    "bring_back_service": _("Offer a service again"),
    "undo_office_change": _("Undo a change of the office"),
    "close_department": _("Close a department"),
    "propose_payee": _("Propose where residents pay"),
    "send_held_message": _("Send a held message after all"),
    "announcement_submit": _("Hand an announcement in for approval"),
    "announcement_approve": _("Approve an announcement"),
    "announcement_send_back": _("Send an announcement back"),
    "announcement_urgent": _("Send an urgent announcement"),
    "announcement_publish": _("Begin to send an announcement"),
    "announcement_discard": _("Throw the draft of an announcement away"),
    "announcement_write": _("Write an announcement"),
    "announcement_paused": _("Pause an announcement"),
    "announcement_sending": _("Go on with an announcement"),
    "announcement_stopped": _("Stop an announcement"),
    "climb_officer": _("Tell who looks after it, or the department"),
    "climb_second": _("Tell a second person of a notice"),
    "climb_head": _("Tell the head of a notice"),
    "climb_executive": _("Tell the executive of a notice"),
}
"""What stands in the log beside the steps of cases."""


def what_was_done(action: str) -> Rendered:
    """Name an action; the key itself for one that only another version knows."""
    if action in OWN:
        return OWN[action]
    if action in permissions.RIGHTS:
        return permissions.RIGHTS[action].meaning
    if action in set(CaseAction):
        return names.action_name(action)
    return plain(action)


def outcome_name(outcome: str) -> Rendered:
    """Say how it ended."""
    return _OUTCOMES.get(outcome) or plain(outcome)


def actor_name(actor: str, staff: Mapping[str, str]) -> Rendered:
    """Name who did it; `staff` has the names of those the page needs."""
    if actor in staff:
        return plain(staff[actor])
    if actor.startswith("account:"):
        return _("An account we do not know")
    return ACTORS.get(actor) or plain(actor)


def subject_name(subject: str, known: Mapping[str, str]) -> Rendered:
    """Name what it was done to; what only the machine can read is left to the table.

    `known` has the names of staff and of services by their keys.
    """
    if subject in known:
        return plain(known[subject])
    kind, _colon, number = subject.partition(":")
    if kind == "announcement" and number.isdecimal():
        return _("Announcement {number}", number=number)
    return _SUBJECTS.get(subject) or plain("" if _is_id(subject) else subject)


def _is_id(subject: str) -> bool:
    return bool(re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", subject))


_SUBJECTS: Mapping[str, Text] = {
    "link": _("with a link"),
    "password": _("with a password"),
    "passkey": _("with a passkey"),
    "payee": _("The account for payments"),
}

_OUTCOMES: Mapping[str, Text] = {
    audit.DONE: _("done"),
    audit.REFUSED: _("refused"),
    "partly": _("in part"),
}

ACTORS: Final[Mapping[str, Text]] = {
    audit.RESIDENT: _("A resident"),
    audit.DESK: _("The desk itself"),
    audit.STAFF: _("Somebody of the office"),
    audit.NOBODY: _("Nobody we know"),
    audit.MACHINE: _("Whoever runs the machine"),
}
