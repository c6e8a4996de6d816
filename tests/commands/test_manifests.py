"""What a facility is told is coming is frozen, hashed and compared with what is packed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.commands import as_told
from stockroom.commands.manifest_bodies import hash_of, same_load
from stockroom.errors import NotAllowed, Refused, Stopped
from tests.web.roads import packed, picked
from tests.world import World

AT: dict[str, Any] = {"facility": "M-1"}
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 999) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


def made(world: World, run: int) -> dict[str, Any]:
    """A manifest of the stop at M-1; what its receipt tells."""
    return world.do("alice", "manifests", run=run, **AT).made


def sent(world: World, run: int) -> int:
    """A manifest made and sent; its number."""
    number = int(made(world, run)["manifest"])
    world.do("alice", "manifest-sendings", manifest=number, how="mail")
    return number


def differs(world: World, run: int) -> str:
    """Why the load of M-1 is not what its manifest says, or nothing."""
    with world.house.database.reading() as books:
        return as_told.differs(books, run, 1)


def bodies(world: World, run: int) -> list[dict[str, Any]]:
    """What every version says, the oldest first."""
    with world.house.database.reading() as books:
        return [row.body for row in as_told.versions(books, run, 1)]


def test_a_manifest_says_what_is_sealed_and_picked_for_its_stop_alone(world: World) -> None:
    run = world.run()
    packed(world, 5)
    picked(world, 3)
    packed(world, 4, box="Box two", facility="E-2")

    made(world, run)

    body = bodies(world, run)[0]
    assert [one["goods"][0]["quantity"] for one in body["parcels"]] == [5]
    assert [one["quantity"] for one in body["loose"]] == [3]
    assert (body["day"], body["driver"], body["plate"]) == ("2026-11-23", None, None)
    assert body["value_minor"] is None


def test_the_same_content_gives_no_new_version_and_another_gives_one(world: World) -> None:
    run = world.run()
    packed(world)
    first = made(world, run)

    again = made(world, run)
    picked(world)
    second = made(world, run)

    assert (first["version"], again["version"], second["version"]) == (1, 1, 2)
    assert again["manifest"] == first["manifest"]
    assert again["again"]


def test_an_empty_stop_has_no_manifest(world: World) -> None:
    run = world.run()

    with pytest.raises(Refused, match="Nothing is sealed or picked for M-1"):
        made(world, run)


def test_a_run_without_that_stop_has_no_manifest_for_it(world: World) -> None:
    packed(world)

    with pytest.raises(Refused, match="no stop at M-1"):
        made(world, world.run(facility="E-2"))


def test_goods_on_hold_are_not_announced(world: World) -> None:
    run = world.run()
    packed(world)
    lot, _line = picked(world)
    world.do("bob", "holds", lot=lot, reason="recalled")

    made(world, run)

    assert bodies(world, run)[0]["loose"] == []


def test_a_value_is_told_where_every_one_is_known(world: World) -> None:
    run = world.run()
    packed(world, 5)
    world.do("alice", "product-changes", product="NP-DISP", value_minor=25)

    made(world, run)
    world.do("alice", "product-changes", product="NP-DISP", value_unknown=True)
    made(world, run)

    assert [body["value_minor"] for body in bodies(world, run)] == [125, None]


def test_driver_and_plate_are_told_where_the_gate_asks(world: World) -> None:
    run = world.run()
    packed(world)
    told = {"source": "telephone", "confirmed_on": "2026-11-03", "facts": {}}
    with world.house.database.writing() as books:
        for kind in ("driver", "vehicle"):
            books.exec_driver_sql(
                "INSERT INTO gate_rule (facility_id, kind, facts, action, source, confirmed_on,"
                f" made_in) VALUES (1, '{kind}', '{{}}', 'block', '{told['source']}',"
                f" '{told['confirmed_on']}', 1)"
            )

    made(world, run)

    assert bodies(world, run)[0]["driver"] == world.cast["dora"].id
    assert bodies(world, run)[0]["plate"] == ""


def test_the_load_must_equal_what_was_sent(world: World) -> None:
    run = world.run()
    packed(world)
    assert differs(world, run) == as_told.NEVER_TOLD
    first = int(made(world, run)["manifest"])
    assert differs(world, run) == as_told.NEVER_TOLD

    world.do("alice", "manifest-sendings", manifest=first, how="mail", on="2026-11-21")

    assert differs(world, run) == ""
    lot, line = picked(world)
    assert differs(world, run) == as_told.OTHER_LOAD
    second = int(made(world, run)["manifest"])
    assert differs(world, run) == as_told.NOT_SENT
    world.do("alice", "manifest-sendings", manifest=second, how="copied")
    assert differs(world, run) == as_told.NOT_APPROVED
    world.do("alice", "manifest-approvals", manifest=second, approved_by="gate officer")
    assert differs(world, run) == ""
    items = [{"box": "Box one"}, {"lot": lot, "line": line, "quantity": 3}]
    world.do("dora", "loadings", run=run, items=items)
    assert differs(world, run) == ""
    world.do("dora", "departures", run=run)
    assert differs(world, run) == ""


def test_what_was_left_behind_is_not_what_was_told(world: World) -> None:
    run = world.run()
    packed(world)
    lot, line = picked(world)
    sent(world, run)
    world.do("dora", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 3}])

    world.do("dora", "departures", run=run)

    assert differs(world, run) == as_told.OTHER_LOAD


def test_a_version_that_was_overtaken_is_neither_sent_nor_approved(world: World) -> None:
    run = world.run()
    packed(world)
    first = int(made(world, run)["manifest"])
    picked(world)
    second = int(made(world, run)["manifest"])

    with pytest.raises(Refused, match="newer version, 2"):
        world.do("alice", "manifest-sendings", manifest=first, how="mail")
    with pytest.raises(Refused, match="Send version 2 first"):
        world.do("alice", "manifest-approvals", manifest=second, approved_by="nurse")
    with pytest.raises(Refused, match="has not come"):
        world.do("alice", "manifest-sendings", manifest=second, how="mail", on="2026-11-30")


def test_the_first_sending_counts(world: World) -> None:
    run = world.run()
    packed(world)
    number = int(made(world, run)["manifest"])
    world.do("alice", "manifest-sendings", manifest=number, how="mail")

    world.clock.forward(timedelta(days=1))
    world.do("alice", "manifest-sendings", manifest=number, how="printed")

    with world.house.database.reading() as books:
        row = as_told.versions(books, run, 1)[0]
    assert (str(row.sent_on), row.sent_how) == ("2026-11-21", "mail")


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_only_the_desk_tells_facilities(who: str, world: World) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "manifests", run=1, **AT)


def test_a_gate_sheet_keeps_its_code_and_number_when_it_is_printed_again(world: World) -> None:
    run = world.run()
    packed(world)
    number = sent(world, run)

    first = world.do("alice", "gate-sheets", run=run, **AT).made
    again = world.do("dora", "gate-sheets", run=run, **AT).made

    assert first == again
    with world.house.database.reading() as books:
        row = books.exec_driver_sql("SELECT manifest_id, printed_in FROM gate_sheet").one()
    assert row[0] == number
    assert row[1] == world.position()


def test_a_driver_prints_no_sheet_of_anothers_run(world: World) -> None:
    run = world.run()

    with pytest.raises(Refused, match="no run"):
        world.do("dan", "gate-sheets", run=run, **AT)


@given(BODIES, BODIES)
def test_any_change_changes_the_hash(one: Any, other: Any) -> None:
    same = repr(one) == repr(other)

    assert (hash_of({"a": one}) == hash_of({"a": other})) == (same or _equal(one, other))


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON has it: true is not 1, and the order of keys does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return type(one) is type(other) and one == other


@pytest.mark.parametrize(
    ("field", "value", "same"),
    [("charity", "Other", True), ("value_minor", 7, True), ("day", "2026-11-24", False),
     ("plate", "AB-1", False), ("driver", 3, False), ("loose", [{"quantity": 1}], False)],
)  # fmt: skip
def test_a_load_is_another_where_the_gate_would_see_it(
    field: str, value: object, same: bool
) -> None:
    body: dict[str, Any] = {
        "day": "2026-11-23",
        "plate": None,
        "driver": None,
        "parcels": [],
        "loose": [],
    }

    assert same_load(body, {**body, field: value}) is same


def test_a_gate_that_wants_a_manifest_stops_a_load_that_is_another(world: World) -> None:
    run = world.run()
    packed(world)
    wanted: dict[str, Any] = {"kind": "manifest", "facts": {"days": 1}, "source": "telephone"}
    world.do("alice", "gate-rules", facility="M-1", confirmed_on="2026-11-03", **wanted)
    world.clock.forward(timedelta(days=-3))
    sent(world, run)
    world.clock.forward(timedelta(days=3))
    lot, line = picked(world)

    with pytest.raises(Stopped):
        world.do("dora", "loadings", run=run, items=[{"box": "Box one"}])

    world.do("alice", "releases", lot=lot, line=line, quantity=3)
    world.do("dora", "loadings", run=run, items=[{"box": "Box one"}])
