"""Photo: one to a few pictures."""

from dataclasses import dataclass, field

from services.kit.message import Wanted
from services.kit.questions.gathering import Gathering
from services.kit.text import Rendered, Text, _, counted


@dataclass(frozen=True)
class Photo(Gathering):
    """Pictures, kept as the ids of their attachments."""

    wants: Wanted | None = field(default=Wanted.PHOTO, init=False)

    def asking(self) -> Text:
        return _("Please send a photo from your telephone.")

    def count(self, number: int) -> Rendered:
        return counted("{count} photo", "{count} photos", number)

    def more(self, number: int) -> Rendered:
        return counted(
            "{count} photo has arrived. You may send another one, or press Go on.",
            "{count} photos have arrived. You may send another one, or press Go on.",
            number,
        )

    def unfit(self, media: str) -> Text:
        if media == "video":
            return _("We cannot take a video here. Please send a photo instead.")
        return _("We can only take photos here. Please send a photo from your telephone.")
