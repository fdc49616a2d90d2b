"""The acknowledgement of filing: what was received when, by when it is answered, whom to ask."""

from models.vocabulary import ChannelName
from services.desk.papers.facts import (
    CaseFacts,
    Row,
    answer_rows,
    counts_from,
    day_of,
    file_lines,
    filed_for_rows,
    whom_to_ask,
)
from services.desk.papers.official import OfficialDay, OfficialMoment
from services.desk.papers.sheet import Block, Code, Facts, Heading, Listing, Paragraph, Sheet
from services.kit.text import Text, _, plain


def acknowledgement(facts: CaseFacts) -> Sheet:
    """Build the paper the act on electronic performance of official duties asks for."""
    return Sheet(
        _("Acknowledgement of filing"),
        facts.number,
        day_of(facts.case.filed_at),
        (
            Paragraph(_how_it_came(facts)),
            Facts(_filing(facts)),
            Heading(_("What was received")),
            Facts(answer_rows(facts)),
            *_files(facts),
            *_next_steps(facts),
            *_way_into_a_chat(facts),
            Paragraph(_LAW),
            Code(facts.track_address, _("Scan this to see where the request stands.")),
        ),
    )


def _how_it_came(facts: CaseFacts) -> Text:
    if facts.case.channel == ChannelName.COUNTER:
        return _("The office has received the following request.")
    return _("The office has received the following request by electronic means.")


def _filing(facts: CaseFacts) -> list[Row]:
    counted = counts_from(facts)
    outside_hours: list[Row] = [(_("Counts as received on"), counted)] if counted else []
    return [
        (_("Service"), facts.about.service),
        *filed_for_rows(facts),
        (_("Received at"), OfficialMoment(facts.case.filed_at)),
        *outside_hours,
        (_("Answer by"), OfficialDay(facts.first_promise)),
        (_("Whom to ask"), whom_to_ask(facts)),
    ]


def _files(facts: CaseFacts) -> list[Block]:
    files = file_lines(facts)
    return [Heading(_("Files")), Listing(files)] if files else []


def _next_steps(facts: CaseFacts) -> list[Block]:
    if facts.service is None:
        return []
    return [Heading(_("What happens next")), Paragraph(facts.service.next_steps)]


def _way_into_a_chat(facts: CaseFacts) -> list[Block]:
    """The code works once and for some days, so only the slip itself carries it."""
    if not facts.claim_code:
        return []
    return [
        Heading(_("Go on in LINE or Telegram")),
        Facts([(_("Code"), plain(facts.claim_code))]),
        Paragraph(_("Type this code in your private chat with the office. It works for 7 days.")),
    ]


_LAW: Text = _(
    "Given under the Act on the Electronic Performance of Official Duties, B.E. 2565. A request "
    "sent outside office hours counts as received on the next working day."
)
