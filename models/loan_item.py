"""A loan item: how many of one thing belong to a loan, and what became of them."""

from uuid import UUID

from sqlmodel import Field, SQLModel


class LoanItem(SQLModel, table=True):
    """Counts only. What is neither back nor written off is still out."""

    __tablename__ = "loan_item"

    loan_id: UUID = Field(foreign_key="loan.id", primary_key=True)
    property_key: str = Field(primary_key=True, max_length=40, index=True)
    """As in the office file."""
    count: int
    returned: int = Field(default=0)
    """How many came back, damaged ones among them."""
    damaged: int = Field(default=0)
