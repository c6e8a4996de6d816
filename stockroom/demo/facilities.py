"""Who receives, after the three published programmes that inspired the project.

Shelters: a foundation for women and children (DFWC) and three rescue centres (EW-1 to EW-3) in the
United Arab Emirates. Prisons: three Russian colonies with children's homes (IK-5, IK-15, IK-18),
and a nursery wing for six mothers in Marseille (BAU). Only the codes and the wing's size are
theirs: the other capacities, and every address and contact, are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from stockroom.demo.stage import Stage
from stockroom.rules.proofs import PROFILES


class Receiver(NamedTuple):
    """A facility; capacity counts mothers and children together, ages in months."""

    code: str
    kind: str
    language: str
    capacity: int
    max_age_months: int | None
    address: str
    contact: str


RECEIVERS = (
    Receiver("DFWC", "shelter", "ar", 40, None, "7 Sandgrouse Lane, Nowhere", "the day warden"),
    Receiver("EW-1", "shelter", "ar", 24, None, "31 Palmyard Walk, Nowhere", "the night desk"),
    Receiver("EW-2", "shelter", "ar", 18, None, "4 Dhowmaker Rise, Nowhere", "the house manager"),
    Receiver("EW-3", "shelter", "ar", 16, None, "90 Saltpan Court, Nowhere", "the house manager"),
    Receiver("IK-5", "prison", "ru", 90, 36, "2 Birchgate Proezd, Nowhere", "the home's nurse"),
    Receiver("IK-15", "prison", "ru", 70, 36, "55 Millpond Proezd, Nowhere", "the home's nurse"),
    Receiver("IK-18", "prison", "ru", 80, 36, "18 Larkhill Proezd, Nowhere", "the home's nurse"),
    # Six mothers with a child each; children stay for eighteen months (French law).
    Receiver("BAU", "prison", "fr", 12, 18, "13 Traverse Sansnom, Nowhere", "the wing's officer"),
)


# Of the three countries, by the language of their papers.
CLIMATES = {"ar": "hot", "ru": "cold", "fr": "temperate_north"}
# A rescue centre whose door must not be found meets the driver elsewhere; a gate keeps phones out.
REFUGES = {"EW-2": "gate", "EW-3": "meeting_point"}
MEETING_POINT = "the back of the invented bakery, after a call"


def meet(stage: Stage) -> None:
    """Alice notes each of them; addresses and contacts are sealed at once."""
    for receiver in RECEIVERS:
        about = {name: value for name, value in receiver._asdict().items() if value is not None}
        stage.do(
            "alice",
            "facilities",
            climate=CLIMATES[receiver.language],
            **about,
            **_handover(receiver),
        )


def _handover(receiver: Receiver) -> Mapping[str, Any]:
    """What proves a handover there, and what the driver may know."""
    refuge = REFUGES.get(receiver.code)
    name = "refuge" if refuge else "gate" if receiver.kind == "prison" else "standard"
    profile = PROFILES[name]
    told: dict[str, Any] = {"proof": dict(profile.proof), "photo_days": profile.photo_days}
    if receiver.kind == "prison":
        told |= {"instructions": "Phones stay in the van. Ring at the small door.", "pin": "4711"}
    if refuge == "meeting_point":
        told |= {"hands_over_at": refuge, "meeting_point": MEETING_POINT}
    return told | {"contact_role": receiver.contact.removeprefix("the ")}
