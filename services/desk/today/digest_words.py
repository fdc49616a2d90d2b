"""What a digest says: numbers and links. Pure."""

from collections.abc import Mapping

from services.desk.today.piles import Moved, Pile
from services.kit.message import Button, Reply
from services.kit.text import _

TELLING = (Pile.NEW, Pile.UNREAD, Pile.DUE, Pile.OVERDUE)


def is_worth_a_message(found: Mapping[Pile, int]) -> bool:
    """Say whether anything waits that somebody who leads should know in the morning."""
    return any(found[pile] for pile in TELLING)


def daily(found: Mapping[Pile, int], base_url: str) -> Reply:
    """Tell in the morning what waits."""
    words = _(
        "Good morning. Today: new and not taken on {new}, residents wrote {unread}, "
        "due today {due}, late {late}. Open in all: {open}.",
        new=found[Pile.NEW],
        unread=found[Pile.UNREAD],
        due=found[Pile.DUE],
        late=found[Pile.OVERDUE],
        open=found[Pile.OPEN],
    )
    return Reply(words, _ways(found, base_url))


def weekly(found: Mapping[Pile, int], moved: Moved, base_url: str) -> Reply:
    """Tell at the beginning of a week how the last seven days went."""
    words = _(
        "The last seven days: {received} cases received, {closed} closed. "
        "Now open: {open}, of these late: {late}.",
        received=moved.received,
        closed=moved.closed,
        open=found[Pile.OPEN],
        late=found[Pile.OVERDUE],
    )
    return Reply(words, _ways(found, base_url))


def _ways(found: Mapping[Pile, int], base_url: str) -> tuple[Button, ...]:
    late = Button(_("See what is late"), url=f"{base_url}/console/today/overdue")
    today = Button(_("Open Today"), url=f"{base_url}/console")
    return (late, today) if found[Pile.OVERDUE] else (today,)
