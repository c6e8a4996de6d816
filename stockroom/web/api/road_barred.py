"""What keeps goods off a van, as far as can be known ahead: holds, and the rules of each gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands import carried_goods, stops
from stockroom.rules import gate
from stockroom.speech import mark as _
from stockroom.web.pages.frame import Reader

ON_HOLD = _("It is on hold: set it aside and tell a coordinator.")
Key = tuple[int, int | None, int | None]
"""A run, a facility, and a lot; no lot where a rule looks at all that comes together."""


@dataclass(frozen=True)
class Barred:
    """The sentences that stop hands, in the reader's language."""

    on_hold: str
    said: Mapping[Key, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        books: sa.Connection,
        runs: Sequence[Any],
        rows: Sequence[Any],
        today: date,
        reader: Reader,
    ) -> Barred:
        """Every rule of every gate held against what goes there on each run that has not left."""
        said: dict[Key, list[str]] = {}
        places = sorted({row.place_id for row in rows})
        going = stops.by_facility(carried_goods.in_places(books, places)) if places else {}
        for run in runs:
            if run.departed_in is None:
                for visit in stops.of_run(books, run.id, going, today, is_loading=True):
                    _tell(said, run.id, visit, today, reader)
        return cls(reader.say(ON_HOLD), said)

    def against(self, run: Any, inside: Sequence[Any]) -> list[str]:
        """What speaks against these goods of one pair of hands, each sentence once."""
        found = [self.on_hold] if any(one.held for one in inside) else []
        for one in inside:
            for lot in (one.number, None):
                found += self.said.get((run.id, one.facility_id, lot), ())
        return list(dict.fromkeys(found))


def _tell(
    said: dict[Key, list[str]], run: int, visit: stops.Visit, today: date, reader: Reader
) -> None:
    facility = next((one.facility for one in visit.going), None)
    for one in stops.spoken(visit):
        if one.stops:
            told = gate.said_on(one.stop, today)
            sentence = reader.say(told.sentence, **told.facts)
            said.setdefault((run, facility, one.lot), []).append(sentence)
