"""A label as a PNG picture, for screens and for programs that print pictures."""

import io

from stockroom_labels.label import Label, check_label
from stockroom_labels.papers import Paper
from stockroom_labels.qr import check_text
from stockroom_labels.raster import label_image

USUAL_DPI = 300


def picture(label: Label, paper: Paper, *, dpi: int | None = None) -> bytes:
    """Give one label in the size of the paper's labels, with its dots per inch written in it.

    `dpi` is by default the printer's own, or 300. Equal input gives equal bytes. Raises
    Unprintable (a ValueError).
    """
    check_text(label.url)
    check_label(label)
    dots = dpi or paper.dpi or USUAL_DPI
    out = io.BytesIO()
    label_image(label, paper, dots, black=False).save(out, "PNG", dpi=(dots, dots))
    return out.getvalue()
