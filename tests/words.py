"""What a text tells a reader: a word that stands by itself, not letters inside a random code."""

from __future__ import annotations

import re


def tells(text: str, word: str) -> bool:
    """Whether the word stands in the text with neither letter nor digit before or after it.

    Codes, secrets, tokens and hashes are drawn anew in each test and hold short words by chance:
    one secret in a hundred or so has "M-1" in it.
    """
    return re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text) is not None
