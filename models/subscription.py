"""A subscription: whether a resident wants news of the office, about what, and where."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from models.columns import Moment

_WANTED = text("wants_news")


class Subscription(SQLModel, table=True):
    """What one resident said about news. Without a row nobody ever asked them.

    News goes to one chat of each resident, the one in which they said yes: nobody hears it twice,
    and the office pays once. Emergencies go to every chat, unless they said no to these, too.
    """

    __table_args__ = (
        Index(
            "ix_subscription_wanted",
            "channel",
            "chat",
            sqlite_where=_WANTED,
            postgresql_where=_WANTED,
        ),
    )

    resident_id: UUID = Field(primary_key=True, foreign_key="resident.id")
    wants_news: bool = Field(default=False)
    channel: str = Field(default="", max_length=20)
    chat: str = Field(default="", max_length=100)
    """Where they said yes last."""
    village: int | None = None
    """Which village they want news of; none means all of them."""
    all_topics: bool = Field(default=True)
    """Until they choose topics, they hear all; see `SubscriptionTopic`."""
    no_emergencies: bool = Field(default=False)
    """They do not even want to hear of a flood. Said only to somebody who was told so."""
    asked_at: datetime | None = Field(default=None, sa_type=Moment)
    """When the desk asked them by itself, which it does once in a lifetime."""
    agreed_at: datetime | None = Field(default=None, sa_type=Moment)
    wording_version: int = Field(default=0)
    """Which sentence they agreed to; see `services.desk.subscribing.consent` (PDPA)."""
    stopped_at: datetime | None = Field(default=None, sa_type=Moment)
    """When they last said no, or stopped."""
