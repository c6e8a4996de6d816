"""Labels in ZPL II, the language of Zebra printers: plain words as text, all else as dots."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from PIL import Image, ImageOps

from stockroom_labels.asked import check
from stockroom_labels.label import Label
from stockroom_labels.marks import BLACK, Mark, Words, marks
from stockroom_labels.papers import MM_PER_INCH, Paper
from stockroom_labels.raster import Raster
from stockroom_labels.text import MM_PER_POINT
from stockroom_labels.typesetting import Piece, pieces

USUAL_DPI = 203

_SIGNS_OF_THE_LANGUAGE = re.compile(r"[\^~\\\x00-\x1f]")
_LAST_PLAIN = "ÿ"  # what the printers' own font surely has; it cannot join Arabic letters
_NARROW = 0.9  # the printers' own condensed font, so set, takes no more room than ours
_CAPITALS = 0.72  # their size counts from the base line up
_REPEATS = 20


def print_job(
    labels: Sequence[Label],
    paper: Paper,
    *,
    dpi: int | None = None,
    dx_mm: float = 0,
    dy_mm: float = 0,
) -> bytes:
    """Give the labels in order as one print job; `dx_mm` and `dy_mm` move all right and down.

    `dpi` is by default the paper's own, or 203. Equal input gives equal bytes. Raises
    Unprintable (a ValueError).
    """
    check(labels, paper, 1, dx_mm, dy_mm)
    dots = dpi or paper.dpi or USUAL_DPI
    jobs = (_label(list(marks(label, paper, (dx_mm, dy_mm))), paper, dots) for label in labels)
    return "\n".join(jobs).encode()


def picture_job(picture: Image.Image) -> bytes:
    """Give a black and white picture of a whole label as a print job."""
    return _framed(picture, ()).encode()


def field(text: str) -> str:
    """Give a text without the signs that the language itself is written in."""
    return _SIGNS_OF_THE_LANGUAGE.sub("", text)


def _label(drawn: Sequence[Mark], paper: Paper, dpi: int) -> str:
    raster = Raster(paper.label_width_mm, paper.label_height_mm, dpi, black=True)
    raster.draw(mark for mark in drawn if not _is_plain(mark))
    texts = (mark for mark in drawn if isinstance(mark, Words) and _is_plain(mark))
    return _framed(raster.image, _texts(texts, dpi))


def _framed(picture: Image.Image, texts: Iterable[str]) -> str:
    width, height = picture.size
    return "\n".join(
        (
            "^XA",
            "^CI28",
            f"^PW{width}",
            f"^LL{height}",
            "^LH0,0",
            graphic(picture),
            *texts,
            "^XZ",
        )
    )


def _is_plain(mark: Mark) -> bool:
    return (
        isinstance(mark, Words)
        and mark.colour == BLACK
        and max(mark.text, default="") <= _LAST_PLAIN
    )


def _texts(texts: Iterable[Words], dpi: int) -> Iterator[str]:
    for words in texts:
        for piece in pieces(words.text, words.box, words.style, rtl=words.rtl):
            yield _text(piece, dpi)


def _text(piece: Piece, dpi: int) -> str:
    height = round(piece.points / 72 * dpi)
    x = round(piece.x / MM_PER_INCH * dpi)
    top = round((piece.base - _CAPITALS * piece.points * MM_PER_POINT) / MM_PER_INCH * dpi)
    words = field(piece.stretch.text)
    return f"^FO{max(0, x)},{max(0, top)}^A0N,{height},{round(_NARROW * height)}^FD{words}^FS"


def graphic(picture: Image.Image) -> str:
    """Give a black and white picture as a graphic field, packed as the language packs it."""
    bits = ImageOps.invert(picture).convert("1")  # in ZPL one is ink
    row_bytes = (picture.width + 7) // 8
    data = bits.tobytes().hex().upper()
    rows = [data[at : at + 2 * row_bytes] for at in range(0, len(data), 2 * row_bytes)]
    total = row_bytes * picture.height
    packed = "".join(_packed(rows))
    return f"^FO0,0^GFA,{total},{total},{row_bytes},{packed}^FS"


def _packed(rows: Sequence[str]) -> Iterator[str]:
    """Give each row; a colon repeats the last, a comma fills up with white, letters count."""
    before = None
    for row in rows:
        if row == before:
            yield ":"
            continue
        before = row
        inked = row.rstrip("0")
        signs = groupby(inked)
        yield "".join(_run(sign, len(list(group))) for sign, group in signs)
        yield "," if inked != row else ""


def _run(sign: str, count: int) -> str:
    """Give a run of one hexadecimal digit: g to z count by twenties, G to Y by ones."""
    many, few = divmod(count, _REPEATS)
    letters = "z" * (many // _REPEATS)
    many %= _REPEATS
    letters += chr(ord("f") + many) if many else ""
    letters += chr(ord("F") + few) if few else ""
    return sign if count == 1 else letters + sign
