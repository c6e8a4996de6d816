"""Real server processes for tests: started, timed until ready, stopped, or killed."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from stockroom.settings import Settings

ROOT = Path(__file__).parents[2]
READY_WITHIN_S = 30.0
STOP_WITHIN_S = 30.0
STOCKROOM = ("stockroom", "serve")
NAIVE = ("tests.fire.naive",)


class Server:
    """One server process over a stockroom's data; `port` stays the same through restarts."""

    def __init__(self, settings: Settings, program: Sequence[str] = STOCKROOM) -> None:
        self.settings = settings
        self.port = free_port()
        self.program = program
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The number of the running process."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        """What the server said."""
        return self.settings.data / f"server-{self.port}.log"

    def start(self) -> float:
        """Start, wait until it is ready, and give the seconds from exec to ready."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=ROOT, env=environment(), stdout=log, stderr=log
            )
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() - began > READY_WITHIN_S:
                raise AssertionError(f"the server did not start: {self.log.read_text()[-2000:]}")
            time.sleep(0.02)
        return time.monotonic() - began

    def is_ready(self) -> bool:
        """Whether `/ready` answers 200 now."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            line.request("GET", "/ready")
            return line.getresponse().status == 200
        except OSError:
            return False
        finally:
            line.close()

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop, and give its exit status; a server that is not running gives 0."""
        return self._end(signal.SIGTERM)

    def terminate(self) -> None:
        """Ask it to stop, and do not wait."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        with suppress(ProcessLookupError):
            self._process.send_signal(how)
        status = self._process.wait(STOP_WITHIN_S)
        self._process = None
        return status

    def _command(self) -> list[str]:
        where = ["--data", str(self.settings.data), "--database", self.settings.database]
        meets = ["--host", "127.0.0.1", "--port", str(self.port)]
        return [sys.executable, "-m", *self.program, *where, *meets]


@contextmanager
def serving(
    settings: Settings, processes: int = 1, program: Sequence[str] = STOCKROOM
) -> Iterator[list[Server]]:
    """So many server processes over one stockroom, all ready; stopped afterwards."""
    servers = [Server(settings, program) for _ in range(processes)]
    try:
        for server in servers:
            server.start()
        yield servers
    finally:
        for server in servers:
            server.stop()


def environment() -> dict[str, str]:
    """The environment of a server that is met over plain HTTP on this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STOCKROOM_")}
    return kept | {"STOCKROOM_INSECURE_COOKIES": "1"}


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
