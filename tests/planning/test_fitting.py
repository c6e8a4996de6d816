"""Which goods may go to which need."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stockroom.planning.fitting import fit, why_not
from stockroom.planning.plans import Why
from stockroom.words import Condition, Fits, Season
from tests.planning.little import TODAY, home, need, stock

SIZED = {"scheme": "body_cm", "low": 62, "high": 62}
AT_THE_GATE = TODAY + timedelta(days=3)


def test_what_is_asked_for_may_go() -> None:
    assert why_not(stock(1, 1), need(1, 1, 1), home(1)) is None


@pytest.mark.parametrize(
    ("goods", "wish"),
    [
        ({"product": 2}, {}),
        ({"fits": Fits.BOY}, {"fits": Fits.GIRL}),
        ({"season": Season.SUMMER}, {"season": Season.WINTER}),
        ({"condition": Condition.GOOD}, {"new_only": True}),
        (SIZED | {"low": 56, "high": 56}, SIZED),
        (SIZED | {"low": 68, "high": 68}, SIZED | {"step": 6}),
        (SIZED | {"low": 74, "high": 74}, SIZED | {"step": 6, "sizes_up": 1}),
        (
            SIZED | {"low": 68, "high": 68},
            SIZED | {"step": 6, "sizes_up": 1, "substitutes": False},
        ),
    ],
)
def test_other_things_do_not_fit(goods: dict[str, object], wish: dict[str, object]) -> None:
    assert why_not(stock(1, 1, **goods), need(1, 1, 1, **wish), home(1)) == Why.NOTHING_FITS


@pytest.mark.parametrize(
    ("goods", "wish"),
    [
        ({"fits": Fits.ANY}, {"fits": Fits.GIRL}),
        ({"fits": Fits.BOY}, {"fits": Fits.ANY}),
        ({"season": Season.ANY}, {"season": Season.WINTER}),
        ({"condition": Condition.NEW}, {"new_only": True}),
        (SIZED | {"low": 68, "high": 68}, SIZED | {"step": 6, "sizes_up": 1}),
        (SIZED | {"low": 62, "high": 74}, SIZED),
        (SIZED, {}),
    ],
)
def test_what_will_do_as_well_fits(goods: dict[str, object], wish: dict[str, object]) -> None:
    assert why_not(stock(1, 1, **goods), need(1, 1, 1, **wish), home(1)) is None


@pytest.mark.parametrize(
    ("goods", "gate", "why"),
    [
        ({"condition": Condition.NEW}, {"sealed_only": True}, Why.GATE),
        ({"flags": frozenset({"glass"})}, {"refuses": frozenset({"glass", "metal"})}, Why.GATE),
        ({"only_for": frozenset({2})}, {}, Why.DONOR),
        ({"use_by": AT_THE_GATE + timedelta(days=13)}, {"margin_days": 14}, Why.EXPIRES),
        ({"accepted": False}, {}, Why.NOT_YET),
        ({"on_hold": True}, {}, Why.NOT_YET),
        ({"arrives_on": TODAY + timedelta(days=1)}, {}, Why.NOT_YET),
    ],
)
def test_a_rule_keeps_goods_from_a_home(
    goods: dict[str, object], gate: dict[str, object], why: Why
) -> None:
    assert why_not(stock(1, 1, **goods), need(1, 1, 1), home(1, **gate)) == why


def test_goods_that_last_to_the_very_day_may_go() -> None:
    tin = stock(1, 1, use_by=AT_THE_GATE + timedelta(days=14))

    assert why_not(tin, need(1, 1, 1), home(1, margin_days=14)) is None


def test_what_a_coordinator_rules_out_is_ruled_out_for_that_line_alone() -> None:
    forbidden = frozenset({(1, 1)})

    assert why_not(stock(1, 1), need(1, 1, 1), home(1), forbidden) == Why.FORBIDDEN
    assert why_not(stock(1, 1), need(2, 1, 1), home(1), forbidden) is None


def test_the_exact_size_fits_better_than_what_expires_first() -> None:
    wish = need(1, 1, 1, **SIZED, step=6, sizes_up=1)
    exact = stock(1, 1, **SIZED)
    larger = stock(2, 1, **SIZED | {"low": 68, "high": 68}, use_by=AT_THE_GATE)

    assert fit(exact, wish, home(1), TODAY) < fit(larger, wish, home(1), TODAY)


def test_sealed_goods_are_no_waste_where_the_gate_wants_them() -> None:
    sealed = stock(1, 1, condition=Condition.NEW_SEALED)

    assert fit(sealed, need(1, 1, 1), home(1, sealed_only=True), TODAY).grades == 0
    assert fit(sealed, need(1, 1, 1), home(1), TODAY).grades == 2
