"""What else is done in the lived-in stockroom: ways told, labels printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api.lived_in import Days


def know_the_way(days: Days) -> None:
    """Points of two places, and the minutes between them typed."""
    days.do("alice", "points", site="North", point="43.2965, 5.3698")
    days.do("alice", "points", facility="M-1", point="43.3611, 5.3103")
    days.do("alice", "travel-times", start={"site": "North"}, end={"facility": "M-1"}, minutes=25)


def tell_them(days: Days) -> None:
    """A facility told by telephone that something came."""
    days.do("alice", "notices", delivery=days.done.made["other delivery"])


def print_labels(days: Days) -> None:
    """Printers, and labels printed on them."""
    days.do("alice", "printers", name="Office", paper="a4-63x38")
    days.do("alice", "printers", name="Zebra", paper="zebra-51x25")
    days.do("alice", "printer-changes", printer="Office", paper="a4-99x38")
    days.do("sam", "printer-addresses", printer="Zebra", language="zpl", host="192.168.1.40")
    days.do("bob", "printer-nudges", printer="Office", x=3, y=-2)
    days.do("bob", "label-printings", codes=[days.done.code], printer="Office")
    days.do("bob", "label-printings", codes=[days.done.code], paper="a4-box")
