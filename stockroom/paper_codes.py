"""The code on a facility's copy of a gate sheet, by which it sends its count without signing in.

It follows from the vault's key and the receipt number, so that nothing has to be kept and no
backup can tell it. Its 40 bits are enough where tries are slowed (see the page that asks for it).
"""

from __future__ import annotations

import hmac
import re

from stockroom.rules.check_letter import ALPHABET
from stockroom.rules.writing import western
from stockroom.vault import Vault

LETTERS = 8
LONGEST_TYPED = 40
_GROUP = 4
_GAPS = re.compile(r"[\s_.#‐-―−-]+")
_MISREAD = str.maketrans("OIL", "011")


def code_for(vault: Vault, receipt_number: str) -> str:
    """Give the code that belongs to a receipt number: twice four letters, "7K3Q-9M2X"."""
    bits = int(vault.fingerprint(f"paper code {receipt_number}")[:10], 16)
    letters = "".join(ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:_GROUP]}-{letters[_GROUP:]}"


def is_code_for(vault: Vault, receipt_number: str, typed: str) -> bool:
    """Say whether that was typed from the copy with that number; it takes as long either way.

    Small letters, gaps and the look-alikes O, I and L are read as they were meant.
    """
    given = _GAPS.sub("", western(typed[: LONGEST_TYPED + 1])).upper().translate(_MISREAD)
    meant = code_for(vault, receipt_number).replace("-", "")
    return hmac.compare_digest(given.encode(), meant.encode())
