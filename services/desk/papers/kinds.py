"""The papers there are, and what their buttons say."""

from collections.abc import Mapping
from enum import StrEnum

from services.kit.text import Text, _


class PaperKind(StrEnum):
    """Stands in links and addresses, so a word once used stays."""

    ACKNOWLEDGEMENT = "acknowledgement"
    FORM = "form"
    RESULT = "result"
    DELAY = "delay"
    RECEIPT = "receipt"


LABELS: Mapping[PaperKind, Text] = {
    PaperKind.ACKNOWLEDGEMENT: _("Acknowledgement"),
    PaperKind.FORM: _("The filled form"),
    PaperKind.RESULT: _("Result letter"),
    PaperKind.DELAY: _("Why it takes longer"),
    PaperKind.RECEIPT: _("Receipt"),
}
"""At most 20 letters in every language: they stand on buttons."""
