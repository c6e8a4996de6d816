"""Look up a code and put away a lot, beside a floor measured in the same run.

The service and the floor take turns, block by block, and the least CPU of each is compared, since
whatever else the machine does can only add to it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

from tests.bench import fill, load
from tests.bench.load import Call
from tests.postgres import free_port
from tests.world import password_of

BLOCKS = 6
LOOK_UPS = 3000
PUT_AWAYS = 1000


def main(lots: int = 100_000) -> None:
    """Print a table for a stockroom with so many lots."""
    with tempfile.TemporaryDirectory() as folder:
        house, codes = fill.filled(Path(folder), lots)
        person = house.sessions.prove("alice", password_of("alice"), "bench")
        assert person.id is not None
        token = house.sessions.issue(person.id, "bench")
        house.database.close()
        server, port = serve(Path(folder))
        try:
            print(f"{lots:,} lots; ready in {load.wait_ready(port):.2f} s")
            for clients in (1, 16):
                compare(port, server.pid, token, codes, clients)
            print(f"peak memory {load.peak_mib(server.pid):.0f} MiB")
        finally:
            server.terminate()
            server.wait()


def serve(folder: Path, url: str = "") -> tuple[subprocess.Popen[bytes], int]:
    """A server process; on SQLite, with the floor's routes beside the service's."""
    port = free_port()
    program = [sys.executable, "-m", "tests.bench.server", str(folder), str(port), url]
    return subprocess.Popen(program, stderr=subprocess.DEVNULL), port


def compare(port: int, pid: int, token: str, codes: list[str], clients: int) -> None:
    """Both requests, service and floor in turns, and their ratio."""
    chance = random.Random(clients)
    for name, calls in (("look up a code", look_ups), ("put away a lot", put_aways)):
        best: dict[str, load.Measured] = {}
        for _ in range(BLOCKS):
            for side in ("/api", "/floor"):
                found = load.run(port, pid, token, calls(chance, codes, side), clients)
                assert found.failures == 0
                if side not in best or found.cpu_us < best[side].cpu_us:
                    best[side] = found
        ours, floor = best["/api"], best["/floor"]
        print(
            f"{name:16} {clients:3} clients"
            f"  CPU {ours.cpu_us:6.0f} us  floor {floor.cpu_us:6.0f} us"
            f"  ratio {ours.cpu_us / floor.cpu_us:4.2f}"
            f"  p50 {ours.p50_ms:6.2f} ms  p99 {ours.p99_ms:6.2f} ms"
        )


def look_ups(chance: random.Random, codes: list[str], side: str) -> list[Call]:
    """Look-ups of codes drawn at random."""
    return [("GET", f"{side}/codes/{chance.choice(codes)}", None) for _ in range(LOOK_UPS)]


def put_aways(chance: random.Random, codes: list[str], side: str) -> list[Call]:
    """Put-aways of lots drawn at random, to one of four bins."""
    return [
        (
            "PUT",
            f"{side}/put-aways/{uuid4()}",
            json.dumps({"thing": chance.choice(codes), "place": chance.choice(fill.BINS)}).encode(),
        )
        for _ in range(PUT_AWAYS)
    ]
