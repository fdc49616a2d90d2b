"""What a browser sent with a form: its inputs and its files, within limits."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.channels.json_bodies import clean
from web.security import sent_from_here

LARGEST_FILE: Final = 10 * 1024 * 1024
LARGEST_FORM: Final = 4 * LARGEST_FILE
"""Bytes of one sending. With JavaScript each file goes by itself, as soon as it is chosen."""

MOST_FILES: Final = 20
MOST_INPUTS: Final = 400
LONGEST_INPUT: Final = 64 * 1024

STEP: Final = "_step"
REMOVE: Final = "_remove"
SHOWN: Final = "_shown"
"""Inputs of the page itself begin with an underscore, which no question's name does."""


@dataclass(frozen=True, slots=True)
class Posted:
    """Every input by its name, with all its values, and the files that came along."""

    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    files: Mapping[str, tuple[UploadFile, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the last value of an input, or nothing."""
        return (self.inputs.get(name) or ("",))[-1]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of an input."""
        return self.inputs.get(name, ())

    def below(self, name: str) -> dict[str, str]:
        """Return the parts of an answer: the inputs called `{name}.{part}`."""
        return {
            key.removeprefix(f"{name}."): values[-1]
            for key, values in self.inputs.items()
            if key.startswith(f"{name}.")
        }


@asynccontextmanager
async def posted_form(request: Request, base_url: str) -> AsyncIterator[Posted]:
    """Read a form that our own page sent; its files are there until the block ends.

    Raises 403 for a form of another site, 411 and 413 before a byte of a too large one is read.
    """
    if not sent_from_here(request, base_url):
        raise HTTPException(403)
    announced = request.headers.get("content-length", "")
    if not announced.isdecimal():
        raise HTTPException(411)
    if int(announced) > LARGEST_FORM:
        raise HTTPException(413)
    limits = {"max_files": MOST_FILES, "max_fields": MOST_INPUTS, "max_part_size": LONGEST_INPUT}
    async with request.form(**limits) as form:
        inputs: dict[str, tuple[str, ...]] = {}
        files: dict[str, tuple[UploadFile, ...]] = {}
        for name, value in form.multi_items():
            if isinstance(value, str):
                inputs[name] = (*inputs.get(name, ()), _tidied(value))
            elif value.filename or value.size:
                files[name] = (*files.get(name, ()), value)
        yield Posted(inputs, files)


def _tidied(value: str) -> str:
    """Browsers end lines as in the days of the teleprinter."""
    return clean(value).replace("\r\n", "\n").strip()
