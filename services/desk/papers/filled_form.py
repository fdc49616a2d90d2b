"""The filled form itself: every question with its answer, private ones masked."""

from services.desk.papers.facts import CaseFacts, answer_rows, day_of, file_lines
from services.desk.papers.official import OfficialMoment
from services.desk.papers.sheet import Block, Facts, Heading, Listing, Paragraph, Sheet, Signature
from services.kit.text import _


def filled_form(facts: CaseFacts) -> Sheet:
    """Build the form as if it had been filled in by hand."""
    return Sheet(
        _("Request: {service}", service=facts.about.service),
        facts.number,
        day_of(facts.case.filed_at),
        (
            Paragraph(_("To the head of the office: I ask for the following.")),
            Facts(answer_rows(facts)),
            *_files(facts),
            Paragraph(
                _("Sent by electronic means on {when}.", when=OfficialMoment(facts.case.filed_at))
            ),
            Signature([_("The person who asks")]),
        ),
    )


def _files(facts: CaseFacts) -> list[Block]:
    files = file_lines(facts)
    return [Heading(_("Files")), Listing(files)] if files else []
