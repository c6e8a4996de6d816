"""The hands of the story: small acts done a few hundred times, each said to stockroom-cli.

    by_hand.py inspect            accept what waits; used goods that must be new do not pass
    by_hand.py shelve             from inbound to the bin of its family
    by_hand.py promise            goods to wish lines, the urgent lines first
    by_hand.py pack BAU "box 107" a facility's goods into a box; the last two lots stay loose
    by_hand.py spare NP-DISP 4 24 print the code of a lot of that size with so many pieces free
    by_hand.py agree              print the report's totals; fail unless the flow of pieces agrees

Run it with the Python that has Stockroom. Every act below could be typed at a prompt instead.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from itertools import chain
from typing import Any

from typer.main import get_command

from stockroom_cli.__main__ import application
from stockroom_cli.exits import REFUSED, Stop

CLI = get_command(application())
ALL = ("--limit", "5000")
# Never passed on second-hand (the sources stand in the safety rules): mattresses, and whatever
# a child has sucked.
USED = {"SL-MAT": "destroy", "FE-BOT": "recycle", "FE-BOTG": "recycle", "FE-TEAT": "recycle"}
NEW = ("new", "new_sealed")
BINS = {"A1": "NP", "B1": "CL SH", "C1": "BD BA", "D1": "FE BF MA"}
ELSEWHERE = "E1"
URGENT_FIRST = ("tonight", "two_weeks", "routine", "nice_to_have")
COLUMNS = ("asked", "allocated", "packed", "delivered", "confirmed", "refused", "returned")


def inspect() -> None:
    """Look at every lot that waits."""
    for lot in said("find", "-", *ALL)["lots"]:
        if lot["standing"] == "waiting":
            new = lot["condition"] in NEW
            said("inspect", lot["code"], "accept" if new else USED.get(lot["product"], "accept"))


def shelve() -> None:
    """Carry every accepted lot from inbound to its bin."""
    for row in rows("stock"):
        if row["kind"] == "inbound" and row["standing"] == "accepted":
            said("put-away", row["lot"], _bin_for(row["product"]))


def promise() -> None:
    """Match by hand: for each line the lots of its product, then a mixed box of its size."""
    for line in sorted(rows("lines"), key=lambda line: URGENT_FIRST.index(line["urgency"])):
        left = line["asked"]
        for thing, free in chain(_lots_for(line), _boxes_for(line)):
            pieces = min(left, free)
            # The service may still say no, for instance to used goods for a gate that takes new.
            if pieces and said("allocate", thing, *_for(line["id"], pieces)):
                left -= pieces
            if not left:
                break


def pack(facility: str, box: str) -> None:
    """Pick and pack what is promised to a facility; print what stays loose as LOT:LINE=NUMBER."""
    promised = [
        (row["lot"] or row["place"], line["id"], row["quantity"])
        for line in rows("lines", "--facility", facility)
        for row in rows("stock", "--line", str(line["id"]))
    ]
    for lot, line, pieces in promised:
        said("pick", lot, *_for(line, pieces))
    for lot, line, pieces in promised[:-2]:
        said("pack", lot, box, *_for(line, pieces))
    for lot, line, pieces in promised[-2:]:
        print(f"{lot}:{line}={pieces}")


def spare(product: str, size: str, pieces: str) -> None:
    """Print the code of a lot of that size from which so many pieces can be taken."""
    lots = [lot for lot in said("find", product, *ALL)["lots"] if lot["size_label"] == size]
    print(next(lot["code"] for lot in lots if lot["free"] >= int(pieces)))


def agree() -> None:
    """Compare what the lists got with where the pieces went."""
    report = said("report", "fulfilment")["rows"]
    totals = {column: sum(row[column] for row in report) for column in COLUMNS}
    print(", ".join(f"{column} {number}" for column, number in totals.items()))
    flow = {row["kind"]: row["pieces"] for row in said("report", "flow")["rows"]}
    facility = flow.get("facility", 0)
    books = {"delivered": flow.get("gate", 0) + facility, "confirmed": facility}
    if sum(flow.values()) or any(totals[name] != pieces for name, pieces in books.items()):
        raise SystemExit("The report and the flow of pieces do not agree.")


def said(*words: str) -> Any:
    """What stockroom-cli answers, as JSON; None where the service refuses."""
    answer = io.StringIO()
    try:
        with redirect_stdout(answer), redirect_stderr(io.StringIO()):
            CLI.main([*words, "--json"], standalone_mode=False)
    except Stop as stop:
        if stop.code == REFUSED:
            return None
        raise SystemExit(f"stockroom-cli {' '.join(words)}: {stop.sentence}") from stop
    return json.loads(answer.getvalue())


def rows(*words: str) -> list[dict[str, Any]]:
    """All rows of a list."""
    found: list[dict[str, Any]] = said(*words, *ALL)["rows"]
    return found


def _bin_for(product: str) -> str:
    return next((name for name, kept in BINS.items() if product[:2] in kept), ELSEWHERE)


def _lots_for(line: dict[str, Any]) -> Iterable[tuple[str, int]]:
    for lot in said("find", line["product"], *ALL)["lots"]:
        fits = lot["size_low"] <= line["size_high"] and line["size_low"] <= lot["size_high"]
        if lot["product"] == line["product"] and lot["standing"] == "accepted" and fits:
            yield lot["code"], lot["free"]


def _boxes_for(line: dict[str, Any]) -> Iterable[tuple[str, int]]:
    """Mixed boxes of the line's size; a piece stays in each, so that it still tells what it is."""
    for row in rows("stock", "--product", "CL-MIX", "--free"):
        if line["product"].startswith("CL-") and row["size_label"] == line["size_label"]:
            yield row["place"], row["quantity"] - 1


def _for(line: int, pieces: int) -> tuple[str, ...]:
    return "--line", str(line), "--quantity", str(pieces)


ACTS = {act.__name__: act for act in (inspect, shelve, promise, pack, spare, agree)}

if __name__ == "__main__":
    ACTS[sys.argv[1]](*sys.argv[2:])
