"""`sala serve`: everything in one command."""

import asyncio
import socket
from typing import Annotated

import typer
import uvicorn

from models.database import Database
from models.one_desk import AlreadyOpen, only_desk
from services.kit.office import read_office
from web.cli.migrate import bring_up_to_date
from web.settings import Settings

SQLITE_ONE_PROCESS = (
    "SQLite has one writer, so several workers would only wait for each other. "
    "Set SALA_DATABASE_URL=postgresql+asyncpg://… to use --workers."
)
POLLING_ONE_PROCESS = (
    "Telegram lets one process ask for news. Use SALA_TELEGRAM_MODE=webhook with --workers."
)

ANOTHER_DESK = (
    "Another desk serves this database file. Close it first, or give this one its own "
    "SALA_DATABASE_URL and SALA_DATA_DIR."
)


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="Processes (PostgreSQL only).")] = 1,
) -> None:
    """Open the desk: database, web chat, pages, console and webhooks."""
    settings = Settings()
    problem = (
        problem_with(settings, workers)
        or problem_with_port(host, port)
        or problem_with_another_desk(settings)
    )
    if problem:
        typer.echo(problem, err=True)
        raise typer.Exit(2)
    asyncio.run(bring_up_to_date(settings))
    typer.echo(welcome(settings, host, port))
    uvicorn.run(
        "web.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )


def problem_with_another_desk(settings: Settings) -> str:
    """Say that this SQLite file is being served already, or nothing."""
    try:
        with only_desk(Database(settings.database_url)):
            return ""
    except AlreadyOpen:
        return ANOTHER_DESK


def problem_with(settings: Settings, workers: int) -> str:
    """Say why the desk cannot be opened like this, or nothing."""
    if workers > 1 and settings.database_url.startswith("sqlite"):
        return SQLITE_ONE_PROCESS
    polling = settings.telegram_token is not None and settings.telegram_mode == "polling"
    return POLLING_ONE_PROCESS if workers > 1 and polling else _problem_with_files(settings)


def _problem_with_files(settings: Settings) -> str:
    """Read the office file and make the secret here, where a mistake can still be explained."""
    try:
        read_office(settings.office)
    except (OSError, KeyError, ValueError, TypeError) as fault:
        return f"SALA_OFFICE: {settings.office} cannot be read ({type(fault).__name__}: {fault})."
    try:
        settings.made_secret_key()
    except OSError as fault:
        return f"SALA_DATA_DIR: {settings.data_dir} cannot be written ({type(fault).__name__})."
    return ""


def problem_with_port(host: str, port: int) -> str:
    """Look before the desk opens: a second one on the same SQLite file, even for a moment, takes
    the messages of the first for left behind and says them once more.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as fault:
        return f"--port: {host}:{port} cannot be used ({fault.strerror}). Is the desk open already?"
    return ""


def welcome(settings: Settings, host: str, port: int) -> str:
    """Say where to look."""
    here = f"http://{host}:{port}"
    channels = {
        "LINE": settings.line_channel_secret and settings.line_channel_access_token,
        "Telegram": settings.telegram_token,
    }
    off = [name for name, credential in channels.items() if not credential]
    lines = [
        f"The desk is opening at {here}",
        f"  chat      {here}/chat",
        f"  console   {here}/console   (first: sala staff add NAME --role admin)",
        f"  front     {here}/",
    ]
    if off:
        lines.append(f"  switched off, no credential yet: {', '.join(off)} (see README)")
    lines.append("Ctrl+C closes it; nothing is lost.")
    return "\n".join(lines)
