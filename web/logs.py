"""Logs: one line per event, with ids only. What residents write and who they are stays out."""

import logging
import sys
import traceback
from types import FrameType
from typing import Literal

import structlog


def name_failure(
    _logger: object, _method: str, entry: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Say what failed and where, without the exception's own words: they may quote a resident."""
    if entry.pop("exc_info", None):
        failure = sys.exc_info()[1]
        steps = list(traceback.walk_tb(failure.__traceback__ if failure else None))
        entry["error"] = type(failure).__name__
        entry["at"] = " < ".join(_place(frame, line) for frame, line in reversed(steps[-6:]))
    return entry


def _place(frame: FrameType, line: int) -> str:
    return f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}"


def configure_logs(kind: Literal["console", "json"]) -> None:
    """Set up structlog once per process; libraries log through it from warnings on."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if kind == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            name_failure,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for talkative in ("httpx", "httpcore", "telegram", "linebot", "uvicorn.access"):
        logging.getLogger(talkative).setLevel(logging.ERROR)
