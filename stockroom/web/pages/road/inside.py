"""What lies where on a van: whose parcels were loaded first, and what is in the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.rules.driving import Broken
from stockroom.speech import mark as _
from stockroom.tables.stock import BoxMove
from stockroom.web.api.reads.road import PARCEL
from stockroom.web.api.reads.scopes import table
from stockroom.web.pages.road.runs import Stop

BOX_MOVE = table(BoxMove)
IN_THE_WAY = "in_the_way"
_IN_THE_WAY = _("What is for {stop} lies behind what is for {other}, which is called off.")
# A box may have been on the van before: what counts is when it came the last time.
_LOADED = (
    sa.select(PLACE.c.stands_in, PARCEL.c.facility_id)
    .join(PARCEL, sa.and_(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None)))
    .join(
        BOX_MOVE,
        sa.and_(BOX_MOVE.c.box_id == PLACE.c.id, BOX_MOVE.c.to_place == PLACE.c.stands_in),
    )
    .group_by(PLACE.c.id, PLACE.c.stands_in, PARCEL.c.facility_id)
    .order_by(sa.func.max(BOX_MOVE.c.id))
)


def loaded(books: sa.Connection, vans: Sequence[int]) -> Mapping[int, Sequence[int]]:
    """The facilities whose parcels are on vans, by van, from the innermost to those at the door."""
    if not vans:
        return {}
    found: dict[int, list[int]] = defaultdict(list)
    for van, facility in books.execute(_LOADED.where(PLACE.c.stands_in.in_(vans))):
        if facility not in found[van]:
            found[van].append(facility)
    return found


def in_the_way(stops: Sequence[Stop], innermost_first: Sequence[int]) -> Iterator[Broken]:
    """For each stop called off whose goods are aboard, the next stop whose goods lie behind them.

    No order of stops helps against that: somebody must lift them out of the way.
    """
    depth = {facility: at for at, facility in enumerate(innermost_first)}
    ahead = [one for one in stops if one.is_ahead and one.facility_id in depth]
    for other in stops:
        if not other.called_off_because or other.has_been or other.facility_id not in depth:
            continue
        behind = (one for one in ahead if depth[one.facility_id or 0] < depth[other.facility_id])
        if first := next(behind, None):
            facts = {"stop": first.name, "other": other.name}
            yield Broken(IN_THE_WAY, first.id, 0, _IN_THE_WAY, facts)
