"""The result letter: what became of a request, with the words of the department."""

from models.vocabulary import CaseAction, CaseStatus
from services.desk.names import status_name
from services.desk.papers.facts import CaseFacts, addressed, day_of, whom_to_ask
from services.desk.papers.sheet import Block, Code, Facts, Heading, Paragraph, Quotation, Sheet
from services.kit.text import Text, _, plain


def result_letter(facts: CaseFacts) -> Sheet:
    """Build the letter. Raises `LookupError` while there is no result."""
    result = facts.last(CaseAction.FINISH, CaseAction.REJECT)
    if result is None:
        raise LookupError("No result yet")
    rejected = result.action == CaseAction.REJECT
    return Sheet(
        _("Notice of the result"),
        facts.number,
        day_of(result.at),
        (
            Paragraph(addressed(facts)),
            Facts(
                [
                    (_("Service"), facts.about.service),
                    (_("Filed on"), day_of(facts.case.filed_at)),
                    (
                        _("Result"),
                        status_name(CaseStatus.REJECTED if rejected else CaseStatus.DONE),
                    ),
                    (_("Whom to ask"), whom_to_ask(facts)),
                ]
            ),
            *_words(result.words or "", _("The reason") if rejected else _("What was done")),
            Paragraph(_IF_NOT_RIGHT if rejected else _IF_NOT_DONE),
            Code(facts.track_address, _("Scan this to see where the request stands.")),
            *_asked_how_it_was(facts, rejected=rejected),
        ),
    )


def _asked_how_it_was(facts: CaseFacts, *, rejected: bool) -> list[Block]:
    if rejected or not facts.rate_address:
        return []
    return [Code(facts.rate_address, _("Scan this to say how we did, with one to five stars."))]


def _words(words: str, heading: Text) -> list[Block]:
    return [Heading(heading), Quotation(plain(words))] if words else []


_IF_NOT_RIGHT = _(
    "If you do not agree, please write to the office in the chat, or come to the office. "
    "The office will tell you where and until when you may appeal."
)
_IF_NOT_DONE = _(
    "If it is not done, press “It is not done” in the chat, or tell the office: "
    "the request is then opened again."
)
