"""What we call the papers: how many labels of which size are on a sheet, or that it is a roll."""

from __future__ import annotations

from babel.numbers import format_decimal

from stockroom.speech import mark as _
from stockroom.web.pages.frame import Reader
from stockroom_labels import PAPERS, Kind, Paper, Style

SHEET = _("{page} sheet of {number}, {width} × {height} mm")
TO_CUT = _("Plain {page} to cut into {number}, {width} × {height} mm")
FACES = _("Box faces: plain {page} to cut in {number}")
ROLL = _("Roll, {width} × {height} mm")
FACE_ROLL = _("Box faces: roll, {width} × {height} mm")
PARCELS = _("Parcels: plain {page} to cut in {number}")
PARCEL_ROLL = _("Parcels: roll, {width} × {height} mm")
_LETTER_WIDTH_MM = 215


def papers(reader: Reader) -> list[tuple[str, str]]:
    """Every paper by its name and in words."""
    return [(paper.name, said(reader, paper)) for paper in PAPERS.values()]


def said(reader: Reader, paper: Paper) -> str:
    """A paper in the reader's words, with what stands on its packet."""
    words = reader.say(
        _sentence(paper),
        page=_page(paper),
        number=reader.number(paper.per_page),
        width=_millimetres(reader, paper.label_width_mm),
        height=_millimetres(reader, paper.label_height_mm),
    )
    return f"{words} ({' / '.join(paper.known_as)})" if paper.known_as else words


def name(reader: Reader, paper: str) -> str:
    """The paper of that name in words; the name itself for one that is no longer on our shelf."""
    return said(reader, PAPERS[paper]) if paper in PAPERS else paper


def _sentence(paper: Paper) -> str:
    if paper.style == Style.PARCEL:
        return PARCEL_ROLL if paper.kind == Kind.ROLL else PARCELS
    faces = paper.style == Style.BOX
    if paper.kind == Kind.ROLL:
        return FACE_ROLL if faces else ROLL
    if faces:
        return FACES
    return TO_CUT if paper.guides else SHEET


def _page(paper: Paper) -> str:
    return "Letter" if paper.page_width_mm > _LETTER_WIDTH_MM else "A4"


def _millimetres(reader: Reader, measure: float) -> str:
    return str(format_decimal(round(measure, 1), locale=reader.language))
