"""The check letter of a label code: catches every wrong letter and every swap of two letters.

Letters are elements of the field with 32 elements (polynomials over two, modulo x^5 + x^2 + 1).
Each position has its own weight, a power of the primitive element x; the check letter is the
weighted sum. One wrong letter changes the sum because no weight is zero; two swapped letters
change it because no two weights are equal. The check letter counts as a position as well.
"""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Douglas Crockford's base 32: no I, L, O (read as 1, 1, 0) and no U."""

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_OVERFLOW = 0b100000
_POLYNOMIAL = 0b100101
# Not zero, so that thirteen noughts are no label.
_START = 1


def check_letter(body: str) -> str:
    """Give the letter that belongs after these letters of the alphabet (at most 30)."""
    total = _START
    for letter in body:
        total = _times_x(total ^ _VALUE[letter])
    return ALPHABET[total]


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ _POLYNOMIAL if doubled & _OVERFLOW else doubled
