"""Sealing: what is locked opens for its key only, at its place only, and tells no size."""

import pytest

from services.integrity.receipts import SHIPPED, derive, grouped, new_code, read_code
from services.integrity.sealing import (
    SMALLEST,
    DoesNotOpen,
    new_content_key,
    new_pair,
    open_sealed,
    seal,
    unwrap,
    wrap,
)
from tests.integrity.conftest import LIGHT


def test_a_wrapped_key_opens_for_its_owner_and_for_its_report_only() -> None:
    owner, other, key = new_pair(), new_pair(), new_content_key()
    wrapped = wrap(key, owner.public, "a report")
    assert unwrap(wrapped, owner.private, "a report") == key
    with pytest.raises(DoesNotOpen):
        unwrap(wrapped, other.private, "a report")
    with pytest.raises(DoesNotOpen):
        unwrap(wrapped, owner.private, "another report")


def test_a_part_opens_at_its_own_place_and_unchanged_only() -> None:
    key = new_content_key()
    sealed = seal(key, "ความลับ".encode(), "report/0")
    assert open_sealed(key, sealed, "report/0").decode() == "ความลับ"
    with pytest.raises(DoesNotOpen):
        open_sealed(key, sealed, "report/1")
    with pytest.raises(DoesNotOpen):
        open_sealed(key, sealed[:-1] + bytes([sealed[-1] ^ 1]), "report/0")


@pytest.mark.parametrize("length", [0, 1, 100, SMALLEST - 8])
def test_a_line_and_a_page_are_as_large_when_sealed(length: int) -> None:
    key = new_content_key()
    assert len(seal(key, b"x" * length, "here")) == len(seal(key, b"", "here"))


def test_the_next_bucket_holds_what_is_longer() -> None:
    key, longer = new_content_key(), b"x" * (SMALLEST - 7)
    sealed = seal(key, longer, "here")
    assert (len(sealed), open_sealed(key, sealed, "here")) == (2 * SMALLEST + 28, longer)


def test_a_code_is_sixteen_digits_and_is_read_as_people_write_it() -> None:
    code = new_code()
    assert (len(code), code.isdecimal()) == (16, True)
    assert read_code(f" {grouped(code)}-") == code
    assert read_code("๑๒๓๔ ๕๖๗๘ ๙๐๑๒ ๓๔๕๖") == "1234567890123456"


def test_a_code_makes_another_key_in_another_office() -> None:
    here, there = derive("1" * 16, b"a" * 16, LIGHT), derive("1" * 16, b"b" * 16, LIGHT)
    assert here == derive("1" * 16, b"a" * 16, LIGHT)
    assert here.lookup != there.lookup
    assert here.private != there.private


def test_the_place_of_a_report_does_not_hold_its_key() -> None:
    receipt = derive("1" * 16, b"a" * 16, LIGHT)
    assert receipt.private.hex() not in receipt.lookup


def test_a_code_is_as_much_work_as_rfc_9106_asks_of_a_small_server() -> None:
    assert (SHIPPED.memory_kib, SHIPPED.passes, SHIPPED.lanes) == (64 * 1024, 3, 1)
