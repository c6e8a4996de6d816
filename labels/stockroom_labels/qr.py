"""The QR code of a label: a square of dark and light modules, for any renderer to draw."""

from collections.abc import Iterator
from itertools import groupby

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

from stockroom_labels.errors import N_, Unprintable

ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
"""The letters of a QR's alphanumeric mode, 5.5 bits each (ISO/IEC 18004, table 5)."""

QUIET_ZONE = 4
"""Light modules that a reader needs on every side (ISO/IEC 18004, 5.3.8)."""

MOST_LETTERS = 87
"""Letters that version 5 holds with error correction Q (ISO/IEC 18004, table 7): 37 modules."""

SMALL_MM = 18.0
"""In a square narrower than this, larger modules serve better than more error correction."""

LEVELS = {"M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
"""Of the code 15, 25 or 30 per cent may be lost (ISO/IEC 18004, table 13)."""

MASK = 3
"""The one mask we use. Our codes are random letters, which no mask makes harder to read: under the
damage of tests/labels/damage.py the share read is that of the mask of lowest penalty, within two
hundredths either way, and finding that one takes five times as long as all the rest."""

Matrix = tuple[tuple[bool, ...], ...]


def level(durable: bool, side_mm: float) -> str:
    """Choose the error correction: H for what lasts for years, M for small codes, else Q."""
    if durable:
        return "H"
    return "M" if side_mm < SMALL_MM else "Q"


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


def matrix(text: str, level: str = "Q", mask: int | None = MASK) -> Matrix:
    """Give the rows of modules, dark is True, quiet zone not included.

    Alphanumeric mode, error correction M, Q or H, no logo over it. `mask` is one from 0 to 7, or
    None for the one with the lowest penalty. Raises Unprintable for what check_text refuses.
    """
    check_text(text)
    code = QRCode(error_correction=LEVELS[level], border=0, mask_pattern=mask)
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
