"""Findings: what a command saw, one line each, and what the operator is to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer


@dataclass(frozen=True, slots=True)
class Finding:
    """`advice` says what to do; without any, all is well."""

    what: str
    advice: str = ""

    @property
    def ok(self) -> bool:
        return not self.advice

    def line(self) -> str:
        return f"ok     {self.what}" if self.ok else f"to do  {self.what}: {self.advice}"


def report(findings: Sequence[Finding]) -> None:
    """Print every finding; exit with 1 when something is to be done."""
    for finding in findings:
        typer.echo(finding.line())
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
