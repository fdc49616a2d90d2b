"""A channel address: one chat on one messenger, and whether it can still be reached."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field, SQLModel

from models.columns import Moment


class ChannelAddress(SQLModel, table=True):
    """A chat we may write to. Groups and topics have no resident.

    `chat` is the messenger's own id: a LINE user, group or room id; a Telegram chat id, with
    `/thread` behind it for a forum topic; a digest of the web chat's secret.
    """

    __tablename__ = "channel_address"

    channel: str = Field(primary_key=True, max_length=20)
    chat: str = Field(primary_key=True, max_length=100)
    resident_id: UUID | None = Field(default=None, foreign_key="resident.id", index=True)
    blocked_at: datetime | None = Field(default=None, sa_type=Moment)
    """When the messenger told us for good that nothing arrives there any more."""
    blocked_reason: str | None = Field(default=None, max_length=200)
