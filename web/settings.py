"""Settings: what an operator may choose, from the environment or a file `.env`, prefix SALA_."""

import secrets
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from offices import SHIPPED
from services.kit.own_files import write_whole

LINE_API = "https://api.line.me"
LINE_DATA = "https://api-data.line.me"
TELEGRAM_API = "https://api.telegram.org"
TELEGRAM_KEY = "e7bf03a2fa4602af4580703d88dda5bb59f32ed8b02a56c187fe7d34caed242d"
"""Telegram's public key for production, as its documentation of Mini Apps gives it."""

LIFF_SDK = "https://static.line-scdn.net/liff/edge/2/sdk.js"

DRIVERS = ("sqlite+aiosqlite", "postgresql+asyncpg")
"""The two databases, each with the one driver that is installed with the desk."""


class Settings(BaseSettings):
    """Every setting has a default: without any, the desk runs with its web chat alone."""

    model_config = SettingsConfigDict(
        env_prefix="SALA_", env_file=".env", extra="ignore", env_ignore_empty=True
    )

    database_url: str = Field(
        "sqlite+aiosqlite:///var/sala.db",
        description="Where everything is kept; `postgresql+asyncpg://…` for several processes.",
    )
    integrity_database_url: str | None = Field(
        None, description="The confidential channel's own store; a place of its own when absent."
    )
    office: Path = Field(SHIPPED, description="The office file.")
    base_url: str = Field(
        "http://127.0.0.1:8000", description="The public https address of this desk."
    )
    secret_key: SecretStr | None = Field(
        None, description="Signs what browsers keep; made and kept in DATA_DIR when absent."
    )
    data_dir: Path = Field(Path("var"), description="Attachments and the made secret.")
    line_channel_secret: SecretStr | None = Field(None, description="Of the Messaging API channel.")
    line_channel_access_token: SecretStr | None = Field(None, description="Long-lived token.")
    line_api_url: str = Field(LINE_API, description="Only for tests and proxies.")
    line_data_url: str = Field(LINE_DATA, description="Only for tests and proxies.")
    line_login_channel_id: str = Field("", description="For pages opened inside LINE.")
    liff_id: str = Field("", description="For pages opened inside LINE.")
    liff_sdk_url: str = Field(LIFF_SDK, description="LINE's script for them; only for tests.")
    telegram_token: SecretStr | None = Field(None, description="From @BotFather.")
    telegram_secret_token: SecretStr | None = Field(
        None, description="Proves that a webhook comes from Telegram; derived when absent."
    )
    telegram_api_url: str = Field(TELEGRAM_API, description="Only for tests and own servers.")
    telegram_public_key: str = Field(
        TELEGRAM_KEY, description="What Telegram signs with; only for its test servers."
    )
    development: bool = Field(
        False, description="Shows the gallery of questions; for developers only."
    )
    telegram_mode: Literal["webhook", "polling"] = Field(
        "webhook", description="`polling` for an office without a public address."
    )
    upload_megabytes: int = Field(
        2_000, ge=1, description="Files the web may send in a day, in MB, to each process."
    )
    log_format: Literal["console", "json"] = Field("console", description="How logs look.")

    @field_validator("database_url", "integrity_database_url")
    @classmethod
    def is_one_we_speak(cls, url: str | None) -> str | None:
        """Refuse an address no driver of ours can open; the address itself holds a password."""
        if url is None:
            return None
        try:
            driver = make_url(url).drivername
        except ArgumentError:
            driver = ""
        if driver not in DRIVERS:
            raise ValueError(" or ".join(f"{driver}://…" for driver in DRIVERS) + " is needed")
        return url

    @field_validator("base_url")
    @classmethod
    def is_an_address(cls, url: str) -> str:
        """Refuse what would make every link of a notice lead nowhere."""
        if not url.startswith(("https://", "http://")):
            raise ValueError("the address begins with https:// (http:// only for trying out)")
        return url

    def confidential_url(self) -> str:
        """Return where confidential reports are kept: a file of their own, or the same server."""
        if self.integrity_database_url is not None:
            return self.integrity_database_url
        if self.database_url.startswith(DRIVERS[0]):
            return f"{DRIVERS[0]}:///{self.data_dir / 'integrity' / 'integrity.db'}"
        return self.database_url

    def made_secret_key(self) -> bytes:
        """Return the secret key, making and keeping one on first use."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value().encode()
        kept = self.data_dir / "secret.key"
        if not kept.exists() or not kept.read_text(encoding="utf-8").strip():
            write_whole(kept, secrets.token_urlsafe(48))
        return kept.read_text(encoding="utf-8").strip().encode()
