"""What only a person can tell of good rows: packs or pieces, guesses, notes that look personal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer
from rich.progress import Progress

from stockroom_cli import tables
from stockroom_cli.exits import OK, USAGE, Stop
from stockroom_cli.importing.judging import Judged
from stockroom_cli.speech import _

if TYPE_CHECKING:
    from stockroom_cli.importing.flow import Choices


def settle(good: Sequence[Judged], choices: Choices, bars: Progress) -> None:
    """Ask each question once; raises `Stop` where nobody is there to answer, or says no."""
    bars.stop()
    asks = not choices.yes and tables.someone_is_there()
    _tell_guesses(good)
    _tell_warnings(good)
    told = any(one.read["guessed"] or one.read["warnings"] for one in good)
    if (
        told
        and asks
        and not choices.only_check
        and not typer.confirm(_("Is that right?"), err=True)
    ):
        raise Stop(OK, _("Nothing was written"))
    _settle_packs(good, choices)
    bars.start()


def _tell_guesses(good: Sequence[Judged]) -> None:
    guesses = Counter(
        (one.row.cells.get("description", ""), one.read["product"], one.read["product_name"])
        for one in good
        if one.read["guessed"]
    )
    if guesses:
        rows = [
            {"words": words, "product": product, "name": name, "rows": number}
            for (words, product, name), number in guesses.most_common()
        ]
        heads = {
            "words": _("words"),
            "product": _("taken as"),
            "name": _("name"),
            "rows": _("rows"),
        }
        tables.aside().print(tables.table_of(rows, heads))


def _tell_warnings(good: Sequence[Judged]) -> None:
    for one in good:
        for warning in one.read["warnings"]:
            tables.tell(
                _("line {line}: {sentence}. We keep nothing about persons.").format(
                    line=one.row.line, sentence=warning["sentence"]
                )
            )


def _settle_packs(good: Sequence[Judged], choices: Choices) -> None:
    """Ask once for each description whether its numbers count packs, and write that down."""
    answers: dict[str, bool] = {}
    for one in good:
        ask = one.read.get("ask")
        if not ask:
            continue
        words = " ".join(one.row.cells.get("description", "").casefold().split())
        if words not in answers:
            answers[words] = _counts_packs(one, ask, choices)
        if answers[words]:
            packs = {"packs": ask["pieces"], "pieces_per_pack": ask["pieces_per_pack"]}
            one.read.update(packs=packs, pieces=ask["if_packs"])


def _counts_packs(one: Judged, ask: dict[str, Any], choices: Choices) -> bool:
    if choices.packs_mean is not None:
        return choices.packs_mean == "packs"
    words = tables.plain(one.row.cells.get("description", ""))
    if choices.only_check:
        tables.tell(_("{words}: packs or pieces? --packs-mean says").format(words=words))
        return False
    if not tables.someone_is_there():
        raise Stop(
            USAGE,
            _(
                "{words}, {number}: are these packs or pieces? Nothing was written; "
                "say --packs-mean packs or --packs-mean pieces"
            ).format(words=words, number=ask["pieces"]),
        )
    question = _(
        "{words}, {number}: {number} packs of {each}, that is {all} pieces? (No: {number} pieces)"
    )
    answer: bool = typer.confirm(
        question.format(
            words=words, number=ask["pieces"], each=ask["pieces_per_pack"], all=ask["if_packs"]
        ),
        default=None,  # neither answer is the likelier one
        err=True,
    )
    return answer
