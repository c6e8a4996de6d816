"""Reads the cells of a file that somebody filled in by hand: dangers, conditions, urgency, yes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stockroom.errors import Malformed
from stockroom.rules.writing import clip, fold

_FORMULA = ("=", "+", "-", "@")

CONDITIONS: Mapping[str, str] = {
    "": "good",
    "new_sealed": "new_sealed",
    "new": "new",
    "good": "good",
    "worn": "worn",
    "new, tags on": "new",
    "new with tags": "new",
    "neuf": "new",
    "новое": "new",
    "новый": "new",
    "جديد": "new",
    "sealed": "new_sealed",
    "new sealed": "new_sealed",
    "new, sealed": "new_sealed",
    "scellé": "new_sealed",
    "запечатано": "new_sealed",
    "مغلق": "new_sealed",
    "very good": "good",
    "washed": "good",
    "clean": "good",
    "opened pack, counted": "good",
    "bon": "good",
    "bon état": "good",
    "хорошее": "good",
    "جيد": "good",
    "fair": "worn",
    "worn but clean": "worn",
    "used": "worn",
    "usé": "worn",
    "ношеное": "worn",
    "مستعمل": "worn",
}
URGENCIES: Mapping[str, str] = {
    "tonight": "tonight",
    "48 hours": "tonight",
    "two weeks": "two_weeks",
    "two_weeks": "two_weeks",
    "routine": "routine",
    "": "routine",
    "nice to have": "nice_to_have",
    "nice_to_have": "nice_to_have",
}
ANSWERS: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "y", "true", "1", "x", "oui", "да", "نعم"), True),
    **dict.fromkeys(("no", "n", "false", "0", "non", "нет", "لا"), False),
}


def check_text(text: str, most: int) -> str:
    """Give a cell of free text back, trimmed; raises Malformed: unreadable, formula, too_long."""
    if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text):
        raise Malformed(
            "unreadable", "{text} holds signs that cannot be read; type it anew", text=clip(text)
        )
    line = " ".join(text.split())
    if line.startswith(_FORMULA) and len(line) > 1:
        raise Malformed(
            "formula",
            "{text} begins like a spreadsheet formula; write plain words",
            text=clip(text),
        )
    if len(line) > most:
        raise Malformed(
            "too_long",
            "{count} characters are too many; write at most {most}",
            count=len(line),
            most=most,
        )
    return line


def read_condition(text: str) -> str:
    """Give `new`, `new_sealed`, `good` or `worn` for a donor's word; raises Malformed."""
    found = _CONDITIONS.get(fold(text))
    if found is None:
        raise Malformed(
            "condition_unknown",
            "{text} is no condition; write new, sealed, good or worn",
            text=clip(text),
        )
    return found


def read_urgency(text: str) -> str:
    """Give the urgency that a facility's words mean; raises Malformed."""
    found = _URGENCIES.get(fold(text))
    if found is None:
        raise Malformed(
            "urgency_unknown",
            "{text} is no urgency; write tonight, two weeks, routine or nice to have",
            text=clip(text),
        )
    return found


def read_answer(text: str, *, default: bool) -> bool:
    """Give what yes or no means, or `default` for an empty cell; raises Malformed."""
    word = fold(text)
    if not word:
        return default
    if word not in _ANSWERS:
        raise Malformed("yes_or_no", "{text} is neither yes nor no", text=clip(text))
    return _ANSWERS[word]


_CONDITIONS = {fold(word): meaning for word, meaning in CONDITIONS.items()}
_URGENCIES = {fold(word): meaning for word, meaning in URGENCIES.items()}
_ANSWERS = {fold(word): meaning for word, meaning in ANSWERS.items()}
