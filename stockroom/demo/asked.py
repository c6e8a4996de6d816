"""Wish lists in several states: kits asked for, one read, one closed short, one half written."""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.demo.stage import Chapter, Stage


def chapters() -> Iterator[Chapter]:
    """Each on its day."""
    yield Chapter(16, _close_one_short)
    yield Chapter(4, _ask_for_kits)
    yield Chapter(3, _take_down_what_was_told)
    yield Chapter(1, _begin_to_write)


def _close_one_short(stage: Stage) -> None:
    """Nobody gives bouncers, and the facility found one elsewhere."""
    line = {"product": "PL-BNC", "size": "0-6 m", "quantity": 2, "urgency": "nice_to_have"}
    made = stage.do("farid", "wish-lists", facility="DFWC", lines=[line]).made
    stage.do("alice", "wish-list-checks", wish_list=made["wish_list"])
    stage.do("alice", "wish-list-closings", wish_list=made["wish_list"], reason="found_elsewhere")


def _ask_for_kits(stage: Stage) -> None:
    """Clothes for a week, as a shelter says it; read by Alice, and not looked for yet."""
    kits = {
        "kit": "WEEK-CLOTHES",
        "number": 3,
        "size": "6-9 months",
        "whole": False,
        "urgency": "two_weeks",
    }
    hats = {"product": "CL-HAT", "size": "6-12 m", "quantity": 3, "urgency": "two_weeks"}
    made = stage.do("farid", "wish-lists", facility="DFWC", kits=[kits], lines=[hats]).made
    stage.do("alice", "wish-list-checks", wish_list=made["wish_list"], note="sizes agree")


def _take_down_what_was_told(stage: Stage) -> None:
    """A call in the evening, written down while it is told."""
    kit = {"kit": "TONIGHT", "number": 1, "size": "74", "whole": False, "urgency": "tonight"}
    nappies = {"product": "NP-DISP", "size": "4", "quantity": 24, "urgency": "tonight"}
    stage.do(
        "alice", "wish-lists", facility="EW-2", came_by="telephone", kits=[kit], lines=[nappies]
    )


def _begin_to_write(stage: Stage) -> None:
    """Fatima was called away."""
    lines = [
        {"product": "CL-SLP", "size": "68", "quantity": 4, "urgency": "two_weeks"},
        {"product": "BD-BAG", "size": "6-12 m"},
    ]
    stage.do("fatima", "wish-drafts", facility="BAU", body={"lines": lines, "came_by": "portal"})
