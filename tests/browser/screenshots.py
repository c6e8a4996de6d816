"""Takes a picture of each page in every look: `python -m tests.browser.screenshots --help`."""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from stockroom import speech
from tests.browser import chromium
from tests.browser.entries import Entry
from tests.browser.lived_in import LivedIn, living
from tests.browser.pages import PAGES
from tests.browser.windows import HEIGHTS, THEMES, Look, Windows
from tests.tidiness import HOME

FOLDER = HOME / "build" / "screenshots"


def main() -> None:
    """Take the pictures that the command line asks for, all of them if it names none."""
    wanted = _options().parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        living(Path(folder)) as lived,
        chromium.started() as browser,
    ):
        logging.getLogger("stockroom.requests").setLevel(logging.WARNING)
        windows = Windows(browser, lived.house, lived.url)
        for entry, look in _wanted(wanted):
            print(_picture(windows, lived, entry, look, wanted.to))
        for trouble in windows.troubles.grave:
            print(f"Trouble: {trouble}")


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    names = [entry.name for entry in PAGES]
    parser.add_argument("--page", action="append", choices=names, metavar="NAME")
    parser.add_argument("--width", action="append", type=int)
    parser.add_argument("--theme", action="append", choices=THEMES)
    parser.add_argument("--language", action="append", choices=speech.LANGUAGES)
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER")
    return parser


def _wanted(wanted: argparse.Namespace) -> Iterator[tuple[Entry, Look]]:
    """Each page in each look that was asked for; of what was not named, all."""
    entries = [entry for entry in PAGES if not wanted.page or entry.name in wanted.page]
    looks = product(
        wanted.width or HEIGHTS, wanted.theme or THEMES, wanted.language or speech.LANGUAGES
    )
    for entry, (width, theme, language) in product(entries, list(looks)):
        yield entry, Look(width, theme, language)


def _picture(windows: Windows, lived: LivedIn, entry: Entry, look: Look, folder: Path) -> Path:
    """The whole page from top to bottom, in a file named after page and look."""
    path = folder / f"{entry.name}-{look.width}-{look.theme}-{look.language}.png"
    page = windows.open(entry.who, look, entry.path(lived))
    # Hiding the caret would write a style into the page, which our policy forbids.
    page.screenshot(path=path, full_page=True, caret="initial")
    windows.close()
    return path


if __name__ == "__main__":
    main()
