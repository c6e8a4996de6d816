"""The story of `docs/story/story.sh`: it runs as a newcomer runs it, and its end adds up.

The report is recomputed here from the movements alone: where each piece went, line by line.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom import books
from stockroom.db import Database, open_database
from stockroom.reports.fulfilment import fulfilment
from stockroom.settings import sqlite_url

STORY = Path(__file__).parents[2] / "docs" / "story" / "story.sh"
TOLD_WITHIN_S = 900
COLUMNS = ("asked", "allocated", "packed", "delivered", "confirmed", "refused", "returned")
# Where goods for a line are, by the kind of place; a confirmed piece was delivered too.
STAGE = {
    "bin": ("allocated",),
    "inbound": ("allocated",),
    "box": ("packed",),
    "gate": ("delivered",),
    "facility": ("delivered", "confirmed"),
}
Totals = dict[int, Counter[str]]


@dataclass(frozen=True)
class Told:
    """The story as it was told: what it printed, and the database that it left."""

    printed: str
    database: Database

    def rows(self, query: str) -> list[Any]:
        """What a query finds."""
        with self.database.reading() as connection:
            return list(connection.execute(sa.text(query)))

    def number(self, query: str) -> int:
        """The one number that a query finds."""
        return int(self.rows(query)[0][0])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The story told once, from an empty folder."""
    folder = tmp_path_factory.mktemp("story")
    paths = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    clean = {name: value for name, value in os.environ.items() if "STOCKROOM" not in name}
    # Plain http to ourselves needs no certificates, and to load them all takes the client longer
    # than each of its thousand requests: it is shown a folder without any.
    clean |= {"PATH": paths, "STORY_FOLDER": str(folder), "SSL_CERT_DIR": str(folder)}
    done = subprocess.run(
        ["bash", str(STORY)],
        env=clean,
        capture_output=True,
        text=True,
        timeout=TOLD_WITHIN_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    database = open_database(sqlite_url(folder / "data"))
    yield Told(done.stdout + done.stderr, database)
    database.close()


@pytest.mark.slow
def test_the_report_is_what_the_movements_say_to_the_piece(told: Told) -> None:
    wanted = recomputed(told)

    with told.database.snapshot() as connection:
        reported = fulfilment(connection, {})

    assert len(reported) > 70
    for row in reported:
        line = wanted[row["line"]]
        assert {name: row[name] for name in COLUMNS} == {name: line[name] for name in COLUMNS}


@pytest.mark.slow
def test_the_story_ends_with_the_totals_of_the_movements(told: Told) -> None:
    totals: Counter[str] = Counter()
    for line in recomputed(told).values():
        totals.update(line)

    printed = re.search(r"^asked \d+, .*$", told.printed, re.MULTILINE)

    assert printed is not None
    assert printed[0] == ", ".join(f"{name} {totals[name]}" for name in COLUMNS)
    assert min(totals[name] for name in COLUMNS if name != "packed") > 0


@pytest.mark.slow
def test_the_books_of_the_story_hold(told: Told) -> None:
    with told.database.snapshot() as connection:
        assert books.check(connection) == []
    assert "The books hold" in told.printed


@pytest.mark.slow
def test_the_wrong_rows_are_named_and_the_others_taken_in(told: Told) -> None:
    for line in (14, 42, 68, 93, 120, 142, 165, 192, 216, 242, 268, 293):
        assert re.search(rf"^\W*{line} ", told.printed, re.MULTILINE), line
    assert "nothing was written" in told.printed
    assert told.number("SELECT count(*) FROM lot WHERE source = 'donor'") > 250


@pytest.mark.slow
def test_forty_bags_end_in_boxes(told: Told) -> None:
    emptied = """
        SELECT sum(movement.quantity) FROM movement JOIN lot ON lot.id = movement.lot_id
        JOIN product ON product.id = lot.product_id
        WHERE product.code = 'BAG' AND movement.reason = 'sorting'
    """
    left = """
        SELECT coalesce(sum(holding.quantity), 0) FROM holding JOIN lot ON lot.id = holding.lot_id
        JOIN product ON product.id = lot.product_id
        WHERE product.code = 'BAG' AND holding.outside = 0
    """

    assert told.number(emptied) == 40
    assert told.number(left) == 0
    assert told.number("SELECT count(*) FROM lot WHERE source = 'many'") == 5


@pytest.mark.slow
def test_the_run_is_closed_with_one_refusal_and_one_piece_short(told: Told) -> None:
    account = told.rows(
        "SELECT sum(loaded), sum(delivered), sum(returned), sum(lost) FROM run_entry"
    )[0]

    assert account[0] == account[1] + account[2] + account[3]
    assert account[3] == 1
    assert told.number("SELECT count(*) FROM refusal") == 1
    assert told.number("SELECT count(*) FROM run WHERE closed_in IS NULL") == 0
    assert [row[0] for row in told.rows("SELECT kind FROM discrepancy")] == ["missing"]


@pytest.mark.slow
def test_the_call_at_night_needed_one_act(told: Told) -> None:
    acts = told.rows("""
        SELECT journal.noun FROM movement JOIN wish_line ON wish_line.id = movement.to_line
        JOIN journal ON journal.sequence = movement.sequence
        WHERE wish_line.urgency = 'tonight' AND wish_line.size_label = 'Newborn'
    """)

    assert [act[0] for act in acts] == ["deliveries"]


def recomputed(told: Told) -> Totals:
    """What each line asked, and what the movements did with goods for it."""
    totals: Totals = defaultdict(Counter)
    for line, asked in told.rows("SELECT line_id, asked FROM wish_change ORDER BY id"):
        totals[line]["asked"] = asked
    # An open box on a shelf counts as the shelf does.
    kinds = dict(
        told.rows("""
            SELECT place.id, CASE WHEN stand.kind = 'bin' AND parcel.id IS NULL
                             THEN 'bin' ELSE place.kind END
            FROM place LEFT JOIN place stand ON stand.id = place.stands_in
            LEFT JOIN parcel ON parcel.box_id = place.id AND parcel.opened_in IS NULL
        """)
    )
    parents = dict(told.rows("SELECT id, from_lot FROM lot"))
    refused_for: dict[tuple[int, int], int] = {}
    born_refused: dict[int, int] = {}
    moves = told.rows("""
        SELECT sequence, lot_id, from_place, from_line, to_place, to_line, quantity, reason
        FROM movement ORDER BY id
    """)
    for sequence, lot, source, from_line, target, to_line, pieces, reason in moves:
        for line, place, sign in ((from_line, source, -1), (to_line, target, 1)):
            for stage in STAGE.get(kinds[place], ()) if line else ():
                totals[line][stage] += sign * pieces
        if reason == "refusal" and from_line:
            totals[from_line]["refused"] += pieces
            refused_for[sequence, lot] = from_line
        elif reason == "refusal":
            born_refused[lot] = refused_for[sequence, parents[lot]]
        elif reason == "return" and (from_line or lot in born_refused):
            totals[from_line or born_refused[lot]]["returned"] += pieces
    return totals
