"""For whom a gift was given: kinds of facilities, or some facilities by their codes."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.errors import Malformed
from stockroom.rules.categories.saying import mark as _

KINDS = ("prison", "shelter")
FOR_PRISONS = _("given for prisons only")
FOR_SHELTERS = _("given for shelters only")
FOR_SOME = _("given for {codes} only")


def read(only_for: Sequence[str]) -> list[str]:
    """The kinds or the codes, each once and in order; both kinds together mean anybody.

    Raises `Malformed` where kinds and codes are mixed, since nobody could say it in a few words.
    """
    said = {_one(word.strip()) for word in only_for if word.strip()}
    kinds = said & set(KINDS)
    if kinds and kinds != said:
        raise Malformed("only_for", "Say for which kind of facility, or for which ones; not both.")
    return [] if kinds == set(KINDS) else sorted(said)


def may_have(only_for: Sequence[str] | None, code: str, kind: str) -> bool:
    """Whether a facility of that code and kind may have the gift; any may where nothing is said."""
    return not only_for or code in only_for or kind in only_for


def in_words(only_for: Sequence[str] | None) -> tuple[str, dict[str, object]] | None:
    """A few words for it, to be translated, with what is filled in; None where anybody may."""
    if not only_for:
        return None
    if "prison" in only_for:
        return FOR_PRISONS, {}
    if "shelter" in only_for:
        return FOR_SHELTERS, {}
    return FOR_SOME, {"codes": ", ".join(only_for)}


def _one(word: str) -> str:
    return word.lower() if word.lower() in KINDS else word.upper()
