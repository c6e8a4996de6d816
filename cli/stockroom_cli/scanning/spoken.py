"""What can be typed beside codes: words that are no scan, and the help that lists them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from stockroom_cli.scanning.codes import fold, western
from stockroom_cli.speech import _

Word = Literal["leave", "help", "undo", "list", "send", "seal", "drop", "many"]
_WORDS: Mapping[str, Word] = {
    "q": "leave",
    "quit": "leave",
    _("quit"): "leave",
    "?": "help",
    "؟": "help",
    "help": "help",
    _("help"): "help",
    "undo": "undo",
    _("undo"): "undo",
    "list": "list",
    _("list"): "list",
    "send": "send",
    _("send"): "send",
    "seal": "seal",
    _("seal"): "seal",
}
_DROP = re.compile(r"(?:drop|{})\s+(\d{{1,4}})".format(re.escape(_("drop"))), re.IGNORECASE)
_MANY = re.compile(r"=\s*(\d{1,6})")
HELP = _(
    "Scan a card of a verb, or type it: take in, inspect, put away, move, pick,\n"
    "pack, count, load, find. Then scan the place, then the things.\n"
    "=3      three of them next time, not all; in a count: there are three\n"
    "undo    take the last act back\n"
    "seal    close the box that you pack\n"
    "list    what waits here, and what needs you\n"
    "drop 1  take number 1 of what needs you off the list\n"
    "send    send again what waits, and what was refused\n"
    "q       leave (or Ctrl-D); what waits is sent at the next start"
)


def word(text: str) -> tuple[Word, int] | None:
    """The word that was typed and its number, if it is one."""
    said = western(text.strip())
    for pattern, name in ((_DROP, "drop"), (_MANY, "many")):
        found = pattern.fullmatch(said)
        if found is not None:
            return ("drop" if name == "drop" else "many", int(found[1]))
    plain = next((kind for one, kind in _WORDS.items() if fold(one) == fold(said)), None)
    return None if plain is None else (plain, 0)


def choice(text: str) -> int | None:
    """The number of an option."""
    said = western(text.strip())
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 2 else None  # noqa: PLR2004
