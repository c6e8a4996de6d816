"""Handing over at a stop, bringing back what was not taken, and closing the run."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.roads import (
    TICKS,
    at_the_gate,
    field_of,
    number_of,
    on_the_road,
    opened,
    packed,
    picked,
    send,
)
from tests.web.visits import Visits
from tests.words import tells


def test_everything_is_accepted_in_one_tap(visits: Visits) -> None:
    world = visits.world
    run, parcel, loose = on_the_road(world)

    answer = send(visits.browser("dora"), f"/runs/{run}/stops/1", received_by="officer")

    assert answer.status_code == 303
    assert world.inside(parcel[0]) == world.inside(loose[0]) == {}
    assert world.discrepancies() == []


def test_line_by_line_says_what_was_refused_and_what_was_missing(visits: Visits) -> None:
    world = visits.world
    run, parcel, loose = on_the_road(world)
    dora = visits.browser("dora")
    page = dora.get(f"/runs/{run}/stops/1").text
    five, three = field_of(page, 5), field_of(page, 3)

    answer = send(
        dora,
        f"/runs/{run}/stops/1",
        **{"received_by": "nurse", f"{five}.refused": "2", f"{five}.reason": "banned_material"},
        **{f"{three}.missing": "1"},
    )

    assert answer.status_code == 303
    assert at_the_gate(world, parcel[0]) == 3
    assert at_the_gate(world, loose[0]) == 2
    told = dora.get("/deliveries/1").text
    assert "2 refused: a material that is not let in" in told
    assert ">missing</dt><dd>1<" in told
    assert world.discrepancies() == ["missing"]


def test_what_does_not_add_up_is_asked_again_and_nothing_typed_is_lost(visits: Visits) -> None:
    run, _parcel, _loose = on_the_road(visits.world)
    dora = visits.browser("dora")
    five = field_of(dora.get(f"/runs/{run}/stops/1").text, 5)

    answer = send(dora, f"/runs/{run}/stops/1", **{"received_by": "nurse", f"{five}.accepted": "4"})

    assert answer.status_code == 422
    assert "5 were on the van" in answer.text
    assert f'name="{five}.accepted" type="text" inputmode="numeric" maxlength="9" ' in answer.text
    assert 'value="4" placeholder="the rest"' in answer.text


def test_a_refusal_needs_its_reason_and_a_handover_a_role(visits: Visits) -> None:
    run, _parcel, _loose = on_the_road(visits.world)
    dora = visits.browser("dora")
    five = field_of(dora.get(f"/runs/{run}/stops/1").text, 5)

    no_reason = send(
        dora, f"/runs/{run}/stops/1", **{"received_by": "nurse", f"{five}.refused": "1"}
    )
    no_role = send(dora, f"/runs/{run}/stops/1")

    assert "say why it was refused" in no_reason.text
    assert "Say who received it, by role." in no_role.text


@pytest.mark.parametrize("sure", ["", "true"])
def test_a_name_in_place_of_a_role_is_warned_of_before_it_is_kept(
    visits: Visits, sure: str
) -> None:
    run, _parcel, _loose = on_the_road(visits.world)

    answer = send(
        visits.browser("dora"),
        f"/runs/{run}/stops/1",
        **{"all": "yes", "received_by": "other", "other_role": "Mrs. Invented", "sure": sure},
    )

    assert answer.status_code == (303 if sure else 422)


def test_who_hands_over_second_is_told_and_nothing_is_delivered_twice(visits: Visits) -> None:
    world = visits.world
    run, parcel, _loose = on_the_road(world)
    dora, alice = visits.browser("dora"), visits.browser("alice")
    form = opened(alice, f"/runs/{run}/stops/1")

    send(dora, f"/runs/{run}/stops/1", received_by="nurse")
    late = alice.post(f"/runs/{run}/stops/1", **{**form, "all": "yes", "received_by": "nurse"})

    assert late.status_code == 422
    assert "Somebody else has just noted some of this." in late.text
    assert at_the_gate(world, parcel[0]) == 5


def test_a_stop_that_took_nothing_leaves_all_on_the_van_with_a_reason(visits: Visits) -> None:
    world = visits.world
    run, parcel, _loose = on_the_road(world)
    dora = visits.browser("dora")

    answer = send(dora, f"/runs/{run}/stops/1/turned-away", reason="locked_down")

    assert answer.status_code == 303
    text = dora.get(f"/runs/{run}").text
    assert ">refused</dt><dd>8<" in text
    assert "Bring back what is left" in text
    assert "When we come is not known" not in text
    assert world.inside(parcel[0]) == {}


def test_the_same_goods_in_three_boxes_are_turned_away_to_the_last_piece(visits: Visits) -> None:
    world = visits.world
    run, (lot, line) = world.run(), picked(world, 6)
    boxes = ["First of three", "Second of three", "Third of three"]
    for box in boxes:
        world.do("bob", "boxes", name=box, place="North bench")
        world.do("bob", "packings", lot=lot, line=line, quantity=2, box=box)
        world.do("bob", "sealings", box=box, facility="M-1")
    world.do("dora", "loadings", run=run, items=[{"box": box} for box in boxes])
    world.do("dora", "departures", run=run)

    send(visits.browser("dora"), f"/runs/{run}/stops/1/turned-away", reason="locked_down")

    assert ">refused</dt><dd>6<" in visits.browser("dora").get(f"/runs/{run}").text


def test_what_is_on_the_van_comes_back_in_one_tap_and_the_run_closes(visits: Visits) -> None:
    world = visits.world
    run, _parcel, loose = on_the_road(world)
    dora = visits.browser("dora")
    items = TICKS.findall(dora.get(f"/returns/new?run={run}").text)
    refused = send(dora, f"/run-closings/new?run={run}")

    for item in items:
        send(dora, f"/returns/new?run={run}", item=item, site="North")
    unknown = "When we come is not known"
    assert unknown in dora.get(f"/runs/{run}").text
    closed = send(dora, f"/run-closings/new?run={run}")

    assert unknown not in dora.get(f"/runs/{run}").text
    assert "still on Van 1" in refused.text
    assert len(items) == 2
    assert closed.status_code == 303
    assert world.inside(loose[0]) == {}
    assert world.discrepancies() == []


def test_what_comes_back_is_unloaded_where_the_van_set_out_and_in_no_cupboard(
    visits: Visits,
) -> None:
    world = visits.world
    world.do("alice", "cupboards", facility="E-2", name="Amber cupboard")
    about: dict[str, Any] = {"day": "2026-11-23", "van": "Van 1", "driver": "dora"}
    about |= {"site": "South", "stops": [{"facility": "M-1"}]}
    run = world.do("alice", "runs", **about).made["run"]
    lot = world.shelved("S1", 2)
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "quantity": 2}])
    dora = visits.browser("dora")
    page = dora.get(f"/returns/new?run={run}").text
    chosen = re.findall(r'<option value="(\d+)" selected', page)

    send(dora, f"/returns/new?run={run}", all="yes", site=chosen[0])

    assert chosen == [str(number_of(world, "South"))]
    assert world.discrepancies() == []
    for path in (f"/returns/new?run={run}", "/returns/new", "/intakes/new?product=CL-BODY"):
        assert "Amber cupboard" not in visits.browser("alice").get(path).text, path


def test_no_page_of_a_stop_names_another_stop_or_an_address(visits: Visits) -> None:
    world = visits.world
    run = int(
        world.do(
            "alice",
            "runs",
            day="2026-11-23",
            van="Van 1",
            driver="dora",
            stops=[{"facility": "M-1"}, {"facility": "E-2"}],
        ).made["run"]
    )
    packed(world)
    packed(world, box="Box two", facility="E-2")
    dora = visits.browser("dora")

    for path in (f"/runs/{run}/stops/1", f"/runs/{run}/stops/1/paper"):
        text = dora.get(path).text

        assert "M-1" in text
        assert not tells(text, "E-2")
        assert "invented street" not in text
