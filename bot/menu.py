"""The menu, the help and the way to a person: what is said when no form is being filled in."""

from bot.prompts import MOST_BUTTONS, label, stacked
from bot.turns import Remembered, World
from services.kit import presses
from services.kit.consequences import OpenTalk
from services.kit.message import Button, Reply
from services.kit.office import Named, Office
from services.kit.presses import press
from services.kit.service import GROUP_NAMES, Group, Service, with_consequence
from services.kit.text import Rendered, _, plain

_OWN_NAMES = {"th": Named("ภาษาไทย", "ภาษาไทย"), "en": Named("English", "English")}
"""Each language by its own name, so that whoever needs it can read the button."""


_GROUP_BUTTONS = tuple(
    (group, Button(name, press(presses.MENU, group))) for group, name in GROUP_NAMES.items()
)


def menu(remembered: Remembered, world: World, words: Rendered | None = None) -> Reply:
    """Offer everything that can be done here; an unfinished form comes first.

    More services than there is room for stand under their groups.
    """
    first = [continue_button()] if remembered.draft else []
    last = [
        Button(_("Track my cases"), presses.TRACK),
        contact_button(),
        *language_buttons(remembered, world),
        Button(_("Help"), presses.HELP),
    ]
    few = len(world.services) <= MOST_BUTTONS - len(first) - len(last)
    offered = map(service_button, world.services.values()) if few else _groups(world)
    return Reply(words or _("What can we do for you?"), (*first, *offered, *last))


def group_page(group: Group, remembered: Remembered, world: World, page: int = 1) -> Reply:
    """Offer the services of one group, with the way back to the menu."""
    services = [service for service in world.services.values() if service.group is group]
    first = [continue_button()] if remembered.draft else []
    offered = _page(services, group, page, MOST_BUTTONS - len(first) - 1)
    words = stacked(GROUP_NAMES[group], _("Which of these would you like?"))
    return Reply(words, (*first, *offered, menu_button()))


def has_services(group: Group, world: World) -> bool:
    return any(service.group is group for service in world.services.values())


def help_reply(remembered: Remembered, world: World) -> Reply:
    """Explain how to use the chat, wherever the resident stands."""
    words = stacked(
        _("This is how it works: press a button, or type your answer in your own words."),
        _(
            "You may type these words at any time:\n"
            "menu – all services\n"
            "back – the question before\n"
            "skip – leave out an answer that is not needed\n"
            "cancel – stop, nothing is sent\n"
            "start over – begin the form again\n"
            "web – fill in the form on a page\n"
            "track – where your cases stand\n"
            "English or ไทย – the language"
        ),
        _("Type the number of a case to see where it stands."),
    )
    news = (Button(_("News of the office"), presses.NEWS),) if world.around.office.topics else ()
    return Reply(words, _ways_on(remembered, contact_button(), *news))


def contact_reply(remembered: Remembered, world: World) -> Reply:
    """Tell how to reach a person of the office."""
    office = world.around.office
    words = stacked(
        office.name,
        *contact_lines(office),
        _("To write to us about a case of yours, press Track my cases and choose it."),
    )
    links = [Button(_("Our web site"), url=office.website)] if office.website else []
    talks = map(service_button, talk_services(world))
    ways = _ways_on(remembered, Button(_("Track my cases"), presses.TRACK))
    return Reply(words, (*talks, *links, *ways))


def contact_lines(office: Office) -> list[Rendered]:
    """Return telephone, hours and address, as far as the office file knows them."""
    lines: list[Rendered] = []
    if office.phone:
        lines.append(_("Telephone: {phone}", phone=plain(office.phone)))
    lines.append(_("We are here: {hours}", hours=office.hours))
    lines.append(_("Address: {address}", address=office.address))
    return lines


def emergency_words() -> Rendered:
    """Numbers that are answered day and night in all of Thailand; this desk is not."""
    return _(
        "In an emergency please telephone at once: 1669 for an ambulance, 199 for fire, "
        "191 for the police, 1129 for electric wires. Messages here are only read in office hours."
    )


def language_buttons(remembered: Remembered, world: World) -> list[Button]:
    """Offer the other languages of the office."""
    spoken = remembered.language or next(iter(world.around.languages))
    return [
        Button(_OWN_NAMES.get(code, plain(code)), press(presses.LANGUAGE, code))
        for code in world.around.languages
        if code != spoken
    ]


def menu_button() -> Button:
    return Button(_("Menu"), presses.MENU)


def continue_button() -> Button:
    return Button(_("Continue"), presses.CONTINUE)


def contact_button() -> Button:
    return Button(_("Talk to the office"), presses.CONTACT)


def service_button(service: Service) -> Button:
    return Button(label(service.title), press(presses.BEGIN, service.key))


def talk_services(world: World) -> list[Service]:
    """Return the services in which one speaks with a person of the office."""
    return with_consequence(world.services, OpenTalk)


def _ways_on(remembered: Remembered, *buttons: Button) -> tuple[Button, ...]:
    first = (continue_button(),) if remembered.draft else ()
    return (*first, *buttons, menu_button())


def _groups(world: World) -> list[Button]:
    offered = [service.group for service in world.services.values()]
    return [button for group, button in _GROUP_BUTTONS if group in offered]


def _page(services: list[Service], group: Group, page: int, room: int) -> list[Button]:
    """Show as many services as fit; the rest stand on further pages, the last leads back."""
    if len(services) <= room:
        return [service_button(service) for service in services]
    each = room - 1
    pages = -(-len(services) // each)
    number = page if 1 <= page <= pages else 1
    shown = services[(number - 1) * each : number * each]
    more = Button(_("More services"), press(presses.MENU, group, str(number % pages + 1)))
    return [*(service_button(service) for service in shown), more]
