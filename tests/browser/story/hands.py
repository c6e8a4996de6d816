"""One person at one window: goes to pages, fills their forms in, and presses their buttons.

Fields are filled all at once, since a story has thousands of them; but only those that the page
shows, no longer than it lets one type, and the form is sent by the browser with all its checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

FILL_AND_PRESS = """([path, values, button]) => {
  const forms = [...document.querySelectorAll("main form")].filter((form) =>
    new URL(form.action).pathname === path
    && Object.keys(values).every((name) => form.elements.namedItem(name)));
  const pressed = (form) => [...form.elements].find((one) => one.type === "submit"
    && one.textContent.includes(button));
  const form = forms.find(pressed);
  if (form === undefined) return `no form for ${path} with ${Object.keys(values)} and "${button}"`;
  for (const [name, value] of Object.entries(values)) {
    const all = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
    for (let one of all) { while ((one = one.closest("details:not([open])"))) one.open = true; }
    if (all[0].type === "radio") {
      const tile = all.find((one) => one.value === value);
      if (tile === undefined) return `${name} has no ${value}`;
      tile.click();
    } else if (all[0].type === "checkbox") {
      for (const box of all) if ((box.value === value) !== box.checked) box.click();
    } else {
      const field = all.find((one) => one.type !== "hidden");
      if (field === undefined) return `${name} is not there to be filled in`;
      if (!field.checkVisibility()) return `${name} is not to be seen`;
      field.value = field.maxLength > 0 ? value.slice(0, field.maxLength) : value;
      if (value !== "" && field.value === "") return `${name} does not take ${value}`;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  const wrong = [...form.elements].find((one) => !one.checkValidity());
  if (wrong !== undefined) return `${wrong.name}: ${wrong.validationMessage}`;
  setTimeout(() => pressed(form).click());
  return "";
}"""
ROWS = """(rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"""
SOON: Literal["domcontentloaded"] = "domcontentloaded"
AT_ONCE: Literal["commit"] = "commit"


class NotTakenError(Exception):
    """A form did not let itself be sent as it was to be filled in."""


@dataclass(frozen=True)
class Hands:
    """A person at a window."""

    page: Page

    def go(self, path: str) -> None:
        """Open a page of ours."""
        self.page.goto(path, wait_until=SOON)

    def send(self, path: str, values: Mapping[str, str] | None = None, press: str = "") -> str:
        """Fill in the form that goes to a path and press its button.

        Gives the id of the act, or nothing where the page that follows tells of none. That page
        is only waited for where there is something to be read in it.
        """
        self.page.wait_for_load_state(SOON)
        with self.page.expect_navigation(wait_until=AT_ONCE):
            wrong = self.page.evaluate(FILL_AND_PRESS, [path, dict(values or {}), press])
            if wrong:
                raise NotTakenError(f"{self.page.url}: {wrong}")
        return self.asked("done") or self.asked("many") or self._waited()

    def act(self, address: str, values: Mapping[str, str] | None = None, press: str = "") -> str:
        """Open the form at an address, fill it in, send it; it must be recorded, not refused."""
        self.go(address)
        done = self.send(urlsplit(address).path, values, press)
        assert done, f"{address} {values}: {self.problem()}"
        return done

    def asked(self, name: str) -> str:
        """What the address of the page that is shown says of something."""
        return parse_qs(urlsplit(self.page.url).query).get(name, [""])[0]

    def _waited(self) -> str:
        self.page.wait_for_load_state(SOON)
        return ""

    def problem(self) -> str:
        """The sentence that says why the form is shown again, if it is."""
        self.page.wait_for_load_state(SOON)
        found = self.page.locator("#problem")
        return found.first.inner_text() if found.count() else ""

    def text(self) -> str:
        """All that the page says."""
        self.page.wait_for_load_state(SOON)
        return self.page.locator("main").inner_text()

    def links(self, beginning: str) -> list[str]:
        """Where the page's links lead that begin so, each once, in their order."""
        self.page.wait_for_load_state(SOON)
        found: list[str] = self.page.locator(f'main a[href^="{beginning}"]').evaluate_all(
            "(links) => links.map((link) => link.getAttribute('href'))"
        )
        return list(dict.fromkeys(found))

    def table(self, part: str = "tbody") -> list[list[Any]]:
        """The cells of the page's table."""
        found: list[list[Any]] = self.page.locator(f"main table {part} tr").evaluate_all(ROWS)
        return found
