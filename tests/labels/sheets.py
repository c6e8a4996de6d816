"""Sheets to test with, and what is seen of them: pictures, scanned codes, inked areas."""

import io
from collections.abc import Sequence
from random import Random

import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageOps

from stockroom_labels import A4_63X38, Label
from stockroom_labels.layout import Box

MM_PER_INCH = 25.4
LONG_HOST = "STOCKROOM.BABY-GOODS-OF-THE-EAST.EXAMPLE"
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

ENGLISH = ("Winter snowsuit", "62/68", "girl · winter", "214")
RUSSIAN = ("Зимний комбинезон на молнии", "74", "девочка · зима", "15")
ARABIC = ("بدلة شتوية للأطفال", "62", "بنت · شتاء", "1042")
MIXED = ("Pampers حفاضات 62 для أطفال Премиум", "12–18 months", "any · كل الفصول", "7")
LONG = ("Kinderwagenfußsackverlängerung " * 5, "from 12 to 18 months " * 4, "зима " * 30, "9" * 20)
NAMES = (ENGLISH, RUSSIAN, ARABIC, MIXED, LONG)


def code(seed: int) -> str:
    """Give an invented code of 13 letters."""
    return "".join(Random(seed).choices(LETTERS, k=13))


def label(
    words: tuple[str, str, str, str] = ENGLISH,
    *,
    seed: int = 1,
    host: str = "LABELS.EXAMPLE.ORG",
    blank: bool = False,
) -> Label:
    """Give a label with these words: product, size, details, number."""
    product, size, details, number = words
    letters = code(seed)
    return Label(
        product=product,
        size=size,
        code=letters,
        url=f"HTTPS://{host}/T/{letters}",
        code_shown=f"{letters[:4]}-{letters[4:8]}-{letters[8:]}",
        number=number,
        details=details,
        blank=blank,
    )


def pictures(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Draw every page of a PDF in shades of grey."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def letter_positions(pdf: bytes) -> dict[str, float]:
    """Give how far from the left each letter of the first page stands, the last one if many."""
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        text = document[0].get_textpage()
        return {
            text.get_text_range(index, 1): float(text.get_charbox(index)[0])
            for index in range(text.count_chars())
        }
    finally:
        document.close()


def scanned(picture: Image.Image) -> list[str]:
    """Read every code in a picture, in no particular order."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def cut_out(picture: Image.Image, box: Box, dpi: int) -> Image.Image:
    """Give the part of a page that a rectangle in millimetres covers."""
    return picture.crop(_pixels(box, dpi))


def wiped(picture: Image.Image, boxes: Sequence[Box], dpi: int) -> Image.Image:
    """Give a page with the ink in these rectangles taken away."""
    rest = picture.copy()
    for box in boxes:
        ImageDraw.Draw(rest).rectangle(_pixels(box, dpi), fill=255)
    return rest


def ink(picture: Image.Image, dpi: int) -> Box | None:
    """Give the smallest rectangle in millimetres that holds all ink, if there is any."""
    found = ImageOps.invert(picture).point(lambda grey: 255 * (grey > 100)).getbbox()
    if found is None:
        return None
    left, top, right, foot = (pixels * MM_PER_INCH / dpi for pixels in found)
    return Box(left, top, right - left, foot - top)


def cell(position: int, margin: float = 0) -> Box:
    """Give the rectangle of a position on the sheet, from 0, less a margin on every side."""
    x, y = A4_63X38.corner_mm(position)
    return Box(x + margin, y + margin, 63.5 - 2 * margin, 38.1 - 2 * margin)


def _pixels(box: Box, dpi: int) -> tuple[int, int, int, int]:
    edges = (box.x, box.y, box.x + box.width, box.y + box.height)
    left, top, right, foot = (round(edge * dpi / MM_PER_INCH) for edge in edges)
    return left, top, right, foot
