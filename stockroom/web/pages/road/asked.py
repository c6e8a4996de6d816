"""A run as somebody would have it: its stops in the order of a form, with hours typed there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.errors import Malformed
from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import StopKind
from stockroom.web.api.reads.people import DONOR, PERSON
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.road import fetching, runs
from stockroom.web.pages.road.runs import Run, Stop

UP, DOWN, OUT = "up", "down", "out"
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MOST_SERVICE_MIN = 480
HOURS = ("window_from", "window_until", "service_min")
TO_FETCH = ("to_fetch", "to_fetch_g", "to_fetch_ml")


class Asked(NamedTuple):
    """A run with its stops as they are asked for; new ones have ids below zero.

    `present` are the stops as they are planned now.
    """

    run: Run
    stops: Sequence[Stop]
    removed: Sequence[Stop]
    present: Sequence[Stop] = ()

    def differs(self, stop: Stop) -> bool:
        """Whether more than its place is to be another, or the stop is new."""
        return stop not in self.present

    @property
    def words(self) -> Sequence[str]:
        """What was newly written of what waits at stops."""
        known = {one.to_fetch for one in self.present}
        return [one.to_fetch for one in self.stops if one.to_fetch not in {"", *known}]


def asked(look: Look, run: Run) -> Asked:
    """The run as the form has it, with what the pressed button moves; as it stands without one."""
    present = runs.stops_of(look.books, [run.id])[run.id]
    if not look.form.text("order"):
        return Asked(run, present, (), present)
    stops = _added(look, _in_order(look.form, present, run))
    stops = _moved(stops, look.form.text("shown_again"))
    kept = {one.id for one in stops}
    removed = [one for one in present if one.id not in kept]
    return Asked(_trip(look, run), stops, removed, present)


def content(asked: Asked, run: Run) -> Mapping[str, Any]:
    """The change that makes the run so."""
    found: dict[str, Any] = {"run": run.id, "stops": [_said(one) for one in asked.stops]}
    trip = asked.run
    if trip.day != run.day:
        found["day"] = trip.day.isoformat()
    for name in ("van", "driver"):
        if getattr(trip, f"{name}_id") != getattr(run, f"{name}_id"):
            found[name] = getattr(trip, name)
    for name in ("starts_at", "ends_at", "longest_wait_min"):
        if getattr(trip, name) != getattr(run, name):
            found[name] = getattr(trip, name)
    return found


def _said(stop: Stop) -> Mapping[str, Any]:
    said: dict[str, Any] = {
        name: getattr(stop, name) for name in (*HOURS, *(TO_FETCH if stop.fetches else ()))
    }
    if stop.id > 0:
        return {"stop": stop.id, **said}
    where: Mapping[str, Any] = {
        StopKind.FACILITY.value: stop.code,
        StopKind.SITE.value: stop.site,
        StopKind.DONOR.value: stop.donor_id,
    }
    return {stop.kind: where[stop.kind], **said}


def _in_order(form: Form, present: Sequence[Stop], run: Run) -> list[Stop]:
    """The stops that the form names, each as typed there; over ones first, as they are."""
    by_id = {one.id: one for one in present}
    found = []
    for text in form.text("order").split():
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise Malformed("unreadable", NOT_UNDERSTOOD)
        stop = by_id.get(int(text))
        if stop is None and int(text) < 0:
            stop = _new(form, int(text), run)
        if stop is not None and stop not in found:
            found.append(_what_waits(form, _with_hours(form, stop)))
    return [one for one in found if one.has_been] + [one for one in found if not one.has_been]


def _with_hours(form: Form, stop: Stop) -> Stop:
    name = f"at.{stop.id}."
    if not form.text(f"{name}here"):
        return stop
    since, until = form.text(f"{name}from")[:5], form.text(f"{name}until")[:5]
    for time in (since, until):
        if time and not _TIME.fullmatch(time):
            raise Malformed("not_a_time", "{text} is not a time of day.", text=time)
    service = form.number(f"{name}service")
    return stop._replace(
        window_from=since,
        window_until=until,
        service_min=stop.service_min if service is None else min(service, MOST_SERVICE_MIN),
    )


def _what_waits(form: Form, stop: Stop) -> Stop:
    name = f"at.{stop.id}."
    if not (stop.fetches and form.text(f"{name}here")):
        return stop
    said = fetching.typed({field: form.text(f"{name}{field}") for field in fetching.FIELDS})
    for field in ("to_fetch_g", "to_fetch_ml"):
        if fetching.whole(getattr(stop, field)) == fetching.whole(said[field]):
            # A form has whole kilograms and litres; what nobody changed there stays to the gram.
            del said[field]
    return stop._replace(**said)


def _new(form: Form, number: int, run: Run) -> Stop | None:
    kind, _space, ref = form.text(f"at.{number}.is").partition(" ")
    if kind not in set(StopKind) or not ref:
        return None
    return _stop(run.id, number, kind, ref, form.text(f"at.{number}.name"))


def _stop(run_id: int, number: int, kind: str, ref: str, name: str) -> Stop:
    """A stop that is not in the books yet: `ref` is a code, a name or an id of its kind."""
    owner, _space, service = ref.partition("/")
    if not owner.isdigit() or len(owner) > runs.DIGITS:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    own = {f"{kind}_id": int(owner)}
    names = {"facility": "code", "site": "site", "donor": "donor"}
    blank: dict[str, Any] = dict.fromkeys(
        ("facility_id", "code", "language", "site", "site_number", "donor_id", "donor")
    )
    minutes = {"service_min": int(service)} if service.isdigit() else {}
    return Stop(
        **{
            "run_id": run_id, "position": 0, "kind": kind, "window_from": "", "window_until": "",
            **blank, **own, **minutes, names[kind]: name[:60], "id": number,
        }
    )  # fmt: skip


def _added(look: Look, stops: list[Stop]) -> list[Stop]:
    """With the stop chosen below the others, if one was."""
    kind, _space, ref = look.form.text("add").partition(" ")
    if not ref:
        return stops
    number = min((one.id for one in stops), default=0)
    found = find(look.books, kind, ref)
    if found is None:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    run_id = stops[0].run_id if stops else 0
    owner, name, service = found
    return [*stops, _stop(run_id, min(number, 0) - 1, kind, f"{owner}/{service}", name)]


def find(books: sa.Connection, kind: str, ref: str) -> tuple[int, str, int] | None:
    """The id, the name and the usual minutes of a facility, a site or a donor, by its choice."""
    if kind == StopKind.FACILITY:
        select = sa.select(FACILITY.c.id, FACILITY.c.code, FACILITY.c.service_min)
        row = books.execute(select.where(FACILITY.c.code == ref)).first()
    elif not ref.isdigit() or len(ref) > runs.DIGITS:
        return None
    elif kind == StopKind.SITE:
        site = sa.select(PLACE.c.id, PLACE.c.name, sa.literal(20))
        row = books.execute(
            site.where(PLACE.c.number == int(ref), PLACE.c.kind == PlaceKind.SITE)
        ).first()
    else:
        donor = sa.select(DONOR.c.id, DONOR.c.name, sa.literal(20))
        row = books.execute(donor.where(DONOR.c.id == int(ref))).first()
    return (int(row[0]), str(row[1]), int(row[2])) if row else None


def _moved(stops: list[Stop], press: str) -> list[Stop]:
    act, _space, number = press.partition(" ")
    at = next((at for at, one in enumerate(stops) if str(one.id) == number), None)
    if at is None or stops[at].has_been:
        return stops
    if act == OUT:
        return [*stops[:at], *stops[at + 1 :]]
    other = {UP: at - 1, DOWN: at + 1}.get(act)
    if other is None or not 0 <= other < len(stops) or stops[other].has_been:
        return stops
    stops[at], stops[other] = stops[other], stops[at]
    return stops


def _trip(look: Look, run: Run) -> Run:
    """The run with its day, van, driver and hours as they are typed."""
    form = look.form
    changed: dict[str, Any] = {}
    if form.text("day"):
        try:
            changed["day"] = date.fromisoformat(form.text("day"))
        except ValueError as fault:
            raise Malformed("unreadable", NOT_UNDERSTOOD) from fault
    for name in ("starts_at", "ends_at"):
        if _TIME.fullmatch(form.text(name)):
            changed[name] = form.text(name)
    wait = form.number("longest_wait_min")
    if wait is not None:
        changed["longest_wait_min"] = min(wait, MOST_SERVICE_MIN)
    if form.text("van") and form.text("van") != run.van:
        changed |= _van(look.books, form.text("van"))
    if form.text("driver"):
        changed |= _driver(look.books, form.text("driver"), run)
    return run._replace(**changed)


def _van(books: sa.Connection, name: str) -> Mapping[str, Any]:
    query = sa.select(PLACE.c.id, PLACE.c.name).where(
        PLACE.c.name == name, PLACE.c.kind == PlaceKind.VAN
    )
    row = books.execute(query).first()
    return {"van_id": row.id, "van": row.name} if row else {}


def _driver(books: sa.Connection, login: str, run: Run) -> Mapping[str, Any]:
    row = books.execute(sa.select(PERSON.c.id).where(PERSON.c.login == login)).first()
    return {"driver_id": row.id, "driver": login} if row and row.id != run.driver_id else {}
