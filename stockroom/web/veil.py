"""A secret written anew into each page, so that squeezing the page gives nothing away.

The length of a squeezed answer tells whether what a stranger put into it resembles something else
in it (the BREACH attack, CVE-2013-3587). A page therefore never carries a browser session's CSRF
secret as it is, but under a fresh mask.
"""

from __future__ import annotations

_MASK_BYTES = 16


def veiled(secret: str, mask: bytes) -> str:
    """The secret under a mask of sixteen random bytes, as hexadecimal letters."""
    return mask.hex() + _masked(secret.encode(), mask).hex()


def unveiled(text: str) -> str:
    """The secret behind `veiled`; the text itself where it is not of that form."""
    try:
        both = bytes.fromhex(text)
        return _masked(both[_MASK_BYTES:], both[:_MASK_BYTES]).decode()
    except ValueError:
        return text


def _masked(content: bytes, mask: bytes) -> bytes:
    return bytes(one ^ mask[place % _MASK_BYTES] for place, one in enumerate(content))
