"""Cards to print and hang by the shelves: a scan of one chooses what the next scans do."""

from __future__ import annotations

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.scan.words import VERBS

SAYS = "STOCKROOM:"


def cards(look: Look) -> Facts:
    """Each verb with the code that stands for it, in letters that keep the code small."""
    made = []
    for verb, word in VERBS.items():
        width, path = _drawn(SAYS + verb.upper().replace("_", "-"))
        made.append({"verb": verb, "word": look.reader.say(word), "width": width, "path": path})
    return {"cards": made}


def _drawn(text: str) -> tuple[int, str]:
    """How many modules wide a QR is with its quiet zone, and its dark modules as an SVG path."""
    from stockroom_labels import qr  # noqa: PLC0415 - needed by this page alone

    modules, around = qr.matrix(text), qr.QUIET_ZONE
    runs = (
        f"M{column + around} {row + around}h{length}v1h-{length}z"
        for row, column, length in qr.dark_runs(modules)
    )
    return len(modules) + 2 * around, "".join(runs)


PAGES = (Page("/scan/cards", "scan/cards.html", EVERYBODY_INSIDE, cards),)
