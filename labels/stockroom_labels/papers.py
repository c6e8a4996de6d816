"""The sheets of labels we know, as rows of measures in millimetres."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One sheet: its size, where its first label starts, and how far it is to the next.

    All measures are in millimetres from the upper left corner of the page; a pitch runs from
    the start of one label to the start of the next.
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

    @property
    def per_page(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def corner_mm(self, position: int) -> tuple[float, float]:
        """Give the upper left corner of a position, counted from 0 along the rows."""
        row, column = divmod(position, self.columns)
        return self.left_mm + column * self.pitch_x_mm, self.top_mm + row * self.pitch_y_mm


# Avery L7160 and its many equals: label size and count as printed on the packet; 2.5 mm between
# columns, none between rows, and the grid centred on A4.
A4_63X38 = Paper(
    name="a4-63x38",
    page_width_mm=210,
    page_height_mm=297,
    columns=3,
    rows=7,
    label_width_mm=63.5,
    label_height_mm=38.1,
    left_mm=7.25,
    top_mm=15.15,
    pitch_x_mm=66.0,
    pitch_y_mm=38.1,
)

PAPERS: dict[str, Paper] = {paper.name: paper for paper in (A4_63X38,)}
