"""The wish lists: the most urgent and longest waiting first, narrowed by what the address says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.desk import JOURNAL
from stockroom.errors import Malformed
from stockroom.reports.stages import LINE, pieces_at, table
from stockroom.reports.wish_states import LIST_STATE, LOOKED_FOR, a_line
from stockroom.rules import wish_states
from stockroom.rules.wish_states import ListFacts
from stockroom.speech import mark as _
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.wishes import WishSource
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.wishes import known, progress
from stockroom.web.pages.wishes.filled import DRAFT
from stockroom.web.pages.wishes.known import FACILITY, LIST
from stockroom.web.pages.wishes.progress import Progress
from stockroom.words import Urgency

ON_A_PAGE = 20
MOST_DIGITS = 9
STATES = {
    "open": _("still open"),
    "submitted": _("not read yet"),
    "checked": _("read"),
    "looked_for": _("being looked for"),
    "new": _("nothing promised yet"),
    "part_filled": _("part filled"),
    "short": _("with lines that are short"),
    "done": _("all handed over"),
    "complete": _("complete"),
    "closed_short": _("closed short"),
    "withdrawn": _("withdrawn"),
    "all": _("all of them"),
}
_rank = sa.case({one.value: at for at, one in enumerate(Urgency)}, value=LINE.c.urgency)
_waiting = pieces_at("delivered").element < ASKED_NOW
_short = ASKED_NOW > SERVING_NOW
_stands = LIST_STATE != "withdrawn"
FITS: Mapping[str, ColumnElement[bool]] = {
    "open": sa.and_(_stands, a_line(_waiting)),
    "looked_for": LIST_STATE == "open",
    "new": sa.and_(_stands, a_line(_waiting), sa.not_(a_line(SERVING_NOW > 0))),
    "short": sa.and_(_stands, a_line(_short)),
    "done": sa.and_(_stands, sa.not_(a_line(_waiting))),
    "all": sa.true(),
    **{
        state: LIST_STATE.in_([state])
        for state in ("submitted", "checked", "part_filled", "complete", "closed_short")
    },
    "withdrawn": LIST_STATE == "withdrawn",
}
RANKED = frozenset({"open", "submitted", "checked", "looked_for", "new", "part_filled", "short"})
_urgency = (
    sa.select(sa.func.min(_rank))
    .where(LINE.c.wish_list_id == LIST.c.id, _waiting)
    .correlate(LIST)
    .scalar_subquery()
)


class Wanted(NamedTuple):
    """What the address asks for; `after` is the rank and the number of the last list before."""

    state: str
    facility: str
    urgency: str
    after: tuple[int, int] | None

    def address(self, after: str = "") -> str:
        """The address of the page that shows this."""
        query = {"state": self.state, "facility": self.facility, "urgency": self.urgency}
        query = {name: value for name, value in (query | {"after": after}).items() if value}
        return "/wish-lists?" + urlencode(query)


class Row(NamedTuple):
    """One list with how far it is."""

    row: Any
    lines: int
    progress: Progress
    urgency: str
    state: str


def _listed(look: Look) -> Facts:
    wanted = wanted_in(look)
    found = look.books.execute(_page(look, wanted)).all()
    shown = found[:ON_A_PAGE]
    more = f"{shown[-1].rank or 0}-{shown[-1].id}" if len(found) > ON_A_PAGE else ""
    return {
        "wanted": wanted,
        "rows": with_progress(look.books, shown),
        "states": STATES,
        "urgencies": [one.value for one in Urgency],
        "facilities": () if known.is_own(look) else known.facilities(look),
        "own": known.is_own(look),
        "drafts": drafts(look),
        "further": wanted.address(more) if more else "",
        "position": newest(look.books),
    }


def drafts(look: Look) -> int:
    """How many lists are still being written, of those that the reader may see."""
    query = sa.select(sa.func.count()).select_from(
        DRAFT.join(FACILITY, FACILITY.c.id == DRAFT.c.facility_id)
    )
    return int(look.books.execute(query.where(known.seen(look))).scalar_one())


def wanted_in(look: Look) -> Wanted:
    """What the address asks for; raises `Malformed` for what no link of ours says."""
    state = look.form.text("state") or ("all" if known.is_own(look) else "open")
    urgency = look.form.text("urgency")
    if state not in STATES or urgency not in {"", *Urgency}:
        raise Malformed("unknown_filter", "There is no such page.")
    return Wanted(state, look.form.text("facility")[:12], urgency, _after(look.form.text("after")))


def _after(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    rank, _dash, number = text.partition("-")
    parts = (rank, number)
    if not all(one.isascii() and one.isdigit() and len(one) <= MOST_DIGITS for one in parts):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return int(rank), int(number)


def _page(look: Look, wanted: Wanted) -> sa.Select[Any]:
    """A page of lists: by urgency and age where they wait, else the newest first."""
    ranked = wanted.state in RANKED
    rank = sa.func.coalesce(_urgency, 0) if ranked else sa.literal(0)
    query = (
        ROWS.add_columns(rank.label("rank"))
        .where(FITS[wanted.state], known.seen(look))
        .order_by("rank", LIST.c.id if ranked else LIST.c.id.desc())
        .limit(ON_A_PAGE + 1)
    )
    if wanted.facility:
        query = query.where(FACILITY.c.code == wanted.facility.upper())
    if wanted.urgency:
        query = query.where(a_line(LINE.c.urgency == wanted.urgency, ASKED_NOW > 0))
    if wanted.after is not None:
        at, number = wanted.after
        later = LIST.c.id > number if ranked else LIST.c.id < number
        query = query.where(sa.or_(rank > at, sa.and_(rank == at, later)))
    return query


_SOURCE = table(WishSource)
_source = (
    sa.select(sa.func.max(_SOURCE.c.id))
    .where(
        _SOURCE.c.wish_list_id == LIST.c.id,
        sa.or_(_SOURCE.c.text != "", _SOURCE.c.photo.is_not(None)),
    )
    .correlate(LIST)
    .scalar_subquery()
)
ROWS = sa.select(
    LIST.c.id,
    LIST.c.facility_id,
    LIST.c.note,
    LIST.c.came_by,
    LIST.c.checked_in,
    LIST.c.closed_in,
    LIST.c.withdrawn_in,
    LOOKED_FOR.label("looked_for"),
    FACILITY.c.code,
    FACILITY.c.name,
    FACILITY.c.language,
    JOURNAL.c.recorded_at,
    _source.label("source"),
).select_from(
    LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id).join(
        JOURNAL, JOURNAL.c.sequence == LIST.c.submitted_in
    )
)


def with_progress(books: sa.Connection, rows: Sequence[Any]) -> list[Row]:
    """These lists, each with the sum of its lines and its most urgent one; three statements."""
    numbers = [row.id for row in rows]
    query = sa.select(LINE.c.id, LINE.c.wish_list_id, _rank.label("rank")).where(
        LINE.c.wish_list_id.in_(numbers)
    )
    lines = books.execute(query).all()
    far = progress.of_lines(books, [line.id for line in lines])
    mine: dict[int, list[Any]] = {number: [] for number in numbers}
    for line in lines:
        mine[line.wish_list_id].append(line)
    return [_row(row, mine[row.id], far) for row in rows]


def _row(row: Any, lines: Sequence[Any], far: Mapping[int, Progress]) -> Row:
    waiting = [line.rank for line in lines if not far[line.id].is_done]
    urgency = list(Urgency)[min(waiting)].value if waiting else ""
    asked = [line for line in lines if far[line.id].asked]
    state = state_of(row, [far[line.id] for line in lines])
    return Row(row, len(asked), Progress.of_all(far[line.id] for line in lines), urgency, state)


def state_of(row: Any, lines: Sequence[Progress]) -> str:
    """How far a list is, from its row and from how far its lines are."""
    return wish_states.list_state(
        ListFacts(
            lines=[progress.facts(line) for line in lines],
            checked=row.checked_in is not None,
            looked_for=bool(row.looked_for),
            closed=row.closed_in is not None,
            withdrawn=row.withdrawn_in is not None,
        )
    )


PAGES = (Page("/wish-lists", "wishes/lists.html", known.READERS, _listed),)
