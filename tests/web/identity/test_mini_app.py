"""What Telegram's app hands over is believed when Telegram made it, and for an hour."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.simulator.telegram_mini_app import PUBLIC_KEY, hash_of, init_data
from web.identity.errors import NotProved
from web.identity.mini_app import has_right_hash, is_signed, parts_of, read_init_data
from web.settings import TELEGRAM_KEY

TOKEN = "123456:TEST"
MADE = datetime(2026, 1, 1, tzinfo=UTC)
SOON = MADE + timedelta(minutes=5)

REAL = (
    "query_id=AAHdF6IQ&user=%7B%22id%22%3A279058397%2C%22first_name%22%3A%22%E0%B8%AA%E0%B8%A1"
    "%E0%B8%8A%E0%B8%B2%E0%B8%A2%22%2C%22language_code%22%3A%22th%22%7D&auth_date=1767225600"
    "&signature=H1Zys7b9DWxVof3gmAYmjU0S_DfdqH7Li3qqUkf287OV7r-1yk8o-EQiPGfbQvujCosMfWgFCS7TUR2"
    "eVu5nDg&hash=a76b1a5a64e0ddbadd4eeda5d44f7ad9259d2f6cdf043116da145a94329d5962"
)
"""Made by another implementation, with the token above and a key pair for tests."""
REAL_KEY = "4112765021341e5415e772cd65903f6b94e3ea1c2ab669e6d3e18ee2db00da61"


def without(handed_over: str, name: str) -> dict[str, str]:
    return {key: value for key, value in parse_qsl(handed_over) if key != name}


def rehashed(parts: dict[str, str]) -> str:
    return urlencode(parts | {"hash": hash_of(parts, TOKEN)})


def test_both_proofs_of_another_implementation_hold() -> None:
    assert has_right_hash(parts_of(REAL), TOKEN)
    assert is_signed(parts_of(REAL), "123456", REAL_KEY)
    identity = read_init_data(REAL, TOKEN, SOON, REAL_KEY)
    assert (identity.channel, identity.chat) == ("telegram", "279058397")


def test_another_bot_another_key_and_changed_words_prove_nothing() -> None:
    parts = parts_of(REAL)
    assert not has_right_hash(parts, "123456:OTHER")
    assert not is_signed(parts, "123457", REAL_KEY)
    assert not is_signed(parts, "123456", TELEGRAM_KEY)
    changed = parts | {"user": '{"id":1}'}
    assert not has_right_hash(changed, TOKEN)
    assert not is_signed(changed, "123456", REAL_KEY)


def test_the_signature_is_part_of_what_is_hashed() -> None:
    stripped = without(REAL, "signature")
    with pytest.raises(NotProved):
        read_init_data(urlencode(stripped), TOKEN, SOON, REAL_KEY)


def test_an_older_app_that_does_not_sign_is_believed_by_its_hash() -> None:
    plain = without(init_data(TOKEN, 77, MADE.timestamp()), "signature")
    plain.pop("hash")
    assert read_init_data(rehashed(plain), TOKEN, SOON, PUBLIC_KEY).chat == "77"


def test_who_knows_the_token_alone_cannot_sign() -> None:
    forged = without(init_data(TOKEN, 77, MADE.timestamp()), "hash") | {"user": '{"id":78}'}
    with pytest.raises(NotProved):
        read_init_data(rehashed(forged), TOKEN, SOON, PUBLIC_KEY)


@pytest.mark.parametrize(
    ("after", "believed"),
    [
        (timedelta(hours=1), True),
        (timedelta(hours=1, seconds=1), False),
        (timedelta(seconds=-60), True),
        (timedelta(seconds=-61), False),
    ],
)
def test_it_is_believed_for_an_hour(after: timedelta, believed: bool) -> None:
    handed_over = init_data(TOKEN, 77, MADE.timestamp())
    assert _is_believed(handed_over, MADE + after) is believed


@pytest.mark.parametrize(
    "handed_over",
    [
        "",
        "x",
        "hash=",
        REAL + "&user=%7B%22id%22%3A1%7D",
        REAL.replace("hash=a7", "hash=b7"),
        REAL + "&more=" + "x" * 5000,
        "&".join(f"a{number}=1" for number in range(40)),
        init_data(TOKEN, 77, MADE.timestamp(), user="no object"),
        init_data(TOKEN, 77, MADE.timestamp(), user="[]"),
        init_data(TOKEN, 77, MADE.timestamp(), user='{"id":"77"}'),
        init_data(TOKEN, 77, MADE.timestamp(), user='{"id":true}'),
        init_data(TOKEN, -5, MADE.timestamp()),
        init_data(TOKEN, 77, MADE.timestamp(), auth_date="-1"),
        init_data(TOKEN, 77, MADE.timestamp(), auth_date="๑๗๖"),
        init_data(TOKEN, 77, MADE.timestamp(), auth_date="9" * 20),
        init_data("1:OTHER", 77, MADE.timestamp()),
    ],
)
def test_anything_else_is_refused(handed_over: str) -> None:
    assert not _is_believed(handed_over, SOON)


def _is_believed(handed_over: str, now: datetime) -> bool:
    try:
        read_init_data(handed_over, TOKEN, now, PUBLIC_KEY)
    except NotProved:
        return False
    return True
