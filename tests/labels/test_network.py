"""A job handed to a printer over the network: a listener of our own stands for it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from stockroom_labels import PAPERS, Unprintable, network, zpl

from .sheets import label, scanned
from .zebra import printed

HERE = "127.0.0.1"


class Listener:
    """Takes one job, and hangs up at its end unless it is a lazy one."""

    def __init__(self, *, lazy: bool) -> None:
        self._door = socket.create_server((HERE, 0))
        self.port: int = self._door.getsockname()[1]
        self.received = b""
        self._done = threading.Event()
        self._lazy = lazy
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Listener:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self._door.close()

    def _listen(self) -> None:
        line, _ = self._door.accept()
        with line:
            if self._lazy:
                self._done.wait(10)
                return
            while block := line.recv(4096):
                self.received += block
            line.sendall(b"thank you")


@contextmanager
def closed_port() -> Iterator[int]:
    with socket.create_server((HERE, 0)) as door:
        port = door.getsockname()[1]
    yield port


def test_the_printer_receives_the_job_and_prints_a_label_that_can_be_scanned() -> None:
    sent = label()

    with Listener(lazy=False) as printer:
        network.send(zpl.print_job([sent], PAPERS["zebra-51x25"]), HERE, port=printer.port)

    (came,) = printed(printer.received)
    assert scanned(came.picture) == [sent.url]


def test_a_large_job_arrives_whole() -> None:
    job = bytes(range(256)) * 20_000

    with Listener(lazy=False) as printer:
        network.send(job, HERE, port=printer.port)

    assert printer.received == job


def test_a_printer_that_takes_no_more_is_given_up() -> None:
    more_than_is_kept_on_the_way = bytes(40_000_000)

    with Listener(lazy=True) as printer, pytest.raises(network.NotSent) as refused:
        network.send(more_than_is_kept_on_the_way, HERE, port=printer.port, time_out_s=0.2)

    assert refused.value.reason == "printer_slow"
    assert "127.0.0.1 took longer than 0.2 seconds" in str(refused.value)


def test_a_printer_that_never_hangs_up_has_its_job_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "FAREWELL_S", 0.1)

    with Listener(lazy=True) as printer:
        network.send(b"^XA^XZ", HERE, port=printer.port)


def test_a_printer_that_is_off_is_told() -> None:
    with closed_port() as port, pytest.raises(Unprintable) as refused:
        network.send(b"^XA^XZ", HERE, port=port)

    assert refused.value.reason == "printer_silent"


def test_a_printer_of_no_known_name_is_told() -> None:
    with pytest.raises(Unprintable) as refused:
        network.send(b"^XA^XZ", "no-such-printer.invalid")

    assert refused.value.reason == "printer_silent"
