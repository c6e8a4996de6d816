"""Administration in process: serve, demo, migrate, check, rebuild, backup, restore, add-user."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from stockroom.errors import Problem

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Stockroom: administration in process."
)
out, err = Console(highlight=False), Console(stderr=True, highlight=False)
Data = Annotated[Path, typer.Option(envvar="STOCKROOM_DATA", help="The folder of the data.")]
Base = Annotated[str, typer.Option(envvar="STOCKROOM_DATABASE", help="SQLAlchemy address.")]
HERE = Path("data")


def main() -> None:
    """Run a command; a failure is one sentence and exit status 1."""
    try:
        cli()
    except Problem as problem:
        err.print(str(problem))
        sys.exit(1)


@cli.command()
def serve(
    data: Data = HERE,
    database: Base = "",
    host: Annotated[str, typer.Option(envvar="STOCKROOM_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="STOCKROOM_PORT")] = 8000,
) -> None:
    """Serve the stockroom of a folder until told to stop."""
    from stockroom import serving  # noqa: PLC0415

    serving.serve(_settings(data, database), host, port)


@cli.command()
def demo(
    data: Data = HERE,
    database: Base = "",
    host: Annotated[str, typer.Option(envvar="STOCKROOM_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="STOCKROOM_PORT")] = 8000,
    build_only: Annotated[bool, typer.Option(help="Make the world, do not serve it.")] = False,
) -> None:
    """Make the demo world if there is none, say how to sign in, and serve it."""
    from stockroom import demo as world  # noqa: PLC0415
    from stockroom import serving  # noqa: PLC0415

    settings = _settings(data, database)
    world.make(settings)
    out.print(world.how_to_sign_in(f"http://{host}:{port}"))
    if not build_only:
        serving.serve(settings, host, port, secure_cookies=False)


@cli.command()
def migrate(data: Data = HERE, database: Base = "") -> None:
    """Bring the database's schema to this version's."""
    house = _house(data, database)
    house.database.close()
    out.print("The schema is up to date.")


@cli.command()
def check(
    data: Data = HERE,
    database: Base = "",
    head: Annotated[Path | None, typer.Option(help="A head exported earlier.")] = None,
    export_head: Annotated[Path | None, typer.Option(help="Where to write the head.")] = None,
) -> None:
    """Prove the six sentences of the books; exit status 1 names the first breach of each."""
    from stockroom import books  # noqa: PLC0415
    from stockroom.db import open_database  # noqa: PLC0415

    base = open_database(_settings(data, database).database)
    with base.snapshot() as connection:
        breaches = books.check(connection)
        now = books.head(connection)
        if head is not None:
            kept = books.Head(**json.loads(head.read_text()))
            breaches += [breach for breach in [books.check_head(connection, kept)] if breach]
    for breach in breaches:
        err.print(f"[red]{breach.sentence}[/red]: {breach.where}")
    if breaches:
        raise typer.Exit(1)
    if export_head is not None:
        export_head.write_text(json.dumps(now._asdict()))
    out.print(f"The books hold: {now.sequence} entries, head {now.hash[:16]}.")


@cli.command()
def rebuild(data: Data = HERE, database: Base = "") -> None:
    """Make the holdings anew from the movements."""
    from stockroom import ledger  # noqa: PLC0415
    from stockroom.db import open_database  # noqa: PLC0415

    base = open_database(_settings(data, database).database)
    with base.writing() as connection:
        ledger.rebuild(connection)
    out.print("The holdings are what the movements say.")


@cli.command()
def add_user(
    login: str,
    name: Annotated[str, typer.Option(help="What colleagues call them.")],
    role: Annotated[str, typer.Option(help="volunteer, coordinator, driver, steward …")],
    data: Data = HERE,
    database: Base = "",
    facility: Annotated[str, typer.Option(help="A facility's code, for its own people.")] = "",
    password: Annotated[
        str,
        typer.Option(prompt=True, hide_input=True, envvar="STOCKROOM_PASSWORD"),
    ] = "",
) -> None:
    """Let somebody sign in; the first steward begins this way."""
    import msgspec  # noqa: PLC0415

    from stockroom.commands.records import PersonRecord  # noqa: PLC0415
    from stockroom.serving import STEWARD_AT_THE_MACHINE  # noqa: PLC0415

    content = {"login": login, "name": name, "role": role, "password": password}
    content |= {"facility": facility} if facility else {}
    try:
        command = msgspec.convert(content, type=PersonRecord)
    except msgspec.ValidationError as fault:
        raise typer.BadParameter(str(fault)) from fault
    house = _house(data, database)
    house.desk.do(command, STEWARD_AT_THE_MACHINE, id=house.clock.command_id())
    house.database.close()
    out.print(f"{login} can sign in.")


def _settings(data: Path, database: str):  # type: ignore[no-untyped-def]
    from stockroom.settings import from_environment  # noqa: PLC0415

    return from_environment(data, database or None)


def _house(data: Path, database: str):  # type: ignore[no-untyped-def]
    from stockroom.app import build  # noqa: PLC0415

    return build(_settings(data, database))


if __name__ == "__main__":
    main()
