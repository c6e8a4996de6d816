"""A line to a service that can be cut and mended, as Wi-Fi between shelves is."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PIECE = 65_536


@dataclass
class Line:
    """Passes bytes to and from a service; `cut` ends every connection and lets none begin."""

    target: tuple[str, int]
    listening: socket.socket
    is_cut: bool = False
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

    def mend(self) -> None:
        """The network is back."""
        self.is_cut = False

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
            threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


@contextmanager
def line(url: str) -> Iterator[Line]:
    """A line to that address, for as long as the block lasts."""
    far = urlsplit(url)
    listening = socket.create_server(("127.0.0.1", 0))
    found = Line((far.hostname or "", far.port or 0), listening)
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


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
