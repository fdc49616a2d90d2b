"""The receipt: what was paid for what, in digits and in words, under its own number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from models.vocabulary import PaymentSource
from services.desk.papers.facts import day_of
from services.desk.papers.official import AsWritten, OfficialAmount, OfficialDay
from services.desk.papers.sheet import Facts, Paragraph, Sheet, Signature
from services.kit import money
from services.kit.text import ENGLISH, Language, Rendered, Text, _, plain


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt says, however it was paid."""

    number: str
    """Numbered within the fiscal year, e.g. `2570/00012`."""
    given_at: datetime
    paid_on: date
    reference: str
    """Of the case, as it is shown."""
    what_for: Rendered
    amount: Decimal
    sources: Sequence[str]
    """How it was paid; a bill may be paid by several transfers."""
    payer: str = ""
    """Whom staff filed the case for; nobody else's name is kept by itself."""


def receipt(paid: ReceiptFacts) -> Sheet:
    """Build the receipt."""
    return Sheet(
        _("Receipt"),
        _("Number {number}", number=paid.number),
        day_of(paid.given_at),
        (
            Paragraph(_("The office has received the following payment.")),
            Facts(
                [
                    (_("For case"), AsWritten(plain(paid.reference))),
                    *([(_("Received from"), AsWritten(plain(paid.payer)))] if paid.payer else []),
                    (_("Paid for"), paid.what_for),
                    (_("Amount paid"), _("{amount} baht", amount=OfficialAmount(paid.amount))),
                    (_("In words"), AmountInWords(paid.amount)),
                    *(
                        (_("Way of payment"), _HOW[source])
                        for source in paid.sources
                        if source in _HOW
                    ),
                    (_("Received on"), OfficialDay(paid.paid_on)),
                ]
            ),
            Signature([_("For the office, the receiver of the money")]),
        ),
    )


@dataclass(frozen=True, slots=True)
class AmountInWords:
    """An amount in Thai words, which are the same on a receipt in any language."""

    amount: Decimal

    def render(self, language: Language = ENGLISH) -> str:
        return money.baht_text(self.amount)


_HOW: Mapping[str, Text] = {
    PaymentSource.BANK: _("By bank transfer, confirmed by the bank's list"),
    PaymentSource.SLIP: _("By bank transfer, confirmed by an officer"),
    PaymentSource.COUNTER: _("Paid at the counter"),
}
