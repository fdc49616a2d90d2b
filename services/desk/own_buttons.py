"""The buttons below a case in somebody's own chat: only those this person may press.

A group sees every step, for who presses there is known only afterwards. Alone with the desk a
button that is refused, and recorded as refused, would be a trap for an executive or the counter.
"""

from dataclasses import replace

from models.staff import Staff
from services.desk.permissions import RIGHTS, may
from services.kit import presses
from services.kit.message import Button, Reply
from services.kit.presses import read_press


def only_permitted(reply: Reply, staff: Staff, department: str) -> Reply:
    """Leave away the steps this person may not take for a department."""
    buttons = tuple(one for one in reply.buttons if _may_press(one, staff, department))
    return replace(reply, buttons=buttons)


def _may_press(button: Button, staff: Staff, department: str) -> bool:
    verb, action = (*read_press(button.value), "")[:2]
    if verb != presses.STAFF or action not in RIGHTS:
        return True
    return may(staff, action, department)
