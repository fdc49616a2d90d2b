"""Why an identity was not believed. The page goes on without one, or says what to do."""

from services.kit.errors import ResidentError
from services.kit.text import _


class NotProved(ResidentError):
    """What the messenger's app handed over is forged, expired or meant for somebody else."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "We could not make sure that it is you. "
                "Please close this page and open it again from the chat."
            )
        )


class NotReached(ResidentError):
    """The messenger did not answer, so nobody knows yet."""

    def __init__(self) -> None:
        super().__init__(
            _("We cannot make sure that it is you just now. Please try again in a minute.")
        )
