"""Ask the office: a question to a person, who answers in the same chat."""

from services.kit.consequences import OpenTalk
from services.kit.questions import Paragraph
from services.kit.service import Group, Service
from services.kit.text import _

SERVICE = Service(
    key="ask-office",
    title=_("Ask the staff"),
    summary=_("Ask our staff anything. A person answers you."),
    group=Group.OFFICE,
    department="clerk",
    promise_days=3,
    law_days=15,
    to_be_confirmed=True,
    next_steps=_(
        "The staff read your question in office hours and answer you where you asked."
    ),
    conditions=(_("Anybody may ask. You need not give your name."),),
    laws=(_("Royal Decree on Good Governance, B.E. 2546"),),
    keywords=(
        "ถามเจ้าหน้าที่", "สอบถาม", "ขอถาม", "อยากถาม", "มีคำถาม", "ปรึกษาเจ้าหน้าที่", "ฝากถาม",
        "ask a question", "have a question", "a question for", "ask the office", "ask staff",
        "ask somebody",
    ),
    not_keywords=("แบบสอบถาม", "survey"),
    fields=(
        Paragraph(
            "question",
            _("What would you like to ask?"),
            hint=_("Type it in your own words. Please leave out card and account numbers."),
            short=_("Your question"),
        ),
    ),
    then=(OpenTalk(),),
)  # fmt: skip
