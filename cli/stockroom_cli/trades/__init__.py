"""The commands, one file for each trade; CHAPTERS lists them in the order of the help."""

from __future__ import annotations

from stockroom_cli.chapter import Chapter
from stockroom_cli.trades import (
    anything,
    arrivals,
    asking,
    changing,
    finding,
    gate,
    kits,
    looking,
    packing,
    people,
    places,
    printers,
    printing,
    promising,
    road,
    scanning,
    settling,
    shelving,
    signing,
    turning_away,
    wish_lists,
    wishes,
)

CHAPTERS: tuple[Chapter, ...] = (
    signing.chapter,
    arrivals.chapter,
    turning_away.chapter,
    looking.chapter,
    shelving.chapter,
    scanning.chapter,
    changing.chapter,
    wishes.chapter,
    wish_lists.chapter,
    promising.chapter,
    packing.chapter,
    kits.chapter,
    road.chapter,
    gate.chapter,
    settling.chapter,
    finding.chapter,
    asking.chapter,
    printing.chapter,
    printers.chapter,
    places.chapter,
    people.chapter,
    anything.chapter,
)
