"""Where a place lies: typed once, sealed, and never shown again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.tables.transport import StopKind
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.road.travelling import places


def facts(look: Look) -> Facts:
    """The places that a van may go to, and the one that is meant."""
    ends = places(look.books)
    chosen = look.form.text("place") or look.form.text("from")
    here = next((one for one in ends if one.key == chosen), ends[0] if ends else None)
    return {
        "options": [(one.key, one.name) for one in ends],
        "chosen": here.key if here else "",
    }


def content(look: Look) -> Mapping[str, Any]:
    """The place as the command names it, and its point; raises `Malformed` for another place."""
    chosen = look.form.text("place")
    end = next((one for one in places(look.books) if one.key == chosen), None)
    if end is None:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    ref = int(end.ref) if end.kind == StopKind.DONOR else end.ref
    return {end.kind: ref, "point": look.form.text("point")}


def after(_receipt: Receipt, look: Look) -> str:
    """On to the minutes from there."""
    return f"/travel-times?from={look.form.text('place')}"


PAGES = (Act("points", "/points/new", "road/point.html", facts, content, after=after),)
