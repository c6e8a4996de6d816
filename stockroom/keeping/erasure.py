"""Erasing what commands said, while what they did stands: the chain and the receipts hold.

Only rows of `command_content` go. Each erased id is first written to `erasures.txt`, beside the
database and outside every backup, so that a restore of an older backup erases it again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple, cast
from uuid import UUID

import sqlalchemy as sa

from stockroom.clock import Clock, stamp
from stockroom.db import Database, Sqlite
from stockroom.errors import Problem
from stockroom.keeping import disk
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.stock import CommandContent, Journal

CONTENT = cast(sa.Table, CommandContent.__table__)  # type: ignore[attr-defined]
JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
DISCREPANCY = cast(sa.Table, Discrepancy.__table__)  # type: ignore[attr-defined]

BATCH = 500


class Kept(NamedTuple):
    """How many days what was said is kept, why, and for which nouns."""

    days: int
    reason: str
    nouns: tuple[str, ...]


# Our own proposal, for a charity to tighten. Seven years are the six for which accounts and
# contracts may be asked about in England (Limitation Act 1980, section 5), and the one running.
RETENTION: tuple[Kept, ...] = (
    Kept(
        90,
        "it tells which driver was at which gate",
        (
            "runs",
            "run-changes",
            "day-orders",
            "departures",
            "stop-arrivals",
            "stop-leavings",
            "stop-callings-off",
            "run-closings",
        ),
    ),
    Kept(366, "it tells who had which address opened, and why", ("address-openings",)),
    Kept(
        180,
        "a source is deleted on its own day, and this is the latest that it may be",
        ("wish-sources", "wish-source-removals"),
    ),
    Kept(
        366,
        "what a facility asks for tells about those who live there",
        (
            "wish-lists",
            "wish-list-changes",
            "wish-list-withdrawals",
            "wish-kit-changes",
            "wish-list-checks",
            "wish-list-closings",
            "wish-drafts",
        ),
    ),
    Kept(366, "it names people", ("people", "person-changes")),
    Kept(
        2557,
        "the proof of what was given and handed over, for funders and accounts",
        (
            "donations",
            "intakes",
            "opening-counts",
            "turnings-away",
            "manifests",
            "manifest-sendings",
            "manifest-approvals",
            "gate-sheets",
            "deliveries",
            "refusals",
            "returns",
            "confirmations",
            "delivery-corrections",
            "write-offs",
            "discrepancy-settlings",
        ),
    ),
)
OTHERWISE = Kept(731, "long enough to look into a mistake of last year", ())


def erase(database: Database, erasures: Path, command_ids: Iterable[UUID]) -> int:
    """Erase what these commands said, and give how many of them still had something to erase.

    For a person's own request: it also erases a held command, which then cannot be carried out.
    Raises `Busy`, `Full` or `Problem`; what was erased before that stays erased.
    """
    wanted = sorted({str(one) for one in command_ids})
    return sum(_erase_batch(database, erasures, batch) for batch in _batches(wanted))


def erase_older(
    database: Database, clock: Clock, erasures: Path, age: timedelta, noun: str | None = None
) -> int:
    """Erase what was said longer ago than that, of one noun or of all; give how many.

    What is held and not settled yet is left, for a coordinator still has to read it.
    """
    before = stamp(clock.now() - age)
    erased = 0
    while batch := _old(database, before, noun):
        erased += _erase_batch(database, erasures, batch)
    return erased


def keep_to_retention(database: Database, clock: Clock, erasures: Path) -> int:
    """Erase whatever `RETENTION` no longer lets us keep; give how many. For the nightly job."""
    with database.reading() as connection:
        nouns = connection.execute(sa.select(JOURNAL.c.noun).distinct()).scalars().all()
    return sum(
        erase_older(database, clock, erasures, timedelta(days=kept_for(noun).days), noun)
        for noun in nouns
    )


def kept_for(noun: str) -> Kept:
    """How long what was said under that noun is kept."""
    return next((kept for kept in RETENTION if noun in kept.nouns), OTHERWISE)


def listed(erasures: Path) -> list[str]:
    """The ids in a list of erasures, none where there is no list; raises `Problem` if damaged.

    A last line that was cut off is left out: its erasure never came to be.
    """
    if not erasures.is_file():
        return []
    with disk.plainly():
        lines = erasures.read_text(encoding="ascii", errors="replace").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines.pop()
    return [_checked(line.strip(), number) for number, line in enumerate(lines, start=1)]


def keep(erasures: Path, ids: Collection[str]) -> None:
    """Add ids to the list, and wait until the disk has them; those that are there stay once."""
    known = set(listed(erasures))
    new = "".join(f"{one}\n" for one in ids if one not in known)
    if not new:
        return
    with disk.plainly():
        disk.make_folder(erasures.absolute().parent)
        with erasures.open("ab+") as file:
            _drop_cut_off_line(file.fileno(), erasures.read_bytes())
            file.write(new.encode("ascii"))
            file.flush()
            disk.sync(file.fileno())
        disk.sync_folder(erasures.absolute().parent)


def delete(books: sa.Connection, ids: Collection[str]) -> int:
    """Delete what these commands said, and nothing else; give how many there were."""
    return sum(
        books.execute(sa.delete(CONTENT).where(CONTENT.c.command_id.in_(batch))).rowcount
        for batch in _batches(sorted(ids))
    )


def _erase_batch(database: Database, erasures: Path, ids: Sequence[str]) -> int:
    standing = sa.select(CONTENT.c.command_id).where(CONTENT.c.command_id.in_(ids))
    with wiping(database) as books:
        found = sorted(books.execute(standing).scalars())
        # The list first: a crash before the commit leaves an id too many there, never one too few.
        keep(erasures, found)
        return delete(books, found)


@contextmanager
def wiping(database: Database) -> Iterator[sa.Connection]:
    """A transaction after which nothing that it deleted is left on the disk."""
    with database.writing() as books:
        if isinstance(database, Sqlite):
            books.exec_driver_sql("PRAGMA secure_delete=ON")
        yield books
    if isinstance(database, Sqlite):
        _empty_write_ahead_log(database)


def _empty_write_ahead_log(database: Database) -> None:
    # What was deleted is still in the log, until the log is written back and cut.
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _old(database: Database, before: str, noun: str | None) -> Sequence[str]:
    waiting = (
        sa.select(DISCREPANCY.c.id)
        .where(
            DISCREPANCY.c.opened_in == JOURNAL.c.sequence,
            DISCREPANCY.c.kind == "held",
            DISCREPANCY.c.settled_in.is_(None),
        )
        .exists()
    )
    query = (
        sa.select(JOURNAL.c.command_id)
        .select_from(JOURNAL.join(CONTENT, CONTENT.c.command_id == JOURNAL.c.command_id))
        .where(JOURNAL.c.recorded_at < before, ~waiting)
        .order_by(JOURNAL.c.sequence)
        .limit(BATCH)
    )
    if noun is not None:
        query = query.where(JOURNAL.c.noun == noun)
    with database.reading() as connection:
        return connection.execute(query).scalars().all()


def _checked(line: str, number: int) -> str:
    try:
        return str(UUID(line))
    except ValueError as fault:
        raise Problem(
            "erasures_damaged",
            "Line {number} of the list of erasures is not an id; mend the list first.",
            number=number,
        ) from fault


def _drop_cut_off_line(handle: int, written: bytes) -> None:
    # Otherwise the next id would be glued to it, and both would be lost.
    os.truncate(handle, written.rfind(b"\n") + 1)


def _batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
