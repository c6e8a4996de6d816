"""Administration in process: serve, demo, migrate, check, rebuild, backup, restore, add-user."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from stockroom.errors import Problem

if TYPE_CHECKING:
    from stockroom.app import House
    from stockroom.settings import Settings

cli = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Stockroom: administration in process."
)


def console(*, stderr: bool = False) -> Console:
    """A terminal that shows what is said as it is: no ":AB:" of a fingerprint as a blood group."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


out, err = console(), console(stderr=True)
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
    host: Annotated[
        str, typer.Option(envvar="STOCKROOM_HOST", help="127.0.0.1; with --lan everywhere.")
    ] = "",
    port: Annotated[int, typer.Option(envvar="STOCKROOM_PORT", help="8000; with --lan 8443.")] = 0,
    lan: Annotated[
        bool, typer.Option("--lan", help="HTTPS for the charity's own phones, without a domain.")
    ] = False,
    name: Annotated[
        str, typer.Option(help="With --lan: the name or address that phones open.")
    ] = "",
    plain_port: Annotated[
        int, typer.Option(help="With --lan: where phones fetch the authority; 8080.")
    ] = 0,
) -> None:
    """Serve the stockroom of a folder until told to stop."""
    settings = _settings(data, database)
    if lan:
        _serve_lan(settings, said=name, host=host, port=port, plain_port=plain_port)
        return
    if name or plain_port:
        raise typer.BadParameter("--name and --plain-port go with --lan.")
    from stockroom import serving  # noqa: PLC0415

    serving.serve(settings, host or "127.0.0.1", port or 8000, tell=out.print)


@cli.command()
def demo(
    data: Data = HERE,
    database: Base = "",
    host: Annotated[str, typer.Option(envvar="STOCKROOM_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="STOCKROOM_PORT")] = 8000,
    build_only: Annotated[bool, typer.Option(help="Make the world, do not serve it.")] = False,
    fresh: Annotated[bool, typer.Option(help="Begin the practice world again.")] = False,
) -> None:
    """Make the practice world if there is none, say how to sign in, and serve it."""
    from stockroom import demo as world  # noqa: PLC0415
    from stockroom import serving  # noqa: PLC0415
    from stockroom.demo import practice  # noqa: PLC0415

    settings = practice.marked(_settings(data, database))
    if fresh:
        practice.clear(settings)
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
    breaches = books.check_together(base.url)
    with base.snapshot() as connection:
        now = books.head(connection)
        if head is not None:
            kept = books.Head(**json.loads(head.read_text()))
            breaches += [breach for breach in [books.check_head(connection, kept)] if breach]
    for breach in breaches:
        err.print(breach.sentence, style="red", end=": ")
        err.print(breach.where)
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
def backup(
    target: Annotated[Path, typer.Argument(help="The folder that the backup's folder goes into.")],
    data: Data = HERE,
    database: Base = "",
) -> None:
    """Back up books and photos while the service runs, and verify what was written."""
    from stockroom.keeping import backup as backups  # noqa: PLC0415

    house = _house(data, database)
    now = house.clock.now()
    target.mkdir(parents=True, exist_ok=True)
    made = backups.make(
        house.database, house.settings.files, target / backups.folder_name(now), made_at=now
    )
    out.print(f"{made.path}: {made.head.sequence} entries, {made.files} photos, verified.")
    if made.missing:
        err.print(f"{len(made.missing)} photos are named but not here.")


@cli.command()
def restore(
    backup_folder: Annotated[Path, typer.Argument(help="A backup's folder.")],
    data: Data = HERE,
    database: Base = "",
    erasures: Annotated[Path | None, typer.Option(help="The list of what was erased.")] = None,
) -> None:
    """Bring a backup back as a new database; a live one is refused."""
    from stockroom.keeping import restore as restoring  # noqa: PLC0415

    done = restoring.into(backup_folder, _settings(data, database), erasures)
    out.print(f"Restored: {done.head.sequence} entries, {done.files} photos, {done.erased} erased.")
    if done.key_missing:
        err.print("Put stockroom.key back: without it the facilities' addresses stay sealed.")


@cli.command()
def erase(
    command_ids: Annotated[list[str] | None, typer.Argument(help="Ids of commands.")] = None,
    data: Data = HERE,
    database: Base = "",
) -> None:
    """Erase what commands said: those named, or else all that retention no longer lets us keep."""
    from uuid import UUID  # noqa: PLC0415

    from stockroom.keeping import erasure  # noqa: PLC0415

    house = _house(data, database)
    kept = house.settings.erasures
    if command_ids:
        number = erasure.erase(house.database, kept, [UUID(one) for one in command_ids])
    else:
        number = erasure.keep_to_retention(house.database, house.clock, kept)
    out.print(f"Erased what {number} commands said; the journal's chain holds.")


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

    from stockroom.commands.people import PersonRecord  # noqa: PLC0415
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


def _serve_lan(settings: Settings, *, said: str, host: str, port: int, plain_port: int) -> None:
    from rich.text import Text  # noqa: PLC0415

    from stockroom.lan import serving  # noqa: PLC0415

    def draw(square: str) -> None:
        # Dark on light whatever the terminal's colours are, for many phones read nothing else.
        out.print(Text(square, style="#000000 on #ffffff", no_wrap=True))

    meeting = serving.Meeting(
        said=said,
        host=host or serving.EVERYWHERE,
        port=port or serving.PORT,
        plain_port=plain_port or serving.PLAIN_PORT,
    )
    serving.serve(settings, meeting, tell=out.print, draw=draw)


def _settings(data: Path, database: str) -> Settings:
    from stockroom.settings import from_environment  # noqa: PLC0415

    return from_environment(data, database or None)


def _house(data: Path, database: str) -> House:
    from stockroom.app import build  # noqa: PLC0415

    return build(_settings(data, database))


if __name__ == "__main__":
    main()
