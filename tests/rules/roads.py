"""Days on the road, made up: strategies of hypothesis for stops, vans and minutes."""

from __future__ import annotations

from hypothesis import strategies as st

from stockroom.rules.driving import Load, Minutes, Onward, Place, Stop, Trip, Window

HOME: Place = ("site", 1)
PRISON = ((540, 660), (810, 930))

loads = st.builds(Load, st.integers(0, 400_000), st.integers(0, 3_000_000))
spans = st.tuples(st.integers(420, 1000), st.integers(0, 180)).map(
    lambda said: Window(said[0], said[0] + said[1])
)
hours = st.one_of(
    st.just(()),
    st.just(tuple(Window(*one) for one in PRISON)),
    st.lists(spans, max_size=3).map(tuple),
)
known = st.one_of(st.none(), st.frozensets(st.integers(1, 3), max_size=3))


@st.composite
def stops(draw: st.DrawFn, most: int = 6) -> list[Stop]:
    """A few stops, some of which hand goods on to others."""
    count = draw(st.integers(0, most))
    others = st.integers(1, count + 1)
    return [
        Stop(
            id=number,
            name=f"M-{number}",
            place=("facility", draw(st.integers(1, 4))),
            windows=draw(hours),
            service_min=draw(st.integers(0, 60)),
            brought=draw(loads),
            fetched=draw(loads),
            onward=tuple(draw(st.lists(st.builds(Onward, others, loads), max_size=1))),
            drivers=draw(known),
            vans=draw(known),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def trips(draw: st.DrawFn) -> Trip:
    """A van that starts and ends at home."""
    opens = draw(st.integers(400, 600))
    return Trip(
        van=draw(st.integers(1, 3)),
        driver=draw(st.integers(1, 3)),
        start=HOME,
        end=HOME,
        shift=Window(opens, opens + draw(st.integers(60, 600))),
        longest_wait_min=draw(st.integers(0, 90)),
        carried=draw(loads),
        most_g=draw(st.one_of(st.none(), st.integers(0, 1_500_000))),
        most_ml=draw(st.one_of(st.none(), st.integers(0, 9_000_000))),
        aboard=draw(st.one_of(st.none(), st.permutations(range(1, 7)).map(tuple))),
        start_name="home",
        end_name="home",
    )


@st.composite
def matrices(draw: st.DrawFn) -> Minutes:
    """Minutes between home and four places, each way for itself; now and then one is missing."""
    places: list[Place] = [HOME, *(("facility", number) for number in range(1, 5))]
    pairs = [(a, b) for a in places for b in places if a != b]
    told = draw(st.lists(st.integers(0, 90), min_size=len(pairs), max_size=len(pairs)))
    missing = draw(st.sets(st.sampled_from(pairs), max_size=2))
    return {pair: found for pair, found in zip(pairs, told, strict=True) if pair not in missing}
