"""The pictures of the manual; `python -m tests.browser.manual_pictures` takes them anew.

They are taken from the lived-in world, one set for each language that the pages speak, and made
small enough to be kept beside the manual.
"""

from __future__ import annotations

import argparse
import dataclasses
import io
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from stockroom import speech
from stockroom.manual.pages import LARGEST_PICTURE, ORIGINAL
from tests.browser import chromium
from tests.browser.entries import Path as PagePath
from tests.browser.entries import at, found
from tests.browser.lived_in import LivedIn, living
from tests.browser.windows import STRANGER, Look, Windows
from tests.services import serving
from tests.tidiness import HOME

FOLDER = HOME / "docs" / "manual"
PHONE, DESK = 390, 900
HIGHEST = {PHONE: 760, DESK: 700}
COLOURS = (64, 32, 16)
OF_THE_ROAD = "SELECT id FROM run WHERE departed_in IS NOT NULL AND closed_in IS NULL"
TO_LOAD = "SELECT id FROM run WHERE departed_in IS NULL ORDER BY day, id"
OF_BAU = """
    SELECT delivery.id FROM delivery JOIN facility ON facility.id = facility_id WHERE code = 'BAU'
"""
BAGS = """
    SELECT coalesce((SELECT code FROM label_code WHERE lot_id = lot.id), lot.id) FROM lot
    JOIN product ON product.id = lot.product_id JOIN holding ON holding.lot_id = lot.id
    JOIN place ON place.id = holding.place_id AND place.kind = 'inbound'
    WHERE product.code = 'BAG' AND quantity > 0 ORDER BY quantity DESC, lot.id
"""
PROMISED = """
    SELECT wish_list_id FROM wish_line JOIN holding ON holding.line_id = wish_line.id
    JOIN place ON place.id = holding.place_id WHERE quantity > 0 AND place.kind = 'bin'
    GROUP BY wish_list_id ORDER BY count(*) DESC, wish_list_id
"""
ASKED = """
    SELECT wish_line.id FROM wish_line
    JOIN lot ON lot.product_id = wish_line.product_id AND lot.size_label = wish_line.size_label
    JOIN holding ON holding.lot_id = lot.id AND holding.line_id IS NULL AND quantity > 0
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    WHERE lot.standing = 'accepted' AND NOT EXISTS (
        SELECT 1 FROM holding AS promised WHERE promised.line_id = wish_line.id AND quantity > 0
    ) AND (
        SELECT asked FROM wish_change WHERE line_id = wish_line.id ORDER BY id DESC LIMIT 1
    ) > 0
    GROUP BY wish_line.id ORDER BY count(*) DESC, wish_line.id
"""


@dataclass(frozen=True)
class Picture:
    """One picture: its file's name, the page that it shows, who looks, and how wide."""

    name: str
    path: PagePath
    who: str = STRANGER
    width: int = PHONE
    practice: bool = False


PICTURES = (
    Picture("home-volunteer", at("/"), "bob"),
    Picture("take-in", at("/intakes/new"), "bob"),
    Picture("scan", at("/scan"), "bob"),
    Picture("sorting", found("/sortings/new?lot={}", BAGS), "bob"),
    Picture("put-away", at("/put-aways"), "bob"),
    Picture("pick", found("/picks/{}", PROMISED), "bob"),
    Picture("home-coordinator", at("/"), "alice", DESK),
    Picture("allocate", found("/wish-lines/{}", ASKED), "alice", DESK),
    Picture("run", found("/runs/{}", OF_THE_ROAD), "alice", DESK),
    Picture("home-driver", at("/"), "dora"),
    Picture("load", found("/runs/{}/load", TO_LOAD), "dan"),
    Picture("deliver", found("/runs/{}/stops/1", OF_THE_ROAD), "dora"),
    Picture("home-facility", at("/"), "fatima"),
    Picture("wish-list", at("/wish-lists/new"), "fatima"),
    Picture("confirm", found("/deliveries/{}", OF_BAU), "fatima"),
    Picture("health", at("/health-page"), "sam", DESK),
    Picture("practice", at("/"), "bob", practice=True),
)


def main() -> None:
    """Take the pictures that the command line names, all of them if it names none."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help="of a picture, as in the list")
    wanted = parser.parse_args().name
    with (
        tempfile.TemporaryDirectory() as folder,
        living(Path(folder)) as lived,
        practising(lived) as practice,
        chromium.started() as browser,
    ):
        logging.getLogger("stockroom.requests").setLevel(logging.WARNING)
        for picture in PICTURES:
            if wanted and picture.name not in wanted:
                continue
            world = practice if picture.practice else lived
            windows = Windows(browser, world.house, world.url)
            for language in speech.LANGUAGES:
                print(take(windows, world, picture, language))
            windows.close()


@contextmanager
def practising(lived: LivedIn) -> Iterator[LivedIn]:
    """The same world, marked as practice."""
    settings = dataclasses.replace(lived.house.settings, practice=True)
    house = dataclasses.replace(lived.house, settings=settings)
    with serving(house) as url:
        yield LivedIn(house, url)


def take(windows: Windows, lived: LivedIn, picture: Picture, language: str) -> Path:
    """One picture in one language, small, where the manual of that language looks for it."""
    look = Look(width=picture.width, language=language)
    page = windows.open(picture.who, look, picture.path(lived))
    path = folder_of(language) / f"{picture.name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(small(_shot(page, picture.width)))
    page.close()
    return path


def folder_of(language: str) -> Path:
    """Where the pictures of a language lie."""
    return (FOLDER if language == ORIGINAL else FOLDER / language) / "pictures"


def small(shot: bytes, colours: Sequence[int] = COLOURS) -> bytes:
    """The same picture in few colours, fewer still while it is too large."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(shot)) as image:
        reduced = image.convert("RGB").quantize(colours[0], dither=Image.Dither.NONE)
        reduced.save(made, "PNG", optimize=True)
    if made.tell() > LARGEST_PICTURE and len(colours) > 1:
        return small(shot, colours[1:])
    return made.getvalue()


def _shot(page: Page, width: int) -> bytes:
    """The top of the page, no higher than it is and than a picture may be."""
    page.set_viewport_size({"width": width, "height": HIGHEST[width]})
    page.wait_for_load_state("networkidle")
    # Hiding the caret would write a style into the page, which our policy forbids.
    return page.screenshot(caret="initial")


if __name__ == "__main__":
    main()
