"""Prompts: a question, the review, and the choice of what to change, as messages with buttons."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce

from bot.turns import Draft, World
from services.kit import presses
from services.kit.errors import InvalidAnswer, NotEligible
from services.kit.fields import Field, Given, Stored, Unfinished
from services.kit.journey import next_question, previous_question, questions
from services.kit.message import Button, Reply, Wanted
from services.kit.presses import press
from services.kit.private import show_answer
from services.kit.service import Finding, Service
from services.kit.text import ENGLISH, Language, Rendered, Text, _, both

MOST_BUTTONS = 13
"""Of one message: LINE takes 13 quick replies, the smallest number of all messengers."""

LONGEST_LABEL = 20
"""Letters on a button, in code points: safe under every messenger's way of counting."""

_WITHOUT_CONSONANT = " เแโใไ"
"""Spaces, and Thai vowels written before their consonant: not to be left at the end of a cut."""

ROOM_FOR_ANSWERS = 2400
"""UTF-16 units the answers of a review may take together, of the 4,000 of a message."""

ROOM_FOR_FINDING = 900
"""UTF-16 units of what a service has found out, beside the answers."""


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


def is_at_review(draft: Draft, world: World) -> bool:
    """Say whether every question is answered."""
    return asked_now(draft, world.services[draft.service_key]) is None


def is_over(draft: Draft, world: World) -> bool:
    """Say whether the answers have already led to what the resident came for."""
    if not is_at_review(draft, world):
        return False
    found = _finding(draft, world.services[draft.service_key], world)
    return found is not None and found.final


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
            label(_numbered(number, one.short or one.question)),
            press(presses.CHANGE, draft.id, one.name),
        )
        for number, one in enumerate(asked, start=1)
    ]
    keep = Button(_("Change nothing"), press(presses.REVIEW, draft.id))
    words = _("Which answer would you like to change? Press it, or type its number.")
    return Reply(words, (*buttons[: MOST_BUTTONS - 1], keep))


def _numbered(number: int, question: Rendered) -> Text:
    return Text("{number}. {question}", {"number": number, "question": question})


def _ask(draft: Draft, asked: Field, world: World) -> Reply:
    if asked.private:
        return _ask_on_the_page(draft, asked, world)
    words, options = _question(draft, asked, world)
    answers = tuple(
        Button(label(name), press(presses.ANSWER, draft.id, asked.name, value))
        for value, name in options.items()
    )
    ways = _ways_on(draft, asked, world.services[draft.service_key])
    room = max(MOST_BUTTONS - len(answers), 0)
    asking = Reply(words, (*answers[:MOST_BUTTONS], *ways[:room]), asked.wants)
    if asked.wants is not Wanted.DATE:
        return asking
    return replace(asking, date_press=press(presses.ANSWER, draft.id, asked.name))


def _ask_on_the_page(draft: Draft, asked: Field, world: World) -> Reply:
    """Hand over to a page for everything private that is still open: no chat is told of it."""
    service = world.services[draft.service_key]
    private = [one for one in questions(service, draft.answers) if one.private]
    waiting = [one for one in private if one is asked or one.name not in draft.answers]
    lines: list[Rendered] = [
        _progress(draft, asked, world),
        _(
            "These answers are private, so please do not type them in the chat. Press the button "
            "and fill them in on our safe page; then we go on here."
        ),
        *(Text("• {question}", {"question": one.question}) for one in waiting),
        *_so_far(draft, asked, world),
    ]
    ways = _ways_on(draft, asked, service)
    return Reply(stacked(*lines), (*page_button(draft, world), *ways))


def page_button(draft: Draft, world: World, ending: str = "") -> tuple[Button, ...]:
    """Open the page on which this draft is gone on with, inside the messenger where it can be."""
    address = world.fill_address(draft.id)
    if not address:
        return ()
    return (Button(_("Open the safe page"), url=f"{address}{ending}", inside=True),)


def _question(draft: Draft, asked: Field, world: World) -> tuple[Rendered, Mapping[str, Rendered]]:
    """Return the words and options of a question, or of the half of it that is still open."""
    progress = _progress(draft, asked, world)
    if half := _half(draft, asked, world):
        return stacked(progress, half.question), half.options
    lines: list[Rendered] = [asked.question]
    if asked.hint:
        lines.append(asked.hint)
    lines.extend(_so_far(draft, asked, world))
    return stacked(progress, *lines), asked.options(world.around)


def _so_far(draft: Draft, asked: Field, world: World) -> list[Text]:
    if asked.name not in draft.answers:
        return []
    now = Clipped(_shown(asked, draft.answers[asked.name], world), 300)
    return [_("Your answer so far: {answer}", answer=now)]


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
    if len(names) == 1 and len(world.services[draft.service_key].fields) > 1:
        return _("Question {number}", number=number)
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
    found = _finding(draft, service, world)
    if found and found.final:
        return _found(draft, found, service, world)
    first = apart(
        _("Please check your answers. Nothing has been sent yet."), _answers(draft, service, world)
    )
    if found:
        first = apart(first, Clipped(found.text, ROOM_FOR_FINDING))
    return Reply(
        apart(first, _("If everything is right, press Send the request.")),
        (
            Button(_("Send the request"), press(presses.SEND, draft.id)),
            Button(_("Change an answer"), press(presses.CHANGE, draft.id)),
            Button(_("Cancel"), press(presses.CANCEL, draft.id)),
        ),
    )


def _answers(draft: Draft, service: Service, world: World) -> Rendered:
    asked = questions(service, draft.answers)
    room = ROOM_FOR_ANSWERS // max(len(asked), 1)
    return stacked(
        *(
            _(
                "{number}. {question}\n→ {answer}",
                number=number,
                question=one.question,
                answer=Clipped(_shown(one, draft.answers[one.name], world), room),
            )
            for number, one in enumerate(asked, start=1)
        )
    )


def _found(draft: Draft, found: Finding, service: Service, world: World) -> Reply:
    """Say what the answers led to. There is nothing to send."""
    return Reply(
        Clipped(found.text, ROOM_FOR_ANSWERS),
        (
            *_going_on(draft, found, service, world),
            Button(_("Change an answer"), press(presses.CHANGE, draft.id)),
            Button(_("Start over"), press(presses.RESTART, draft.id)),
            Button(_("Talk to the office"), presses.CONTACT),
            Button(_("Menu"), presses.MENU),
        ),
    )


def _going_on(draft: Draft, found: Finding, service: Service, world: World) -> tuple[Button, ...]:
    """Offer what follows from an answer, such as registering, unless the rule says no to it."""
    name, value = found.goes_on or ("", "")
    asked = service.field(name)
    if asked is None:
        return ()
    try:
        service.rule({**draft.answers, name: value}, world.today, world.around.office)
    except NotEligible:
        return ()
    going_on = press(presses.CHANGE, draft.id, name, value)
    return (Button(label(asked.options(world.around)[value]), going_on),)


def _finding(draft: Draft, service: Service, world: World) -> Finding | None:
    return service.finding(draft.answers, world.today, world.around.office)


def _shown(asked: Field, stored: Stored, world: World) -> Rendered:
    return show_answer(asked, stored, world.around)
