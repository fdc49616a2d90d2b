"""A topic a resident chose to hear of."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class SubscriptionTopic(SQLModel, table=True):
    """One topic of one subscription, by its key in the office file."""

    __tablename__ = "subscription_topic"

    resident_id: UUID = Field(primary_key=True, foreign_key="subscription.resident_id")
    topic: str = Field(primary_key=True, max_length=40)
