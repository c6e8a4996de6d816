"""Take in: say or scan what it is, then put a label on each; the next label means the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from stockroom_cli import words
from stockroom_cli.exits import Stop
from stockroom_cli.scanning import wanted
from stockroom_cli.scanning.known import Known, Lot, Place
from stockroom_cli.scanning.state import (
    Ask,
    Draft,
    Goods,
    Model,
    New,
    State,
    Thing,
    Turn,
    done,
    no,
    took,
)
from stockroom_cli.speech import _

PRINTED = ("gtin", "batch", "serial", "use_by")
LEARNT = ("fits", "season", "condition", "brand")


def taken_in(state: State, thing: Thing, known: Known) -> Turn:
    """A barcode that says what comes, or the label that is put on it."""
    if isinstance(thing, Goods):
        return _met(state, thing, known)
    if isinstance(thing, New):
        return _new(state, thing, known)
    if isinstance(thing, Lot):
        goods = known.called(thing)
        return no(state, _("That label is on {goods} already; take another").format(goods=goods))
    if isinstance(thing, Place):
        return no(state, _("What comes in goes to inbound; choose Put away for shelves"))
    return no(state, _("Scan a barcode or a label"))


def quantified(state: State, number: int, known: Known) -> Turn:
    """How many pieces, or packs, stand under each label from now on."""
    if state.model is None:
        return no(state, _("Say first what it is"))
    return _ready(state, replace(state.model, quantity=number), known)


def described(state: State, text: str, known: Known, goods: Goods | None = None) -> Turn:
    """What was typed of it: product, then size, whom, season, condition, =pieces, in any order."""
    try:
        said, number = words.thing(text)
    except Stop as stop:
        return no(state, stop.sentence)
    product = said.pop("product", "")
    if product not in known.bundle.products:
        return no(state, _("{text} is no product; say it as CL-BODY 62 girl =4").format(text=text))
    about = {**_printed(goods), **{key: said[key] for key in said if key != "size"}}
    return _ready(state, Model(product, said.get("size", ""), about, quantity=number), known)


def _new(state: State, label: New, known: Known) -> Turn:
    if state.model is not None:
        return _labelled(state, state.model, label.code, known)

    def said(now: State, text: str, known: Known) -> Turn:
        turn = described(now, text, known)
        model = turn.state.model
        return turn if model is None else _labelled(turn.state, model, label.code, known)

    return _asks(state, said)


def _met(state: State, goods: Goods, known: Known) -> Turn:
    """Goods met before fill everything; of new ones it is asked once."""
    learnt = goods.learnt
    if learnt is None:

        def said(now: State, text: str, known: Known) -> Turn:
            return described(now, text, known, goods)

        return _asks(state.but(model=None), said)
    about = {name: learnt.get(name) for name in LEARNT} | _printed(goods)
    told = {name: value for name, value in about.items() if value}
    return _ready(
        state, Model(learnt["product"], learnt["size"], told, learnt["pieces_per_pack"]), known
    )


def _asks(state: State, said: Any) -> Turn:
    question = _("What is it? Type it as: CL-BODY 62 girl =4")
    return Turn(state.but(ask=Ask(said=said)), "ask", question)


def _ready(state: State, model: Model, known: Known) -> Turn:
    goods = known.goods(model.product, model.size)
    says = _("{goods} × {number}. Now scan its label.").format(goods=goods, number=_many(model))
    waits = wanted.told(model, known, wanted.first_inspect())
    return took(state.but(model=model, ask=None), says + waits)


def _labelled(state: State, model: Model, code: str, known: Known) -> Turn:
    per_pack = model.pieces_per_pack
    many: Mapping[str, Any] = {"quantity": model.quantity}
    if per_pack is not None:
        many = {"packs": {"packs": model.quantity, "pieces_per_pack": per_pack}}
    content = {"product": model.product, "size": model.size, **model.about, **many, "code": code}
    goods = known.goods(model.product, model.size)
    says = _("{goods} × {number} taken in").format(goods=goods, number=_many(model))
    return done(state, Draft("intakes", content, (code,), says))


def _many(model: Model) -> str:
    return (
        f"{model.quantity}×{model.pieces_per_pack}"
        if model.pieces_per_pack
        else str(model.quantity)
    )


def _printed(goods: Goods | None) -> dict[str, Any]:
    if goods is None:
        return {}
    return {name: getattr(goods, name) for name in PRINTED if getattr(goods, name)}
