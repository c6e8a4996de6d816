"""What the tests of papers share: facts of a stop, and a PDF as its readers see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pypdfium2
import zxingcpp
from PIL import Image

from stockroom.papers.blocks import Paper
from stockroom.papers.facts import Goods, Manifest, Parcel, Refuge, Sheet, Stop
from stockroom.papers.rendering import pdf_of
from stockroom.rules import codes, receipt_numbers

LANGUAGES = ("en", "ar", "fr", "ru")
HOST = "labels.example.org"
BODIES = Goods(
    "bodysuits", 12, {"fr": "bodies", "ar": "بودي", "ru": "боди"}, "62", "girl", "winter"
)
NAPPIES = Goods("nappies", 108, {"fr": "couches"}, "4", condition="new_sealed")


def stop(language: str = "en", code: str = "M-1") -> Stop:
    """A stop on a Monday, between nine and eleven."""
    return Stop("Warm Start", code, language, date(2026, 11, 23), "09:00", "11:00")


def sheet(number: int = 482_913, bits: int = 7) -> Sheet:
    """A gate sheet's numbers and codes."""
    code = codes.make(bits)
    made = receipt_numbers.make(number)
    return Sheet(made, codes.url(code, HOST), "7K3Q-9M2X", f"{HOST}/confirm")


def manifest(language: str = "en", **other: object) -> Manifest:
    """A manifest of one box and some loose nappies."""
    told: dict[str, object] = {
        "stop": stop(language),
        "version": 2,
        "hash": "3f2a91bc77de0012" * 4,
        "parcels": (Parcel(214, (BODIES, NAPPIES), "clear_bag"),),
        "loose": (NAPPIES,),
    }
    return Manifest(**(told | other))  # type: ignore[arg-type]


def refuge(meets: bool = False) -> Refuge:
    """What the inside of a sealed sheet tells."""
    return Refuge(
        "orange",
        3,
        meets,
        "1 invented street",
        "the invented fountain",
        "",
        "night desk",
        "ring twice",
    )


def pages(papers: Sequence[Paper]) -> list[str]:
    """The text of each page of these papers, as a reader finds and copies it."""
    document = pypdfium2.PdfDocument(pdf_of(papers))
    return [one.get_textpage().get_text_bounded().replace("\r\n", "\n") for one in document]


def pictures(papers: Sequence[Paper], scale: float = 2.5) -> list[Image.Image]:
    """Each page as it is printed."""
    return [one.render(scale=scale).to_pil() for one in pypdfium2.PdfDocument(pdf_of(papers))]


def codes_on(picture: Image.Image) -> list[str]:
    """What the codes on a printed page say."""
    return [one.text for one in zxingcpp.read_barcodes(picture)]
