"""The office's state: how often somebody changed what the office is while the desk runs."""

from sqlmodel import Field, SQLModel

THE_ONE = 1


class OfficeState(SQLModel, table=True):
    """One row, from the first change on; every process compares it with what it has loaded."""

    __tablename__ = "office_state"

    id: int = Field(default=THE_ONE, primary_key=True)
    version: int = Field(default=0)
