"""A print job handed to a label printer that listens on the network."""

import socket
from contextlib import suppress

from stockroom_labels.errors import N_, Unprintable

PORT = 9100
"""Where label printers take raw jobs ("JetDirect"; Zebra's and Brother's network guides)."""

TIME_OUT_S, FAREWELL_S = 10.0, 2.0


class NotSent(Unprintable):
    """The printer did not take the whole job; part of it may have been printed."""


def send(job: bytes, host: str, *, port: int = PORT, time_out_s: float = TIME_OUT_S) -> None:
    """Send a job to a printer.

    Raises NotSent (an Unprintable) where the name is unknown, nobody listens, or the printer takes
    longer than `time_out_s` to answer or to take the job.
    """
    try:
        with socket.create_connection((host, port), timeout=time_out_s) as line:
            line.sendall(job)
            _take_leave(line)
    except TimeoutError as fault:
        raise NotSent(
            "printer_slow",
            N_("The printer {host} took longer than {seconds} seconds; look what it has printed."),
            host=host,
            seconds=time_out_s,
        ) from fault
    except OSError as fault:
        raise NotSent(
            "printer_silent",
            N_("The printer {host} cannot be reached. Is it on, and in the same network?"),
            host=host,
        ) from fault


def _take_leave(line: socket.socket) -> None:
    """Wait a little for the printer to hang up, as most do once they have read all of a job."""
    line.shutdown(socket.SHUT_WR)
    line.settimeout(FAREWELL_S)
    # To hang up first, with an answer unread, could cut the job short. Some printers never do.
    with suppress(TimeoutError):
        while line.recv(1024):
            pass
