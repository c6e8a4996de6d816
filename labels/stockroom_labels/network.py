"""A print job handed to a label printer that listens on the network."""

import socket

from stockroom_labels.errors import N_, Unprintable

PORT = 9100
"""Where label printers take raw jobs ("JetDirect"; Zebra's and Brother's network guides)."""

TIME_OUT_S = 10.0


class NotSent(Unprintable):
    """The printer did not take the whole job; part of it may have been printed."""


def send(job: bytes, host: str, *, port: int = PORT, time_out_s: float = TIME_OUT_S) -> None:
    """Send a job to a printer and wait until it has been taken over.

    Raises NotSent (an Unprintable) where the name is unknown, nobody listens, or the printer takes
    longer than `time_out_s` for any one step.
    """
    try:
        with socket.create_connection((host, port), timeout=time_out_s) as line:
            line.sendall(job)
            line.shutdown(socket.SHUT_WR)
            # The printer hangs up when it has read all of it; what it says is not for us.
            while line.recv(1024):
                pass
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
