"""`sala simulate`: LINE and Telegram as documented, on this machine, for trying out."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

CLONE = Path(__file__).resolve().parents[2]
"""Where the tests lie; they are not installed, so the command finds them beside the desk."""


def simulate(
    desk: Annotated[str, typer.Option(help="Where the desk is.")] = "http://127.0.0.1:8000",
    port: Annotated[int, typer.Option(help="Port of the simulator.")] = 8100,
) -> None:
    """Stand in for LINE and Telegram on loopback; it is part of the tests, not of the desk."""
    sys.path.insert(0, str(CLONE))
    try:
        simulator = import_module("tests.simulator.command")
    except ModuleNotFoundError as missing:
        typer.echo(_explanation(missing))
        raise typer.Exit(1) from None
    asyncio.run(simulator.serve(desk, port))


def _explanation(missing: ModuleNotFoundError) -> str:
    """A clone lacks at most what its tests need; an installed desk has no tests at all."""
    if (CLONE / "tests" / "simulator").is_dir():
        return f"The simulator needs {missing.name}: make .venv/ready-to-check installs it."
    return "The simulator is part of the tests: run this in a clone of the repository."
