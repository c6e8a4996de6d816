"""What the service tells this terminal, fetched ahead and again where that may help."""

from __future__ import annotations

from typing import Any

from stockroom_cli.acting import answer
from stockroom_cli.client import Client
from stockroom_cli.exits import Stop
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.known import Bundle, Known
from stockroom_cli.scanning.overlay import follow, overlaid

UNCHANGED = 304


class Room:
    """`known` is the bundle with those acts over it that it has not in it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.bundle = Bundle()
        self.stale = False  # an act was undone that the overlay no longer knows
        self._over: list[Act] = []
        self.known = Known(self.bundle)

    def fetch(self, waiting: list[Act]) -> None:
        """The newest bundle, under what still waits; raises `Stop` where there is none to have."""
        asked: dict[str, str | int] = {"known": self.bundle.position, "epoch": self.bundle.epoch}
        response = self.client.get("/api/bundle", asked if self.bundle.epoch else None)
        if response.status_code != UNCHANGED:
            self.bundle = Bundle.read(answer(response, False))
        self.stale = False
        self._over = list(waiting)
        self.known = overlaid(self.bundle, self._over)

    def refresh(self, waiting: list[Act]) -> bool:
        """The same, and whether it worked: somebody waits with a thing in hand."""
        try:
            self.fetch(waiting)
        except (Stop, ValueError, KeyError, TypeError):
            return False
        return True

    def lay(self, act: Act) -> None:
        """One more act of this terminal over the bundle."""
        self._over.append(act)
        if act.noun != "reversals":
            follow(self.known, act)
            return
        undone = act.content["command"]
        self.stale = self.stale or all(str(one.id) != undone for one in self._over)
        self.known = overlaid(self.bundle, self._over)

    def lift(self, act: Act) -> None:
        """An act that was refused, or taken off, has changed nothing."""
        self._over = [one for one in self._over if one.id != act.id]
        self.known = overlaid(self.bundle, self._over)

    def barcode(self, text: str) -> dict[str, Any] | None:
        """What the service reads in a barcode; None where it cannot be asked or reads nothing."""
        try:
            read = answer(self.client.get("/api/barcodes", {"text": text}), False)
        except (Stop, ValueError):
            return None
        return read if isinstance(read, dict) and read.get("gtin") else None
