"""The composition root: settings become one running office. Everything meets here."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from bot.announcer import keep_announcing
from bot.budget_keeping import keep_budget
from bot.channels.webchat import WebChat, store_in
from bot.climbing import keep_climbing
from bot.data_days import keep_data_days
from bot.desk import Desk
from bot.fetcher import Fetcher
from bot.housekeeping import keep_house
from bot.intake import Intake
from bot.keeping_up import keep_up
from bot.loan_reminders import keep_reminding
from bot.log_sealing import keep_sealing
from bot.queue_closing import keep_line_days
from bot.search_keeping import keep_search_whole
from bot.sender import Sender
from locales import load_languages
from models.columns import utc_now
from models.database import Database
from models.migrations import upgrade
from models.one_desk import only_desk
from services.catalogue import all_services
from services.kit.fields import Surroundings
from services.kit.office import read_office
from services.kit.service import Service
from web import (
    announcement_pictures,
    announcements,
    chat,
    console,
    forms,
    front,
    identity,
    manual,
    my_case,
    news,
    operations,
    papers,
    pay,
    privacy,
    property_register,
    queueing,
    rate,
    statistics,
    tracking,
)
from web.api.routes import routes as api_routes
from web.assets import routes as asset_routes
from web.integrity.channel import open_channel
from web.integrity.door import ConfidentialDoor
from web.messengers import open_messengers, poll_messengers
from web.security import SecurityHeaders
from web.settings import Settings
from web.webhooks import WebhookDoor

ROUTES: list[BaseRoute] = [
    *operations.routes,
    *asset_routes,
    *front.routes,
    *chat.routes,
    *manual.routes,
    *forms.routes,
    *my_case.routes,
    *tracking.routes,
    *papers.routes,
    *property_register.routes,
    *queueing.routes,
    *announcements.routes,
    *news.routes,
    *statistics.routes,
    *rate.routes,
    *pay.routes,
    *privacy.routes,
    *identity.routes,
    *announcement_pictures.routes,
    *api_routes,
    *console.routes,
]

RHYTHMS: tuple[Callable[[Desk, asyncio.Event], Coroutine[Any, Any, None]], ...] = (
    keep_up,
    keep_reminding,
    keep_line_days,
    keep_search_whole,
    keep_climbing,
    keep_sealing,
    keep_data_days,
    keep_budget,
    keep_announcing,
)
"""What looks at the desk again and again while it runs, and ends with it."""


class Sala:
    """One running office: the desk, what works for it, and the application that serves it."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime] = utc_now,
        services: Mapping[str, Service] | None = None,
        *,
        sending: bool = True,
    ) -> None:
        """Without `sending` everything stays in the outbox: for measurements."""
        self.settings = settings
        self.desk = open_desk(settings, clock, services or all_services())
        self.desk.channels.update(open_messengers(settings, self.desk.secret_key))
        self.webchat = WebChat(store_in(self.desk.database))
        self.desk.channels[self.webchat.name] = self.webchat
        self.sender = Sender(self.desk)
        self.desk.sender = self.sender if sending else None
        self.intake = Intake(self.desk)
        self.fetcher = Fetcher(self.desk, self.intake)
        self.intake.when_files_come(self.fetcher.hurry)
        self.confidential = open_channel(
            settings.confidential_url(),
            lambda: self.desk.around.office,
            self.desk.around.languages,
            clock,
            secure=settings.base_url.startswith("https://"),
        )
        self.app = self._application()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Migrate, then work until the block ends; what is under way is finished first.

        Raises `AlreadyOpen` when another process serves the same SQLite file.
        """
        with only_desk(self.desk.database):
            await self.desk.database.change_schema(upgrade)
            await self.confidential.open()
            await self.desk.keep_up()
            _spare_the_collector()
            if self.desk.sender:
                await self.sender.start()
            try:
                async with self._working():
                    yield
            finally:
                await self._close()

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[None]:
        closing = asyncio.Event()
        intake = asyncio.create_task(self.intake.run())
        fetching = asyncio.create_task(self.fetcher.run())
        tidying = asyncio.create_task(keep_house(self.desk, self.fetcher.store, closing))
        rhythms = [asyncio.create_task(keep(self.desk, closing)) for keep in RHYTHMS]
        rhythms.append(asyncio.create_task(self.confidential.keep_tidy(closing)))
        polls = [asyncio.create_task(poll) for poll in self._polls()]
        try:
            yield
        finally:
            await _cancel(polls)
            closing.set()
            self.fetcher.close()
            await _finish([fetching, tidying, *rhythms])
            self.intake.close()
            await intake

    async def _close(self) -> None:
        await self.sender.stop()
        for channel in self.desk.channels.values():
            await channel.close()
        await self.desk.database.close()
        await self.confidential.database.close()

    def _polls(self) -> list[Coroutine[Any, Any, None]]:
        return poll_messengers(self.settings, self.desk.channels, self.intake.take)

    def _application(self) -> ASGIApp:
        @asynccontextmanager
        async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
            async with self.running():
                yield

        pages = FastAPI(
            title="Sala",
            routes=ROUTES,
            lifespan=lifespan,
            openapi_url=None,
            exception_handlers=front.exception_handlers,
        )
        for name in ("desk", "intake", "sender", "fetcher", "webchat", "settings"):
            setattr(pages.state, name, getattr(self, name))
        pages.add_middleware(front.Unbroken)
        pages.add_middleware(SecurityHeaders, office=lambda: self.desk.around.office)
        return ConfidentialDoor(WebhookDoor(pages, self.desk, self.intake), self.confidential)


def open_desk(
    settings: Settings, clock: Callable[[], datetime], services: Mapping[str, Service]
) -> Desk:
    """Put the desk together; commands use it too, without the parts that run."""
    office = read_office(settings.office)
    return Desk(
        database=Database(settings.database_url),
        around=Surroundings(office, load_languages(office.politeness)),
        services=services,
        clock=clock,
        base_url=settings.base_url.rstrip("/"),
        data_dir=settings.data_dir,
        secret_key=settings.made_secret_key(),
        uploads_a_day=settings.upload_megabytes * 1_000_000,
    )


def create_app() -> ASGIApp:
    """Make the application from the environment; uvicorn calls this in every process."""
    from web.logs import configure_logs

    settings = Settings()
    configure_logs(settings.log_format)
    return Sala(settings).app


async def _finish(tasks: list[asyncio.Task[None]], patience: float = 5.0) -> None:
    """Wait for tasks that were told to end; a file that does not come is not waited for."""
    _done, late = await asyncio.wait(tasks, timeout=patience)
    await _cancel(list(late))


def _spare_the_collector() -> None:
    """Tell Python that everything loaded so far stays: it need not be searched for garbage again.

    The libraries make some hundred thousand objects; walking them again and again took a tenth of
    every turn (bench/README.md).
    """
    gc.collect()
    gc.freeze()


async def _cancel(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
