"""Gates that look at the trip: hour, manifest, driver, van, phone, signature, what is aboard."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules import gate
from stockroom.rules.gate import Rule, Said, Told, Trip, manifest
from tests.rules.gates import RUN_DAY, TODAY, a_rule, a_trip, open_hours, rules, trips

WEEKDAYS = [open_hours("12345"), open_hours("3", "14:00", "15:00")]
WINDOW = a_rule("window", windows=WEEKDAYS)
NURSE = a_rule("receipt", role="duty nurse", windows=WEEKDAYS)
THREE_DAYS = a_rule("manifest", days=3, language="fr")
OUTSIDE = a_rule("phone", phone="outside", camera=False)
IN_VEHICLE = a_rule("phone", phone="in_vehicle", camera=False)
FROM = "(telephone, 2026-11-03)"
IN_FRENCH = (
    f"The gate of M-1 wants the manifest in French; working days before the visit: 3 {FROM}."
)


def said(rule: Rule, trip: Trip) -> str:
    """What the rule says of a trip; nothing where it lets it pass."""
    return " ".join(str(one.said) for one in gate.of_trip([rule], trip))


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ({"window_from": "09:00", "window_until": "11:00"}, ""),
        ({"window_from": "14:15", "window_until": "14:45"}, ""),
        ({"arrives_at": "10:59"}, ""),
        ({"arrives_at": "12:00", "window_from": "09:30"}, ""),
        ({"arrives_at": "12:00"}, "; the stop is planned 12:00."),
        ({"window_from": "10:00", "window_until": "14:30"}, "; the stop is planned 10:00–14:30."),
        ({"window_from": "08:59"}, "; the stop is planned 08:59."),
        ({}, ": agree on an hour for the stop."),
    ],
)
@pytest.mark.parametrize("rule", [WINDOW, NURSE])
def test_a_stop_comes_while_somebody_receives(rule: Rule, hours: dict[str, str], told: str) -> None:
    found = said(rule, a_trip(**hours))

    assert found.endswith(told)
    assert ("on 2026-11-25 09:00–11:00, 14:00–15:00" in found) == bool(told)


def test_a_gate_that_is_closed_says_so_and_who_is_away_too() -> None:
    sunday = a_trip(day=RUN_DAY - timedelta(days=3), arrives_at="10:00")

    assert said(WINDOW, sunday) == f"The gate of M-1 does not open on 2026-11-22 {FROM}."
    assert said(NURSE, sunday) == (
        f"At the gate of M-1 only the duty nurse signs, who is not there on 2026-11-22 {FROM}."
    )
    assert said(a_rule("receipt", role="duty nurse"), sunday) == ""


def test_hours_are_told_day_by_day() -> None:
    assert [str(one).split(" (")[0] for one in gate.sentences(WINDOW)][:3] == [
        "The gate of M-1 opens on Mondays 09:00–11:00",
        "The gate of M-1 opens on Tuesdays 09:00–11:00",
        "The gate of M-1 opens on Wednesdays 09:00–11:00, 14:00–15:00",
    ]
    assert len(gate.sentences(NURSE)) == len("12345")


@given(trips, st.lists(rules, max_size=4))
def test_every_standing_rule_speaks_once_of_a_trip_in_its_order(
    trip: Trip, some: list[Rule]
) -> None:
    spoken = [one.rule for one in gate.of_trip(some, trip)]

    assert spoken == [rule for rule in some if gate.of_trip([rule], trip)]
    assert not any(rule.ended or gate.can_repack(rule.kind) for rule in spoken)


@given(trips, st.sampled_from(["00:00", "09:00", "23:59"]))
def test_a_gate_that_is_always_open_turns_no_planned_stop_away(trip: Trip, until: str) -> None:
    always = a_rule("window", windows=[open_hours("1234567", "00:00", "23:59")])

    assert bool(said(always, trip)) == (not trip.hours)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 25), date(2026, 11, 20)),
        (date(2026, 11, 27), date(2026, 11, 24)),
        (date(2026, 11, 30), date(2026, 11, 25)),
        (date(2026, 11, 29), date(2026, 11, 25)),
    ],
)
def test_working_days_are_monday_to_friday(day: date, due: date) -> None:
    assert manifest.due_on(THREE_DAYS, day) == due


@given(st.dates(TODAY, TODAY + timedelta(days=60)), st.integers(0, 30))
def test_so_many_working_days_lie_between(day: date, days: int) -> None:
    due = manifest.due_on(a_rule("manifest", days=days), day)
    between = [due + timedelta(days=one) for one in range((day - due).days)]

    assert sum(one.isoweekday() <= manifest.FRIDAY for one in between) == days


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"manifest": Told(sent_on=date(2026, 11, 20), language="fr")}, ""),
        ({"day": date(2026, 11, 27)}, f"{IN_FRENCH} It has not been sent yet."),
        ({"day": date(2026, 11, 27), "is_loading": False}, ""),
        (
            {"is_loading": False},
            f"{IN_FRENCH} For the run on 2026-11-25 it was due on 2026-11-20: plan a later run.",
        ),
        (
            {"manifest": Told(sent_on=date(2026, 11, 21), language="fr")},
            f"{IN_FRENCH} For the run on 2026-11-25 it was due on 2026-11-20: plan a later run.",
        ),
        (
            {"manifest": Told(sent_on=date(2026, 11, 20), language="en")},
            f"{IN_FRENCH} It was sent in another language.",
        ),
        (
            {"manifest": Told(sent_on=date(2026, 11, 20), language="fr", equal=False)},
            f"{IN_FRENCH} What comes is not what it says: make a new version of it.",
        ),
        (
            {
                "manifest": Told(sent_on=date(2026, 11, 20), language="fr", equal=False),
                "is_loading": False,
            },
            "",
        ),
    ],
)
def test_a_manifest_goes_ahead_in_time_and_says_what_comes(
    about: dict[str, Any], told: str
) -> None:
    assert said(THREE_DAYS, a_trip(**about)) == told


@pytest.mark.parametrize(
    ("kind", "known", "thing"),
    [("driver", "known_driver", "driver"), ("vehicle", "known_van", "van")],
)
def test_a_gate_knows_drivers_and_vans_until_their_day(kind: str, known: str, thing: str) -> None:
    rule, eve = a_rule(kind), RUN_DAY - timedelta(days=1)

    assert said(rule, a_trip(**{known: RUN_DAY})) == ""
    assert said(rule, a_trip()).endswith(f"The {thing} of this run is not cleared there.")
    assert said(rule, a_trip(**{known: eve})).endswith(
        f"The {thing} of this run was cleared until 2026-11-24."
    )


@pytest.mark.parametrize(
    ("rule", "required", "asks_for"),
    [
        (OUTSIDE, {"signature"}, "asks for a signature on the phone"),
        (OUTSIDE, {"photo", "pin"}, "asks for a photo"),
        (OUTSIDE, {"pin"}, "asks for a PIN"),
        (OUTSIDE, {"scan", "paper"}, "asks for a scan"),
        (OUTSIDE, {"paper"}, ""),
        (IN_VEHICLE, {"signature", "pin", "paper"}, ""),
        (IN_VEHICLE, {"photo"}, "asks for a photo"),
        (a_rule("phone", phone="in_vehicle", camera=True), {"photo", "scan"}, ""),
    ],
)
def test_no_proof_is_wanted_of_a_phone_that_stays_behind(
    rule: Rule, required: set[str], asks_for: str
) -> None:
    trip = a_trip(required=frozenset(required), sheet_printed=True)

    assert asks_for in said(rule, trip)
    assert bool(asks_for) == bool(said(rule, trip))


def test_a_van_is_not_loaded_before_the_sheet_that_replaces_the_phone_is_printed() -> None:
    assert said(OUTSIDE, a_trip()) == (
        f"Phones stay outside the gate of M-1 {FROM}. Print the gate sheet of this stop first."
    )
    assert said(OUTSIDE, a_trip(sheet_printed=True)) == ""
    assert said(OUTSIDE, a_trip(is_loading=False)) == ""


def test_no_goods_for_another_stop_pass_a_gate_that_minds() -> None:
    assert said(a_rule("other_goods"), a_trip()) == ""
    assert said(a_rule("other_goods"), a_trip(others_aboard=True)) == (
        f"The gate of M-1 lets in no van with goods for another stop aboard {FROM}. "
        "Let it be the last stop with goods, before any that are picked up."
    )


@given(trips, st.lists(rules, max_size=4))
def test_a_sentence_is_kept_in_the_books_as_it_was_said(trip: Trip, some: list[Rule]) -> None:
    for stop in gate.of_trip(some, trip):
        kept = json.loads(json.dumps(stop.said.kept()))

        assert str(Said.of(kept)) == str(stop.said)
