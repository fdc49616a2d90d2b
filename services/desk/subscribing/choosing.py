"""Choosing news: a resident says yes, no or stop, and which topics and village it is about.

Only a yes counts as consent (Personal Data Protection Act, section 19): it is kept with its time
and with the sentence it answered. Whoever was asked once and said nothing is left in peace.
"""

from collections.abc import Sequence

from sqlmodel import col, delete, select

from models.subscription import Subscription
from models.subscription_topic import SubscriptionTopic
from services.desk.actor import Actor
from services.desk.subscribing import words
from services.desk.subscribing.choices import Choices
from services.desk.work import Work
from services.kit.errors import NotPossible
from services.kit.message import Reply
from services.kit.text import _

WORDING_VERSION = 1
"""Raised when `words.question` or `words.agreed` promises something else than before."""


async def ask_once(work: Work, actor: Actor) -> tuple[Reply, ...]:
    """Ask whether somebody wants news, unless they were asked or have chosen before."""
    if actor.resident_id is None or not work.around.office.topics:
        return ()
    if await work.session.get(Subscription, actor.resident_id) is not None:
        return ()
    work.session.add(Subscription(resident_id=actor.resident_id, asked_at=work.now))
    await work.session.flush()
    return (words.question(work.around.office),)


async def show(work: Work, actor: Actor) -> Reply:
    """Show what somebody chose, and how to change it."""
    kept = await _kept(work, actor)
    return words.card(await _choices(work, kept), work.around.office, _page(work, actor))


async def agree(work: Work, actor: Actor) -> Reply:
    """Take a yes: from now on news comes to this chat."""
    kept = await _kept(work, actor)
    _say_yes(work, kept, actor)
    await work.session.flush()
    choices = await _choices(work, kept)
    return words.agreed(choices, work.around.office, _page(work, actor))


async def refuse(work: Work, actor: Actor) -> Reply:
    """Take a no to the question."""
    await stop_news(work, await _kept(work, actor))
    return words.refused()


async def stop(work: Work, actor: Actor) -> Reply:
    """Stop the news; emergencies still come, and it is said so."""
    await stop_news(work, await _kept(work, actor))
    return words.stopped()


async def stop_news(work: Work, kept: Subscription) -> None:
    """Note that somebody wants no news any more."""
    kept.wants_news, kept.stopped_at = False, work.now
    work.session.add(kept)
    await work.session.flush()


async def want_emergencies(work: Work, actor: Actor, *, wanted: bool) -> Reply:
    """Take or give back the right to hear of a flood."""
    kept = await _kept(work, actor)
    kept.no_emergencies = not wanted
    work.session.add(kept)
    await work.session.flush()
    return words.emergencies(wanted=wanted)


async def turn_topic(work: Work, actor: Actor, topic: str) -> Reply:
    """Add a topic or take it away; the first one chosen takes the place of all."""
    if topic not in work.around.office.topics:
        raise NotPossible(_("The office does not write about this topic any more."))
    kept = await _kept(work, actor)
    chosen = set((await _choices(work, kept)).topics)
    if len(chosen) == len(work.around.office.topics):
        chosen = set()
    await choose_topics(work, kept, sorted(chosen ^ {topic}))
    return await show_topics(work, actor)


async def show_topics(work: Work, actor: Actor) -> Reply:
    """Offer every topic, each marked when it is chosen."""
    choices = await _choices(work, await _kept(work, actor))
    return words.topics(choices, work.around.office)


def show_villages(work: Work) -> Reply:
    """Offer every village."""
    return words.villages(work.around.office)


async def choose_village(work: Work, actor: Actor, number: int | None) -> Reply:
    """Take a village; none means all of them."""
    if number is not None and number not in work.around.office.villages:
        raise NotPossible(_("There is no such village. Please choose one of the list."))
    kept = await _kept(work, actor)
    kept.village = number
    work.session.add(kept)
    await work.session.flush()
    return await show(work, actor)


async def choose_topics(work: Work, kept: Subscription, topics: Sequence[str]) -> None:
    """Keep these topics and no others; none of them, or each of them, means all."""
    known = [topic for topic in topics if topic in work.around.office.topics]
    mine = col(SubscriptionTopic.resident_id) == kept.resident_id
    await work.session.exec(delete(SubscriptionTopic).where(mine))
    kept.all_topics = not known or len(known) == len(work.around.office.topics)
    work.session.add(kept)
    await work.session.flush()
    rows = () if kept.all_topics else known
    work.session.add_all(SubscriptionTopic(resident_id=kept.resident_id, topic=t) for t in rows)
    await work.session.flush()


async def choose_all(work: Work, actor: Actor, wanted: Choices) -> None:
    """Take everything that stands on the page of choices."""
    kept = await _kept(work, actor)
    if wanted.wants_news and not kept.wants_news:
        _say_yes(work, kept, actor)
    if kept.wants_news and not wanted.wants_news:
        await stop_news(work, kept)
    kept.village = wanted.village if wanted.village in work.around.office.villages else None
    kept.no_emergencies = wanted.no_emergencies
    await choose_topics(work, kept, wanted.topics)


async def choices_of(work: Work, actor: Actor) -> Choices:
    """Return what somebody chose, for a page."""
    return await _choices(work, await _kept(work, actor))


def _say_yes(work: Work, kept: Subscription, actor: Actor) -> None:
    kept.wants_news, kept.no_emergencies = True, False
    kept.channel, kept.chat = actor.channel, actor.chat
    kept.agreed_at, kept.wording_version = work.now, WORDING_VERSION
    work.session.add(kept)


async def _kept(work: Work, actor: Actor) -> Subscription:
    """Return what stands of this person, or an empty row that is kept once it says something."""
    if actor.resident_id is None:
        raise NotPossible(_("Please ask for news in our private chat."))
    wanted = select(Subscription).where(Subscription.resident_id == actor.resident_id)
    found = (await work.session.exec(wanted.execution_options(populate_existing=True))).first()
    return found or Subscription(resident_id=actor.resident_id)


async def _choices(work: Work, kept: Subscription) -> Choices:
    mine = col(SubscriptionTopic.resident_id) == kept.resident_id
    chosen = set((await work.session.exec(select(SubscriptionTopic.topic).where(mine))).all())
    every = tuple(work.around.office.topics)
    return Choices(
        wants_news=kept.wants_news,
        topics=every if kept.all_topics else tuple(one for one in every if one in chosen),
        village=kept.village,
        no_emergencies=kept.no_emergencies,
    )


def _page(work: Work, actor: Actor) -> str:
    return words.page_address(work.links, actor.channel, actor.chat, work.now)
