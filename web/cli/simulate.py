"""`sala simulate`: LINE and Telegram as documented, on this machine, for trying out."""

import asyncio
from importlib import import_module
from typing import Annotated

import typer


def simulate(
    desk: Annotated[str, typer.Option(help="Where the desk is.")] = "http://127.0.0.1:8000",
    port: Annotated[int, typer.Option(help="Port of the simulator.")] = 8100,
) -> None:
    """Stand in for LINE and Telegram on loopback; it is part of the tests, not of the desk."""
    try:
        simulator = import_module("tests.simulator.command")
    except ModuleNotFoundError:
        typer.echo("The simulator is part of the tests: run this in a clone of the repository.")
        raise typer.Exit(1) from None
    asyncio.run(simulator.serve(desk, port))
