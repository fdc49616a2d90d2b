"""The one command `sala`. Exit 0: done; 1: failed, and it says what to do; 2: wrongly used."""

import sys

import typer

from web.cli import (
    assessments,
    audit_log,
    backup,
    demo,
    doctor,
    integrity,
    keys,
    line,
    migrate,
    serve,
    simulate,
    staff,
    telegram,
)

app = typer.Typer(
    help="The front desk of a subdistrict office, in the chat its residents already use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("serve")(serve.serve)
app.command("migrate")(migrate.migrate)
app.command("demo")(demo.demo)
app.command("simulate")(simulate.simulate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("doctor")(doctor.doctor)
app.command("verify-log")(audit_log.verify_log)
app.add_typer(staff.app, name="staff")
app.add_typer(assessments.app, name="assessments")
app.add_typer(integrity.app, name="integrity")
app.add_typer(keys.app, name="keys")
app.add_typer(line.app, name="line")
app.add_typer(telegram.app, name="telegram")


def run() -> None:
    """Run `sala`; a setting that does not fit is explained, not thrown at the operator."""
    from pydantic import ValidationError
    from sqlalchemy.exc import SQLAlchemyError

    try:
        app()
    except ValidationError as wrong:
        for problem in wrong.errors():
            name = "SALA_" + "_".join(str(part) for part in problem["loc"]).upper()
            typer.echo(
                f"{name}: {problem['msg']}. Correct it in .env or the environment.", err=True
            )
        sys.exit(2)
    except (OSError, SQLAlchemyError) as fault:
        typer.echo(f"{type(fault).__name__}: {fault}".splitlines()[0], err=True)
        typer.echo("Nothing more was done. `sala doctor` says what is missing.", err=True)
        sys.exit(1)
