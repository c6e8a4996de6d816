"""One page of the manual from Markdown to HTML, with its headings, links, pictures and sentences.

Imported only when a page is first asked for: the parser weighs a tenth of a second.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markupsafe import Markup

ADDRESS = "/help"
SENTENCE_ENDS = re.compile(r"(?<=[.!?؟])\s+")
_PAGE = re.compile(r"([a-z-]+)\.md(#.*)?")
_PICTURE = re.compile(r"pictures/([a-z0-9-]+\.png)")
# Raw HTML stays text: whoever writes the manual cannot write a script into it either.
PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


class Drawn(NamedTuple):
    """A picture as a page shows it: where it is served, and its size so that nothing jumps."""

    address: str
    width: int
    height: int


class Section(NamedTuple):
    """What stands under one heading; `links` are the pages it leads to."""

    level: int
    title: str
    anchor: str
    sentences: tuple[str, ...]
    links: tuple[str, ...]
    pictures: tuple[str, ...]


class Rendered(NamedTuple):
    """A page's HTML, and its sections for the contents and the search."""

    html: Markup
    sections: tuple[Section, ...]


def render(
    text: str,
    pictures: Mapping[str, Drawn],
    anchors: Sequence[str] | None = None,
    say: Callable[[str], str] = str,
) -> Rendered:
    """The page; a translation is given the `anchors` of its original, heading by heading.

    What is bold is a word that people see on a page, in English; `say` turns it into what they
    see in theirs, so that the manual and the pages never call one thing by two names.
    """
    tokens = PARSER.parse(text)
    for word in bold(tokens):
        word.content = say(word.content)
    titles = _titles(tokens)
    if anchors is None or len(anchors) != len(titles):
        anchors = [anchor_of(title) for _, title in titles]
    sections = _sections(tokens, titles, anchors)
    drawn = list(_drawn(tokens, pictures, anchors, titles))
    html = PARSER.renderer.render(drawn, PARSER.options, {})
    return Rendered(Markup(html), sections)  # noqa: S704 - the parser escapes all raw HTML


def anchor_of(title: str) -> str:
    """The anchor of a heading, as code hosts make it, so that links hold there too."""
    return re.sub(r"[^\w\s-]", "", title.lower()).strip().replace(" ", "-")


def bold(tokens: Sequence[Token]) -> Iterator[Token]:
    """The words that stand alone between signs for bold."""
    for token in tokens:
        for before, word in itertools.pairwise(token.children or ()):
            if before.type == "strong_open" and word.type == "text":
                yield word


def plain(token: Token) -> str:
    """The words of a line, without its signs for bold, code and links."""
    signs = {"softbreak": " ", "hardbreak": " "}
    parts = (
        one.content if one.type in ("text", "code_inline") else signs.get(one.type, "")
        for one in token.children or ()
    )
    return "".join(parts)


def _titles(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    return [
        (int(token.tag[1:]), plain(tokens[index + 1]))
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def _sections(
    tokens: Sequence[Token], titles: Sequence[tuple[int, str]], anchors: Sequence[str]
) -> tuple[Section, ...]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open":
            parts.append([])
        parts[-1].append(token)
    return tuple(
        Section(level, title, anchor, _sentences(part[2:]), _links(part), _pictures(part))
        for (level, title), anchor, part in zip(titles, anchors, parts[1:], strict=True)
    )


def _sentences(tokens: Sequence[Token]) -> tuple[str, ...]:
    """What a section says; a row of a table is one sentence."""
    found: list[str] = []
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            found.append(" · ".join(row or ()))
            row = None
        elif token.type == "inline" and row is not None:
            row.append(plain(token))
        elif token.type == "inline":
            found += SENTENCE_ENDS.split(plain(token))
        elif token.type in ("fence", "code_block"):
            found += token.content.splitlines()
    return tuple(sentence for sentence in found if sentence.strip())


def _links(tokens: Sequence[Token]) -> tuple[str, ...]:
    matches = (_PAGE.fullmatch(one) for one in _targets(tokens, "link_open", "href"))
    return tuple(match[1] for match in matches if match)


def _pictures(tokens: Sequence[Token]) -> tuple[str, ...]:
    matches = (_PICTURE.fullmatch(one) for one in _targets(tokens, "image", "src"))
    return tuple(match[1] for match in matches if match)


def _targets(tokens: Sequence[Token], kind: str, attribute: str) -> list[str]:
    return [
        str(one.attrGet(attribute))
        for token in tokens
        for one in token.children or ()
        if one.type == kind
    ]


def _drawn(
    tokens: Sequence[Token],
    pictures: Mapping[str, Drawn],
    anchors: Sequence[str],
    titles: Sequence[tuple[int, str]],
) -> Iterator[Token]:
    """The tokens with anchors, addresses of ours, and tables and code that scroll by keyboard."""
    at = -1
    for token in tokens:
        if token.type == "heading_open":
            at += 1
            token.attrSet("id", anchors[at])
        elif token.type in ("fence", "code_block"):
            token.type = "code_block"
            token.attrs = {"dir": "ltr", "tabindex": "0"}
        elif token.type == "table_open":
            yield _html(
                '<div class="table-responsive" tabindex="0" role="region" aria-label="'
                f'{escapeHtml(titles[at][1])}">'
            )
            token.attrSet("class", "table")
        for child in token.children or ():
            _lead(child, pictures)
        yield token
        if token.type == "table_close":
            yield _html("</div>")


def _lead(token: Token, pictures: Mapping[str, Drawn]) -> None:
    """Point a link or a picture to where we serve it; a picture that is not there is its words."""
    if token.type == "code_inline":
        token.attrSet("dir", "ltr")
    elif token.type == "link_open":
        token.attrSet("href", address_of(str(token.attrGet("href"))))
    elif token.type == "image":
        match = _PICTURE.fullmatch(str(token.attrGet("src")))
        drawn = pictures.get(match[1]) if match else None
        if drawn is None:
            token.type, token.tag = "text", ""
            return
        token.attrs = {
            "src": drawn.address,
            "alt": "",
            "width": drawn.width,
            "height": drawn.height,
            "loading": "lazy",
        }


def address_of(link: str) -> str:
    """Where a link of the manual leads: to our own pages, or within this one."""
    match = _PAGE.fullmatch(link)
    if match is None:
        return link if link.startswith("#") else ADDRESS
    page = "" if match[1] == "index" else f"/{match[1]}"
    return f"{ADDRESS}{page}{match[2] or ''}"


def _html(text: str) -> Token:
    return Token(type="html_block", tag="", nesting=0, content=text)
