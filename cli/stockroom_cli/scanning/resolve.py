"""What a scanned or typed text is here; the service is asked only where that may help."""

from __future__ import annotations

import re

from stockroom_cli.scanning import keyboards
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.codes import Read, fold, read
from stockroom_cli.scanning.known import Known
from stockroom_cli.scanning.room import Room
from stockroom_cli.scanning.state import SORT, VERBS, Goods, New, Thing, Unknown, Verb

_LOT = re.compile(r"(?:lot|партия|партию|партии|دفعة|الدفعة) (\d{1,9})")
_LONGEST_SAID = 40


def resolved(
    text: str,
    verb: str | None,
    room: Room,
    waiting: list[Act],
    *,
    reachable: bool,
    by_hand: bool,
) -> Thing:
    """The thing that a text names; what is unknown is looked for in newer books once."""
    if room.stale and reachable:
        room.refresh(waiting)
    thing = meant(text, room.known, by_hand=by_hand)
    # A label that nobody knows is what intake expects; elsewhere the bundle may just be old.
    news = verb != "take_in" if isinstance(thing, New) else isinstance(thing, Unknown)
    if news and reachable and room.refresh(waiting):
        thing = meant(text, room.known, by_hand=by_hand)
    if isinstance(thing, Goods):
        return _learnt(text, thing, room, reachable=reachable)
    return thing


def meant(text: str, known: Known, *, by_hand: bool = False) -> Thing:
    """What a text is by what is known here, as it is, or else as another keyboard spoilt it.

    What hands have typed may be any word, and one in 32 would pass for a spoilt code: there only
    the code of something known counts.
    """
    thing = _as_it_is(text, known)
    if not isinstance(thing, Unknown):
        return thing
    found = [_named(one, one.text, known) for one in keyboards.meant(text)]
    things = [one for one in found if not isinstance(one, Unknown)]
    # Where several layouts give a code, only one of them will be a thing that is here.
    here = [one for one in things if not isinstance(one, New | Goods)]
    sure = here if here or by_hand else things
    return sure[0] if len(sure) == 1 else thing


def verb_named(text: str) -> str | None:
    """The verb of that name, in English or in the reader's language."""
    said = fold(text).replace("-", " ").replace("_", " ")
    names = {name.replace("_", " "): name for name in (*VERBS, SORT)}
    return ({fold(word): name for name, word in VERBS.items()} | names).get(said)


def _as_it_is(text: str, known: Known) -> Thing:
    said = " ".join(text.split())
    unlabelled = _LOT.fullmatch(fold(said))
    if unlabelled is not None:
        return known.lot_numbered(int(unlabelled[1])) or Unknown(said)
    return _named(read(text), said, known)


def _named(meaning: Read, said: str, known: Known) -> Thing:
    if said.upper().startswith(keyboards.CARD):
        verb = verb_named(said[len(keyboards.CARD) :])
        return Verb(verb) if verb else Unknown(said)
    if meaning.kind == "code":
        code = meaning.text
        return known.lots.get(code) or known.place_with(code) or New(code)
    if meaning.kind == "goods":
        return Goods(meaning.text, learnt=known.bundle.learnt.get(meaning.text))
    by_number = known.place(meaning.number) if meaning.kind == "number" else None
    return by_number or known.place_named(said) or Unknown(said[:_LONGEST_SAID])


def _learnt(text: str, goods: Goods, room: Room, *, reachable: bool) -> Thing:
    """The service reads batch and date, and may have learnt of it since."""
    told = room.barcode(text) if reachable else None
    if told is None:
        return goods if goods.gtin else Unknown(text[:_LONGEST_SAID])
    return Goods(
        told["gtin"],
        told["batch"],
        told["serial"],
        told["use_by"],
        told["learnt"] or goods.learnt,
    )
