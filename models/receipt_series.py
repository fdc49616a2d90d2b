"""A receipt series: the last number given out in a fiscal year."""

from sqlmodel import Field, SQLModel


class ReceiptSeries(SQLModel, table=True):
    """Counted up in the transaction that issues the receipt, so that no number is ever missing."""

    __tablename__ = "receipt_series"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    last: int = Field(default=0)
