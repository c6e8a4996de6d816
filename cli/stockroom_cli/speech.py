"""What the command line says, in the reader's language: English unless a catalogue has it.

Catalogues are plain .po files beside this module (`locales/ar.po`), read at start; the sentences
to translate are the arguments of `_()` and the docstrings of commands, which are their help.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """The two letters of the reader's language, as the environment has it; `en` without one."""
    wanted = next((environment[name] for name in NAMES if environment.get(name)), "")
    found = re.match(r"[a-z]{2}(?![a-z])", wanted)
    return found[0] if found else "en"


def read(lines: Iterable[str]) -> dict[str, str]:
    """The messages of a .po file; what is not yet translated is left out."""
    found: dict[str, str] = {}
    parts = {"msgid": "", "msgstr": ""}
    key = "msgid"
    for line in [*lines, 'msgid ""']:
        start = re.match(r"(msgid|msgstr) ", line)
        if start is not None:
            if start[1] == "msgid" and parts["msgid"] and parts["msgstr"]:
                found[parts["msgid"]] = parts["msgstr"]
            key = start[1]
            parts[key] = ""
        quoted = line[start.end() :] if start else line
        if quoted.startswith('"'):
            parts[key] += ast.literal_eval(quoted.strip())
    return found


def catalogue(code: str) -> dict[str, str]:
    """The messages of a language; none where no catalogue is."""
    path = LOCALES / f"{code}.po"
    return read(path.read_text(encoding="utf-8").splitlines()) if path.exists() else {}


LANGUAGE = language()
_MESSAGES = catalogue(LANGUAGE)


def _(sentence: str) -> str:
    """The sentence in the reader's language; facts are filled in afterwards with `format`."""
    return _MESSAGES.get(sentence, sentence)
