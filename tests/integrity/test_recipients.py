"""The recipients' side: set up from nothing, two who read, one who is concerned, one who forgot."""

import httpx
import pyotp
import pytest
from sqlmodel import select

from models.integrity import Deletion, Opening, Reader, Report
from services.integrity import recipients
from services.integrity.exporting import open_export
from services.integrity.printed import Misread, printed, read_printed
from services.integrity.procedure import KEPT_YEARS, counts
from services.integrity.sealing import DoesNotOpen, new_pair
from services.integrity.telling import Kind
from tests.integrity.conftest import LIGHT
from tests.integrity.reporting import DAY, enter, file, read_as
from tests.integrity.sitting_down import COOKIE, OTHER_PASSPHRASE, PASSPHRASE, Desk, Recipient


@pytest.fixture
def reporter(desk: Desk) -> httpx.AsyncClient:  # instead of the one without recipients
    return desk.browser()


async def test_a_report_is_read_answered_and_closed_and_the_reporter_follows(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    code = await file(reporter)
    (lookup,) = await desk.clerk.lookups()
    page = await desk.clerk.see(f"/reports/{lookup}")
    assert "The contractor Phanuphong paid for the culvert twice" in page.text
    assert "You are the first." in page.text
    assert "Days until the first answer is due: 15" in page.text
    place = f"/reports/{lookup}"
    await desk.clerk.do(place, action="answer", text="Which Tuesday was it?")
    await desk.clerk.do(place, action="step", step="preliminary", text="We look at the bills.")
    told = (await enter(reporter, code, text="The last one of May")).text
    assert [words in told for words in ("Which Tuesday", "Preliminary look", "In progress")] == [
        True,
        True,
        True,
    ]
    read = (await desk.mayor.see(place)).text
    assert [words in read for words in ("The last one of May", "<li>Chief clerk, ")] == [True, True]
    await desk.mayor.do(place, action="step", step="found", text="It was so.")
    assert "Closed: it was so" in (await enter(reporter, code)).text
    async with desk.channel.database.reading() as session:
        counted = await counts(session, DAY, DAY)
    assert (counted.received, counted.finished, counted.in_progress) == (1, 1, 0)


async def test_whom_a_report_concerns_never_gets_it(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter, concerned=[desk.mayor.key_id])
    (lookup,) = await desk.clerk.lookups()
    assert await desk.mayor.lookups() == []
    assert (await desk.mayor.see(f"/reports/{lookup}")).status_code == 404
    page = await desk.clerk.do(f"/reports/{lookup}", action="share", reader=desk.mayor.key_id)
    assert "This report is not for them." in page.text
    assert await desk.mayor.lookups() == []


async def test_somebody_who_joins_later_reads_what_is_shared_with_them(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter)
    legal = Recipient(desk.browser(), desk.clock, "Legal officer")
    await legal.join(await desk.invite(legal.post))
    await legal.sign_in()
    assert "Nobody has confirmed your key yet" in (await legal.see()).text
    await desk.clerk.do("/confirm", reader=legal.key_id)
    assert await legal.lookups() == []
    (lookup,) = await desk.clerk.lookups()
    await desk.clerk.do(f"/reports/{lookup}", action="share", reader=legal.key_id)
    assert await legal.lookups() == [lookup]


async def test_a_lost_passphrase_loses_nothing_and_gives_nothing_more(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter, what="Known to both")
    await file(reporter, what="About the mayor", concerned=[desk.mayor.key_id])
    again = Recipient(desk.browser(), desk.clock, "Mayor", "completely other words again")
    await again.join(await desk.invite("Mayor"))
    await again.sign_in()
    await desk.clerk.do("/confirm", reader=again.key_id)
    assert await again.lookups() == []
    wrong = printed(new_pair().private)
    assert "not the printed key" in (await again.do("/take-over", printed=wrong)).text
    await again.do("/take-over", printed=printed(desk.paper.private).lower())
    (lookup,) = await again.lookups()
    assert "Known to both" in (await again.see(f"/reports/{lookup}")).text
    assert len(await desk.clerk.lookups()) == 2
    assert await desk.mayor.lookups() == []


async def test_a_revoked_recipient_opens_nothing_and_gets_nothing(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter)
    (lookup,) = await desk.mayor.lookups()
    async with desk.channel.database.writing() as session:
        assert await recipients.revoke(session, desk.mayor.key_id)
    gone = await desk.mayor.browser.get(f"/integrity/desk/reports/{lookup}")
    assert (gone.status_code, gone.headers["location"]) == (303, "/integrity/desk?rested=1")
    await file(reporter)
    assert len(await desk.clerk.lookups()) == 2
    assert "Mayor" not in (await reporter.get("/integrity/report")).text


async def test_after_a_rest_everything_is_locked(desk: Desk, reporter: httpx.AsyncClient) -> None:
    await file(reporter)
    for _minute in range(3):
        desk.clock.advance(minutes=9)
        assert len(await desk.clerk.lookups()) == 1
    desk.clock.advance(minutes=11)
    locked = (await desk.clerk.see()).text
    assert ("everything was locked" in locked, "/reports/" in locked) == (True, False)
    await desk.clerk.sign_in()
    assert len(await desk.clerk.lookups()) == 1


async def test_wrong_tries_are_slowed_down_and_a_code_works_once(desk: Desk) -> None:
    fine = await desk.mayor.sign_in()
    code = pyotp.TOTP(desk.mayor.second).at(desk.clock.now)
    again = await desk.mayor.browser.post(
        "/integrity/desk/sign-in",
        data={"who": desk.mayor.key_id, "passphrase": OTHER_PASSPHRASE, "code": code},
    )
    assert ("You are signed in" in fine.text, "did not fit" in again.text) == (True, True)
    for _try in range(3):
        assert "did not fit" in (await desk.mayor.sign_in(passphrase="guess")).text
    async with desk.channel.database.reading() as session:
        shut = (await session.get_one(Reader, desk.mayor.key_id)).shut_until
    assert shut is not None
    assert (shut - desk.clock.now).total_seconds() == 60
    assert "did not fit" in (await desk.mayor.sign_in()).text
    desk.clock.advance(seconds=60)
    assert "You are signed in" in (await desk.mayor.sign_in()).text


async def test_for_everybody_else_the_pages_are_not_there(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter)
    (lookup,) = await desk.clerk.lookups()
    places = ("/leave", "/confirm", "/take-over", f"/reports/{lookup}", f"/reports/{lookup}/export")
    for place in places:
        asked = await reporter.post(f"/integrity/desk{place}", data={"action": "answer"})
        unmarked = await desk.clerk.browser.post(f"/integrity/desk{place}", data={"text": "x"})
        assert (place, asked.status_code, unmarked.status_code) == (place, 404, 404)
    assert (await reporter.get(f"/integrity/desk/reports/{lookup}")).status_code == 404
    seen = (await reporter.get("/integrity/desk")).text
    assert lookup not in seen


async def test_the_cookie_goes_only_where_it_belongs(desk: Desk) -> None:
    given = (await desk.clerk.sign_in()).headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    wanted = ("HttpOnly", "Path=/integrity/desk", "SameSite=strict", "Secure")
    assert [word for word in wanted if word not in given] == []


async def test_a_report_is_handed_out_locked(desk: Desk, reporter: httpx.AsyncClient) -> None:
    await file(reporter)
    (lookup,) = await desk.clerk.lookups()
    weak = await desk.clerk.do(f"/reports/{lookup}/export", passphrase="short")
    assert "too easy to guess" in weak.text
    handed = await desk.clerk.do(f"/reports/{lookup}/export", passphrase=OTHER_PASSPHRASE)
    assert b"Phanuphong" not in handed.content
    (entry,) = open_export(handed.content, OTHER_PASSPHRASE, LIGHT)
    assert "Phanuphong" in entry.words["what"]
    with pytest.raises(DoesNotOpen):
        open_export(handed.content, PASSPHRASE, LIGHT)


async def test_after_its_time_a_report_is_gone_and_the_proof_stays(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter)
    await file(reporter)
    lookup, other = sorted(await desk.clerk.lookups())
    await desk.clerk.do(f"/reports/{lookup}", action="step", step="unclear", text="")
    desk.clock.advance(days=365 * KEPT_YEARS)
    await desk.channel.tidy()
    async with desk.channel.database.reading() as session:
        assert len((await session.exec(select(Report))).all()) == 2
    desk.clock.advance(days=4)
    await desk.channel.tidy()
    async with desk.channel.database.reading() as session:
        assert (await session.exec(select(Report.lookup))).all() == [other]
        assert (await session.exec(select(Deletion.lookup))).all() == [lookup]
        assert (await session.exec(select(Opening))).all() == []


async def test_the_printed_key_alone_opens_everything(
    desk: Desk, reporter: httpx.AsyncClient
) -> None:
    await file(reporter)
    async with desk.channel.database.reading() as session:
        paper = await recipients.printed_key(session)
    assert paper is not None
    (entry,) = await read_as(desk.channel.database, paper.key_id, desk.paper)
    assert entry.kind == Kind.REPORT


def test_the_printed_key_survives_handwriting() -> None:
    private = new_pair().private
    paper = printed(private)
    assert read_printed(paper.lower().replace(" ", "\n")) == private
    wrong = ("A" if paper[0] != "A" else "B") + paper[1:]
    with pytest.raises(Misread):
        read_printed(wrong)


@pytest.mark.parametrize(
    ("code", "passphrase", "again", "told"),
    [
        ("right", "short", "short", "too easy to guess"),
        ("right", "aaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaa", "too easy to guess"),
        ("right", PASSPHRASE, OTHER_PASSPHRASE, "not the same"),
        ("AAAAA-BBBBB-CCCCC-DDDDD", PASSPHRASE, PASSPHRASE, "This invitation opens nothing"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_joining_says_what_is_wrong(
    desk: Desk, code: str, passphrase: str, again: str, told: str
) -> None:
    invited = await desk.invite("Legal officer")
    page = await desk.browser().post(
        "/integrity/desk/join",
        data={
            "invitation": invited if code == "right" else code,
            "passphrase": passphrase,
            "again": again,
        },
    )
    assert told in page.text


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_invitation_is_good_once_and_for_two_days(desk: Desk) -> None:
    code, late = await desk.invite("Legal officer"), await desk.invite("Internal auditor")
    first = Recipient(desk.browser(), desk.clock, "Legal officer")
    assert "Your keys are made" in (await first.join(code.lower())).text
    assert "opens nothing" in (await first.join(code)).text
    desk.clock.advance(hours=49)
    assert "opens nothing" in (await first.join(late)).text
