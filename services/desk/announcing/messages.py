"""How an announcement reads in a chat, in one language. Pure."""

from dataclasses import dataclass

from models.announcement_vocabulary import AnnouncementKind
from services.desk.announcing.content import Content
from services.kit.message import Button, Picture, Reply
from services.kit.text import Rendered, Text, _, both, plain


@dataclass(frozen=True, slots=True)
class Issue:
    """What is known only when it is published: its number, its picture, what it corrects."""

    number: int = 0
    corrects: int = 0
    picture_url: str = ""
    stop_press: str = ""
    """What a press on "Stop news" sends; none under what everybody has to know."""


def message_of(content: Content, language: str, issue: Issue) -> Reply:
    """Return the announcement as one message: its title, its words, and what may be pressed."""
    words = both(_title(content, language, issue), plain(f"\n{content.text(language)}"))
    picture = Picture(issue.picture_url, b"") if issue.picture_url else None
    return Reply(words, _buttons(content, language, issue), picture=picture)


def _title(content: Content, language: str, issue: Issue) -> Rendered:
    title = content.title(language)
    if issue.corrects:
        return _("Correction of announcement {number}: {title}", number=issue.corrects, title=title)
    if content.kind == AnnouncementKind.EMERGENCY:
        return _("URGENT: {title}", title=title)
    return Text("{title}", {"title": title})


def _buttons(content: Content, language: str, issue: Issue) -> tuple[Button, ...]:
    own = [Button(plain(_label(one, language)), url=one["url"]) for one in content.buttons]
    if content.link:
        own.append(Button(_("Read more"), url=content.link))
    if issue.stop_press:
        own.append(Button(_("Stop news"), issue.stop_press))
    return tuple(own)


def _label(button: object, language: str) -> str:
    told = dict(button) if isinstance(button, dict) else {}
    return str((told.get("label_en") if language == "en" else "") or told.get("label_th", ""))
