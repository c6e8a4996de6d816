"""Nobody is kept out of any page, and on a small phone nothing of it sticks out at the side."""

from __future__ import annotations

import pytest

from stockroom import speech
from tests.browser.axe import axe
from tests.browser.lived_in import LivedIn
from tests.browser.pages import PAGES, Entry
from tests.browser.windows import THEMES, Look, Theme, Windows

# Each language is seen in each theme and at each width; not all eight, since each look takes time.
IN_TURN: dict[str, tuple[Theme, Theme]] = {
    language: THEMES if number % 2 == 0 else (THEMES[1], THEMES[0])
    for number, language in enumerate(speech.LANGUAGES)
}
STICKS_OUT = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const beyond = (part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1);
  };
  return [...document.body.querySelectorAll("*")].filter(beyond)
    .map((part) => part.outerHTML.slice(0, 100));
}"""


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
def test_a_page_keeps_nobody_out_and_nothing_of_it_sticks_out(
    entry: Entry, looks: Windows, lived: LivedIn
) -> None:
    path = entry.path(lived)
    page = looks.open(entry.who)

    for language, (first, second) in IN_TURN.items():
        looks.turn(page, Look(360, first, language))
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == entry.status
        assert page.evaluate(STICKS_OUT) == [], language
        assert axe(page) == [], (language, first, "narrow")

        looks.turn(page, Look(1440, second, language))
        assert axe(page) == [], (language, second, "wide")
