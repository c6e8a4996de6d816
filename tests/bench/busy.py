"""A stockroom that has been lived in: ten movements a lot, many bins, boxes, donors and wishes."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from stockroom import app, chain
from stockroom.app import House
from stockroom.rules import codes
from stockroom.rules.writing import fold
from stockroom.settings import Settings, sqlite_url
from tests.bench import fill
from tests.world import World

MOVES_EACH = 9
BINS, BOXES, DONORS, DONATIONS, HELD = 200, 600, 2_000, 10_000, 200
BRANDS = ("", "", "", "Bébé", "Tiny", "Мишка", "أرنب", "Softly")
SIZES = ("50/56", "62", "68", "74/80", "86", "92", "3", "4", "5", "")
FIRST = ("Parish", "Школа", "مسجد", "École", "Family", "Shop")
LAST = ("drive", "Солнышко", "النور", "du Lac", "Example", "corner")


class Moved(NamedTuple):
    """A movement to write: what, whence, whither, and why."""

    lot: int
    source: tuple[int, int | None]
    target: tuple[int, int | None]
    noun: str
    reason: str


def filled(folder: Path, lots: int) -> tuple[House, list[str]]:
    """A house in that folder with so many lots, ten times as many movements, and their codes."""
    house, made = fill.filled(folder, lots)
    lines = _wishes(World.of(house))
    house.database.close()
    connection = sqlite3.connect(folder / "stockroom.db", isolation_level=None)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-200000")
    connection.execute("BEGIN")
    chance = random.Random(11)
    places = _places(connection, chance)
    _donors(connection, chance)
    _describe(connection, chance)
    _move(connection, chance, places, lines)
    _hold(connection, chance)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return app.wire(Settings(data=folder, database=sqlite_url(folder), secure_cookies=False)), made


def _wishes(world: World) -> list[int]:
    asked = {"product": "NP-DISP", "urgency": "routine", "quantity": 600, "size": "4"}
    found: list[int] = []
    for facility in ("M-1", "E-2") * 30:
        receipt = world.do("alice", "wish-lists", facility=facility, lines=[asked] * 20)
        found += receipt.made["lines"]
    return found


def _places(connection: sqlite3.Connection, chance: random.Random) -> list[int]:
    """Bins in two buildings and boxes in them; gives the ids of all that goods may lie in."""
    one = connection.execute
    north, south = (one("SELECT id FROM place WHERE name = ?", (n,)).fetchone()[0] for n in NAMES)
    first, number = one("SELECT max(id) + 1, max(number) + 1 FROM place").fetchone()
    rows = []
    for n in range(BINS + BOXES):
        is_bin = n < BINS
        stands = None if is_bin else first + chance.randrange(BINS)
        site = north if (n if is_bin else (stands or 0) - first) % 2 else south
        name = f"R{n // 10}-{n % 10}" if is_bin else f"box {number + n}"
        kind = "bin" if is_bin else "box"
        rows.append((first + n, kind, name, number + n, site, stands))
    connection.executemany(
        "INSERT INTO place (id, kind, name, number, outside, site_id, stands_in, closed) "
        "VALUES (?, ?, ?, ?, 0, ?, ?, 0)",
        rows,
    )
    connection.executemany(
        "INSERT INTO label_code (code, place_id, made_in, claimed_in) VALUES (?, ?, 1, 1)",
        [(codes.make(chance.getrandbits(60)), row[0]) for row in rows],
    )
    return [row[0] for row in rows]


NAMES = ("North", "South")


def _donors(connection: sqlite3.Connection, chance: random.Random) -> None:
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}" for n in range(DONORS)]
    connection.executemany(
        "INSERT INTO donor (id, name, kind, folded) VALUES (?, ?, 'person', ?)",
        [(n + 1, name, fold(name)) for n, name in enumerate(names)],
    )
    connection.executemany(
        "INSERT INTO donation (id, command_id, donor_id, received_on, restriction, note) "
        "VALUES (?, ?, ?, '2026-11-01', '', '')",
        [(n + 1, f"donation {n}", chance.randrange(DONORS) + 1) for n in range(DONATIONS)],
    )


def _describe(connection: sqlite3.Connection, chance: random.Random) -> None:
    """Give the lots their products, sizes, brands, dates and donors."""
    goods = [row[0] for row in connection.execute("SELECT id FROM product")]
    lots = [row[0] for row in connection.execute("SELECT id FROM lot")]

    def described(lot: int) -> tuple[Any, ...]:
        brand, size = chance.choice(BRANDS), chance.choice(SIZES)
        use_by = f"2026-{chance.randrange(1, 13):02d}-15" if chance.random() < 0.1 else None
        standing = chance.choices(("accepted", "waiting", "quarantined"), (90, 8, 2))[0]
        gift = chance.randrange(DONATIONS) + 1
        words = fold(f"{brand} {size}")
        return chance.choice(goods), size, brand, use_by, standing, gift, words, lot

    connection.executemany(
        "UPDATE lot SET product_id = ?, size_label = ?, brand = ?, use_by = ?, standing = ?, "
        "donation_id = ?, words = ? WHERE id = ?",
        map(described, lots),
    )


def _move(
    connection: sqlite3.Connection, chance: random.Random, places: list[int], lines: list[int]
) -> None:
    """Carry each lot about, promise a few, let three in ten go; the journal stays a true chain."""
    one = connection.execute
    last, head = one("SELECT sequence, hash FROM journal ORDER BY sequence DESC").fetchone()
    person = one("SELECT id FROM person WHERE login = 'bob'").fetchone()[0]
    gone = one("SELECT id FROM place WHERE kind = 'written_off'").fetchone()[0]
    held = one("SELECT lot_id, place_id FROM holding WHERE outside = 0 AND quantity > 0").fetchall()
    one("DELETE FROM holding WHERE outside = 0")
    spots: dict[tuple[int, int, int | None], int] = {}
    moves = _moves(chance, held, places, lines, gone, spots)
    rows = _entries(moves, last, head, person)
    while batch := list(islice(rows, 10_000)):
        connection.executemany(fill._JOURNAL, [entry for entry, _, _ in batch])
        connection.executemany(fill._CONTENT, [content for _, content, _ in batch])
        connection.executemany(_MOVEMENT, [movement for _, _, movement in batch])
    connection.executemany(
        "INSERT INTO holding (lot_id, place_id, line_id, quantity, outside) VALUES (?, ?, ?, ?, ?)",
        ((lot, place, line, number, place == gone) for (lot, place, line), number in spots.items()),
    )


def _moves(
    chance: random.Random,
    held: list[tuple[int, int]],
    places: list[int],
    lines: list[int],
    gone: int,
    spots: dict[tuple[int, int, int | None], int],
) -> Iterator[Moved]:
    """Nine moves for each lot; what every spot holds in the end is noted in `spots`."""
    for lot, start in held:
        place, way = start, chance.sample(places, MOVES_EACH)
        for target in way[:-1]:
            yield Moved(lot, (place, None), (target, None), "transfers", "transfer")
            spots[lot, place, None] = 0
            place = target
        drawn = chance.random()
        end: tuple[int, int | None] = (way[-1], None)
        if drawn < 0.3:
            end = (gone, None)
        elif drawn < 0.4:
            end = (place, chance.choice(lines))
        yield Moved(lot, (place, None), end, "transfers", "transfer")
        spots[lot, place, None] = 0
        spots[lot, *end] = 6


def _entries(
    moves: Iterator[Moved], last: int, head: str, person: int
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]]:
    for sequence, move in enumerate(moves, last + 1):
        command_id = f"00000000-0000-7000-9000-{sequence:012d}"
        salt = sequence.to_bytes(16, "big")
        fields = (
            sequence, command_id, move.noun, 1, "recorded", person, None, fill.STAMP, fill.STAMP,
            None, chain.content_hash(salt, b"[]"), "{}",
        )  # fmt: skip
        text = chain.move_text(move.lot, *move.source, *move.target, 6, move.reason)
        head = chain.link(head, fields, text)
        row = (sequence, move.lot, *move.source, *move.target, move.reason)
        yield (*fields, head), (command_id, salt, b"[]"), row


def _hold(connection: sqlite3.Connection, chance: random.Random) -> None:
    lots = [row[0] for row in connection.execute("SELECT id FROM lot")]
    connection.executemany(
        "INSERT INTO hold (lot_id, reason, placed_in) VALUES (?, 'strap recalled', 1)",
        [(lot,) for lot in chance.sample(lots, min(HELD, len(lots)))],
    )


_MOVEMENT = (
    "INSERT INTO movement (sequence, lot_id, from_place, from_line, to_place, to_line, quantity, "
    "reason) VALUES (?, ?, ?, ?, ?, ?, 6, ?)"
)
