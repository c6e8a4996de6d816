"""What is not settled yet: a hold, a held command, a count that differs, things being washed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from stockroom.demo.places import HARBOUR
from stockroom.demo.stage import Chapter, Shelved, Stage
from stockroom.rules import codes

CODE_BITS = 60


def chapters() -> Iterator[Chapter]:
    """Each on its day."""
    yield Chapter(14, _hold_a_car_seat)
    yield Chapter(6, _send_to_be_washed)
    yield Chapter(3, _scan_a_strange_label)
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


def _scan_a_strange_label(stage: Stage) -> None:
    """Ben scans a label that these books do not know: what he told waits for Alice."""
    unknown = codes.make(stage.chance.getrandbits(CODE_BITS))
    stage.do("ben", "put-aways", thing=unknown, place="S12")


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
