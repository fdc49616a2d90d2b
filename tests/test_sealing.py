"""Private answers are sealed with keys outside the database, and the keys can be changed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlmodel import select

from bot.desk import Desk
from bot.failures import failed, failed_event
from bot.messages import Heard, Kind
from models import Attachment, Case, Conversation, InboundEvent, Resident
from services.desk.resealing import look_at_seals
from services.kit.fields import Stored
from services.kit.sealing import (
    FILE_NAME,
    GRACE,
    Keyring,
    Unreadable,
    in_case,
    in_chat,
    of_file,
    opened,
)
from tests.conftest import Clock
from web.cli.key_checks import check_keys
from web.cli.keys import rotate_keys
from web.settings import Settings

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HERE = "here"
ACCOUNT: Stored = {"bank": "ktb", "account": "1234567890", "holder": "สมชาย ใจดี"}


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "data" / FILE_NAME)


@pytest.mark.parametrize("answer", ["1101700230708", 7, ["a", "b"], ACCOUNT, None])
def test_what_was_sealed_opens_again(keyring: Keyring, answer: Stored) -> None:
    assert keyring.unseal(keyring.seal(answer, HERE), HERE) == answer


def test_a_seal_shows_nothing_and_is_never_the_same_twice(keyring: Keyring) -> None:
    first, second = keyring.seal("1101700230708", HERE), keyring.seal("1101700230708", HERE)
    assert first != second
    assert "1101700230708" not in first


def test_a_seal_opens_nothing_in_another_place(keyring: Keyring) -> None:
    token = keyring.seal("1101700230708", in_case(1)("national"))
    for place in (in_case(2)("national"), in_case(1)("account"), in_chat("line", "U1")("national")):
        with pytest.raises(Unreadable):
            keyring.unseal(token, place)


def test_a_new_key_changes_nothing_about_where_a_seal_opens(keyring: Keyring) -> None:
    token = keyring.seal("1101700230708", HERE)
    keyring.add_key(NOW)
    renewed = keyring.renewed(token)
    assert keyring.unseal(renewed, HERE) == "1101700230708"
    with pytest.raises(Unreadable):
        keyring.unseal(renewed, "elsewhere")


def test_answers_move_from_their_form_to_their_case_and_to_no_other(keyring: Keyring) -> None:
    form, case = in_chat("line", "U1"), in_case(7)
    token = keyring.seal("1101700230708", form("national"))
    answers: dict[str, Stored] = {"national": {"sealed": token, "shown": "x"}, "words": "a"}
    moved = keyring.moved(answers, form, case)
    assert (opened(moved["national"], keyring, case("national")), moved["words"]) == (
        "1101700230708",
        "a",
    )
    with pytest.raises(Unreadable):
        keyring.moved(answers, in_chat("line", "U2"), case)


def test_an_open_answer_is_opened_as_it_is(keyring: Keyring) -> None:
    assert opened("12", keyring, HERE) == "12"
    assert opened({"sealed": keyring.seal("34", HERE), "shown": "•••"}, keyring, HERE) == "34"


def test_the_keys_are_for_our_eyes_only(keyring: Keyring) -> None:
    keyring.seal("1", HERE)
    assert keyring.file.stat().st_mode & 0o777 == 0o600


def test_another_process_uses_the_same_keys(keyring: Keyring) -> None:
    assert Keyring(keyring.file).unseal(keyring.seal("1", HERE), HERE) == "1"


@pytest.mark.parametrize("token", ["", "gAAAAA", "ก", "x" * 120])
def test_what_is_no_seal_is_unreadable(keyring: Keyring, token: str) -> None:
    with pytest.raises(Unreadable):
        keyring.unseal(token, HERE)


def test_a_changed_letter_is_noticed(keyring: Keyring) -> None:
    token = keyring.seal("1101700230708", HERE)
    changed = token[:50] + ("A" if token[50] != "A" else "B") + token[51:]
    with pytest.raises(Unreadable):
        keyring.unseal(changed, HERE)


def test_other_keys_open_nothing(keyring: Keyring, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        Keyring(tmp_path / "other.keys").unseal(keyring.seal("1", HERE), HERE)


def test_a_desk_that_is_serving_notices_a_new_key(keyring: Keyring) -> None:
    serving = Keyring(keyring.file)
    old = serving.seal("1", HERE)
    keyring.add_key(NOW)
    assert serving.unseal(keyring.renewed(old), HERE) == "1"
    assert keyring.renewed(serving.seal("2", HERE)).startswith("gAAAAA")


def test_only_what_is_under_an_older_key_is_renewed(keyring: Keyring) -> None:
    old = keyring.seal("1", HERE)
    keyring.add_key(NOW)
    renewed = keyring.renewed(old)
    assert renewed != old
    assert keyring.renewed(renewed) == renewed


def test_a_key_is_kept_for_days_after_the_next_one(keyring: Keyring) -> None:
    old = keyring.seal("1", HERE)
    keyring.add_key(NOW)
    assert keyring.drop_old(NOW + GRACE - timedelta(seconds=1)) == 0
    assert keyring.unseal(old, HERE) == "1"
    assert keyring.drop_old(NOW + GRACE) == 1
    with pytest.raises(Unreadable):
        keyring.unseal(old, HERE)


def sealed(desk: Desk, stored: Stored) -> dict[str, Any]:
    return {"sealed": desk.keyring.seal(stored, HERE), "shown": "•••"}


async def keep_everywhere(desk: Desk) -> None:
    """Keep a sealed answer in a case, in an open form and in an event that failed."""
    waiting = json.dumps({"draft": "abc", "answers": {"account": sealed(desk, ACCOUNT)}})
    async with desk.work() as work:
        resident = Resident()
        work.session.add(resident)
        await work.session.flush()
        work.session.add(
            Case(
                reference="ABCD2345",
                service_key="a",
                department="works",
                answers={"account": sealed(desk, ACCOUNT), "words": "ทดสอบ"},
                resident_id=resident.id,
                channel="line",
                chat="U1",
                due_on=work.today,
            )
        )
        draft = {"draft": {"answers": {"account": sealed(desk, ACCOUNT)}}}
        work.session.add(Conversation(channel="line", chat="U1", person="U1", remembered=draft))
        origin = {"origin": desk.keyring.seal({"at": "2026-11-23"}, HERE)}
        work.session.add(Attachment(channel="line", chat="U1", source=origin))
        told = Heard("line", "1", "U1", "U1", Kind.FILLED, waiting)
        work.session.add(InboundEvent(**failed(desk, told, KeyError(), work.now)))


async def rows(desk: Desk) -> tuple[Case, Conversation, InboundEvent]:
    async with desk.database.reading() as session:
        return (
            (await session.exec(select(Case))).one(),
            (await session.exec(select(Conversation))).one(),
            (await session.exec(select(InboundEvent))).one(),
        )


async def test_rotating_brings_every_answer_under_the_new_key(desk: Desk, clock: Clock) -> None:
    await keep_everywhere(desk)
    before = desk.keyring.all_keys()
    told, dropped = await rotate_keys(desk)
    assert (told.renewed, told.unreadable, dropped) == (4, 0, 0)
    clock.advance(days=4)
    assert (await rotate_keys(desk))[1] == 1
    assert before[0] not in desk.keyring.all_keys()
    case, talk, event = await rows(desk)
    assert "account" not in str(event.payload)
    heard = await failed_event(desk, event.key)
    waiting = json.loads(heard.text)["answers"]["account"]
    kept = (case.answers["account"], talk.remembered["draft"]["answers"]["account"], waiting)
    assert [opened(answer, desk.keyring, HERE) for answer in kept] == [ACCOUNT] * 3
    assert case.answers["words"] == "ทดสอบ"


def without_a_place(keyring: Keyring, stored: Stored) -> str:
    """Return a token as it was made before tokens said where they belong."""
    inside = json.dumps(stored, ensure_ascii=False).encode()
    return Fernet(keyring.all_keys()[0].secret).encrypt(inside).decode()


async def test_answers_sealed_before_they_had_a_place_get_the_one_where_they_stand(
    desk: Desk,
) -> None:
    await keep_everywhere(desk)
    old = {"sealed": without_a_place(desk.keyring, ACCOUNT), "shown": "•••"}
    async with desk.work() as work:
        case = (await work.session.exec(select(Case))).one()
        case.answers = {"account": old}
        talk = (await work.session.exec(select(Conversation))).one()
        talk.remembered = {"draft": {"answers": {"account": old}}}
        photo = (await work.session.exec(select(Attachment))).one()
        photo.sha256, photo.source = "ab", {"origin": without_a_place(desk.keyring, "then")}
    told, _dropped = await rotate_keys(desk)
    assert (told.renewed, told.unreadable) == (4, 0)
    case, talk, _event = await rows(desk)
    asked = talk.remembered["draft"]["answers"]["account"]
    assert opened(case.answers["account"], desk.keyring, in_case(case.id)("account")) == ACCOUNT
    assert opened(asked, desk.keyring, in_chat("line", "U1")("account")) == ACCOUNT
    async with desk.database.reading() as session:
        photo = (await session.exec(select(Attachment))).one()
    assert desk.keyring.unseal(photo.source["origin"], of_file("ab")) == "then"


async def test_a_turn_that_read_the_form_before_begins_again(desk: Desk) -> None:
    await keep_everywhere(desk)
    await rotate_keys(desk)
    case, talk, _event = await rows(desk)
    assert (talk.version, case.version) == (2, 1)


async def test_what_cannot_be_opened_is_left_alone_and_no_key_is_dropped(
    desk: Desk, clock: Clock
) -> None:
    await keep_everywhere(desk)
    lost = desk.keyring.file.read_text(encoding="utf-8")
    desk.keyring.file.unlink()
    desk.keyring.add_key(clock() - 3 * GRACE)
    told, dropped = await rotate_keys(desk)
    assert (told.renewed, told.unreadable, dropped) == (0, 4, 0)
    now = desk.keyring.file.read_text(encoding="utf-8")
    desk.keyring.file.write_text(now + lost, encoding="utf-8")
    assert (await rotate_keys(desk))[0].renewed == 4


async def test_the_doctor_counts_seals_and_misses_keys(desk: Desk) -> None:
    await keep_everywhere(desk)
    settings = Settings(_env_file=None, data_dir=desk.data_dir)
    async with desk.database.reading() as session:
        assert (await check_keys(session, settings)).line() == (
            "ok     private answers in 4 rows, keys: 1"
        )
        desk.keyring.file.chmod(0o644)
        assert "chmod 600" in (await check_keys(session, settings)).advice
        desk.keyring.file.unlink()
        assert "put it back from a backup" in (await check_keys(session, settings)).advice
        desk.keyring.add_key(NOW)
        assert "4 cannot be opened" in (await check_keys(session, settings)).advice


async def test_looking_at_seals_changes_nothing(desk: Desk) -> None:
    await keep_everywhere(desk)
    before = [row.model_dump() for row in await rows(desk)]
    async with desk.database.reading() as session:
        counted, told = await look_at_seals(session, desk.keyring)
    assert (counted, told.found, told.unreadable) == (4, 4, 0)
    assert [row.model_dump() for row in await rows(desk)] == before


async def test_words_that_look_like_a_seal_hold_up_nobody(desk: Desk, clock: Clock) -> None:
    await keep_everywhere(desk)
    forged = "gAAAAA" + "A" * 94
    answers = {"words": forged, "more": json.dumps({"a": {"sealed": forged, "shown": ""}})}
    async with desk.work() as work:
        case = (await work.session.exec(select(Case))).one()
        case.answers = {**case.answers, **answers}
        work.session.add(case)
    told, _dropped = await rotate_keys(desk)
    assert (told.renewed, told.unreadable) == (4, 0)
    clock.advance(days=4)
    assert (await rotate_keys(desk))[1] == 1
    case, _talk, _event = await rows(desk)
    assert {name: case.answers[name] for name in answers} == answers
