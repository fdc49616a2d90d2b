"""Words for the confidential channel: dropped before anything is stored; its door is shown."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.messages import Heard, Kind
from bot.prompts import led_by, prompt
from bot.standing import at_form
from bot.turns import Remembered, Turn, World
from services.kit.apart import belongs_apart
from services.kit.message import Button, Reply
from services.kit.office import Office
from services.kit.text import Rendered, _, both

CARRIES_WORDS = frozenset({Kind.TEXT, Kind.FILE})
CHANNEL = "/integrity"
"""The address of the confidential channel on this site."""


def without_what_belongs_apart(
    heard: Sequence[Heard], office: Office, day: date
) -> Sequence[Heard]:
    """Drop words, and pictures with such words below them, that nobody here may keep."""
    return [_dropped(one) if _is_apart(one, office, day) else one for one in heard]


def _is_apart(heard: Heard, office: Office, day: date) -> bool:
    said = heard.private and heard.kind in CARRIES_WORDS and bool(heard.text)
    return said and belongs_apart(heard.text, office, day)


def _dropped(heard: Heard) -> Heard:
    return replace(heard, kind=Kind.APART, text="", media="", source={}, message_id="", point=None)


def kept_apart(remembered: Remembered, _heard: Heard, world: World) -> Turn:
    """Explain the channel in four lines, say how to take the message back, and go on as before."""
    told = explained()
    door = Button(_("Confidential channel"), url=f"{world.base_url}{CHANNEL}")
    reply = Reply(told, (door,), fleeting=True)
    draft = remembered.draft
    if draft is None or remembered.expecting is not None:
        return Turn(remembered, (reply,))
    again = led_by(
        _("Nothing of your message was taken as an answer. The question was:"),
        prompt(draft, world),
    )
    return Turn(at_form(remembered, draft), (reply, again))


def explained() -> Rendered:
    """Say in four lines what to do, and name the doors outside."""
    return both(
        both(
            _("This chat is not the place for it: we kept nothing of your message."),
            _(
                "Press and hold your message now and take it back, so that nobody finds it on this "
                "telephone."
            ),
        ),
        both(
            _(
                "Report it on the page below. You need not say who you are; better open it on your "
                "own telephone, not here in the chat and not in the office."
            ),
            _(
                "Or tell somebody outside this office: NACC 1205, PACC 1206, Damrongdhama "
                "Centre 1567."
            ),
        ),
    )
