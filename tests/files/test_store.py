"""The file store: good files are washed and kept, bad ones refused, and nothing is left behind."""

import asyncio
import hashlib
import os
import sys
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bot.files import pictures, washing
from bot.files.laundry import Laundry
from bot.files.pictures import LONGEST_EDGE
from bot.files.refusals import EXPLANATIONS, Refusal, Unwelcome
from bot.files.store import LARGEST_BYTES, FileStore, Found
from tests.files import made

TRAILING = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path)


async def pieces(content: bytes, size: int = 65536) -> AsyncIterator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


async def keep(store: FileStore, content: bytes) -> Found:
    return await store.keep(pieces(content))


async def refusal(store: FileStore, content: bytes) -> Refusal:
    with pytest.raises(Unwelcome) as refused:
        await keep(store, content)
    return refused.value.refusal


def kept_files(store: FileStore) -> list[Path]:
    return [file for file in store.folder.rglob("*") if file.is_file()]


def shown(store: FileStore, found: Found) -> Image.Image:
    return Image.open(BytesIO(store.path(found.sha256).read_bytes()))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (made.drawn("JPEG"), "image/jpeg"),
        (made.drawn("PNG"), "image/png"),
        (made.drawn("WEBP"), "image/jpeg"),
        (made.see_through("WEBP"), "image/png"),
        (made.drawn("PNG", mode="P"), "image/png"),
        (made.drawn("JPEG", mode="CMYK"), "image/jpeg"),
        (made.heic(), "image/jpeg"),
        (made.pdf(), "application/pdf"),
        (made.packed_pdf(), "application/pdf"),
    ],
    ids=["jpeg", "png", "webp", "see-through", "palette", "cmyk", "heic", "pdf", "packed pdf"],
)
async def test_a_good_file_is_kept_under_the_digest_of_what_lies_there(
    store: FileStore, content: bytes, kind: str
) -> None:
    found = await keep(store, content)
    lying = store.path(found.sha256).read_bytes()
    assert (found.media_type, found.size) == (kind, len(lying))
    assert hashlib.sha256(lying).hexdigest() == found.sha256
    assert kept_files(store) == [store.path(found.sha256)]


async def test_the_same_photo_twice_takes_its_place_once(store: FileStore) -> None:
    first, second = [await keep(store, made.telling_photo()) for _time in range(2)]
    assert first == second
    assert len(kept_files(store)) == 1


async def test_a_pdf_stays_as_it_was_so_that_its_signature_holds(store: FileStore) -> None:
    content = made.pdf()
    found = await keep(store, content)
    assert store.path(found.sha256).read_bytes() == content


@pytest.mark.parametrize("form", ["JPEG", "HEIF", "PNG", "WEBP"])
async def test_a_photo_forgets_where_it_was_taken_and_tells_us_aside(
    store: FileStore, form: str
) -> None:
    content = made.telling_photo(form=form)
    found = await keep(store, content)
    with shown(store, found) as picture:
        assert dict(picture.getexif()) == {}
    assert b"Telephone" in content
    assert b"Telephone" not in store.path(found.sha256).read_bytes()
    assert found.origin == {
        "original": hashlib.sha256(content).hexdigest(),
        "taken": "2026:11:23 09:00:00",
        "latitude": made.HOUSE[0],
        "longitude": made.HOUSE[1],
    }


async def test_a_photo_that_lies_on_its_side_is_turned_upright(store: FileStore) -> None:
    found = await keep(store, made.telling_photo(orientation=6))
    with shown(store, found) as picture:
        corner = picture.convert("RGB").getpixel((picture.width - 2, 1))
        assert picture.size == (made.SIZE[1], made.SIZE[0])
    assert isinstance(corner, tuple)
    assert corner[0] > corner[1]


async def test_a_large_photo_is_made_smaller(store: FileStore) -> None:
    found = await keep(store, made.drawn("JPEG", (4000, 3000)))
    with shown(store, found) as picture:
        assert picture.size == (LONGEST_EDGE, LONGEST_EDGE * 3 // 4)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
async def test_of_a_moving_picture_the_first_is_kept(store: FileStore, form: str) -> None:
    found = await keep(store, made.animation(form))
    with shown(store, found) as picture:
        colour = picture.convert("RGB").getpixel((9, 9))
        assert getattr(picture, "n_frames", 1) == 1
    assert isinstance(colour, tuple)
    assert colour[1] == max(colour) > 100


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_what_is_hidden_behind_a_picture_is_gone(store: FileStore, form: str) -> None:
    found = await keep(store, made.drawn(form) + TRAILING)
    assert b"<html>" not in store.path(found.sha256).read_bytes()


BAD: list[tuple[str, Callable[[], bytes], Refusal]] = [
    ("a page", lambda: TRAILING, Refusal.WRONG_KIND),
    ("a program", lambda: b"MZ" + bytes(500), Refusal.WRONG_KIND),
    ("nothing", lambda: b"", Refusal.WRONG_KIND),
    ("50 MB", lambda: made.drawn("JPEG") + bytes(50 * 1024 * 1024), Refusal.TOO_LARGE),
    ("cut off", lambda: made.drawn("JPEG", (800, 600))[:2000], Refusal.BROKEN),
    ("cut off heic", lambda: made.heic()[:300], Refusal.BROKEN),
    ("only a beginning", lambda: b"\xff\xd8\xff\xe0" + bytes(100), Refusal.BROKEN),
    ("enormous", lambda: made.png_claiming(50_000, 50_000), Refusal.TOO_LARGE),
    ("a bomb", lambda: made.png_claiming(8_000, 8_000), Refusal.BROKEN),
    ("a pdf without end", lambda: made.pdf()[:200], Refusal.BROKEN),
    ("a pdf without sense", lambda: b"%PDF-1.7\n" + bytes(99) + b"%%EOF", Refusal.BROKEN),
    ("a pdf that is a bomb", made.bomb_pdf, Refusal.BROKEN),
    ("a locked pdf", made.locked_pdf, Refusal.LOCKED),
    ("a pdf and a page", lambda: made.pdf() + TRAILING, Refusal.UNSAFE),
    ("a pdf and an archive", made.archive_pdf, Refusal.UNSAFE),
    ("a pdf that carries", made.carrying_pdf, Refusal.UNSAFE),
]


@pytest.mark.parametrize(
    ("content", "why"), [(content, why) for _name, content, why in BAD], ids=[one[0] for one in BAD]
)
async def test_a_bad_file_is_refused_and_leaves_nothing_behind(
    store: FileStore, content: Callable[[], bytes], why: Refusal
) -> None:
    assert await refusal(store, content()) == why
    assert kept_files(store) == []


@pytest.mark.parametrize("kind", ["/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE"])
async def test_a_pdf_that_acts_by_itself_is_refused_however_it_is_packed(
    store: FileStore, kind: str
) -> None:
    assert await refusal(store, made.pdf(OpenAction=made.action(kind))) == Refusal.UNSAFE
    assert await refusal(store, made.packed_pdf(OpenAction=made.action(kind))) == Refusal.UNSAFE


async def test_a_pdf_that_opens_at_one_of_its_pages_is_fine(store: FileStore) -> None:
    found = await keep(store, made.packed_pdf(OpenAction=made.action("/GoTo", D="first")))
    assert found.media_type == "application/pdf"


async def test_a_file_too_large_is_not_read_to_its_end(store: FileStore) -> None:
    read = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal read
        while True:
            read += 1024 * 1024
            yield made.drawn("JPEG").ljust(1024 * 1024, b"\0")

    with pytest.raises(Unwelcome):
        await store.keep(endless())
    assert read <= LARGEST_BYTES + 1024 * 1024


async def test_a_file_that_takes_too_long_is_refused_and_holds_up_nobody(tmp_path: Path) -> None:
    impatient = FileStore(tmp_path, Laundry(patience=0.0))
    assert await refusal(impatient, made.drawn("JPEG")) == Refusal.TOO_LARGE
    assert kept_files(impatient) == []


async def test_the_desk_goes_on_while_a_large_file_is_washed(store: FileStore) -> None:
    washing = asyncio.create_task(keep(store, made.drawn("PNG", (5000, 4000))))
    turns = 0
    while not washing.done():
        await asyncio.sleep(0.005)
        turns += 1
    assert (await washing).media_type == "image/png"
    assert turns > 10


def test_a_picture_that_unpacks_into_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pictures, "draw_anew", unpacks_into_too_much)
    told = washing.wash(tmp_path / "arrived", tmp_path / "washed", "image/png")
    assert told["refused"] == Refusal.TOO_LARGE


def unpacks_into_too_much(arrived: Path, drawn: Path, media_type: str) -> dict[str, object]:
    raise MemoryError


async def test_a_file_that_brings_its_process_down_is_refused(
    monkeypatch: pytest.MonkeyPatch, store: FileStore, tmp_path: Path
) -> None:
    falls = tmp_path / "python"
    falls.write_text("#!/bin/sh\nkill -SEGV $$\n")
    falls.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(falls))
    assert await refusal(store, made.drawn("PNG")) == Refusal.BROKEN


async def test_a_fault_of_ours_is_not_put_on_the_file(
    monkeypatch: pytest.MonkeyPatch, store: FileStore, tmp_path: Path
) -> None:
    fails = tmp_path / "python"
    fails.write_text("#!/bin/sh\necho 'No module named PIL' >&2\nexit 1\n")
    fails.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(fails))
    with pytest.raises(RuntimeError, match="No module named PIL"):
        await keep(store, made.drawn("PNG"))


@pytest.mark.parametrize("signal", ["TERM", "INT", "HUP"])
async def test_a_file_under_way_when_the_desk_is_stopped_is_not_called_broken(
    monkeypatch: pytest.MonkeyPatch, store: FileStore, tmp_path: Path, signal: str
) -> None:
    stopped = tmp_path / "python"
    stopped.write_text(f"#!/bin/sh\nkill -{signal} $$\n")
    stopped.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(stopped))
    with pytest.raises(RuntimeError, match="was ended by signal"):
        await keep(store, made.drawn("PNG"))


async def test_the_process_that_opens_files_knows_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    spy = tmp_path / "python"
    spy.write_text(f'#!/bin/sh\nenv > {told}\nexec {sys.executable} "$@"\n')
    spy.chmod(0o700)
    monkeypatch.setenv("SALA_TELEGRAM_TOKEN", "123456:SECRET")
    monkeypatch.setattr(sys, "executable", str(spy))
    await keep(FileStore(tmp_path / "data"), made.drawn("PNG"))
    assert "PATH=" in told.read_text()
    assert "SECRET" not in told.read_text()


async def test_a_file_that_comes_again_is_not_swept_with_the_old_one(store: FileStore) -> None:
    found = await keep(store, made.drawn("PNG"))
    os.utime(store.path(found.sha256), (0, 0))
    assert store.digests(younger_than=3600) == [found.sha256]
    await keep(store, made.drawn("PNG"))
    store.forget(found.sha256, younger_than=3600)
    assert store.path(found.sha256).is_file()


@pytest.mark.parametrize("why", list(Refusal))
def test_every_refusal_says_what_to_send_instead(why: Refusal) -> None:
    assert "lease" in EXPLANATIONS[why].render()
