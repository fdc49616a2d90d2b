"""The public archive of announcements: pages, and feeds for readers of news."""

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from models.announcement import Announcement
from services.desk.names import way_name
from services.desk.subscribing import archive
from services.desk.subscribing.archive import Quarter
from services.kit.text import Moment, Rendered, Text, _
from web.pages import desk_of, languages_of, reader_language, render
from web.security import Pace, slow_down

PACE = Pace(at_once=30, seconds=2)
LONGEST_SEARCH = 80
ATOM = "http://www.w3.org/2005/Atom"

_NOT_IN_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""One of these, pasted from somewhere, and no reader opens the feed any more."""

_SITE = _("This site")


async def show_all(request: Request) -> Response:
    """List what was said; `q` searches in it, `quarter` narrows it."""
    slow_down(request, "announcements", PACE)
    words = request.query_params.get("q", "").strip()[:LONGEST_SEARCH]
    quarter = _read_quarter(request.query_params.get("quarter", ""))
    async with desk_of(request).database.reading() as session:
        found = await archive.published(session, words, quarter)
        corrected = await archive.corrections_of(session, [one.id for one in found])
        table = await archive.evidence(session)
    return render(
        request,
        "announcements/all.html",
        found=found,
        corrected=corrected,
        table=table,
        channels=(archive.SITE, *archive.CHANNELS),
        channel_name=_channel_name,
        quarter_name=_quarter_name,
        words=words,
        quarter=quarter,
        **_words(request),
    )


async def show_one(request: Request) -> Response:
    """Show one announcement, struck where it was put right."""
    slow_down(request, "announcements", PACE)
    async with desk_of(request).database.reading() as session:
        one = await archive.announcement_numbered(session, request.path_params["number"])
        if one is None:
            raise HTTPException(404)
        corrected = await archive.corrections_of(session, [one.id])
        reached = await archive.reached_by(session, [one.id])
        before = await session.get(Announcement, one.corrects_id) if one.corrects_id else None
    people = {name: archive.rounded(n) for name, n in reached.get(one.id, {}).items()}
    return render(
        request,
        "announcements/one.html",
        one=one,
        correction=corrected.get(one.id),
        before=before,
        people=people,
        channel_name=_channel_name,
        **_words(request),
    )


async def send_rss(request: Request) -> Response:
    """Send the latest as RSS 2.0."""
    latest, tell, base = await _latest(request)
    feed = Element("rss", version="2.0")
    channel = SubElement(feed, "channel")
    _fill(channel, title=tell.title, link=f"{base}/announcements", description=tell.title)
    for one in latest:
        item, address = SubElement(channel, "item"), _address(base, one)
        _fill(item, title=tell.heading(one), link=address, description=tell.text(one), guid=address)
        if one.published_at:
            _fill(item, pubDate=format_datetime(one.published_at))
    return _xml(feed, "application/rss+xml")


async def send_atom(request: Request) -> Response:
    """Send the latest as Atom (RFC 4287)."""
    latest, tell, base = await _latest(request)
    feed = Element("feed", xmlns=ATOM)
    newest = max((_moment(one) for one in latest), default="1970-01-01T00:00:00+00:00")
    _fill(feed, title=tell.title, id=f"{base}/announcements", updated=newest)
    SubElement(feed, "link", rel="self", href=f"{base}/announcements.atom")
    _fill(SubElement(feed, "author"), name=tell.office)
    for one in latest:
        entry, address = SubElement(feed, "entry"), _address(base, one)
        _fill(entry, title=tell.heading(one), id=address, updated=_moment(one))
        _fill(entry, content=tell.text(one))
        SubElement(entry, "link", href=address)
    return _xml(feed, "application/atom+xml")


async def send_json(request: Request) -> Response:
    """Send the latest as a JSON Feed 1.1."""
    latest, tell, base = await _latest(request)
    items = [
        {
            "id": _address(base, one),
            "url": _address(base, one),
            "title": tell.heading(one),
            "content_text": tell.text(one),
            "date_published": _moment(one),
        }
        for one in latest
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": tell.title,
        "home_page_url": f"{base}/announcements",
        "feed_url": f"{base}/announcements.json",
        "items": items,
    }
    return JSONResponse(feed, media_type="application/feed+json")


class _Teller:
    """The words of announcements in the reader's language; the other where one is missing."""

    def __init__(self, request: Request) -> None:
        self.language = languages_of(request)[reader_language(request)]
        office = desk_of(request).around.office.name
        self.office = office.render(self.language)
        self.title = _("Announcements of {office}", office=office).render(self.language)

    def heading(self, one: Announcement) -> str:
        return self._either(one.title_th, one.title_en)

    def text(self, one: Announcement) -> str:
        return self._either(one.text_th, one.text_en)

    def _either(self, thai: str, english: str) -> str:
        first, second = (thai, english) if self.language.code == "th" else (english, thai)
        return first or second


async def _latest(request: Request) -> tuple[Sequence[Announcement], _Teller, str]:
    slow_down(request, "announcements", PACE)
    desk = desk_of(request)
    async with desk.database.reading() as session:
        latest = await archive.published(session, limit=archive.FEED)
    return latest, _Teller(request), desk.base_url


def _words(request: Request) -> dict[str, Any]:
    tell = _Teller(request)
    return {"heading": tell.heading, "text_of": tell.text, "at": _at, "plain_title": tell.title}


def _at(one: Announcement) -> Rendered:
    return Moment(one.published_at or one.written_at)


def _moment(one: Announcement) -> str:
    return (one.published_at or one.written_at).isoformat(timespec="seconds")


def _address(base: str, one: Announcement) -> str:
    return f"{base}/announcements/{one.number}"


def _channel_name(channel: str) -> Rendered:
    return _SITE if channel == archive.SITE else way_name(channel)


def _quarter_name(quarter: Quarter) -> Text:
    return _("Quarter {number}, fiscal year {year}", number=quarter.number, year=quarter.year)


def _read_quarter(written: str) -> Quarter | None:
    """Read `2570-1`; anything else narrows nothing."""
    year, _dash, number = written.partition("-")
    sound = year.isascii() and year.isdigit() and len(year) == 4 and number in {"1", "2", "3", "4"}
    return Quarter(int(year), int(number)) if sound and 2500 <= int(year) <= 2700 else None


def _fill(element: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(element, name).text = _NOT_IN_XML.sub("", text)


def _xml(feed: Element, kind: str) -> Response:
    body = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="utf-8")
    return Response(body, media_type=kind)


routes: list[BaseRoute] = [
    Route("/announcements", show_all),
    Route("/announcements.rss", send_rss),
    Route("/announcements.atom", send_atom),
    Route("/announcements.json", send_json),
    Route("/announcements/{number:int}", show_one),
]
