"""Notices about who looks after a case, to staff. Pure; nothing about who the resident is."""

from services.desk.about import About
from services.desk.department_notices import (
    case_buttons,
    reading_buttons,
    summary,
    telephone_them,
)
from services.kit.message import Reply
from services.kit.text import Rendered, _, both, plain


def given_to_you(case: About, name: str) -> Reply:
    """Tell somebody alone that a colleague gave them a case."""
    line = _("{name} handed {number} to you.", name=name, number=case.number)
    return Reply(both(line, both(plain(""), summary(case))), case_buttons(case))


def yours_by_rule(case: About) -> Reply:
    """Tell somebody alone that the office's table gives them a new case."""
    line = _("{number} is yours to look after, by the rule of the office.", number=case.number)
    return Reply(both(line, both(plain(""), summary(case))), case_buttons(case))


def for_those_above(case: About) -> Reply:
    """Tell somebody above, who reads and takes no step, that a case came in."""
    line = _("A new case that you are to know of")
    return Reply(both(line, summary(case)), reading_buttons(case))


def came_over(case: About, before: Rendered, *, told: bool) -> Reply:
    """Tell a department that another handed a case to it; why stands on the page of the case."""
    line = _(
        "{department} handed {number} over to you. The day stays. Why: see the console.",
        department=before,
        number=case.number,
    )
    return Reply(both(_heard(line, told=told), both(plain(""), summary(case))), case_buttons(case))


def went_over(case: About, name: str) -> Reply:
    """Tell the department that had the case where it is now."""
    return Reply(
        _(
            "{name} handed {number} ({service}) over to {department}.",
            name=name,
            number=case.number,
            service=case.service,
            department=case.department,
        )
    )


def _heard(line: Rendered, *, told: bool) -> Rendered:
    return line if told else both(line, telephone_them())
