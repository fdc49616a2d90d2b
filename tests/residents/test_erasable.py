"""What may be erased, decided item by item."""

from services.desk.residents.erasable import CaseFacts, Item, Verdict, Why, erasable


def verdict(*cases: CaseFacts, item: Item = Item.CASE) -> list[tuple[bool, Why]]:
    return [(one.erase, one.why) for one in erasable(cases) if one.item == item]


CLOSED = CaseFacts("A", is_open=False, has_bill=False)
OPEN = CaseFacts("B", is_open=True, has_bill=False)
BILLED = CaseFacts("C", is_open=False, has_bill=True)
LENT = CaseFacts("D", is_open=False, has_bill=False, is_lent=True)


def test_what_is_over_is_erased() -> None:
    assert verdict(CLOSED) == [(True, Why.OVER)]


def test_an_open_case_stays_and_so_do_the_chats_it_needs() -> None:
    assert verdict(OPEN, CLOSED) == [(False, Why.OPEN), (True, Why.OVER)]
    assert verdict(OPEN, CLOSED, item=Item.CHATS) == [(False, Why.NEEDED)]


def test_what_was_billed_stays_for_the_accounts_but_needs_no_chat() -> None:
    assert verdict(BILLED) == [(False, Why.MONEY)]
    assert verdict(BILLED, item=Item.CHATS) == [(True, Why.OVER)]


def test_who_has_property_of_the_office_can_still_be_written_to() -> None:
    assert verdict(LENT) == [(False, Why.LENT)]
    assert verdict(LENT, item=Item.CHATS) == [(False, Why.NEEDED)]


def test_figures_and_the_log_always_stay() -> None:
    assert Verdict(Item.FIGURES, False, Why.NUMBERS) in erasable([CLOSED])
    assert Verdict(Item.LOG, False, Why.NO_WORDS) in erasable([])
