"""Finds names: after greetings, kin and closings, in headers, signatures and by capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stockroom.rules import products
from stockroom.rules.blacking import words
from stockroom.rules.messages import words as asking

Span = tuple[int, int]

_NAME = r"[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*"
_WORD = re.compile(_NAME)
_KNOWN = re.compile(
    "|".join(
        (
            words.ORDINARY, words.BRANDS, words.GREETINGS, words.CLOSINGS, asking.COURTESY,
            asking.ASKING, asking.PERSONS, asking.PACKS, asking.PIECES, asking.TONIGHT, asking.NEW,
            asking.GIRL, asking.BOY, asking.WINTER, asking.SUMMER, asking.EACH,
            "|".join(asking.NUMBERS), words.RELATIONS, words.PLACES_WITH_NUMBER, words.DEADLINE,
            r"tailles?|pointures?|sizes?|sz|размер\w*|рост|مقاس\w*|xs|xl|xxl|kg|кг|cm|ml|pcs|eu"
            r"|uk|fr"
            r"|sms|whatsapp|ok|ps|nb|re|fwd?|tr|ref|asap|svp|pmi|cv|am|pm|tog|шт|мес\w*|mois|ans|an"
            r"|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
            r"|january|february|march|april|may|june|july|august|september|october|november"
            r"|december",
        )
    )
)  # fmt: skip
_GREETING = re.compile(rf"(?<!\w)(?:{words.GREETINGS})(?!\w)(?:[ ,]+| ?!+ (?=[^\W\d_]+,))")
_KIN = re.compile(rf"(?<!\w)(?:و|ل|ب)?(?:{words.RELATIONS})(?!\w)(?:[ :,(]{{1,3}}|'s )")
_OF = re.compile(
    r"(?<!\w)(?:(?:m[uo]m|mother|father|son|daughter|baby|maman|mere|pere|fils|fille|bebe)"
    r" (?:de |d'|of )|(?:baby|bebe|named|called|prenomme[es]?|nommee?|appelle|appelee?) (?:is )?)"
)
_WITH_AGE = re.compile(
    rf"(?<!\w)(?:for|pour|для|and|et|и)? ?(?P<name>{_NAME})[ ,:(]{{1,3}}\d{{1,2}} ?(?:m|mo|mths?"
    rf"|months?|mois"
    r"|ans?|y|yo|yrs?|years?|мес\w*|год\w*|лет|اشهر|شهر|سنة|سنوات)(?!\w)"
)
_CLOSING = re.compile(rf"(?:^|(?<=[\n.!?,،])) *(?:{words.CLOSINGS})(?!\w)[ ,،.!:-]*", re.M)
_HEADER = re.compile(rf"^>* ?(?:{words.HEADERS}) ?: ?(?P<value>[^\n]+)$", re.M)
_CHAT = re.compile(
    r"^\[?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4},? ?(?:à )?\d{1,2}[:h]\d{2}(?::\d\d)?(?: ?[ap]m)?\]?"
    r"(?: -)? ?(?P<value>[^:\n]{1,40}):",
    re.M,
)
_AFTER_NAME = re.compile(
    r" ?[:(]| (?:a|est|has|needs?|is|was|wants|porte|fait|mesure|pese|aura|носит|весит"
    r"|нужн\w+)(?!\w)"
    r"|['’]s(?!\w)|,? \d{1,2} ?(?:m|mois|months?|ans?|y|мес\w*|год\w*|kg)(?!\w)"
)
_SIGNATURE_LINES, _SIGNATURE_WORDS, _LONGEST_SIGNATURE = 5, 3, 60


def found(text: str, plain: str, things: Sequence[Span]) -> Iterator[Span]:
    """Spans that may be names of people, or of where they live; `things` are products named."""
    for pattern in (_HEADER, _CHAT):
        for match in pattern.finditer(plain):
            if not _has_thing(match.start("value"), match.end("value"), things):
                yield match.span("value")
    yield from _after(_GREETING, text, plain, small=True)
    yield from _after(_KIN, text, plain, small=False)
    yield from _after(_OF, text, plain, small=True)
    for match in _WITH_AGE.finditer(plain):
        if not _known(match["name"]):
            yield match.span("name")
    yield from _closings(plain, things)
    yield from _last_line(plain, things)
    yield from _capitals(text, plain)


def _after(pattern: re.Pattern[str], text: str, plain: str, *, small: bool) -> Iterator[Span]:
    """The name that follows a word, up to three words of it; `small` letters only for the first."""
    for match in pattern.finditer(plain):
        at = match.end()
        for number in range(3):
            word = _WORD.match(plain, at)
            if word is None or _known(word[0]) or word.end() - word.start() < 2:
                break
            caseless = not text[word.start()].isupper() and not text[word.start()].islower()
            of_name = text[word.start()].isupper() or (number == 0 and (small or caseless))
            if not (of_name or (caseless and word[0].startswith("ال"))):
                break
            yield word.span()
            at = word.end() + 1


def _closings(plain: str, things: Sequence[Span]) -> Iterator[Span]:
    for match in _CLOSING.finditer(plain):
        end = plain.find("\n", match.end())
        end = len(plain) if end < 0 else end
        if plain[match.start() : match.end()].strip().endswith((",", "،", "-", "!", ".")):
            yield from _unknown(plain, match.end(), end, things)
        starts_line = not plain[plain.rfind("\n", 0, match.start() + 1) + 1 : match.start()].strip()
        if not (starts_line and not _has_thing(match.end(), end, things)):
            continue
        for start, stop in _lines_after(plain, end):
            if _has_thing(start, stop, things) or stop - start > _LONGEST_SIGNATURE:
                break
            if plain[start:stop].strip():
                yield start, stop


def _lines_after(plain: str, end: int) -> Iterator[Span]:
    at = end + 1
    for _ in range(_SIGNATURE_LINES):
        if at >= len(plain):
            return
        stop = plain.find("\n", at)
        stop = len(plain) if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _unknown(plain: str, start: int, end: int, things: Sequence[Span]) -> Iterator[Span]:
    """The few words after a closing, unless something is asked in them."""
    few = list(_WORD.finditer(plain, start, end))
    if len(few) <= _SIGNATURE_WORDS and not _has_thing(start, end, things):
        yield from (word.span() for word in few if not _known(word[0]))


def _last_line(plain: str, things: Sequence[Span]) -> Iterator[Span]:
    """A last line of a few unknown words is a signature, in small letters as well."""
    body = plain.rstrip()
    start = body.rfind("\n") + 1
    few = list(_WORD.finditer(body, start))
    is_short = (
        start > 0 and 0 < len(few) <= _SIGNATURE_WORDS and not re.search(r"[\d:]", body[start:])
    )
    is_wish = _has_thing(start, len(body), things) or any(_known(word[0]) for word in few)
    if is_short and not is_wish:
        yield few[0].start(), few[-1].end()


def _capitals(text: str, plain: str) -> Iterator[Span]:
    letters = [sign for sign in text if sign.isalpha() and (sign.isupper() or sign.islower())]
    if not letters or sum(map(str.isupper, letters)) * 2 > len(letters):
        return
    before = 0
    for word in _WORD.finditer(text):
        capital = word[0][0].isupper() and len(word[0]) > 1
        if capital and not _known(plain[word.start() : word.end()]):
            starts = _starts_sentence(plain, word.start())
            twin = _WORD.match(text, word.end() + 1)
            paired = (
                twin is not None
                and twin[0][0].isupper()
                and not _known(plain[twin.start() : twin.end()])
            )
            if (
                not starts
                or paired
                or before == word.start() - 1
                or _names_after(plain, word.end())
            ):
                yield word.span()
                before = word.end()


def _names_after(plain: str, end: int) -> bool:
    owns = plain[end - 2 : end] in ("'s", "’s")
    return owns or _AFTER_NAME.match(plain, end) is not None


def _starts_sentence(plain: str, at: int) -> bool:
    return re.search(r"(?:^|[\n.!?:•*>-])[ \t*•>\"«(-]*$", plain[max(0, at - 6) : at]) is not None


def _known(word: str) -> bool:
    """Whether it is an everyday word of wishing, with a short word before an apostrophe or not."""
    parts = [part for part in re.split(r"['’-]", word) if len(part) > 1] or [word]
    return all(
        _KNOWN.fullmatch(part)
        or products.is_named_by(part)
        or (part[0] == "و" and len(part) > 2 and _KNOWN.fullmatch(part[1:]) is not None)
        for part in parts
    )


def _has_thing(start: int, end: int, things: Sequence[Span]) -> bool:
    return any(first < end and start < last for first, last in things)
