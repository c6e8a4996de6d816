"""Run a benchmark by its name, or all of them."""

from __future__ import annotations

import sys

from tests.bench import books, requests

NAMES = {"requests": requests.main, "books": books.main}

if __name__ == "__main__":
    for name in sys.argv[1:2] or NAMES:
        print(f"== {name}")
        NAMES[name](*map(int, sys.argv[2:]))
