"""What is not settled yet: a hold, a held command, a count that differs, things being washed.

And what came of other days at the door: goods turned away, a handover that nobody has counted yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from stockroom.demo.places import HARBOUR
from stockroom.demo.stage import Chapter, Shelved, Stage
from stockroom.rules import codes

CODE_BITS = 60
TURNED_AWAY: tuple[tuple[int, str, dict[str, Any]], ...] = (
    (31, "ben", {"what": "SL-COT", "reason": "unsafe", "note": "drop side"}),
    (12, "bob", {"what": "TR-SEAT", "reason": "too_worn", "donor": "Parish drive"}),
    (4, "bob", {"what": "soft toys", "quantity": 30, "reason": "not_needed"}),
)
COLLECTED = (("BD-SWD", 2), ("BA-TOW", 2))


def chapters() -> Iterator[Chapter]:
    """Each on its day."""
    for days_ago, who, told in TURNED_AWAY:
        yield Chapter(days_ago, partial(_turn_away, who, told))
    yield Chapter(14, _hold_a_car_seat)
    yield Chapter(6, _send_to_be_washed)
    yield Chapter(4, _hand_over_at_the_door)
    yield Chapter(3, _scan_a_strange_label)
    yield Chapter(2, _print_labels)
    yield Chapter(1, _count_one_fewer)


def _hold_a_car_seat(stage: Stage) -> None:
    seat = _first(stage, "TR-SEAT")
    stage.do(
        "alice", "holds", lot=seat.ref, reason="strap recalled by its maker: ask for the model"
    )


def _send_to_be_washed(stage: Stage) -> None:
    towels = _first(stage, "BA-TOW")
    due_back = (stage.today + timedelta(days=10)).isoformat()
    stage.do("bob", "volunteer-places", name="washing, Eva", due_back=due_back)
    stage.do("bob", "transfers", thing=towels.ref, place="washing, Eva", quantity=6)
    towels.left -= 6


def _turn_away(who: str, told: dict[str, Any], stage: Stage) -> None:
    stage.do(who, "turnings-away", **told)


def _hand_over_at_the_door(stage: Stage) -> None:
    """Collected in the evening, straight from the shelf; its own count has not come yet."""
    taken = [(_first(stage, product), pieces) for product, pieces in COLLECTED]
    lines = [{"lot": goods.ref, "accepted": pieces} for goods, pieces in taken]
    stage.do("bob", "deliveries", facility="DFWC", lines=lines, received_by="key worker")
    for goods, pieces in taken:
        goods.left -= pieces


def _scan_a_strange_label(stage: Stage) -> None:
    """Ben scans a label that these books do not know: what he told waits for Alice."""
    unknown = codes.make(stage.chance.getrandbits(CODE_BITS))
    stage.do("ben", "put-aways", thing=unknown, place="S12")


def _print_labels(stage: Stage) -> None:
    """A sheet of blank ones; and the label of a car seat once more, since the first came off."""
    blank = stage.do("bob", "blank-codes", number=21).made["codes"]
    stage.do("bob", "label-printings", codes=blank, printer="Office")
    seat = _first(stage, "TR-SEAT")
    for _ in range(2):
        stage.do("bob", "label-printings", codes=[seat.ref], printer="Office")


def _count_one_fewer(stage: Stage) -> None:
    wipes = _first(stage, "NP-WIPE")
    counted = [{"lot": wipes.ref, "counted": wipes.left - 1}]
    stage.do("bob", "counts", place=wipes.place, position=stage.position, lines=counted)
    wipes.left -= 1


def _first(stage: Stage, product: str) -> Shelved:
    """The first lot of that product that stood in the hall and was promised to nobody."""
    return next(
        goods for goods in stage.shelf if goods.product == product and goods.site == HARBOUR
    )
