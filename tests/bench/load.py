"""A small load: clients over keep-alive connections, and the server's own CPU time per request."""

from __future__ import annotations

import http.client
import os
import statistics
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """CPU microseconds of the server per request, and wall-clock latencies in milliseconds."""

    cpu_us: float
    p50_ms: float
    p99_ms: float
    failures: int


Call = tuple[str, str, bytes | None]


def run(port: int, pid: int, token: str, calls: Sequence[Call], clients: int) -> Measured:
    """Send the calls from so many clients and measure the server while they are answered."""
    return run_on(repeat(port), [pid], token, calls, clients)


def run_on(
    ports: Iterator[int], pids: Sequence[int], token: str, calls: Sequence[Call], clients: int
) -> Measured:
    """The same for several server processes, each client with the next of the ports."""
    times: list[float] = []
    failures: list[str] = []
    parts = [calls[start::clients] for start in range(clients)]
    threads = [
        threading.Thread(target=_client, args=(next(ports), token, part, times, failures))
        for part in parts
    ]
    before = sum(map(cpu_s, pids))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = sum(map(cpu_s, pids)) - before
    ordered = sorted(times)
    return Measured(
        cpu_us=spent / len(calls) * 1e6,
        p50_ms=statistics.median(ordered) * 1000,
        p99_ms=ordered[int(len(ordered) * 0.99) - 1] * 1000,
        failures=len(failures),
    )


def cpu_s(pid: int) -> float:
    """User and system seconds that a process has used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak_mib(pid: int) -> float:
    """The most memory that a process has had resident, in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def wait_ready(port: int, within_s: float = 20.0) -> float:
    """Seconds until the service says that it is ready."""
    begun = time.monotonic()
    while time.monotonic() - begun < within_s:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/ready")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return time.monotonic() - begun
        except OSError:
            time.sleep(0.01)
    raise TimeoutError("the service did not become ready")


def _client(
    port: int, token: str, calls: Sequence[Call], times: list[float], failures: list[str]
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for method, path, body in calls:
        begun = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        times.append(time.perf_counter() - begun)
        if answer.status >= http.HTTPStatus.BAD_REQUEST:
            failures.append(f"{answer.status} {text[:200]!r}")
    if failures:
        print(failures[0])
