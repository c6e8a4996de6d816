"""One person at a keyboard: Tab to what is wanted, then letters, arrows, Space and Enter."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

MOST_TABS = 150
IS_FOCUSED = "one => one === document.activeElement"
IS_OF_GROUP = """(name) => document.activeElement?.name === name
  && document.activeElement.closest("main") !== null"""


@dataclass(frozen=True)
class Keys:
    """A window that no pointer touches."""

    page: Page

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)

    def to(self, wanted: Locator) -> None:
        """Tab on until it has the focus."""
        wanted.wait_for()
        for _press in range(MOST_TABS):
            if wanted.evaluate(IS_FOCUSED):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {wanted} on {self.page.url}")

    def write(self, name: str, text: str) -> None:
        """Write into the field of that name, in place of what stands there."""
        self.to(self.page.locator(f'main [name="{name}"]:not([type="hidden"])').first)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, name: str, value: str) -> None:
        """Choose a tile with the arrows."""
        for _press in range(MOST_TABS):
            if self.page.evaluate(IS_OF_GROUP, name):
                break
            self.page.keyboard.press("Tab")
        self.page.keyboard.press("Space")
        wanted = self.page.locator(f'main [name="{name}"][value="{value}"]').first
        for _press in range(MOST_TABS):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no arrow leads to {name} {value} on {self.page.url}")

    def press(self, word: str, key: str = "Enter", *, leads_on: bool = True) -> None:
        """Press the first button, or follow the first link, that says this."""
        button = self.page.locator("main button, main a, main summary").filter(
            has_text=word, visible=True
        )
        self.to(button.first)
        if not leads_on:
            self.page.keyboard.press(key)
            return
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.page.keyboard.press(key)

    def done(self) -> None:
        """The act before is told of on this page, and no fault."""
        self.page.locator("#told, main .note-good").first.wait_for()
        assert self.page.locator("#problem").count() == 0
