"""How long `stockroom check` takes over many movements, and how long the holdings' rebuilding."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from stockroom import books, ledger
from tests.bench import fill


def main(lots: int = 1_000_000) -> None:
    """Print the seconds for a stockroom with so many movements."""
    with tempfile.TemporaryDirectory() as folder:
        house, _ = fill.filled(Path(folder), lots)
        with house.database.snapshot() as connection:
            for sentence, proof in books.SENTENCES:
                print(f"  {sentence:36} {timed(partial(proof, connection)):6.2f} s")
        begun = time.perf_counter()
        assert books.check_together(house.database.url) == []
        print(f"check over {lots:,} movements: {time.perf_counter() - begun:.2f} s of wall time")
        with house.database.writing() as connection:
            print(f"rebuild: {timed(lambda: ledger.rebuild(connection)):.2f} s")
        house.database.close()


def timed(work: Callable[[], object]) -> float:
    """CPU seconds that the work took in this process."""
    begun = time.process_time()
    work()
    return time.process_time() - begun
