"""How a page is entered in the list of all pages: its name, its path, who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.lived_in import LivedIn
from tests.browser.windows import STRANGER

Path = Callable[[LivedIn], str]


@dataclass(frozen=True)
class Entry:
    """A page: its name in file names, its path in the lived-in world, who of the cast looks."""

    name: str
    path: Path
    who: str = STRANGER
    status: int = 200


def at(path: str) -> Path:
    """A path that is the same in any world."""
    return lambda _lived: path


def found(path: str, query: str) -> Path:
    """A path with `{}` in it, which stands for what a query finds."""
    return lambda lived: path.format(lived.one(query))


def plainly(who: str, *paths: str) -> tuple[Entry, ...]:
    """Pages that need no parameter, named after their paths."""
    return tuple(Entry(path.strip("/").replace("/", "-"), at(path), who) for path in paths)
