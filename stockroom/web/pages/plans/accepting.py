"""A plan taken: all of it, what is ticked, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.errors import Malformed, Refused
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.plans import showing


def _again(look: Look) -> Facts:
    """The plan's own page; without a plan in the address, the list of them."""
    if look.form.number("plan") is None:
        raise GoTo("/plans")
    return showing.shown(look)


def _taken(look: Look) -> Mapping[str, Any]:
    plan = look.form.number("plan")
    if look.form.ticked("all"):
        return {"plan": plan}
    ticked = look.form.all("match")
    if not ticked:
        raise Refused("nothing_ticked", "Tick at least one line first.")
    return {"plan": plan, "matches": [_match(look, text) for text in ticked]}


def _match(look: Look, text: str) -> Mapping[str, Any]:
    if not (text.isascii() and text.isdigit()):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    quantity = look.form.number(f"quantity-{text}")
    return {"match": text, "quantity": quantity} if quantity else {"match": text}


def _set_aside(look: Look) -> Mapping[str, Any]:
    return {"plan": look.form.number("plan")}


def _to_plan(_receipt: Any, look: Look) -> str:
    return f"/plans/{look.form.number('plan')}"


def _to_plans(_receipt: Any, _look: Look) -> str:
    return "/plans"


PAGES = (
    Act(
        "plan-acceptances",
        "/plan-acceptances/new",
        "plans/plan.html",
        _again,
        _taken,
        after=_to_plan,
    ),
    Act(
        "plan-set-asides",
        "/plan-set-asides/new",
        "plans/plan.html",
        _again,
        _set_aside,
        after=_to_plans,
    ),
)
