"""How long the ways take, and tomorrow's run: five stops of all kinds, not in their best order."""

from __future__ import annotations

from typing import Any

from stockroom.demo.places import GARDEN, HARBOUR
from stockroom.demo.stage import Stage

FIRST_DONOR = 1
IK_5, IK_18, EW_2 = ({"facility": code} for code in ("IK-5", "IK-18", "EW-2"))
GIVER: dict[str, Any] = {"donor": FIRST_DONOR}
HALL, STREET = {"site": HARBOUR}, {"site": GARDEN}
MINUTES: tuple[tuple[dict[str, Any], dict[str, Any], int], ...] = (
    (HALL, STREET, 15),
    (HALL, GIVER, 20),
    (HALL, EW_2, 25),
    (HALL, IK_5, 40),
    (HALL, IK_18, 55),
    (STREET, GIVER, 10),
    (STREET, EW_2, 20),
    (STREET, IK_5, 35),
    (STREET, IK_18, 50),
    (GIVER, EW_2, 25),
    (GIVER, IK_5, 30),
    (GIVER, IK_18, 45),
    (EW_2, IK_5, 50),
    (EW_2, IK_18, 60),
    (IK_5, IK_18, 20),
)


def tell_travel_times(stage: Stage) -> None:
    """Alice asks Dan how long he needs, and notes it."""
    for start, end, minutes in MINUTES:
        stage.do("alice", "travel-times", start=start, end=end, minutes=minutes)


SIX_BAGS = {"to_fetch": "six bags, a pram", "to_fetch_g": 60_000, "to_fetch_ml": 700_000}


def plan_five_stops(stage: Stage, van: str, driver: str) -> int:
    """Two prisons with hours, a refuge, a donor to fetch from, the other site. The run's number."""
    stops = [
        IK_18 | {"window_from": "09:30", "window_until": "11:00", "service_min": 30},
        GIVER | {"service_min": 15} | SIX_BAGS,
        IK_5 | {"window_from": "09:00", "window_until": "10:30", "service_min": 30},
        STREET | {"service_min": 10},
        EW_2 | {"window_from": "12:00", "window_until": "14:00"},
    ]
    day = stage.day(-1).isoformat()
    hours = {"starts_at": "08:00", "ends_at": "14:30", "longest_wait_min": 20}
    receipt = stage.do(
        "alice", "runs", day=day, van=van, driver=driver, site=HARBOUR, stops=stops, **hours
    )
    return int(receipt.made["run"])
