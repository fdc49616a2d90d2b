"""The explanation of delay: why an answer takes longer than promised, and until when."""

from models.vocabulary import CaseAction
from services.desk.papers.facts import CaseFacts, addressed, day_of, whom_to_ask
from services.desk.papers.official import OfficialDay
from services.desk.papers.sheet import Code, Facts, Heading, Paragraph, Quotation, Sheet
from services.kit.text import _, plain


def explanation_of_delay(facts: CaseFacts) -> Sheet:
    """Build the paper. Raises `LookupError` while nobody has explained anything."""
    explained = facts.last(CaseAction.EXPLAIN_DELAY)
    if explained is None:
        raise LookupError("No explanation yet")
    return Sheet(
        _("Explanation of delay"),
        facts.number,
        day_of(explained.at),
        (
            Paragraph(addressed(facts)),
            Paragraph(_("The office is sorry that the answer takes longer than it had promised.")),
            Facts(
                [
                    (_("Service"), facts.about.service),
                    (_("Filed on"), day_of(facts.case.filed_at)),
                    (_("First promised by"), OfficialDay(facts.first_promise)),
                    (_("Now promised by"), OfficialDay(facts.case.due_on)),
                    (_("Whom to ask"), whom_to_ask(facts)),
                ]
            ),
            Heading(_("The reason")),
            Quotation(plain(explained.words or "")),
            Code(facts.track_address, _("Scan this to see where the request stands.")),
        ),
    )
