"""What the tests of printing share: a printer of our own that listens, a world with printers."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from stockroom.commands.printing import PRINTER
from stockroom.rules import printers
from stockroom.web.api import sending
from stockroom_labels import network
from tests.world import World

HERE = "127.0.0.1"
HOST = "labels.example.org"


class Listener:
    """A label printer: it takes one job after the other, or is a slow one that takes none."""

    def __init__(self, *, slow: bool = False) -> None:
        self._door = _door()
        self._door.settimeout(0.05)
        self.port: int = self._door.getsockname()[1]
        self.jobs: list[bytes] = []
        self._slow = slow
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Switch it off."""
        self._over.set()
        self._thread.join(5)
        self._door.close()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                line, _ = self._door.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            line.settimeout(5)
            with line:
                self._take(line)

    def _take(self, line: socket.socket) -> None:
        if self._slow:
            self._over.wait(10)
            return
        came = b""
        while block := line.recv(65_536):
            came += block
        self.jobs.append(came)


def _door() -> socket.socket:
    """A free port of those on which printers listen."""
    for port in range(printers.FIRST_PORT, printers.LAST_PORT + 1):
        try:
            return socket.create_server((HERE, port))
        except OSError:
            continue
    raise RuntimeError("every port for printers is taken on this machine")


@contextmanager
def listening(monkeypatch: pytest.MonkeyPatch, *, slow: bool = False) -> Iterator[Listener]:
    """A printer on this very machine, which only the tests let the service speak to."""
    monkeypatch.setattr(printers, "NETWORKS", (ipaddress.ip_network("127.0.0.0/8"),))
    monkeypatch.setattr(sending, "TIME_OUT_S", 0.3)
    monkeypatch.setattr(network, "FAREWELL_S", 0.1)
    printer = Listener(slow=slow)
    try:
        yield printer
    finally:
        printer.stop()


def with_printers(world: World) -> World:
    """The world with a name for its labels, an office printer and a label printer."""
    world.do("sam", "setting-changes", name="public_host", value=HOST)
    world.do("alice", "printers", name="Office", paper="a4-63x38")
    world.do("alice", "printers", name="Zebra", paper="zebra-51x25")
    world.do("sam", "printer-addresses", printer="Zebra", language="zpl", host="192.168.1.40")
    return world


def stands_at(world: World, port: int, host: str = HERE) -> None:
    """Let the label printer stand there, past the rule that forbids this machine."""
    with world.house.database.writing() as books:
        books.execute(
            sa.update(PRINTER).where(PRINTER.c.name == "Zebra").values(host=host, port=port)
        )
