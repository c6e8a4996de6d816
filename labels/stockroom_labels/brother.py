"""Labels as raster for Brother's QL printers, in the words of the library that drives them.

The library is installed apart (`stockroom[brother]`): its licence is the GPL, and ours is not.
"""

from collections.abc import Sequence
from typing import Any

from PIL import Image

from stockroom_labels.asked import check
from stockroom_labels.errors import N_, Unprintable
from stockroom_labels.label import Label
from stockroom_labels.papers import Paper
from stockroom_labels.raster import label_image

MODEL = "QL-820NWB"
"""Today's networked model; the raster of the others differs in width and in a few switches."""

DPI = 300


def print_job(
    labels: Sequence[Label],
    paper: Paper,
    *,
    model: str = MODEL,
    dx_mm: float = 0,
    dy_mm: float = 0,
) -> bytes:
    """Give the labels in order as one print job, cut after each.

    `dx_mm` and `dy_mm` move all right and down. Equal input gives equal bytes. Raises Unprintable
    (a ValueError), also for a paper that is no tape of Brother's and where the library is missing.
    """
    check(labels, paper, 1, dx_mm, dy_mm)
    pictures = [image(label, paper, dx_mm=dx_mm, dy_mm=dy_mm) for label in labels]
    return _job(pictures, paper, model)


def picture_job(whole: Image.Image, paper: Paper, *, model: str = MODEL) -> bytes:
    """Give a picture of a whole label at 300 dots per inch as a print job.

    Raises Unprintable as print_job does.
    """
    return _job([_reached(whole, paper)], paper, model)


def image(label: Label, paper: Paper, *, dx_mm: float = 0, dy_mm: float = 0) -> Image.Image:
    """Give the dots that the printer reaches of one label, black on white.

    Raises Unprintable as print_job does.
    """
    _printable(paper)
    return _reached(label_image(label, paper, DPI, black=True, nudge_mm=(dx_mm, dy_mm)), paper)


def _job(pictures: Sequence[Image.Image], paper: Paper, model: str) -> bytes:
    library = _library()
    raster = library.raster.BrotherQLRaster(model)
    return bytes(library.conversion.convert(raster, list(pictures), paper.brother, cut=True))


def _reached(whole: Image.Image, paper: Paper) -> Image.Image:
    across, along = _printable(paper)
    # Continuous tape can be printed for its whole length; cut labels lie on their side.
    width, height = (along, across) if along else (across, whole.height)
    left, top = (whole.width - width) // 2, (whole.height - height) // 2
    return whole.crop((left, top, left + width, top + height))


def _printable(paper: Paper) -> tuple[int, int]:
    """Give the dots that can be printed across and along a tape; continuous ones have 0 along."""
    for tape in _library().labels.ALL_LABELS:
        if tape.identifier == paper.brother:
            across, along = tape.dots_printable
            return across, along
    raise Unprintable(
        "not_brother", N_("{paper} does not fit a Brother QL printer."), paper=paper.name
    )


def _library() -> Any:
    try:
        import brother_ql.conversion  # noqa: PLC0415 - an extra that many installations lack
        import brother_ql.labels  # noqa: PLC0415
        import brother_ql.raster  # noqa: PLC0415
    except ImportError as fault:
        raise Unprintable(
            "no_brother_library",
            N_("Printing on Brother printers needs the package {package} to be installed."),
            package="stockroom[brother]",
        ) from fault
    return brother_ql
