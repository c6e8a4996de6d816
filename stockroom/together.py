"""Acts of one device that share a transaction: one way to the disk for all instead of one each.

Each is recorded, held or refused as it would be alone, and nobody hears of it before all are
committed. Other writers wait for as many acts, or as long, as the bounds below say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import takewhile

import sqlalchemy as sa

from stockroom.desk import Desk, Handed, Receipt
from stockroom.errors import Problem

MOST_TOGETHER = 10
LONGEST_TOGETHER_S = 0.03
IN_TROUBLE = 500
Outcome = Receipt | Exception


def do(desk: Desk, acts: Sequence[Handed]) -> list[Outcome]:
    """What became of the first of these acts, in their order; at least of one.

    An act that is asked for, not told, stands alone, as planning and passwords take their time.
    After trouble of the service nothing more is tried.
    """
    told = list(takewhile(lambda one: desk.trades[type(one.command)].told, acts[:MOST_TOGETHER]))
    return _together(desk, told) if len(told) > 1 else _one_by_one(desk, acts[:1])


def is_trouble(outcome: Outcome) -> bool:
    """Whether the service itself failed over an act, which is no answer to it."""
    if isinstance(outcome, Problem):
        return outcome.status >= IN_TROUBLE
    return isinstance(outcome, Exception)


def _together(desk: Desk, acts: Sequence[Handed]) -> list[Outcome]:
    done: list[Outcome] = []
    try:
        with desk.opened() as books:
            ends = desk.clock.running_s() + LONGEST_TOGETHER_S
            for one in acts:
                done.append(_apart(desk, books, one))
                if is_trouble(done[-1]) or desk.clock.running_s() > ends:
                    break
    except Exception as fault:
        # All of it is undone. A database that cannot be written at all need not be asked again.
        at_once = isinstance(fault, Problem) and not done
        return [fault] if at_once else _one_by_one(desk, acts)
    for outcome in done:
        if isinstance(outcome, Receipt):
            desk.drop_what_is_not_kept(outcome)
    return done


def _apart(desk: Desk, books: sa.Connection, one: Handed) -> Outcome:
    """What became of one of several; what the database fails over, it must fail over for all."""
    try:
        return desk.record(one, lambda: _savepoint(books))
    except sa.exc.SQLAlchemyError:
        raise
    except Exception as fault:
        return fault


@contextmanager
def _savepoint(books: sa.Connection) -> Iterator[sa.Connection]:
    """What is done meanwhile is undone alone; one name for all, so that statements stay prepared.

    A session that fails in it undoes the whole transaction: there is no savepoint then to go back
    to, and the database says so.
    """
    books.exec_driver_sql("SAVEPOINT act")
    try:
        yield books
    except BaseException:
        books.exec_driver_sql("ROLLBACK TO SAVEPOINT act")
        raise
    finally:
        books.exec_driver_sql("RELEASE SAVEPOINT act")


def _one_by_one(desk: Desk, acts: Sequence[Handed]) -> list[Outcome]:
    done: list[Outcome] = []
    for one in acts:
        try:
            done.append(desk.do(one.command, one.actor, id=one.id))
        except Exception as fault:
            done.append(fault)
            if is_trouble(fault):
                break
    return done
