"""What the lived-in world reads and writes: messages that came, and papers that went out."""

from __future__ import annotations

from typing import Any, Protocol


class Days(Protocol):
    """Acts in turn; see `tests/api/lived_in.py`."""

    def do(self, who: str, noun: str, **content: Any) -> dict[str, Any]:
        """One act; gives what it made."""
        ...


def tell_ahead(days: Days, run: int) -> None:
    """A manifest sent and approved, a gate sheet printed, an address opened for it."""
    told = days.do("alice", "manifests", run=run, facility="M-1")["manifest"]
    days.do("alice", "manifest-sendings", manifest=told, how="mail")
    days.do("alice", "manifest-approvals", manifest=told, approved_by="gate officer")
    days.do("dora", "gate-sheets", run=run, facility="M-1")
    days.do("alice", "address-openings", run=run, stop=1, purpose="sheet")


def read_a_message(days: Days) -> None:
    """Messages kept, one of them thrown away, and one made into a list."""
    kept = days.do("alice", "wish-sources", facility="M-1", text="Bonjour Nadia, 5 couvertures")
    days.do("alice", "wish-sources", facility="M-1", text="Для малыша: 6 слипов 62, срочно")
    thrown_away = days.do("alice", "wish-sources", facility="M-1", text="3 bavoirs")["wish_source"]
    days.do("alice", "wish-source-removals", source=thrown_away)
    wanted = {"product": "BD-BLK", "urgency": "routine", "quantity": 5}
    days.do(
        "alice",
        "wish-lists",
        facility="M-1",
        lines=[wanted],
        source=kept["wish_source"],
        came_by="message",
    )
