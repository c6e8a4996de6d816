"""Gathers every sentence that a person may see, and brings the catalogues up to date.

`python scripts/messages.py` adds new sentences to each catalogue with nothing for a translation
yet, and drops those that are gone; then a person who speaks the language fills in what is empty.
The service and the command line have a catalogue each, since either is installed without the other.
A language in which papers go out, but no pages are offered, has the sentences of papers only.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from stockroom import speech
from stockroom.web.pages import words

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "stockroom" / "locales"
PAPERS = "web/templates/paper/"
ON_PAPER = (f"stockroom/{PAPERS}", "stockroom/papers/")
WORDS_ON_PAPER = re.compile(r'reader\.word\("(\w+)"')
LABELS = ROOT / "labels" / "stockroom_labels"
CLI = ROOT / "cli" / "stockroom_cli"
CLI_LOCALES = CLI / "locales"
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
    """Every sentence in the service's code and templates, and why a label is not printed."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = Catalog(charset="utf-8")
    for name, _line, message, _comments, context in extract_from_dir(
        ROOT / "stockroom", methods, options, KEYWORDS
    ):
        found.add(message, locations=[(f"stockroom/{name}", 0)], context=context)
    for path in sorted(LABELS.glob("*.py")):
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, {"N_": None}):
                found.add(message, locations=[(path.relative_to(LABELS.parent).as_posix(), 0)])
    return found


def extracted_of_papers() -> Catalog:
    """What stands on papers: their templates' sentences, and the words of the kinds they show."""
    found = Catalog(charset="utf-8")
    for message in extracted():
        where = [place for place in message.locations if place[0].startswith(ON_PAPER)]
        if message.id and where:
            found.add(message.id, locations=where)
    for path in sorted((ROOT / "stockroom" / PAPERS).iterdir()):
        for kind in WORDS_ON_PAPER.findall(path.read_text(encoding="utf-8")):
            for said in words.WORDS[kind].values():
                found.add(said, locations=[("stockroom/web/pages/words.py", 0)])
    return found


def extracted_of_cli() -> Catalog:
    """Every sentence of the command line: what `_()` marks, and the help of each command."""
    found = Catalog(charset="utf-8")
    for path in sorted(CLI.rglob("*.py")):
        where = [(path.relative_to(CLI.parent).as_posix(), 0)]
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract("python", file, {"_": None}):
                found.add(message, locations=where)
        for said in _help_of_commands(path.read_text(encoding="utf-8")):
            found.add(said, locations=where)
    return found


def catalogues() -> list[tuple[str, Path, Catalog]]:
    """Each catalogue there is: its language, its file, and the sentences that belong in it."""
    service, papers, cli = extracted(), extracted_of_papers(), extracted_of_cli()
    only_on_paper = [one for one in speech.PAPER_LANGUAGES if one not in speech.LANGUAGES]
    return [
        *((one, _path(one), service) for one in speech.LANGUAGES if one != "en"),
        *((one, _path(one), papers) for one in only_on_paper),
        *((one.stem, one, cli) for one in sorted(CLI_LOCALES.glob("*.po"))),
    ]


def update(language: str, path: Path, sentences: Catalog) -> None:
    """Bring one catalogue up to date."""
    catalogue = Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, language)
    catalogue.update(sentences, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(language).encode() + _messages(catalogue))


def main() -> int:
    """Bring every catalogue up to date, and tell how much is left to translate."""
    for language, path, sentences in catalogues():
        update(language, path, sentences)
        with path.open("rb") as file:
            left = [m for m in read_po(file, language) if m.id and not _is_translated(m.string)]
        print(f"{path.relative_to(ROOT)}: {len(left)} sentences to translate")
    return 0


def _path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def _help_of_commands(code: str) -> Iterator[str]:
    """The docstrings of what `@chapter.command` stands above, as the help shows them."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
            yield ast.get_docstring(node) or ""


def _makes_command(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == "command"
    )


def _is_translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _messages(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    # Without places, so that a change of code changes the catalogue only with its sentences.
    write_po(out, catalogue, width=0, omit_header=True, no_location=True, ignore_obsolete=True)
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
