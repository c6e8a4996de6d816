"""What a gate is told of and asked about, made for tests by hand and by hypothesis."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from stockroom.rules import gate
from stockroom.rules.gate import Goods, Load, Rule, Some, Told, Trip, flags
from stockroom.tables.gates import GateAction
from stockroom.tables.transport import Packaging
from stockroom.tables.wishes import Proof
from stockroom.words import Condition

TODAY = date(2026, 11, 22)
TOLD = date(2026, 11, 3)
# A Wednesday.
RUN_DAY = date(2026, 11, 25)


def a_rule(kind: str, *, id: int = 1, **about: Any) -> Rule:
    """A rule of M-1's gate."""
    more = {name: about.pop(name) for name in ("action", "lapses_on", "ended") if name in about}
    return Rule(
        id=id,
        facility="M-1",
        kind=kind,
        facts=gate.read(kind, about),
        source="telephone",
        confirmed_on=TOLD,
        **more,
    )


def a_trip(**about: Any) -> Trip:
    """A stop at M-1 on Wednesday, which is being loaded."""
    known: dict[str, Any] = {"today": TODAY, "day": RUN_DAY, "is_loading": True}
    return Trip(**(known | about))


def a_load(*pieces: int, **about: Any) -> Load:
    """So many sealed nappies together, in a box."""
    goods = [Some(NAPPIES, number) for number in pieces]
    return Load(goods=goods, **({"packaging": "box"} | about))


def open_hours(days: str, start: str = "09:00", end: str = "11:00") -> dict[str, str]:
    """One window of a gate."""
    return {"days": days, "from": start, "until": end}


NAPPIES = Goods(
    condition="new_sealed",
    product="NP-DISP",
    category="nappies",
    brand="Softly",
    from_company=True,
)

letters = st.lists(st.sampled_from(list(flags.SENTENCES)), unique=True).map("".join)
goods = st.builds(
    Goods,
    condition=st.sampled_from([one.value for one in Condition]),
    flags=letters,
    use_by=st.none() | st.dates(TODAY, TODAY + timedelta(days=90)),
    product=st.sampled_from(["NP-DISP", "FE-BOTG"]),
    category=st.sampled_from(["nappies", "feeding"]),
    brand=st.sampled_from(["", "Softly", "softly", "Tendre"]),
    from_company=st.booleans(),
)
some = st.lists(st.builds(Some, goods, st.integers(1, 60)), max_size=3)
loads = st.builds(
    Load,
    goods=some,
    lately=some,
    packaging=st.sampled_from(["", *(one.value for one in Packaging)]),
    repacked=st.booleans(),
)
hours = st.integers(0, 23).map(lambda hour: f"{hour:02}:00")
trips = st.builds(
    Trip,
    today=st.just(TODAY),
    day=st.dates(TODAY, TODAY + timedelta(days=14)),
    is_loading=st.booleans(),
    window_from=st.just("") | hours,
    window_until=st.just("") | hours,
    arrives_at=st.just("") | hours,
    known_driver=st.none() | st.dates(TODAY, TODAY + timedelta(days=14)),
    known_van=st.none() | st.dates(TODAY, TODAY + timedelta(days=14)),
    manifest=st.none()
    | st.builds(
        Told,
        sent_on=st.dates(TOLD, TODAY),
        language=st.sampled_from(["en", "fr"]),
        equal=st.booleans(),
    ),
    required=st.frozensets(st.sampled_from([one.value for one in Proof])),
    sheet_printed=st.booleans(),
    others_aboard=st.booleans(),
)
windows = st.lists(
    st.builds(
        open_hours,
        st.lists(st.sampled_from("1234567"), min_size=1, unique=True).map("".join),
        st.integers(0, 11).map(lambda hour: f"{hour:02}:00"),
        st.integers(12, 23).map(lambda hour: f"{hour:02}:30"),
    ),
    min_size=1,
    max_size=3,
)
figures = st.one_of(
    st.tuples(st.just("condition"), st.sampled_from([{"least": "new"}, {"least": "new_sealed"}])),
    st.tuples(st.just("flags"), letters.filter(bool).map(lambda some: {"letters": some})),
    st.tuples(st.just("shelf_life"), st.integers(1, 60).map(lambda days: {"days": days})),
    st.tuples(st.just("brand"), st.just({"brands": ["Softly"]})),
    st.tuples(
        st.just("quantity"),
        st.builds(
            lambda most, per, of: {"most": most, "per": per, **of},
            st.integers(1, 100),
            st.sampled_from(["delivery", "30_days"]),
            st.sampled_from([{}, {"product": "NP-DISP"}, {"category": "feeding"}]),
        ),
    ),
    st.tuples(
        st.just("packaging"), st.sampled_from([{"packaging": "clear_bag"}, {"packaging": "shop"}])
    ),
    st.tuples(
        st.just("manifest"),
        st.builds(
            lambda days, language: {"days": days, **language},
            st.integers(0, 5),
            st.sampled_from([{}, {"language": "fr"}]),
        ),
    ),
    st.tuples(st.just("window"), windows.map(lambda some: {"windows": some})),
    st.tuples(
        st.just("receipt"),
        windows.map(lambda some: {"role": "nurse", "windows": some}) | st.just({"role": "nurse"}),
    ),
    st.tuples(
        st.just("phone"),
        st.builds(
            lambda phone, camera: {"phone": phone, "camera": camera},
            st.sampled_from(["outside", "in_vehicle"]),
            st.booleans(),
        ),
    ),
    st.tuples(
        st.sampled_from(["retailer", "driver", "vehicle", "other_goods"]), st.just(dict[str, Any]())
    ),
)
rules = st.builds(
    lambda kind, action, ended: a_rule(kind[0], **kind[1], action=action, ended=ended),
    figures,
    st.sampled_from([one.value for one in GateAction]),
    st.booleans(),
)
