"""Print jobs handed to a printer of ours: outside of any lock, within a time, or a plain sentence.

A host name is looked up here and now, and only an address of our own network is spoken to, so that
a name which changes its mind leads nowhere else.
"""

from __future__ import annotations

import socket
import threading

from stockroom.errors import Busy, Refused
from stockroom.rules import printers
from stockroom_labels import network

AT_ONCE = 4
TIME_OUT_S = 8.0
TURN_WAIT_S = 12.0
_turns = threading.BoundedSemaphore(AT_ONCE)


def send(job: bytes, name: str, host: str, port: int) -> None:
    """Hand a job to the printer that people call `name`.

    Raises `Refused` where it cannot be reached, is too slow, or is not in our own network; `Busy`
    where too many others are being sent.
    """
    if not _turns.acquire(timeout=TURN_WAIT_S):
        raise Busy("printers_busy", "Other labels are being printed. Try again in a moment.")
    try:
        address = _address(name, host, port)
        network.send(job, address, port=port, time_out_s=TIME_OUT_S)
    except network.NotSent as fault:
        raise Refused(fault.reason, fault.template, **{**fault.values, "host": name}) from fault
    finally:
        _turns.release()


def _address(name: str, host: str, port: int) -> str:
    """The one address that is spoken to; all that a name leads to must be of our own network."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        raise Refused(
            "printer_silent",
            "The printer {host} cannot be reached. Is it on, and in the same network?",
            host=name,
        ) from fault
    addresses = [str(one[4][0]) for one in found]
    for address in addresses:
        printers.check_address(address, name)
    return addresses[0]
