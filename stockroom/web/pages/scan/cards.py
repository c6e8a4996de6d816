"""Cards to print and hang by the shelves: a scan of one chooses what the next scans do."""

from __future__ import annotations

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.label_pages.sheet import qr_path
from stockroom.web.pages.scan.words import VERBS

SAYS = "STOCKROOM:"


def cards(look: Look) -> Facts:
    """Each verb with the code that stands for it, in letters that keep the code small."""
    made = []
    for verb, word in VERBS.items():
        width, path = qr_path(SAYS + verb.upper().replace("_", "-"))
        made.append({"verb": verb, "word": look.reader.say(word), "width": width, "path": path})
    return {"cards": made}


PAGES = (Page("/scan/cards", "scan/cards.html", EVERYBODY_INSIDE, cards),)
