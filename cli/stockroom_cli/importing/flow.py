"""Bringing a file in: read it, have the service judge it, show what is wrong, then record.

Nothing is written while a row is bad, unless the person has said that the good ones shall be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rich.progress import Progress

from stockroom_cli import tables
from stockroom_cli.acting import connect
from stockroom_cli.batches import send
from stockroom_cli.client import Client
from stockroom_cli.exits import BAD_FILE, Stop
from stockroom_cli.importing import asking, files, judging, results, sidecar
from stockroom_cli.importing.judging import Judged
from stockroom_cli.importing.sidecar import Planned, Sidecar
from stockroom_cli.speech import _


class PacksMean(StrEnum):
    """What a number beside a pack counts."""

    PACKS = "packs"
    PIECES = "pieces"


@dataclass(frozen=True)
class Choices:
    """What the person said about this import."""

    accept_good_rows: bool = False
    received_on: str = ""
    packs_mean: PacksMean | None = None
    only_check: bool = False
    as_new: bool = False
    yes: bool = False
    as_json: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of file: who judges its rows, what its columns mean, and what good rows become."""

    judged_at: str
    columns: dict[str, str]
    needed: tuple[tuple[str, ...], ...]
    plan: Callable[[Sequence[Judged], Sidecar, Choices], list[Planned]]


def bring_in(path: Path, kind: Kind, choices: Choices) -> None:
    """Bring a file in, wholly or not at all; raises `Stop` as the exit codes say."""
    table = files.read(path)
    judging.check_columns(table, kind.columns, kind.needed)
    journal = sidecar.beside(path, as_new=choices.as_new)
    with connect() as client, progress() as bars:
        judged = _judged(client, kind, table, journal, bars)
        bad = [one for one in judged if not one.ok]
        _show_bad(bad, judged, len(table.rows) - len(judged), choices)
        good = [one for one in judged if one.ok]
        asking.settle(good, choices, bars)
        if choices.only_check:
            return
        journal.add(kind.plan(good, journal, choices))
        task = bars.add_task(_("recording"), total=len(journal.planned))
        commands = [one.command for one in journal.planned]
        answers = send(client, commands, lambda number: bars.update(task, completed=number))
    results.tell(journal.planned, answers, left_out=len(bad), as_json=choices.as_json)


def progress() -> Progress:
    """Bars for the person, beside the result; none where nobody watches."""
    console = tables.aside()
    return Progress(console=console, transient=True, disable=not console.is_terminal)


def _judged(
    client: Client, kind: Kind, table: files.Table, journal: Sidecar, bars: Progress
) -> list[Judged]:
    """The rows that have no id yet, judged."""
    covered = journal.covered
    fresh = [
        (key, row)
        for key, row in zip(sidecar.keys(table.rows), table.rows, strict=True)
        if key not in covered
    ]
    if covered:
        tables.tell(
            _(
                "{number} rows were given their ids before; --as-new if these are other goods"
            ).format(number=len(table.rows) - len(fresh))
        )
    task = bars.add_task(_("reading"), total=len(fresh))
    return judging.judge(
        client, kind.judged_at, kind.columns, fresh, lambda done: bars.update(task, completed=done)
    )


def _show_bad(
    bad: Sequence[Judged], judged: Sequence[Judged], before: int, choices: Choices
) -> None:
    """Say what is wrong; raises `Stop(BAD_FILE)` unless the good rows were asked for.

    `before` is how many rows of the file an earlier run brought in, so that they are not judged.
    """
    refused = bool(bad) and not choices.accept_good_rows
    if choices.as_json and (refused or choices.only_check):
        tables.dump({"rows": [one.read for one in judged]})
    if bad:
        judging.show(bad)
    if refused:
        raise Stop(BAD_FILE, _refusal(len(bad), len(judged), before))
    if choices.only_check:
        tables.tell(
            _("{good} of {all} rows are good; nothing was written").format(
                good=len(judged) - len(bad), all=len(judged)
            )
        )


def _refusal(bad: int, judged: int, before: int) -> str:
    if not before:
        return _(
            "{bad} of {all} rows are bad; nothing was written. Mend them, or say --accept-good-rows"
        ).format(bad=bad, all=judged)
    return _(
        "{bad} of {all} rows left are bad; nothing new was written. "
        "{before} rows were brought in before and stand as they were. "
        "Mend the bad ones, or say --accept-good-rows"
    ).format(before=before, bad=bad, all=judged)
