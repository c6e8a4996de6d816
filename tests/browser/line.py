"""A line to a service that can be cut and mended, as Wi-Fi between shelves is, or slow."""

from __future__ import annotations

import queue
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536
SEGMENT = 1_400


@dataclass(frozen=True)
class Air:
    """How a line carries: bits a second each way, seconds there and back, and how much is lost.

    Of each hundred segments so many are lost and come one round trip later, as TCP sends them
    again; what was sent after them waits for them.
    """

    bits_a_second: float
    round_trip_s: float
    loss: float
    seed: int = 7


@dataclass
class Line:
    """Passes bytes to and from a service; `cut` ends every connection and lets none begin."""

    target: tuple[str, int]
    listening: socket.socket
    air: Air | None = None
    is_cut: bool = False
    carried: int = 0
    open: list[socket.socket] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where a browser finds the near end."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}"

    def cut(self) -> None:
        """No network from now on."""
        self.is_cut = True
        for one in self.open:
            _end(one)
        self.open.clear()

    def mend(self, air: Air | None = None) -> None:
        """The network is back, through that air."""
        self.is_cut, self.air = False, air

    def serve(self) -> None:
        """Take connections until the near end closes."""
        with suppress(OSError):
            while True:
                near, _ = self.listening.accept()
                if self.is_cut:
                    _end(near)
                else:
                    self._join(near)

    def _join(self, near: socket.socket) -> None:
        far = socket.create_connection(self.target)
        self.open += [near, far]
        for one, other in ((near, far), (far, near)):
            carry = _pass_on if self.air is None else _slowly(self.air)
            threading.Thread(target=carry, args=(one, other), daemon=True).start()


@contextmanager
def line(url: str, air: Air | None = None) -> Iterator[Line]:
    """A line to that address, for as long as the block lasts; without an air it is quick."""
    far = urlsplit(url)
    listening = socket.create_server(("127.0.0.1", 0))
    found = Line((far.hostname or "", far.port or 0), listening, air)
    threading.Thread(target=found.serve, daemon=True).start()
    try:
        yield found
    finally:
        found.cut()
        _end(listening)


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while piece := one.recv(PIECE):
            other.sendall(piece)
    _end(one)
    _end(other)


def _slowly(air: Air) -> Callable[[socket.socket, socket.socket], None]:
    """One way of a connection through that air; its first byte waits for the handshake too."""

    def carry(one: socket.socket, other: socket.socket) -> None:
        chance = random.Random(air.seed)
        waiting: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        threading.Thread(target=_let_out, args=(waiting, other), daemon=True).start()
        free_at = time.monotonic() + air.round_trip_s
        with suppress(OSError):
            while piece := one.recv(SEGMENT):
                free_at = max(free_at, time.monotonic()) + len(piece) * 8 / air.bits_a_second
                again = air.round_trip_s if chance.random() < air.loss else 0.0
                waiting.put((free_at + air.round_trip_s / 2 + again, piece))
        waiting.put((free_at, b""))
        _end(one)

    return carry


def _let_out(waiting: queue.SimpleQueue[tuple[float, bytes]], other: socket.socket) -> None:
    """Pieces in their order, none before its time."""
    with suppress(OSError):
        while True:
            due, piece = waiting.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not piece:
                break
            other.sendall(piece)
    _end(other)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
