"""The QR code of a label: a square of dark and light modules, for any renderer to draw."""

from collections.abc import Iterator
from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from stockroom_labels.errors import N_, Unprintable

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The letters of a QR's alphanumeric mode, 5.5 bits each (ISO/IEC 18004, table 5)."""

QUIET_ZONE = 4
"""Light modules that a reader needs on every side (ISO/IEC 18004, 5.3.8)."""

MOST_LETTERS = 87
"""Letters that version 5 holds with error correction Q (ISO/IEC 18004, table 7): 37 modules."""

Matrix = tuple[tuple[bool, ...], ...]


def check_text(text: str) -> None:
    """Refuse what a QR in alphanumeric mode cannot carry, or not at a size that we print.

    Raises Unprintable (a ValueError).
    """
    strange = sorted(set(text) - ALPHANUMERIC)
    if strange:
        raise Unprintable(
            "qr_letters",
            N_("{text} has letters that our QR codes cannot carry: {letters}"),
            text=text,
            letters=" ".join(strange),
        )
    if not 1 <= len(text) <= MOST_LETTERS:
        raise Unprintable(
            "qr_length",
            N_("A QR code on a label carries 1 to {most} letters; {count} were given."),
            most=MOST_LETTERS,
            count=len(text),
        )


def matrix(text: str) -> Matrix:
    """Give the rows of modules, dark is True, quiet zone not included.

    Alphanumeric mode, error correction Q (a quarter may be torn or dirty), no logo over it, and
    the mask with the lowest penalty. Raises Unprintable for what check_text refuses.
    """
    check_text(text)
    code = QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    code.add_data(QRData(text, mode=MODE_ALPHA_NUM))
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def dark_runs(modules: Matrix) -> Iterator[tuple[int, int, int]]:
    """Give row, first column and length of every unbroken run of dark modules."""
    for row, line in enumerate(modules):
        column = 0
        for dark, group in groupby(line):
            length = len(list(group))
            if dark:
                yield row, column, length
            column += length
