"""Run a benchmark by its name, or all of them."""

from __future__ import annotations

import sys

from tests.bench import (
    books,
    homecoming,
    labels,
    on_postgres,
    pages,
    planning,
    requests,
    typed_sheets,
)
from tests.fire import races

NAMES = {
    "requests": requests.main,
    "postgres": on_postgres.main,
    "books": books.main,
    "pages": pages.main,
    "labels": labels.main,
    "planning": planning.main,
    "homecoming": homecoming.main,
    "races": races.main,
    "typing": typed_sheets.main,
}

if __name__ == "__main__":
    for name in sys.argv[1:2] or NAMES:
        print(f"== {name}")
        NAMES[name](*map(int, sys.argv[2:]))
