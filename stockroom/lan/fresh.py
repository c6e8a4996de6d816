"""Encrypting with the newest certificate, while the service runs on."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Callable
from pathlib import Path

EVERY_S = 60.0
LOG = logging.getLogger(__name__)


class Fresh:
    """A context for a server whose certificate changes: each new line takes the newest one.

    The newest stands in a context of its own, since one that is in use by other threads must not
    be changed. OpenSSL asks by the callback for names, also of a client that names nobody.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.newest = _context(path)
        self.door = _context(path)
        self.door.sni_callback = self._take_newest

    def reload(self) -> None:
        """Take what lies in the file from now on; lines that are open keep what they have."""
        self.newest = _context(self.path)

    def _take_newest(
        self, line: ssl.SSLObject | ssl.SSLSocket, _name: str | None, _context: ssl.SSLContext
    ) -> None:
        line.context = self.newest


class Renewing:
    """A thread that looks every minute whether the certificate is due."""

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="renewing", daemon=True)

    def __enter__(self) -> Renewing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        while not self._stop.wait(EVERY_S):
            try:
                self._look()
            except Exception:
                # A full disk now is no reason not to look again.
                LOG.exception("the certificate was not renewed")


def _context(path: Path) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.load_cert_chain(path)
    return made
