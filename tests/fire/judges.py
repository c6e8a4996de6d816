"""What a race did to the books: each judge gives the faults it finds, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from stockroom.commands.refs import LABEL
from stockroom.db import Database
from stockroom.ledger import HOLDING, PLACE
from stockroom.reports.stages import CHANGE
from tests.fire.callers import Answer


def one_winner(answers: Sequence[Answer]) -> list[str]:
    """What is wrong unless one client was told yes and every other one no."""
    told = Counter(answer.status for answer in answers)
    return unless(told == {201: 1, 422: len(answers) - 1}, f"answers were {dict(told)}")


def lot_faults(database: Database, lot: str, pieces: int) -> list[str]:
    """What is wrong with a lot inside: negative somewhere, or not so many pieces promised."""
    low, promised = lowest_of(database, lot), promised_of(database, lot)
    return [
        *unless(low >= 0, f"{low} pieces somewhere"),
        *unless(promised == pieces, f"{promised} promised of {pieces}"),
    ]


def line_faults(database: Database, line: int) -> list[str]:
    """What is wrong with a line: not as many pieces promised to it as it asks."""
    asked = sa.select(CHANGE.c.asked).where(CHANGE.c.line_id == line)
    promised = sa.select(sa.func.sum(HOLDING.c.quantity)).where(HOLDING.c.line_id == line)
    with database.reading() as books:
        want, have = books.execute(asked).scalar_one(), books.execute(promised).scalar()
    return unless(want == have, f"{have} promised to a line that asks {want}")


def cot_faults(database: Database, lots: Sequence[str]) -> list[str]:
    """What is wrong with cots: each must be at the gate, and nowhere else."""
    with database.reading() as books:
        found = books.execute(
            sa.select(LABEL.c.code, PLACE.c.kind, HOLDING.c.quantity)
            .select_from(
                HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id).join(
                    LABEL, LABEL.c.lot_id == HOLDING.c.lot_id
                )
            )
            .where(LABEL.c.code.in_(lots), HOLDING.c.quantity > 0)
        )
        spots = sorted(map(tuple, found))
    return unless(spots == [(lot, "gate", 1) for lot in sorted(lots)], f"cots are at {spots}")


def promised_of(database: Database, lot: str) -> int:
    """Pieces of a lot inside that are promised."""
    query = sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0)).where(
        HOLDING.c.lot_id == lot_id(lot), HOLDING.c.outside == 0, HOLDING.c.line_id.is_not(None)
    )
    with database.reading() as books:
        return int(books.execute(query).scalar_one())


def lowest_of(database: Database, lot: str) -> int:
    """The smallest number of pieces that any spot inside has of a lot."""
    query = sa.select(sa.func.min(HOLDING.c.quantity)).where(
        HOLDING.c.lot_id == lot_id(lot), HOLDING.c.outside == 0
    )
    with database.reading() as books:
        return int(books.execute(query).scalar_one())


def lot_id(lot: str) -> sa.ScalarSelect[int]:
    """The id of the lot with that code."""
    return sa.select(LABEL.c.lot_id).where(LABEL.c.code == lot).scalar_subquery()


def unless(right: bool, fault: str) -> list[str]:
    """The fault, unless all is right."""
    return [] if right else [fault]
