"""The papers on our shelf; one more paper is one more row.

Sizes and counts of labels are those printed on the packets. Where no other source stands beside a
row its grid is centred on the page, as gLabels' template files have these papers too, within the
2 mm that a sheet may feed askew (github.com/jimevins/glabels-qt, templates/).
"""

from stockroom_labels.papers import MM_PER_INCH, Kind, Paper, Style

_A4 = (210.0, 297.0)
_LETTER = (8.5 * MM_PER_INCH, 11 * MM_PER_INCH)
_GAP_MM = 2.5  # between the columns of Avery's A4 address labels


def _sheet(
    name: str,
    grid: tuple[int, int],
    label: tuple[float, float],
    *known_as: str,
    gap: float = 0,
    page: tuple[float, float] = _A4,
    edges: tuple[float, float] = (2.0, 2.0),
    style: Style = Style.LABEL,
    guides: bool = False,
) -> Paper:
    """Give a sheet with its grid in the middle: no gap between rows, `gap` between columns."""
    (columns, rows), (width, height) = grid, label
    return Paper(
        name=name,
        page_width_mm=page[0],
        page_height_mm=page[1],
        columns=columns,
        rows=rows,
        label_width_mm=width,
        label_height_mm=height,
        left_mm=round((page[0] - columns * width - (columns - 1) * gap) / 2, 4),
        top_mm=round((page[1] - rows * height) / 2, 4),
        pitch_x_mm=width + gap,
        pitch_y_mm=height,
        known_as=known_as,
        edges_mm=edges,
        style=style,
        guides=guides,
    )


def _roll(
    name: str,
    label: tuple[float, float],
    dpi: int,
    *known_as: str,
    edges: tuple[float, float],
    style: Style = Style.LABEL,
    brother: str = "",
) -> Paper:
    width, height = label
    return Paper(
        name=name,
        page_width_mm=width,
        page_height_mm=height,
        columns=1,
        rows=1,
        label_width_mm=width,
        label_height_mm=height,
        left_mm=0,
        top_mm=0,
        pitch_x_mm=width,
        pitch_y_mm=height,
        known_as=known_as,
        edges_mm=edges,
        kind=Kind.ROLL,
        style=style,
        dpi=dpi,
        brother=brother,
    )


A4_63X38 = _sheet("a4-63x38", (3, 7), (63.5, 38.1), "Avery L7160", "Avery J8160", gap=_GAP_MM)

_ROWS = (
    A4_63X38,
    _sheet("a4-99x38", (2, 7), (99.1, 38.1), "Avery L7163", gap=_GAP_MM),
    _sheet("a4-99x34", (2, 8), (99.1, 33.9), "Avery L7162", gap=_GAP_MM),
    # Labels reach the rim of this sheet, which laser printers leave white for 4.2 mm.
    _sheet("a4-70x36", (3, 8), (70, 36), "Avery Zweckform 3490", edges=(4.5, 2.0)),
    # Margins 0.1875 and 0.5 in, gap 0.125 in (wiki.trackandtrace.tools, label templates, 8160).
    _sheet(
        "letter-67x25",
        (3, 10),
        (2.625 * MM_PER_INCH, MM_PER_INCH),
        "Avery 5160",
        "Avery 8160",
        gap=0.125 * MM_PER_INCH,
        page=_LETTER,
        edges=(2.0, 1.5),
    ),
    _sheet("a4-plain-90x54", (2, 5), (90, 54), edges=(3.0, 3.0), guides=True),
    _sheet("a4-box", (1, 2), (210, 148.5), edges=(9.0, 8.0), style=Style.BOX, guides=True),
    _sheet("a4-parcel", (2, 2), (105, 148.5), edges=(9.0, 8.0), style=Style.PARCEL, guides=True),
    _roll("zebra-51x25", (50.8, 25.4), 203, "Zebra 2 x 1 in", edges=(1.5, 1.5)),
    _roll(
        "zebra-102x152", (101.6, 152.4), 203, "Zebra 4 x 6 in", edges=(3.0, 3.0), style=Style.BOX
    ),
    _roll("zebra-102x152-parcel", (101.6, 152.4), 203, edges=(3.0, 3.0), style=Style.PARCEL),
    # 696 of 732 dots across the tape, and 306 x 991 of 342 x 1061 dots, can be printed
    # (brother_ql, labels.py). The continuous tape is cut after 40 mm.
    _roll("brother-62x40", (62, 40), 300, "Brother DK-22205", edges=(2.0, 1.5), brother="62"),
    _roll("brother-90x29", (90, 29), 300, "Brother DK-11201", edges=(3.2, 1.7), brother="29x90"),
    # gLabels, dymo-other-templates.xml: 6 mm at either end and 1 mm at the sides are not printed.
    _roll("dymo-89x25", (89, 25), 300, "Dymo 1933081", edges=(6.0, 1.5)),
    _roll("dymo-54x25", (54, 25), 300, "Dymo 11352", edges=(6.0, 1.5)),
)

PAPERS: dict[str, Paper] = {paper.name: paper for paper in _ROWS}
