"""The barcode of a shop's goods: what the service reads in it, and what it learnt by it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom_cli import tables
from stockroom_cli.acting import answer, connect
from stockroom_cli.exits import USAGE, Stop
from stockroom_cli.speech import _

PRINTED = ("gtin", "batch", "serial", "use_by")
LEARNT = ("product", "size", "fits", "season", "brand")


def filled(said: Mapping[str, Any], barcode: str | None) -> dict[str, Any]:
    """The fields of an intake, with those that nobody said as the barcode tells them.

    What was learnt counts for its own product only. Raises `Stop` for what is no barcode, and
    where the product is neither said nor known.
    """
    read = _read(barcode) if barcode else {}
    learnt = read.get("learnt") or {}
    if said["product"] not in (None, learnt.get("product")):
        learnt = {}
    told = {name: read.get(name) for name in PRINTED} | {name: learnt.get(name) for name in LEARNT}
    new = {name: value for name, value in told.items() if value and said.get(name) is None}
    if said["product"] is None and "product" not in new:
        raise Stop(USAGE, _("Say which product it is; no barcode that was met before tells"))
    if learnt:
        what = " ".join(str(learnt[name]) for name in ("product", "size", "brand") if learnt[name])
        tables.tell(_("As last time: {what}").format(what=what))
    return {**said, **new}


def _read(barcode: str) -> Any:
    with connect() as client:
        read = answer(client.get("/api/barcodes", {"text": barcode}), False)
    if not read["gtin"]:
        raise Stop(USAGE, _("{text} is not the barcode of a shop").format(text=barcode))
    return read
