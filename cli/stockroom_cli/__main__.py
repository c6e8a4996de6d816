"""`stockroom-cli`: runs one command and ends with the exit code that says how it went."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from stockroom_cli import __version__, tables
from stockroom_cli.exits import Stop
from stockroom_cli.speech import _
from stockroom_cli.trades import CHAPTERS

ABOUT = _(
    "Stockroom from the command line, over HTTP: sign in once, then record what hands did.\n\n"
    "Exit codes: 0 done; 2 not said rightly; 3 refused; 4 not signed in or not allowed; "
    "5 the service does not answer; 6 held for a coordinator; "
    "7 the file has bad rows and nothing was written; 1 stopped by you, or a fault of ours.\n\n"
    "Every act carries an id made here: repeating it with --id changes nothing."
)


def application() -> typer.Typer:
    """All chapters as one application."""
    app = typer.Typer(
        name="stockroom-cli",
        help=ABOUT,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(_root)
    for chapter in CHAPTERS:
        app.add_typer(chapter.app)
    return app


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code."""
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        application()(args=given, prog_name="stockroom-cli")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Stop as stop:
        if stop.sentence:
            tables.tell(stop.sentence)
        return stop.code
    return 0


def _tell_version(said: bool) -> None:
    if said:
        tables.say(__version__)
        raise typer.Exit


def _root(
    _version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    """Nothing happens before a command."""


if __name__ == "__main__":
    sys.exit(main())
