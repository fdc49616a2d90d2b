"""Hypothesis at the keyboard: one resident's next step in a service, sensible or not."""

from hypothesis import strategies as st

from bot.messages import Kind
from tests.typing_answers import WRONG, Move, good_answers
from tests.walking import Walk

HALF: list[Move] = [(Kind.TEXT, text, {}) for text in ("ต่อไป", "1", "45/1", "2", "2500")]
"""What completes an answer that was half understood."""

CALM = (False, False, False, True)
"""How often somebody does something wrong: at every fourth step."""


def step(walk: Walk, data: st.DataObject) -> None:
    """Do what comes next, or something wrong."""
    asked = walk.asked
    if walk.is_ready:
        walk.sends()
    elif asked is None:
        walk.begins()
    elif data.draw(st.sampled_from(CALM)):
        walk.answers(*data.draw(st.sampled_from(WRONG)))
    elif asked.private:
        walk.fills_page()
    elif walk.draft and walk.draft.earlier is not None:
        walk.answers(*data.draw(st.sampled_from(HALF)))
    else:
        walk.answers(*data.draw(good_answers(asked, walk.talk.world().around)))
