"""The letters we print with: Noto Sans, and Noto Sans Arabic for Arabic script."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import uharfbuzz

SANS = "sans"
ARABIC = "arabic"
WEIGHTS = {"": 500, "B": 700}
"""Our two styles on the fonts' weight axis; 400 is thin on a worn thermal head."""

_FILES: dict[str, Path] = {
    SANS: fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf",
    ARABIC: fontpkg_noto_sans_arabic.ROOT / "files" / "NotoSansArabic[wdth,wght].ttf",
}
_WIDTH = 85  # a little narrow, so that a long name stands larger


@cache
def known_letters() -> frozenset[int]:
    """Give every code point that at least one of the fonts can draw."""
    return frozenset().union(*(letters_of(family) for family in _FILES))


@cache
def letters_of(family: str) -> frozenset[int]:
    """Give every code point that one of the fonts can draw."""
    return frozenset(_face(family).unicodes)


@cache
def weighted(family: str, style: str) -> uharfbuzz.Font:
    """Give a font in one of our styles, to shape with and to take outlines from."""
    font = uharfbuzz.Font(_face(family))
    font.set_variations({"wght": WEIGHTS[style], "wdth": _WIDTH})
    return font


def cut_font(family: str, style: str, letters: Iterable[str]) -> bytes:
    """Give a TrueType font in one weight, with the letters asked for and all forms they take.

    The PDF library fixes the weight of the whole 2 MB font, which took 8 s for four of them;
    this takes some 4 ms each. A letter that the font lacks is left out.
    """
    face = _face(family)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(letter) for letter in letters})
    wanted.flags = uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.pin_axis_location(face, "wght", WEIGHTS[style])
    wanted.pin_axis_location(face, "wdth", _WIDTH)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


@cache
def _face(family: str) -> uharfbuzz.Face:
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_FILES[family])))
