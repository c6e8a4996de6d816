"""Still needed? An answer is kept, and what is needed no more is free for somebody else."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from stockroom.commands.base import known
from stockroom.errors import Refused
from stockroom.tables.wishes import NeedAnswer, WishChange
from tests import wishing
from tests.world import World


@pytest.fixture
def line(world: World) -> int:
    """A line that asks ten, with six promised to it."""
    number = world.line(10)
    world.do("alice", "allocations", lot=world.shelved(quantity=9), line=number, quantity=6)
    return number


def answer(world: World, who: str, *lines: dict[str, object], by_telephone: bool = False) -> None:
    """Hand the answers in."""
    world.do(who, "need-answers", lines=list(lines), by_telephone=by_telephone)


def kept(world: World) -> list[tuple[int, bool, bool]]:
    """Every answer: its line, whether still needed, whether by telephone."""
    query = sa.select(NeedAnswer.line_id, NeedAnswer.still, NeedAnswer.by_telephone)  # type: ignore[call-overload]
    with world.house.database.reading() as books:
        return [tuple(row) for row in books.execute(query)]


def asked(world: World, line: int) -> tuple[int, str]:
    """What a line asks now, and why."""
    query = (
        sa.select(WishChange.asked, WishChange.reason)  # type: ignore[call-overload]
        .where(WishChange.line_id == line)
        .order_by(sa.desc("id"))
    )
    with world.house.database.reading() as books:
        row = books.execute(query).first()
    assert row is not None
    return row.asked, row.reason


def test_yes_is_kept_and_changes_nothing(world: World, line: int) -> None:
    answer(world, "fatima", {"line": line, "still": True})

    assert kept(world) == [(line, True, False)]
    assert asked(world, line) == (10, "")


def test_no_sets_the_goods_free(world: World, line: int) -> None:
    answer(world, "fatima", {"line": line, "still": False})

    assert kept(world) == [(line, False, False)]
    assert asked(world, line) == (0, "no_longer_needed")


def test_fewer_sets_the_rest_free(world: World) -> None:
    line, lot = world.line(10), world.shelved(quantity=6)
    world.do("alice", "allocations", lot=lot, line=line, quantity=6)

    answer(world, "fatima", {"line": line, "still": True, "asked": 4})

    assert asked(world, line) == (4, "no_longer_needed")
    assert world.inside(lot) == {f"A1/{line}": 4, "A1": 2}


def test_what_has_come_stays_asked(world: World) -> None:
    line, lot = world.line(10), world.shelved(quantity=9)
    world.do("alice", "allocations", lot=lot, line=line, quantity=9)
    came = {"lot": lot, "line": line, "accepted": 3}
    world.do("bob", "deliveries", facility="M-1", lines=[came])

    answer(world, "fatima", {"line": line, "still": False})

    assert asked(world, line)[0] == 3
    assert world.inside(lot) == {"A1": 6}


def test_what_is_sealed_waits_for_a_coordinator(world: World) -> None:
    line, lot = world.line(5), world.shelved(quantity=5)
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    world.do("bob", "packings", lot=lot, line=line, quantity=5, box="Box one")
    world.do("bob", "sealings", box="Box one", facility="M-1")

    answer(world, "fatima", {"line": line, "still": False})

    assert world.inside(lot) == {f"Box one/{line}": 5}
    assert world.discrepancies() == ["still_needed"]


def test_a_coordinator_answers_what_the_telephone_said(world: World, line: int) -> None:
    answer(world, "alice", {"line": line, "still": True}, by_telephone=True)
    answer(world, "fatima", {"line": line, "still": True}, by_telephone=True)

    assert kept(world) == [(line, True, True), (line, True, False)]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([{"still": True, "asked": 11}], "more_than_asked"),
        ([{"still": True}, {"still": False}], "twice"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    world: World, line: int, said: list[dict[str, object]], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        answer(world, "fatima", *({"line": line} | one for one in said))

    assert refused.value.reason == reason
    assert kept(world) == []


def test_the_twin_cannot_answer_for_it(world: World, line: int) -> None:
    with pytest.raises(Refused) as refused:
        answer(world, "farid", {"line": line, "still": False})

    assert refused.value.reason == "unknown"
    assert asked(world, line)[0] == 10


def test_one_thing_of_a_whole_kit_is_not_given_up_alone(world: World) -> None:
    wishing.kit(world)
    made = wishing.ask(world, kits=[wishing.kits(number=3)])
    first, *others = (known(row.id) for row in wishing.line_rows(world, made["wish_list"]))

    with pytest.raises(Refused, match="given whole"):
        answer(world, "fatima", {"line": first, "still": False})
    with pytest.raises(Refused, match="given whole"):
        answer(world, "fatima", {"line": first, "still": True, "asked": 7})

    assert wishing.asked(world, made["wish_list"]) == [21, 12, 9, 6]
    for_all: list[dict[str, object]] = [{"line": one, "still": False} for one in (first, *others)]
    answer(world, "fatima", *for_all)
    assert wishing.asked(world, made["wish_list"]) == [0, 0, 0, 0]


def test_fewer_whole_kits_are_still_whole(world: World) -> None:
    wishing.kit(world)
    made = wishing.ask(world, kits=[wishing.kits(number=3)])
    rows = wishing.line_rows(world, made["wish_list"])

    fewer: list[dict[str, object]] = [
        {"line": row.id, "still": True, "asked": 2 * known(row.per_kit)} for row in rows
    ]
    answer(world, "fatima", *fewer)

    assert wishing.asked(world, made["wish_list"]) == [14, 8, 6, 4]
