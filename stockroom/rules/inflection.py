"""Brings the forms of a word together: plurals and cases of four languages, and slips of the pen.

Rough on purpose: both the words of a table and those of a message pass through it, so a stem has
to be the same for both, not to be right.
"""

_SHORTEST = 3
_ENDINGS = (
    "ами ями ого его ему ому ыми ими ах ях ов ев ам ям ои еи ии ыи ая яя ое ее ые ие ую юю ом ем"
    " ых их ою а я о е ы и у ю ь"
)
_RUSSIAN = tuple(_ENDINGS.split())
"""From long to short, so that the longest ending goes."""
_ARABIC = ("انين", "تين", "تان", "ات", "ين", "ان", "ة", "ه")


def stem(word: str) -> str:
    """What is left of a folded word without its ending, and in Arabic without the article."""
    if word.isascii():
        return _latin(word)
    if "\u0400" <= word[:1] <= "\u04ff":
        return _russian(word)
    if "\u0600" <= word[:1] <= "\u06ff":
        return _arabic(word)
    return word


def shortened(word: str) -> set[str]:
    """The word and all that is left when one letter falls out.

    Two words that differ by a letter left out, added, changed or swapped have one in common.
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _latin(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _russian(word: str) -> str:
    if len(word) > 4 and word.endswith(("ок", "ек")):
        return word[:-2] + "к"
    for ending in _RUSSIAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _arabic(word: str) -> str:
    bare = word.removeprefix("ال") if len(word) > 4 else word
    for ending in _ARABIC:
        if bare.endswith(ending) and len(bare) - len(ending) >= _SHORTEST:
            return bare[: -len(ending)]
    return bare
