"""What came, counted by those who received it; and a delivery's record corrected by the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from stockroom.desk import Receipt
from stockroom.errors import Malformed, Refused
from stockroom.rules import codes
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.road import delivery, telling
from stockroom.web.pages.road.delivery import Line
from stockroom.web.pages.wishes import known


def _facts(look: Look) -> Facts:
    number = look.form.number("delivery")
    if number is None:
        raise GoTo("/deliveries")
    row = delivery.delivery_of(look, number)
    return {
        "delivery": row,
        "lines": _lines(look, row),
        "own": known.is_own(look),
    }


def _open(look: Look) -> Facts:
    """The same; one that has been counted already is only to be looked at."""
    found = _facts(look)
    if found["delivery"].confirmed_in is not None and not look.form.text("id"):
        raise GoTo(f"/deliveries/{found['delivery'].id}")
    return found


def _lines(look: Look, row: Any) -> Sequence[dict[str, Any]]:
    """What reached the gate, lot by lot, and how a command names each lot."""
    return [
        {
            "about": line.about,
            "lot": codes.name_of_lot(line.about.code, line.about.lot_id),
            "line": line.line_id,
            "here": at_the_gate(line),
        }
        for line in delivery.lines_of(look.books, row)
        if at_the_gate(line)
    ]


def at_the_gate(line: Line) -> int:
    """Pieces that the record says were handed over, corrections included."""
    return line.accepted + line.corrected


def _counted(look: Look) -> Mapping[str, Any]:
    """As delivered where one tap says so, else every line as it was counted."""
    content: dict[str, Any] = {"delivery": look.form.text("delivery")}
    if not known.is_own(look):
        content["role"] = telling.role(look, "role")
    if look.form.ticked("all_right"):
        return content
    lines = []
    for at, line in enumerate(_rows(look), start=1):
        counted = line.number("counted")
        if counted is None:
            raise Refused(
                "not_counted", "Line {line}: say how many arrived; 0 if none did.", line=at
            )
        lines.append(_named(line) | {"counted": counted})
    if not lines:
        raise Refused("nothing_counted", "Say how many arrived, or that all is right.")
    return content | {"lines": lines}


def _corrected(look: Look) -> Mapping[str, Any]:
    """Only the lines whose number is another now: fewer, or more, than the record says."""
    lines = []
    for line in _rows(look):
        was, now = line.number("was") or 0, line.number("now")
        if now is not None and now != was:
            lines.append(
                _named(line) | ({"fewer": was - now} if now < was else {"more": now - was})
            )
    if not lines:
        raise Refused("nothing_changed", "No number is another than before.")
    return {"delivery": look.form.text("delivery"), "lines": lines}


def _rows(look: Look) -> Sequence[Form]:
    """The rows of the form, each as a form of its own; raises `Malformed` for any other shape."""
    lines = look.form.content().get("lines", [])
    if not (isinstance(lines, list) and all(isinstance(line, dict) for line in lines)):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return [Form(latest={name: str(text) for name, text in line.items()}) for line in lines]


def _named(line: Form) -> dict[str, Any]:
    """How the row names its lot, and the wish line that the goods were for, if any."""
    return {name: line.text(name) for name in ("lot", "line") if line.text(name)}


def _after(_receipt: Receipt, look: Look) -> str:
    return f"/deliveries/{look.form.text('delivery')}"


PAGES = (
    Act(
        "confirmations", "/confirmations/new", "wishes/confirm.html", _open, _counted, after=_after
    ),
    Act(
        "delivery-corrections",
        "/delivery-corrections/new",
        "wishes/correct.html",
        _open,
        _corrected,
        after=_after,
    ),
)
