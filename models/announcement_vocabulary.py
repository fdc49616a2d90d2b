"""Words about announcements that are stored in the database. Imports nothing of ours."""

from enum import StrEnum


class AnnouncementKind(StrEnum):
    NORMAL = "normal"
    EMERGENCY = "emergency"
    """Flood, dust, water cut: one person sends it, at once and to everybody."""
    CORRECTION = "correction"
    """Puts an earlier one right; goes to the same people."""


class AnnouncementState(StrEnum):
    """Where an announcement stands, in the order it walks."""

    DRAFT = "draft"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    SCHEDULED = "scheduled"
    """Approved; goes out when its time comes, or at once."""
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    """Ended by the office before it reached everybody."""
    SENT = "sent"
    DISCARDED = "discarded"
    """A draft nobody needed; never said, and not shown any more."""


NOT_SAID_YET: tuple[AnnouncementState, ...] = (
    AnnouncementState.DRAFT,
    AnnouncementState.WAITING_FOR_APPROVAL,
    AnnouncementState.SCHEDULED,
)

PUBLIC_ANNOUNCEMENTS: tuple[AnnouncementState, ...] = (
    AnnouncementState.SENDING,
    AnnouncementState.PAUSED,
    AnnouncementState.STOPPED,
    AnnouncementState.SENT,
)
"""What was said, at least to some: shown in the public archive."""


class ChunkState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    """Everybody in it was tried; how it went is counted in the chunk."""
    HELD = "held"
    """The month's messages are used up; it is tried again each hour."""
    HANDED_ON = "handed_on"
    """Its people stand in the outbox, each to be told in a way that is free, or next month."""
    STOPPED = "stopped"
    """The office stopped the announcement before the rest of these were told."""


class AnnouncementWay(StrEnum):
    """How the people of one chunk are told."""

    BROADCAST = "broadcast"
    MULTICAST = "multicast"
    EACH = "each"
    """One after the other."""
