"""Beginning a service: its form, or what to bring for one that is not filed here."""

from collections.abc import Sequence

from bot.form_turns import NEW, Arguments, stale
from bot.menu import contact_button, continue_button, menu_button, service_button, talk_services
from bot.prompts import is_over, prompt, stacked
from bot.standing import at_form, set_aside
from bot.turns import Draft, Remembered, Turn, World
from services.kit import presses
from services.kit.consequences import TakeTicket
from services.kit.hours import not_now
from services.kit.message import Button, Reply
from services.kit.presses import press
from services.kit.service import Paper, Service, speaks_for_itself, with_consequence
from services.kit.text import Rendered, Text, _, counted, plain

MOST_PAPERS = 4
"""Papers named in the chat; the manual has them all."""

MOST_CONDITIONS = 4
"""Conditions named in the chat; the manual has them all."""

MOST_CHOICES = 11
"""Services to choose from in one message, with the menu within the 13 buttons of LINE."""


def begin(remembered: Remembered, arguments: Arguments, world: World) -> Turn:
    """Open a form; one that is open already is never lost without asking."""
    service = world.services.get(arguments[0]) if arguments else None
    if service is None:
        return stale(remembered, world)
    if not service.fields:
        return Turn(set_aside(remembered), (_what_to_bring(service, world),))
    if closed := not_now(service, world.now, world.around.office):
        ways = (contact_button(), menu_button())
        return Turn(set_aside(remembered), (Reply(closed, ways),))
    draft = remembered.draft
    if draft and draft.answers and NEW not in arguments[1:] and not is_over(draft, world):
        return Turn(set_aside(remembered), (ask_which(draft, service, world),))
    fresh = Draft(world.fresh_id, service.key)
    return Turn(at_form(remembered, fresh), (_introduction(service, world), prompt(fresh, world)))


def choose_service(remembered: Remembered, meant: Sequence[Service]) -> Turn:
    """Several services fit the words: let the resident choose."""
    buttons = tuple(service_button(service) for service in meant[:MOST_CHOICES])
    words = _("Which of these would you like?")
    return Turn(set_aside(remembered), (Reply(words, (*buttons, menu_button())),))


def ask_which(draft: Draft, service: Service, world: World) -> Reply:
    """Ask whether to go on with the form that is open, or to begin this one."""
    unfinished = world.services[draft.service_key]
    if unfinished is service:
        again = Button(_("Start over"), press(presses.RESTART, draft.id, NEW))
        words: Text = _("You have already begun this form. Go on with it, or start over?")
    else:
        again = Button(_("Begin the new one"), press(presses.BEGIN, service.key, NEW))
        words = _(
            "You have not finished the form “{title}”. Go on with it, or leave it and begin "
            "the new one?",
            title=unfinished.title,
        )
    return Reply(words, (continue_button(), again, menu_button()))


def _introduction(service: Service, world: World) -> Reply:
    """Say in a few lines what begins; everything else stands in the manual."""
    follows = (service.next_steps,) if speaks_for_itself(service, {}) else _promise(service, world)
    return Reply(stacked(*_in_short(service), *_papers(service, world), *follows))


def _what_to_bring(service: Service, world: World) -> Reply:
    """Prepare for a visit: this service is not filed in the chat."""
    lines = [
        *_in_short(service),
        *service.conditions[:MOST_CONDITIONS],
        *_papers(service, world),
        *_promise(service, world),
        _("This is done at our office. Please bring the papers with you."),
    ]
    return Reply(stacked(*lines), (*_ways_to_the_office(service, world), menu_button()))


def _ways_to_the_office(service: Service, world: World) -> list[Button]:
    services = world.services
    ways = [Button(_("The whole manual"), url=_manual(service, world))] if world.base_url else []
    ways += [
        Button(_("Take a queue ticket"), press(presses.BEGIN, tickets.key))
        for tickets in with_consequence(services, TakeTicket)
        if tickets.fields
    ]
    return ways + [service_button(talking) for talking in talk_services(world)]


def _in_short(service: Service) -> list[Rendered]:
    return [service.title, service.summary, *([service.fee] if service.fee else [])]


def _papers(service: Service, world: World) -> list[Rendered]:
    if not service.papers:
        return []
    lines: list[Rendered] = [_("Please have ready:")]
    lines.extend(_bullet(_paper(paper)) for paper in service.papers[:MOST_PAPERS])
    if len(service.papers) > MOST_PAPERS and world.base_url:
        lines.append(_("All papers: {address}", address=plain(_manual(service, world))))
    return lines


def _promise(service: Service, world: World) -> list[Rendered]:
    days = world.around.office.promises.get(service.key, service.promise_days)
    answers = counted(
        "The office answers within {count} working day.",
        "The office answers within {count} working days.",
        days,
    )
    if service.to_be_confirmed:
        return [answers, _("These details are still to be confirmed by the office.")]
    return [answers]


def _paper(paper: Paper) -> Rendered:
    if paper.when is None:
        return paper.name
    return Text("{name} ({when})", {"name": paper.name, "when": paper.when})


def _bullet(line: Rendered) -> Text:
    return Text("• {line}", {"line": line})


def _manual(service: Service, world: World) -> str:
    return f"{world.base_url}/services/{service.key}"
