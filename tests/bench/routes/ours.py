"""Our own child process for the comparison: as in the service, by seconds of CPU.

So a machine that has other work to do changes nothing but how long one waits for the table.
"""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace

import msgspec

from stockroom.planning import child
from stockroom.planning.routes import searching, solver, solving
from stockroom.planning.routes.suggesting import Asked


class Spent:
    """Stops pyvrp after so many seconds of CPU."""

    def __init__(self, seconds: float) -> None:
        self.ends = time.process_time() + seconds

    def __call__(self, _best_cost: float) -> bool:
        """Whether they are over."""
        return time.process_time() > self.ends


def main() -> None:
    """Answer what stands on standard input, on standard output."""
    vars(searching)["time"] = SimpleNamespace(monotonic=time.process_time)
    vars(solver)["MaxRuntime"] = Spent
    asked = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Asked)
    for found in solving.suggestions(asked):
        sys.stdout.buffer.write(child.frame(found))


if __name__ == "__main__":
    main()
