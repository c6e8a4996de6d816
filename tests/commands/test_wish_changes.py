"""Lists checked and closed short, kits counted anew, drafts kept: what each may and may not do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from stockroom.commands.drafts import MOST_DRAFTS
from stockroom.errors import NotAllowed, Refused
from stockroom.reports.stages import LINE
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.wishes import WishChange, WishDraft, WishList
from tests.wishing import ask, asked, kit, kits, line_rows
from tests.world import World

NAPPIES = {"product": "NP-DISP", "size": "4", "quantity": 5, "urgency": "routine"}


def promised(world: World, pieces: int, line: int) -> str:
    """A lot on a shelf of which so many pieces are promised to a line."""
    lot = world.shelved(quantity=9)
    world.do("alice", "allocations", lot=lot, line=line, quantity=pieces)
    return lot


def drafts(world: World) -> list[WishDraft]:
    """Every draft as it is kept."""
    with world.house.database.reading() as books, Session(bind=books) as rows:
        return list(rows.exec(select(WishDraft)).all())


def test_a_list_is_checked_once_and_by_the_desk(world: World) -> None:
    made = ask(world, lines=[NAPPIES])
    with pytest.raises(NotAllowed):
        world.do("fatima", "wish-list-checks", wish_list=made["wish_list"])

    checked = world.do("alice", "wish-list-checks", wish_list=made["wish_list"], note="sizes agree")

    with world.house.database.reading() as books, Session(bind=books) as rows:
        assert rows.exec(select(WishList.checked_in)).one() == checked.sequence
    with pytest.raises(Refused, match="checked already"):
        world.do("alice", "wish-list-checks", wish_list=made["wish_list"])


def test_closing_short_lets_go_what_nothing_serves(world: World) -> None:
    made = ask(world, lines=[NAPPIES, NAPPIES])
    lot = promised(world, 2, made["lines"][0])

    world.do("alice", "wish-list-closings", wish_list=made["wish_list"], reason="not_to_be_had")

    assert asked(world, made["wish_list"]) == [2, 0]
    assert world.inside(lot) == {"A1": 7, f"A1/{made['lines'][0]}": 2}
    with world.house.database.reading() as books, Session(bind=books) as rows:
        reasons = rows.exec(select(WishChange.reason).order_by("id")).all()
        assert reasons == ["", "", "closed_short", "closed_short"]
        assert rows.exec(select(WishList.closed_in)).one() == world.position()


def test_a_list_on_which_nothing_is_short_is_not_closed(world: World) -> None:
    made = ask(world, lines=[NAPPIES])
    promised(world, 5, made["lines"][0])

    with pytest.raises(Refused, match="Nothing on wish list"):
        world.do("alice", "wish-list-closings", wish_list=made["wish_list"], reason="agreed")


def test_what_is_over_asks_for_no_more_but_may_ask_for_less(world: World) -> None:
    kit(world)
    made = ask(world, lines=[NAPPIES], kits=[kits(number=2)])
    number, line = made["wish_list"], made["lines"][0]
    promised(world, 2, line)
    world.do("alice", "wish-list-closings", wish_list=number, reason="too_late")

    for noun, content in (
        ("wish-list-changes", {"line": line, "asked": 3, "reason": "more_needed"}),
        ("wish-kit-changes", {"wish_kit": made["kits"][0], "number": 1, "reason": "more_needed"}),
        ("wish-list-closings", {"wish_list": number, "reason": "agreed"}),
        ("wish-list-checks", {"wish_list": number}),
    ):
        with pytest.raises(Refused, match="is over"):
            world.do("alice", noun, **content)
    world.do("fatima", "wish-list-changes", line=line, asked=1, reason="mistake")
    assert asked(world, number)[0] == 1


def test_one_thing_of_a_whole_kit_does_not_change_alone(world: World) -> None:
    kit(world)
    whole, begun = ask(world, kits=[kits()]), ask(world, kits=[kits(whole=False)])
    change: dict[str, Any] = {"asked": 1, "reason": "mistake"}

    with pytest.raises(Refused, match="part of kit WEEK"):
        world.do("fatima", "wish-list-changes", line=whole["lines"][0], **change)
    world.do("fatima", "wish-list-changes", line=begun["lines"][0], **change)

    assert asked(world, whole["wish_list"]) == [7, 4, 3, 2]
    assert asked(world, begun["wish_list"]) == [1, 4, 3, 2]


def test_another_number_of_kits_is_its_own_facility_s_to_ask(world: World) -> None:
    kit(world)
    made = ask(world, kits=[kits()])

    with pytest.raises(Refused, match="no kit on a list"):
        world.do("farid", "wish-kit-changes", wish_kit=made["kits"][0], number=2, reason="mistake")
    with pytest.raises(Refused, match="no kit on a list"):
        world.do("farid", "wish-kit-changes", wish_kit=99, number=2, reason="mistake")


def test_fewer_kits_set_goods_free(world: World) -> None:
    kit(world)
    made = ask(world, kits=[kits(number=2)])
    lot = world.shelved(product="CL-BODY", size="68", quantity=14)
    line = made["lines"][0]
    world.do("alice", "allocations", lot=lot, line=line, quantity=14)

    world.do("alice", "wish-kit-changes", wish_kit=made["kits"][0], number=1, reason="tonight")

    assert world.inside(lot) == {"A1": 7, f"A1/{line}": 7}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    parts=st.lists(
        st.tuples(st.sampled_from(["CL-BODY", "CL-SLP", "CL-BIB"]), st.integers(1, 9)),
        min_size=1,
        max_size=4,
    ),
    numbers=st.lists(st.integers(0, 12), max_size=4),
    first=st.integers(1, 12),
)
def test_kits_always_ask_their_number_times_what_one_holds(
    world: World, parts: list[tuple[str, int]], numbers: list[int], first: int
) -> None:
    code = f"K{world.position()}"
    kit(world, code, tuple((product, pieces, "") for product, pieces in parts))
    made = ask(world, kits=[kits(number=first, kit=code)])

    for number in [first, *numbers]:
        world.do(
            "alice", "wish-kit-changes", wish_kit=made["kits"][0], number=number, reason="mistake"
        )
        rows = line_rows(world, made["wish_list"])
        assert [row.per_kit for row in rows] == [pieces for _product, pieces in parts]
        assert asked(world, made["wish_list"]) == [number * pieces for _product, pieces in parts]


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), min_size=1, max_size=4))
def test_closing_never_leaves_more_asked_than_serves(
    world: World, lines: list[tuple[int, int]]
) -> None:
    made = ask(world, lines=[NAPPIES | {"quantity": pieces} for pieces, _served in lines])
    for line, (pieces, served) in zip(made["lines"], lines, strict=True):
        if min(pieces, served):
            promised(world, min(pieces, served), line)
    before = asked(world, made["wish_list"])
    if all(served >= pieces for pieces, served in lines):
        return

    world.do("alice", "wish-list-closings", wish_list=made["wish_list"], reason="agreed")

    query = select(ASKED_NOW, SERVING_NOW).select_from(LINE).order_by(LINE.c.id)
    with world.house.database.reading() as books:
        found = books.execute(query.where(LINE.c.wish_list_id == made["wish_list"])).all()
    assert all(asks == serves for asks, serves in found)
    assert all(asks <= was for (asks, _serves), was in zip(found, before, strict=True))


def test_a_draft_is_kept_as_far_as_it_is_written_and_kept_again(world: World) -> None:
    body = {"lines": [{"product": "CL-BODY"}, {"quantity": 3, "pack": 2}], "note": "later"}
    draft = world.do("fatima", "wish-drafts", facility="M-1", body=body).made["draft"]
    assert drafts(world)[0].body == body

    again = world.do("alice", "wish-drafts", facility="M-1", draft=draft, body={"note": "now"})

    assert again.made["draft"] == draft
    (row,) = drafts(world)
    assert (row.body, row.person_id) == ({"note": "now"}, world.cast["alice"].id)


def test_another_facility_s_drafts_are_neither_changed_nor_thrown_away(world: World) -> None:
    draft = world.do("fatima", "wish-drafts", facility="M-1", body={}).made["draft"]

    for noun, content in (
        ("wish-drafts", {"facility": "E-2", "draft": draft, "body": {}}),
        ("wish-draft-removals", {"draft": draft}),
        ("wish-draft-removals", {"draft": 99}),
    ):
        with pytest.raises(Refused, match="no draft"):
            world.do("farid", noun, **content)
    with pytest.raises(Refused, match="M-1 is not known"):
        world.do("farid", "wish-drafts", facility="M-1", body={})
    world.do("fatima", "wish-draft-removals", draft=draft)
    assert drafts(world) == []


def test_a_facility_keeps_so_many_drafts_and_no_more(world: World) -> None:
    for _ in range(MOST_DRAFTS):
        world.do("fatima", "wish-drafts", facility="M-1", body={})

    with pytest.raises(Refused, match="50 drafts"):
        world.do("fatima", "wish-drafts", facility="M-1", body={})
    world.do("farid", "wish-drafts", facility="E-2", body={})
