"""Document: a paper as a photo or as a PDF file, page by page if need be."""

from dataclasses import dataclass, field

from services.kit.message import Wanted
from services.kit.questions.gathering import Gathering
from services.kit.text import Rendered, Text, _, counted


@dataclass(frozen=True)
class Document(Gathering):
    """Photos or PDF files, kept as the ids of their attachments."""

    wants: Wanted | None = field(default=Wanted.DOCUMENT, init=False)

    def asking(self) -> Text:
        return _("Please send a photo of the paper, or a PDF file.")

    def count(self, number: int) -> Rendered:
        return counted("{count} file", "{count} files", number)

    def more(self, number: int) -> Rendered:
        return counted(
            "{count} file has arrived. You may send another page, or press Go on.",
            "{count} files have arrived. You may send another page, or press Go on.",
            number,
        )

    def unfit(self, media: str) -> Text:
        return _(
            "We can only take photos and PDF files here. Please take a photo of the paper and "
            "send it."
        )
