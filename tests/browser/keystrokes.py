"""How long a practised hand needs for what is done on a page: the Keystroke-Level Model.

Each act is really done in the browser, and counted. Seconds of each from Card, Moran and Newell,
"The keystroke-level model for user performance time with interactive systems", Communications of
the ACM 23 (1980), 396-410: a key or a button of the mouse, by somebody who is no secretary, 0.28;
pointing 1.1; a hand between keys and mouse 0.4; thinking of what comes next 1.35. It knows no
mistakes and no first time; its authors found a fifth of the time as its usual error.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

SECONDS = {"key": 0.28, "point": 1.1, "home": 0.4, "think": 1.35}
MOST_TABS = 80
_HAS_FOCUS = "found => found === document.activeElement"


@dataclass
class Hands:
    """Two hands, their keys and their mouse, on one page; at first they rest on the keys."""

    page: Page
    acts: Counter[str] = field(default_factory=Counter)
    waited_s: float = 0.0
    at_the_mouse: bool = False

    @property
    def seconds(self) -> float:
        """What all acts so far take; what was waited for is beside it in `waited_s`."""
        return sum(SECONDS[act] * number for act, number in self.acts.items())

    def think(self, times: int = 1) -> None:
        """Look, remember, decide."""
        self.acts["think"] += times

    def type(self, text: str) -> None:
        """One key for each character."""
        self._home(mouse=False)
        self.acts["key"] += len(text)
        self.page.keyboard.type(text)

    def press(self, *names: str) -> None:
        """One key after another, by their names."""
        self._home(mouse=False)
        for name in names:
            self.acts["key"] += 1
            self.page.keyboard.press(name)

    def tap(self, wanted: Locator) -> None:
        """Point at something and press."""
        self._home(mouse=True)
        self.acts.update(("point", "key"))
        wanted.click()

    def tab_to(self, wanted: Locator) -> None:
        """Go on by the tabulator key until this has the focus; fails where it never has."""
        for _ in range(MOST_TABS):
            if wanted.evaluate(_HAS_FOCUS):
                return
            self.press("Tab")
        raise AssertionError(f"Nobody gets by keys to {wanted}")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What is done in this block is answered by another page."""
        with self.page.expect_navigation():
            yield
            since = time.monotonic()
        self.page.wait_for_load_state()
        self.waited_s += time.monotonic() - since

    def _home(self, *, mouse: bool) -> None:
        self.acts["home"] += self.at_the_mouse != mouse
        self.at_the_mouse = mouse
