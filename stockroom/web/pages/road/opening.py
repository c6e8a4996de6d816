"""An address, opened on purpose and shown once: to the driver of the run, and to the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom import addresses
from stockroom.commands.base import ROAD
from stockroom.desk import Receipt
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.road import runs


def ask(look: Look) -> Facts:
    """Which stop, and what opening its address means."""
    run = runs.run_of(look, look.form.number("run"))
    stop = runs.stop_of(look, run, look.form.number("stop") or 0)
    return {"run": run, "stop": stop, "purpose": _purpose(look)}


def content(look: Look) -> Mapping[str, Any]:
    """The stop, and whether for the road or for its sheet."""
    return {
        "run": look.form.number("run") or 0,
        "stop": look.form.number("stop") or 0,
        "purpose": _purpose(look),
    }


def after(receipt: Receipt, _look: Look) -> str:
    """Where it can be read for a few minutes."""
    return f"/address-openings/{receipt.made['opening']}"


def shown(look: Look) -> Facts:
    """The address, or for a sheet the way to print it."""
    found = addresses.opened(
        look.books, look.upkeep.vault, look.path["id"], look.actor.id, look.clock.now()
    )
    return {
        "found": found,
        "opening": look.path["id"],
        "minutes": addresses.SHOWN_FOR.seconds // 60,
    }


def _purpose(look: Look) -> str:
    return "sheet" if look.form.text("purpose") == "sheet" else "road"


PAGES = (
    Act("address-openings", "/address-openings/new", "road/address_open.html", ask, content,
        after=after),
    Page("/address-openings/{id:int}", "road/address.html", ROAD, shown),
)  # fmt: skip
