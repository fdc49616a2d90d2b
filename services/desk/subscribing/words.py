"""What the desk says about news: the one question, the choices, and how to stop. Pure."""

from datetime import datetime, timedelta
from typing import Final

from services.desk.names import village_name
from services.desk.subscribing.choices import Choices
from services.kit import presses
from services.kit.links import Links
from services.kit.message import Button, Reply
from services.kit.news_verbs import ALL, EMERGENCIES, NO, OFF, ON, STOP, TOPICS, VILLAGE, YES
from services.kit.office import Office
from services.kit.presses import press
from services.kit.text import Rendered, Text, _, both, plain

NEWS_PAGE: Final = "news"
"""The purpose of a link to the page of choices: channel, chat."""

PAGE_LASTS: Final = timedelta(days=30)


def page_address(links: Links, channel: str, chat: str, now: datetime) -> str:
    """Return the secret address of a person's page of choices."""
    return links.address("/news", NEWS_PAGE, (channel, chat), now + PAGE_LASTS)


def question(office: Office) -> Reply:
    """Ask, once and never again. Version `choosing.WORDING_VERSION` of the consent."""
    text = _(
        "One more thing, and we ask only this once: would you like news of {office} in this chat, "
        "for example when the water is cut off or a deadline comes near? "
        "You can stop it at any time with one press.",
        office=office.name,
    )
    return Reply(text, (Button(_("Yes, send me news"), press(presses.NEWS, YES)), _no()))


def agreed(choices: Choices, office: Office, page: str) -> Reply:
    """Thank for a yes, and say how to stop."""
    thanks = _(
        "Thank you. News of the office comes to this chat from now on. "
        "To stop it, press Stop the news or type: stop news"
    )
    return Reply(both(thanks, _chosen(choices, office)), _changes(page))


def refused() -> Reply:
    """Take a no, and do not come back to it."""
    text = _(
        "That is fine, we will not ask again. Only in an emergency, such as a flood, do we write "
        "to everybody who has written to us. If you want news one day, type: news"
    )
    return Reply(text, (_no_emergencies(), _menu()))


def stopped() -> Reply:
    """Say that it stopped, and honestly what still comes."""
    text = _(
        "No more news comes to you. We still write about your own cases, and to everybody in an "
        "emergency such as a flood. If you want news again, type: news"
    )
    return Reply(text, (Button(_("Get news again"), press(presses.NEWS, YES)), _no_emergencies()))


def emergencies(*, wanted: bool) -> Reply:
    """Say whether warnings still come."""
    if wanted:
        return Reply(_("You will hear from us in an emergency."), (_menu(),))
    text = _(
        "We will not write to you in an emergency either. We do not advise it: please listen to "
        "the village loudspeaker then."
    )
    again = Button(_("Warn me after all"), press(presses.NEWS, EMERGENCIES, ON))
    return Reply(text, (again, _menu()))


def card(choices: Choices, office: Office, page: str) -> Reply:
    """Show what somebody chose."""
    if choices.wants_news:
        here = _("You get news of the office.")
        return Reply(both(here, _chosen(choices, office)), _changes(page))
    text = _(
        "You get no news of the office. Would you like some, for example when the water is cut "
        "off or a deadline comes near? You can stop it at any time with one press."
    )
    return Reply(text, (Button(_("Yes, send me news"), press(presses.NEWS, YES)), _menu()))


def topics(choices: Choices, office: Office) -> Reply:
    """Offer the topics; those that are chosen carry a mark."""
    narrowed = len(choices.topics) < len(office.topics)
    chosen = set(choices.topics) if narrowed else set()
    buttons = [
        Button(_marked(name, key in chosen), press(presses.NEWS, TOPICS, key))
        for key, name in office.topics.items()
    ]
    text = _("What would you like to hear of? Press a topic to choose it, again to leave it out.")
    return Reply(both(text, _chosen(choices, office)), (*buttons, _done()))


def villages(office: Office) -> Reply:
    """Offer the villages."""
    buttons = [
        Button(village_name(office, number), press(presses.NEWS, VILLAGE, str(number)))
        for number in office.villages
    ]
    every = Button(_("All villages"), press(presses.NEWS, VILLAGE, ALL))
    return Reply(_("Which village would you like news of?"), (*buttons, every))


def _chosen(choices: Choices, office: Office) -> Rendered:
    about: Text = _("Topics: all")
    if len(choices.topics) < len(office.topics):
        names = _listed([office.topics[key] for key in choices.topics])
        about = _("Topics: {topics}", topics=names)
    if choices.village is None:
        return both(about, _("Village: all"))
    return both(about, _("Village: {village}", village=village_name(office, choices.village)))


def _listed(names: list[Rendered]) -> Rendered:
    listed, *others = names or [plain("–")]
    for name in others:
        listed = Text("{first}, {second}", {"first": listed, "second": name})
    return listed


def _changes(page: str) -> tuple[Button, ...]:
    return (
        Button(_("Choose topics"), press(presses.NEWS, TOPICS)),
        Button(_("Choose a village"), press(presses.NEWS, VILLAGE)),
        Button(_("Choose on a page"), url=page),
        Button(_("Stop the news"), press(presses.NEWS, STOP)),
        _menu(),
    )


def _marked(name: Rendered, chosen: bool) -> Rendered:
    return Text("✓ {name}", {"name": name}) if chosen else name


def _no() -> Button:
    return Button(_("No, thank you"), press(presses.NEWS, NO))


def _no_emergencies() -> Button:
    return Button(_("No warnings either"), press(presses.NEWS, EMERGENCIES, OFF))


def _done() -> Button:
    return Button(_("That is all"), presses.NEWS)


def _menu() -> Button:
    return Button(_("Menu"), presses.MENU)
