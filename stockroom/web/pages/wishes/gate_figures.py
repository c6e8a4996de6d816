"""The figures of a gate rule: out of a form, and back into one, for each of the kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from stockroom.errors import Refused
from stockroom.rules.gate.windows import WEEK
from stockroom.web.pages.acting import Look
from stockroom.web.pages.admin.product_words import FLAGS
from stockroom.web.pages.forms import Form

ROWS = range(4)
"""Windows that a form has room for."""
_BETWEEN = re.compile(r"[,،;؛\n]")


def of_form(form: Form) -> dict[str, Any]:
    """The figures that were typed for the kind that was chosen; raises `Refused` for none."""
    read = READERS.get(form.text("kind"))
    return read(form) if read is not None else {}


def in_form(kind: str, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The fields of the form that say these figures."""
    fields: list[tuple[str, str]] = []
    for name, fact in facts.items():
        if name == "letters":
            fields += [("flag", letter) for letter in fact]
        elif name == "windows":
            for at, one in enumerate(fact):
                fields += [(f"day{at}", day) for day in one["days"]]
                fields += [(f"from{at}", one["from"]), (f"until{at}", one["until"])]
        elif name == "brands":
            fields.append((name, ", ".join(fact)))
        elif name == "language":
            fields.append(("paper", fact))
        elif fact is not False:
            fields.append((name, "true" if fact is True else str(fact)))
    return [("kind", kind), *fields]


def windows_of(look: Look) -> list[dict[str, Any]]:
    """The rows of hours as the form shows them again, one of them empty."""
    form = look.form
    rows = [
        {
            "at": at,
            "days": form.all(f"day{at}"),
            "from": form.text(f"from{at}"),
            "until": form.text(f"until{at}"),
        }
        for at in ROWS
    ]
    filled = [row for row in rows if row["days"] or row["from"] or row["until"]]
    return rows[: min(len(filled) + 1, len(rows))]


def _flags(form: Form) -> dict[str, Any]:
    letters = "".join(flag for flag in FLAGS if flag in form.all("flag"))
    if not letters:
        raise Refused("no_flag", "Tick at least one thing that the gate turns away.")
    return {"letters": letters}


def _condition(form: Form) -> dict[str, Any]:
    return {"least": form.text("least")}


def _days(form: Form) -> dict[str, Any]:
    return {"days": form.number("days") or 0}


def _brands(form: Form) -> dict[str, Any]:
    named = [one.strip() for one in _BETWEEN.split(form.text("brands")) if one.strip()]
    if not named:
        raise Refused("no_brand", "Write at least one brand that the gate takes.")
    return {"brands": named}


def _quantity(form: Form) -> dict[str, Any]:
    of = {name: form.text(name) for name in ("product", "category") if form.text(name)}
    if len(of) > 1:
        raise Refused("one_of_two", "Choose a kind of goods or one product, not both.")
    most = form.number("most")
    if not most:
        raise Refused("no_number", "Say how many pieces the gate lets in, one or more.")
    return {"most": most, "per": form.text("per"), **of}


def _packaging(form: Form) -> dict[str, Any]:
    return {"packaging": form.text("packaging")}


def _manifest(form: Form) -> dict[str, Any]:
    language = form.text("paper")
    return {"days": form.number("days") or 0, **({"language": language} if language else {})}


def _windows(form: Form) -> list[dict[str, str]]:
    found = []
    for at in ROWS:
        days = "".join(day for day in WEEK if day in form.all(f"day{at}"))
        start, until = form.text(f"from{at}"), form.text(f"until{at}")
        if not (days or start or until):
            continue
        if not (days and start and until):
            raise Refused("half_a_window", "Say the days and both hours: from when until when.")
        if start >= until:
            raise Refused("window_turned", "The gate opens before it closes: change the hours.")
        found.append({"days": days, "from": start, "until": until})
    return found


def _hours(form: Form) -> dict[str, Any]:
    found = _windows(form)
    if not found:
        raise Refused("no_window", "Say at least one day, and from when until when.")
    return {"windows": found}


def _phone(form: Form) -> dict[str, Any]:
    return {"phone": form.text("phone"), "camera": form.ticked("camera")}


def _receipt(form: Form) -> dict[str, Any]:
    hours = _windows(form)
    return {"role": form.text("role"), **({"windows": hours} if hours else {})}


READERS: Mapping[str, Callable[[Form], dict[str, Any]]] = {
    "condition": _condition,
    "flags": _flags,
    "shelf_life": _days,
    "brand": _brands,
    "quantity": _quantity,
    "packaging": _packaging,
    "manifest": _manifest,
    "window": _hours,
    "phone": _phone,
    "receipt": _receipt,
}
"""The kinds that have figures; the others say all by their kind."""
