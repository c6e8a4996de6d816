"""Three runs: one delivered with a refusal and closed, one on the road now, one planned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stockroom.demo.driving import plan_five_stops, tell_travel_times
from stockroom.demo.places import GARDEN, HARBOUR
from stockroom.demo.stage import Chapter, Promised, Stage

REFUSED = "FE-BOTG"
LOST_ON_THE_WAY = "HM-THM"
CARRIED_LOOSE = (REFUSED, LOST_ON_THE_WAY, "TR-BUG", "SL-COT", "SL-TRAV")
LOTS_IN_A_BOX = 8
PACKED_AHEAD = 4


def chapters() -> Iterator[Chapter]:
    """The three runs, on their days."""
    yield Chapter(17, _deliver)
    yield Chapter(15, _confirm)
    yield Chapter(0, _set_out)
    yield Chapter(0, _plan_another)


def _deliver(stage: Stage) -> None:
    """To the wing at Marseille: its gate refuses glass, and a thermometer is missing."""
    run = _plan(stage, "Van 2", "dan", days_ago=17, facilities=("BAU",))
    goods = _pick(stage, "bob", "BAU")
    boxes = _pack(stage, "bob", "BAU", HARBOUR, [one for one in goods if not _loose(one)])
    loose = [one for one in goods if _loose(one)]
    _load(stage, "bob", run, boxes, loose)
    stage.do("dan", "gate-sheets", run=run, facility="BAU")
    stage.do("dan", "departures", run=run)
    receipt = stage.do(
        "dan",
        "deliveries",
        facility="BAU",
        run=run,
        boxes=boxes,
        lines=[_at_the_gate(one) for one in loose],
        received_by="wing officer",
        proofs=[{"kind": "paper"}, {"kind": "scan"}],
    )
    stage.deliveries.append(int(receipt.made["delivery"]))
    _bring_back(stage, run, receipt.made["lots"])


def _confirm(stage: Stage) -> None:
    """The wing's own count agrees."""
    for delivery in stage.deliveries:
        stage.do("fatima", "confirmations", delivery=delivery)


def _set_out(stage: Stage) -> None:
    """Dora is on her way with parcels for two shelters."""
    facilities = ("DFWC", "EW-1")
    run = _plan(stage, "Van 1", "dora", days_ago=0, facilities=facilities)
    for facility in facilities:
        goods = _pick(stage, "bob", facility)
        boxes = _pack(stage, "bob", facility, HARBOUR, [one for one in goods if not _loose(one)])
        _load(stage, "bob", run, boxes, [one for one in goods if _loose(one)])
    stage.do("dora", "departures", run=run)


def _plan_another(stage: Stage) -> None:
    """Tomorrow's run: one box for it stands sealed, the rest is still to be picked."""
    tell_travel_times(stage)
    run = plan_five_stops(stage, "Van 2", "dan")
    goods = _pick(stage, "ben", "IK-5", at_most=PACKED_AHEAD)
    _pack(stage, "ben", "IK-5", GARDEN, goods)
    _tell_ahead(stage, run, "IK-5")


def _tell_ahead(stage: Stage, run: int, facility: str) -> None:
    """The colony was sent a manifest of what is packed so far, and its gate sheet is printed."""
    made = stage.do("alice", "manifests", run=run, facility=facility).made
    stage.do("alice", "manifest-sendings", manifest=made["manifest"], how="mail")
    stage.do("alice", "gate-sheets", run=run, facility=facility)


def _plan(stage: Stage, van: str, driver: str, *, days_ago: int, facilities: Sequence[str]) -> int:
    stops = [
        {"facility": code, "window_from": "09:00", "window_until": "11:30"} for code in facilities
    ]
    day = stage.day(days_ago).isoformat()
    receipt = stage.do("alice", "runs", day=day, van=van, driver=driver, stops=stops)
    return int(receipt.made["run"])


def _pick(stage: Stage, who: str, facility: str, at_most: int | None = None) -> Sequence[Promised]:
    """Everything that is promised to a facility, or the first so many promises, to the bench."""
    goods = [one for one in stage.promised if one.facility == facility][:at_most]
    for one in goods:
        stage.do(who, "picks", place=_shelf_of(one), **_for_its_line(one))
    return goods


def _pack(stage: Stage, who: str, facility: str, site: str, goods: Sequence[Promised]) -> list[str]:
    """Into boxes, each sealed for the facility."""
    boxes = []
    for first in range(0, len(goods), LOTS_IN_A_BOX):
        box = stage.empty_boxes[site].pop()
        for one in goods[first : first + LOTS_IN_A_BOX]:
            stage.do(who, "packings", box=box, **_for_its_line(one))
        stage.do(who, "sealings", box=box, facility=facility)
        boxes.append(box)
    return boxes


def _load(
    stage: Stage, who: str, run: int, boxes: Sequence[str], loose: Sequence[Promised]
) -> None:
    items = [{"box": box} for box in boxes] + [_for_its_line(one) for one in loose]
    stage.do(who, "loadings", run=run, items=items)


def _loose(one: Promised) -> bool:
    return one.goods.product in CARRIED_LOOSE


def _shelf_of(one: Promised) -> str:
    """A mixed box is where its own lot lies."""
    return one.goods.ref if one.goods.ref.startswith("box") else one.goods.place


def _for_its_line(one: Promised) -> dict[str, Any]:
    return {"lot": one.goods.ref, "line": one.line, "quantity": one.quantity}


def _at_the_gate(one: Promised) -> dict[str, Any]:
    told: dict[str, Any] = {"lot": one.goods.ref, "line": one.line, "accepted": one.quantity}
    if one.goods.product == REFUSED:
        refused = [{"quantity": one.quantity, "reason": "banned_material"}]
        return told | {"accepted": 0, "refused": refused}
    if one.goods.product == LOST_ON_THE_WAY:
        return told | {"accepted": one.quantity - 1, "missing": 1}
    return told


def _bring_back(stage: Stage, run: int, refused: Sequence[str]) -> None:
    """Off the van, looked at again, and back on the shelf for somebody else."""
    items = [{"lot": code} for code in refused]
    stage.do("dan", "returns", run=run, site=HARBOUR, items=items)
    stage.do("dan", "run-closings", run=run)
    for code in refused:
        stage.do("bob", "inspections", lot=code, outcome="accept", note="unopened")
        stage.do("bob", "put-aways", thing=code, place="D2")
