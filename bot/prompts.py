"""Prompts: a question, the review, and the choice of what to change, as messages with buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

from bot.turns import Draft, World
from services.kit import presses
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Unfinished
from services.kit.journey import next_question, previous_question, questions
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.service import Service
from services.kit.text import ENGLISH, Language, Rendered, Text, _, both

MOST_BUTTONS = 13
"""Of one message: LINE takes 13 quick replies, the smallest number of all messengers."""

LONGEST_LABEL = 20
"""Letters on a button, in code points: safe under every messenger's way of counting."""

_WITHOUT_CONSONANT = " เแโใไ"
"""Spaces, and Thai vowels written before their consonant: not to be left at the end of a cut."""

ROOM_FOR_ANSWERS = 2400
"""UTF-16 units the answers of a review may take together, of the 4,000 of a message."""


@dataclass(frozen=True, slots=True)
class Clipped:
    """A text cut to a number of UTF-16 units, so that it fits whatever a person wrote."""

    whole: Rendered
    longest: int

    def render(self, language: Language = ENGLISH) -> str:
        text = self.whole.render(language)
        if len(text.encode("utf-16-le")) // 2 <= self.longest:
            return text
        cut = text.encode("utf-16-le")[: 2 * (self.longest - 1)]
        return cut.decode("utf-16-le", errors="ignore").rstrip(_WITHOUT_CONSONANT) + "…"


def stacked(*sentences: Rendered) -> Rendered:
    """Put complete sentences one under the other."""
    return reduce(both, sentences)


def apart(first: Rendered, second: Rendered) -> Text:
    """Put two things one under the other with an empty line between them."""
    return Text("{first}\n\n{second}", {"first": first, "second": second})


def label(text: Rendered) -> Rendered:
    """Make sure that a text fits on a button."""
    return Clipped(text, LONGEST_LABEL)


def asked_now(draft: Draft, service: Service) -> Field | None:
    """Return the question the resident stands at, or None at the review."""
    changing = service.field(draft.changing) if draft.changing else None
    return changing or next_question(service, draft.answers)


def prompt(draft: Draft, world: World) -> Reply:
    """Ask the question the resident stands at, or show the review."""
    service = world.services[draft.service_key]
    asked = asked_now(draft, service)
    return _review(draft, service, world) if asked is None else _ask(draft, asked, world)


def led_by(explanation: Rendered, reply: Reply) -> Reply:
    """Say something before a prompt, in the same message, so that the buttons stay below it."""
    return replace(reply, text=apart(explanation, reply.text))


def choose_change(draft: Draft, world: World) -> Reply:
    """Ask which answer is to be changed."""
    asked = questions(world.services[draft.service_key], draft.answers)
    buttons = [
        Button(
            label(Text("{number}. {question}", {"number": number, "question": one.question})),
            press(presses.CHANGE, draft.id, one.name),
        )
        for number, one in enumerate(asked, start=1)
    ]
    keep = Button(_("Change nothing"), press(presses.REVIEW, draft.id))
    words = _("Which answer would you like to change? Press it, or type its number.")
    return Reply(words, (*buttons[: MOST_BUTTONS - 1], keep))


def _ask(draft: Draft, asked: Field, world: World) -> Reply:
    words, options = _question(draft, asked, world)
    answers = tuple(
        Button(label(name), press(presses.ANSWER, draft.id, asked.name, value))
        for value, name in options.items()
    )
    ways = _ways_on(draft, asked, world.services[draft.service_key])
    room = max(MOST_BUTTONS - len(answers), 0)
    return Reply(words, (*answers[:MOST_BUTTONS], *ways[:room]), asked.wants)


def _question(draft: Draft, asked: Field, world: World) -> tuple[Rendered, Mapping[str, Rendered]]:
    """Return the words and options of a question, or of the half of it that is still open."""
    progress = _progress(draft, asked, world)
    if half := _half(draft, asked, world):
        return stacked(progress, half.question), half.options
    lines = [asked.question]
    if asked.hint:
        lines.append(asked.hint)
    if asked.name in draft.answers:
        now = Clipped(_shown(asked, draft.answers[asked.name], world), 300)
        lines.append(_("Your answer so far: {answer}", answer=now))
    return stacked(progress, *lines), asked.options(world.around)


def _half(draft: Draft, asked: Field, world: World) -> Unfinished | None:
    """Ask the question itself what is still open of an answer that was half understood."""
    if draft.earlier is None:
        return None
    try:
        asked.read(Given(earlier=draft.earlier), world.around)
    except Unfinished as half:
        return half
    except InvalidAnswer:
        return None
    return None


def _progress(draft: Draft, asked: Field, world: World) -> Text:
    names = [one.name for one in questions(world.services[draft.service_key], draft.answers)]
    number = names.index(asked.name) + 1 if asked.name in names else 1
    return _("Question {number} of {count}", number=number, count=len(names))


def _ways_on(draft: Draft, asked: Field, service: Service) -> list[Button]:
    """The ways besides answering, the most useful first: what does not fit can be typed."""
    ways = []
    if asked.name in draft.answers:
        ways.append(Button(_("Keep this answer"), press(presses.REVIEW, draft.id)))
    if not asked.required and draft.earlier is None:
        ways.append(Button(_("Skip"), press(presses.SKIP, draft.id, asked.name)))
    if previous_question(service, draft.answers, asked.name) or draft.changing:
        ways.append(Button(_("Back"), press(presses.BACK, draft.id, asked.name)))
    return [*ways, Button(_("Cancel"), press(presses.CANCEL, draft.id))]


def _review(draft: Draft, service: Service, world: World) -> Reply:
    asked = questions(service, draft.answers)
    room = ROOM_FOR_ANSWERS // max(len(asked), 1)
    lines = [
        _(
            "{number}. {question}\n→ {answer}",
            number=number,
            question=one.question,
            answer=Clipped(_shown(one, draft.answers[one.name], world), room),
        )
        for number, one in enumerate(asked, start=1)
    ]
    return Reply(
        apart(
            apart(_("Please check your answers. Nothing has been sent yet."), stacked(*lines)),
            _("If everything is right, press Send the request."),
        ),
        (
            Button(_("Send the request"), press(presses.SEND, draft.id)),
            Button(_("Change an answer"), press(presses.CHANGE, draft.id)),
            Button(_("Cancel"), press(presses.CANCEL, draft.id)),
        ),
    )


def _shown(asked: Field, stored: Stored, world: World) -> Rendered:
    return _("(skipped)") if stored is None else asked.show(stored, world.around)
