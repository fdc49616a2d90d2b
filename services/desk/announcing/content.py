"""What an announcement says and to whom: the part of it that an edit may change. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any

from models.announcement import Announcement
from models.announcement_vocabulary import AnnouncementKind


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is for. Nothing chosen is no condition."""

    villages: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = ""
    channels: tuple[str, ...] = ()
    open_cases_of: str = ""
    """Key of a service: only who has an open case of it."""

    @property
    def is_everybody(self) -> bool:
        return self == Audience()

    def kept(self, kind: str) -> dict[str, Any]:
        """Return it as it stands in the database, and as the subscriptions read it."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        lists = {name: list(v) if isinstance(v, tuple) else v for name, v in chosen.items()}
        return {**lists, "emergency": True} if kind == AnnouncementKind.EMERGENCY else lists


def read_audience(kept: Mapping[str, Any]) -> Audience:
    """Return the audience of a row."""
    return Audience(
        tuple(kept.get("villages", ())),
        tuple(kept.get("topics", ())),
        kept.get("language", ""),
        tuple(kept.get("channels", ())),
        kept.get("open_cases_of", ""),
    )


@dataclass(frozen=True, slots=True)
class Content:
    """The words in both languages, what stands beside them, for whom and when."""

    kind: str = AnnouncementKind.NORMAL
    title_th: str = ""
    text_th: str = ""
    title_en: str = ""
    text_en: str = ""
    link: str = ""
    picture: str | None = None
    buttons: tuple[Mapping[str, str], ...] = ()
    audience: Audience = field(default_factory=Audience)
    scheduled_at: datetime | None = None

    @property
    def speaks_english(self) -> bool:
        """Whether there are English words; without them everybody reads the Thai ones."""
        return bool(self.title_en and self.text_en)

    def title(self, language: str) -> str:
        return self.title_en if language == "en" and self.speaks_english else self.title_th

    def text(self, language: str) -> str:
        return self.text_en if language == "en" and self.speaks_english else self.text_th

    def columns(self) -> dict[str, Any]:
        """Return the columns of the row."""
        told = {name.name: getattr(self, name.name) for name in fields(self)}
        return {
            **told,
            "buttons": [dict(button) for button in self.buttons],
            "audience": self.audience.kept(self.kind),
        }

    def as_json(self) -> dict[str, Any]:
        """Return what a version keeps."""
        at = self.scheduled_at.isoformat() if self.scheduled_at else None
        return {**self.columns(), "scheduled_at": at}


def content_of(announcement: Announcement) -> Content:
    """Return what a row says."""
    told = {
        name.name: getattr(announcement, name.name)
        for name in fields(Content)
        if name.name not in {"buttons", "audience"}
    }
    return Content(
        **told,
        buttons=tuple(announcement.buttons),
        audience=read_audience(announcement.audience),
    )
