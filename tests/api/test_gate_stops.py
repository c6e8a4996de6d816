"""At the API's door each kind of gate rule stops hands that ask, and tells on those that did it."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom import speech
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.transport import Parcel
from tests import gate_stage
from tests.api.guests import Guests

DONE_AT = "2026-11-21T11:59:00Z"


def alarms(guests: Guests) -> list[Any]:
    """The open alarms, the oldest first."""
    query = sa.select(Discrepancy.kind, Discrepancy.facts).where(  # type: ignore[call-overload]
        Discrepancy.alarm
    )
    with guests.world.house.database.reading() as books:
        return list(books.execute(query.order_by(Discrepancy.id)))


@pytest.mark.parametrize("kind", gate_stage.KINDS)
def test_a_rule_of_every_kind_stops_sealing_and_loading(guests: Guests, kind: str) -> None:
    stage = gate_stage.set_up(guests.world, kind)
    head = guests.head()

    sealing = guests.put("bob", "sealings", box=stage.packed, facility="M-1")
    loading = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.sealed}])

    for answer in (sealing, loading):
        assert (answer.status_code, answer.json()["reason"]) == (422, "gate")
        assert gate_stage.KINDS[kind].says in answer.json()["detail"]
        assert gate_stage.FROM in answer.json()["detail"]
    assert guests.head() == head


def test_a_kind_of_goods_is_named_in_the_language_that_is_asked_for(guests: Guests) -> None:
    gate_stage.pack(guests.world, "Box one")
    facts = {"most": 4, "per": "30_days", "category": "bottles"}
    guests.world.do("alice", "gate-rules", **gate_stage.TOLD, kind="quantity", facts=facts)

    path = f"/api/sealings/{guests.world.house.clock.command_id()}"
    asked = {"Accept-Language": "ar"}
    content = {"box": "Box one", "facility": "M-1"}
    answer = guests.ask("bob", "PUT", path, json=content, headers=asked)

    assert (answer.status_code, answer.json()["reason"]) == (422, "gate")
    assert speech.say("ar", "bottles", {}) in answer.json()["detail"]
    assert "bottles" not in answer.json()["detail"]


@pytest.mark.parametrize("kind", gate_stage.KINDS)
def test_what_devices_tell_is_recorded_with_an_alarm(guests: Guests, kind: str) -> None:
    stage = gate_stage.set_up(guests.world, kind)
    things: dict[str, Any] = {
        "sealings": {"box": stage.packed, "facility": "M-1"},
        "loadings": {"run": stage.run, "items": [{"box": stage.sealed}]},
    }

    for noun, content in things.items():
        told = guests.put("bob", noun, done_at=DONE_AT, **content)
        assert (told.status_code, told.json()["status"]) == (201, "recorded")

    found = alarms(guests)
    assert [one.kind for one in found] == ["gate_rule_broken", "gate_rule_broken"]
    assert all(one.facts["rule"] == 1 for one in found)
    assert "M-1" in str(found[0].facts["said"])


def test_what_a_gate_only_warns_of_is_told_and_stops_nobody(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "flags", action="warn")

    sealing = guests.put("bob", "sealings", box=stage.packed, facility="M-1")
    loading = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.sealed}])

    for answer in (sealing, loading):
        assert answer.status_code == 201
        assert "takes nothing of glass" in answer.json()["made"]["warnings"][0]
    assert alarms(guests) == []


def test_a_parcel_that_was_packed_anew_is_what_a_gate_asked_for(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "packaging", action="repack")
    box: dict[str, Any] = {"box": stage.packed, "facility": "M-1"}

    stopped = guests.put("bob", "sealings", **box)
    sealed = guests.put("bob", "sealings", repacked=True, weight_g=2300, **box)
    loaded = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.packed}])
    other = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.sealed}])

    assert [one.status_code for one in (stopped, sealed, loaded, other)] == [422, 201, 201, 422]
    with guests.world.house.database.reading() as books:
        parcels = books.execute(sa.select(Parcel.__table__).order_by(Parcel.id)).all()  # type: ignore[attr-defined,arg-type]
    assert [(one.repacked, one.weight_g) for one in parcels][1] == (True, 2300)
    assert parcels[0].weight_g > 0 < parcels[0].volume_ml


def test_a_bag_that_one_sees_through_passes_its_gate(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "packaging")

    answer = guests.put("bob", "sealings", box=stage.packed, facility="M-1", packaging="clear_bag")

    assert answer.status_code == 201


def test_a_lapsed_rule_stops_and_asks_to_be_confirmed(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "flags", lapses_on="2026-11-20")

    answer = guests.put("bob", "sealings", box=stage.packed, facility="M-1")

    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(
        "That rule has lapsed: ask the gate whether it still holds."
    )


def test_an_ended_rule_stops_nothing(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "flags")
    guests.world.do("alice", "gate-rule-endings", rule=1)

    assert guests.put("bob", "sealings", box=stage.packed, facility="M-1").status_code == 201
    answer = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.sealed}])
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("kind", "who"), [("driver", {"driver": "dora"}), ("vehicle", {"van": "Van 1"})]
)
def test_a_cleared_driver_or_van_is_let_in_on_the_last_day(
    guests: Guests, kind: str, who: dict[str, str]
) -> None:
    stage = gate_stage.set_up(guests.world, kind)
    about: dict[str, Any] = {"facility": "M-1", "source": "e-mail", **who}
    items = [{"box": stage.sealed}]

    guests.put("alice", "clearances", cleared_until="2026-11-22", **about)
    before = guests.put("dora", "loadings", run=stage.run, items=items)
    made = guests.put("alice", "clearances", cleared_until="2026-11-23", **about).json()["made"]
    cleared = guests.put("dora", "loadings", run=stage.run, items=items)
    guests.put("alice", "clearance-endings", clearance=made["clearance"])
    ended = guests.put("dora", "loadings", run=stage.run, items=items)

    assert before.status_code == ended.status_code == 422
    assert "was cleared until 2026-11-22" in before.json()["detail"]
    assert cleared.status_code == 201


def test_pieces_of_a_month_count_at_gates_that_count_them(guests: Guests) -> None:
    world = guests.world
    gone = world.shelved(quantity=3, **gate_stage.BOTTLES)
    world.do("bob", "deliveries", facility="M-1", lines=[{"lot": gone, "accepted": 3}])
    figures = {"most": 7, "per": "30_days", "product": "FE-BOTG"}
    stage = gate_stage.set_up(world, "quantity", facts=figures)

    answer = guests.put("bob", "sealings", box=stage.packed, facility="M-1")

    assert answer.status_code == 422
    assert "at most 7 of bottle (glass) in 30 days" in answer.json()["detail"]
    assert "That would make it 8." in answer.json()["detail"]


def test_loading_counts_what_is_aboard_for_the_gate_already(guests: Guests) -> None:
    stage = gate_stage.set_up(guests.world, "quantity", facts={"most": 9, "per": "delivery"})
    guests.put("bob", "sealings", box=stage.packed, facility="M-1")

    first = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.sealed}])
    second = guests.put("dora", "loadings", run=stage.run, items=[{"box": stage.packed}])

    assert first.status_code == 201
    assert "That would make it 10." in second.json()["detail"]


@pytest.mark.parametrize("who", ["bob", "dora"])
def test_a_hold_stops_hands_and_is_an_alarm_once_they_have_moved(guests: Guests, who: str) -> None:
    world = guests.world
    lot = gate_stage.pack(world, "Box one")
    run = world.run()
    world.do("alice", "holds", lot=lot, reason="strap recalled")
    acts: dict[str, tuple[str, dict[str, Any]]] = {
        "bob": ("sealings", {"box": "Box one", "facility": "M-1"}),
        "dora": ("loadings", {"run": run, "items": [{"box": "Box one"}]}),
    }
    noun, content = acts[who]

    stopped = guests.put(who, noun, **content)
    told = guests.put(who, noun, done_at=DONE_AT, **content)

    assert (stopped.status_code, stopped.json()["reason"]) == (422, "on_hold")
    assert told.json()["status"] == "recorded"
    assert alarms(guests)[-1].kind == f"held_goods_{noun[:4]}ed"
