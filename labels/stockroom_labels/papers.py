"""The papers we print on, as rows of measures in millimetres: sheets of labels, and rolls."""

from dataclasses import dataclass
from enum import StrEnum

MM_PER_INCH = 25.4


class Kind(StrEnum):
    """How a paper comes: a sheet with many labels, or a roll with one after the other."""

    SHEET = "sheet"
    ROLL = "roll"


class Style(StrEnum):
    """What a label is made for: the hand, a box face seen from two metres, or a parcel's way."""

    LABEL = "label"
    BOX = "box"
    PARCEL = "parcel"


@dataclass(frozen=True)
class Paper:
    """One paper: its size, where its first label starts, and how far it is to the next.

    All measures are in millimetres from the upper left corner of the page; a pitch runs from
    the start of one label to the start of the next. On a roll a page is one label.

    `known_as` is what stands on the packet. `edges_mm` is kept free of ink inside each label, at
    its sides and at its top and foot: sheets feed up to two millimetres askew, and few printers
    reach the rim. `dpi` is given where the printer is known by the paper, so that the QR falls on
    whole dots. `guides` are lines to cut along; `brother` is the name that Brother's tape has in
    the library that drives it.
    """

    name: str
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    left_mm: float
    top_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    known_as: tuple[str, ...] = ()
    edges_mm: tuple[float, float] = (2.0, 2.0)
    kind: Kind = Kind.SHEET
    style: Style = Style.LABEL
    dpi: int | None = None
    guides: bool = False
    brother: str = ""

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def corner_mm(self, position: int) -> tuple[float, float]:
        """Give the upper left corner of a position, counted from 0 along the rows."""
        row, column = divmod(position, self.columns)
        return self.left_mm + column * self.pitch_x_mm, self.top_mm + row * self.pitch_y_mm
