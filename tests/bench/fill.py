"""A stockroom with many lots, written in bulk with a true journal, so that `check` passes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from stockroom import app, chain
from stockroom.app import House
from stockroom.rules import codes
from stockroom.settings import Settings, sqlite_url
from tests.world import World

STAMP = "2026-11-01T08:00:00.000000Z"
BINS = ("A1", "A2", "A3", "S1")


def filled(folder: Path, lots: int) -> tuple[House, list[str]]:
    """A house in that folder with so many lots in inbound and on shelves, and their codes."""
    settings = Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)
    house = app.build(settings)
    World.made(house)
    house.database.close()
    connection = sqlite3.connect(folder / "stockroom.db", isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    found = _write(connection, lots)
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return app.wire(settings), found


def _write(connection: sqlite3.Connection, lots: int) -> list[str]:
    chance = random.Random(7)
    made = [codes.make(chance.getrandbits(60)) for _ in range(lots)]
    one = connection.execute
    places = dict(one("SELECT name, id FROM place WHERE NOT outside").fetchall())
    donor = one("SELECT id FROM place WHERE kind = 'donor'").fetchone()[0]
    product = one("SELECT id FROM product WHERE code = 'NP-DISP'").fetchone()[0]
    last, head = one("SELECT sequence, hash FROM journal ORDER BY sequence DESC").fetchone()
    first = (one("SELECT max(id) FROM lot").fetchone()[0] or 0) + 1
    targets = [places["North inbound"], *(places[name] for name in BINS)]

    def target(number: int) -> int:
        return int(targets[number % len(targets)])

    connection.execute("BEGIN")
    _many(connection, "lot", _LOT, ((first + n, product, last + 1 + n) for n in range(lots)))
    _many(
        connection,
        "label_code",
        "(code, lot_id, made_in, claimed_in) VALUES (?, ?, ?, ?)",
        ((code, first + n, last + 1 + n, last + 1 + n) for n, code in enumerate(made)),
    )
    rows = _entries(lots, first, last, head, donor, target)
    while batch := list(islice(rows, 10_000)):
        connection.executemany(_JOURNAL, [entry for entry, _, _ in batch])
        connection.executemany(_CONTENT, [content for _, content, _ in batch])
        connection.executemany(_MOVEMENT, [movement for _, _, movement in batch])
    _many(
        connection,
        "holding",
        "(lot_id, place_id, quantity, outside) VALUES (?, ?, ?, ?)",
        (
            row
            for n in range(lots)
            for row in ((first + n, donor, -6, 1), (first + n, target(n), 6, 0))
        ),
    )
    connection.execute("COMMIT")
    return made


_LOT = (
    "(id, product_id, made_in, depth, source, standing, size_scheme, size_low, size_high, "
    "size_label, fits, season, condition, how, brand, gtin, batch, serial, description, "
    "restriction, words) VALUES (?, ?, ?, 'counted', 'donor', 'accepted', 'weight_g', 7000, 16000, "
    "'4', 'any', 'any', 'new', 'counted', '', '', '', '', '', '', '4')"
)
_JOURNAL = (
    "INSERT INTO journal (sequence, command_id, noun, version, outcome, actor_id, device_id, "
    "done_at, recorded_at, reverses, content_hash, receipt, hash) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_CONTENT = "INSERT INTO command_content (command_id, salt, body) VALUES (?, ?, ?)"
_MOVEMENT = (
    "INSERT INTO movement (sequence, lot_id, from_place, to_place, quantity, reason) "
    "VALUES (?, ?, ?, ?, 6, 'intake')"
)


def _many(connection: sqlite3.Connection, table: str, rest: str, rows: Iterator[Any]) -> None:
    connection.executemany(f"INSERT INTO {table} {rest}", rows)


def _entries(
    lots: int, first: int, last: int, head: str, donor: int, target: Any
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]]:
    """Each intake as its journal row, its content and its movement."""
    for n in range(lots):
        sequence, lot = last + 1 + n, first + n
        command_id = f"00000000-0000-7000-8000-{sequence:012d}"
        body = b'["intakes",{"product":"NP-DISP","quantity":6}]'
        salt = sequence.to_bytes(16, "big")
        fields = (
            sequence, command_id, "intakes", 1, "recorded", None, None, STAMP, STAMP, None,
            chain.content_hash(salt, body), "{}",
        )  # fmt: skip
        moves = chain.move_text(lot, donor, None, target(n), None, 6, "intake")
        head = chain.link(head, fields, moves)
        yield (*fields, head), (command_id, salt, body), (sequence, lot, donor, target(n))
