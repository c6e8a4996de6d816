"""Gathers every sentence that a person may see, and brings the catalogues up to date.

`python scripts/messages.py` adds new sentences to each catalogue with nothing for a translation
yet, and drops those that are gone; then a person who speaks the language fills in what is empty.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "stockroom" / "locales"
FAILURES = (
    "Refused", "Malformed", "NotFound", "NotAllowed", "NotSignedIn", "TooMany", "Busy", "Full",
    "IdReused", "Problem", "Unreadable", "NotOfThisForm",
)  # fmt: skip
# Where in a call the sentence stands, counted from 1.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "ngettext": (1, 2),
    "say": (2,),
    "_seen": (3,),
    **dict.fromkeys(FAILURES, (2,)),
}


def extracted() -> Catalog:
    """Every sentence in the code and in the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(charset="utf-8")
    for name, _line, message, _comments, context in extract_from_dir(
        ROOT / "stockroom", methods, options, KEYWORDS
    ):
        found.add(message, locations=[(f"stockroom/{name}", 0)], context=context)
    return found


def update(language: str) -> None:
    """Bring one catalogue up to date."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    catalogue = Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, language)
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(language).encode() + _messages(catalogue))


def main() -> int:
    """Bring every catalogue up to date, and tell how much is left to translate."""
    for folder in sorted(path for path in LOCALES.iterdir() if path.is_dir()):
        update(folder.name)
        with (folder / "LC_MESSAGES" / "messages.po").open("rb") as file:
            left = [m for m in read_po(file, folder.name) if m.id and not _is_translated(m.string)]
        print(f"{folder.name}: {len(left)} sentences to translate")
    return 0


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _messages(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    # Without line numbers, so that a change of code changes the catalogue only with its sentences.
    write_po(out, catalogue, width=0, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def _header(language: str) -> str:
    plural = get_plural(language)
    return (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n'
    )


if __name__ == "__main__":
    sys.exit(main())
