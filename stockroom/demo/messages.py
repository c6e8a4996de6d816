"""A list that came by message, its source kept blacked out, and a message without a list yet."""

from __future__ import annotations

from collections.abc import Iterator

from stockroom.demo.stage import Chapter, Stage

# The names in it are invented, and are gone before anything is kept.
SENT = """Bonjour Alice,
Une maman est arrivée hier avec son fils Timothée, 8 mois. Il faudrait 6 bodies taille 74, \
4 pyjamas 74, 2 paquets de 44 couches taille 4 et une veilleuse.
Pas de biberons, merci.
Océane, 06 12 34 56 78"""
WAITING = """Здравствуйте! Для малыша 3 месяца: боди 62 - 5 шт, ползунки размер 62 - 5 шт, \
влажные салфетки. Не срочно. Спасибо!"""


def chapters() -> Iterator[Chapter]:
    """Each on its day."""
    yield Chapter(3, _a_list_by_message)
    yield Chapter(0, _a_message_that_waits)


def _a_list_by_message(stage: Stage) -> None:
    source = stage.do("alice", "wish-sources", facility="BAU", text=SENT).made["wish_source"]
    day = stage.today.isoformat()
    lines = [
        {"product": "CL-BODY", "size": "74", "quantity": 6},
        {"product": "CL-PYJ", "size": "74", "quantity": 4},
        {"product": "NP-DISP", "size": "4", "quantity": 88},
    ]
    stage.do(
        "alice",
        "wish-lists",
        facility="BAU",
        lines=[line | {"urgency": "tonight", "as_of": day} for line in lines],
        came_by="message",
        source=source,
    )


def _a_message_that_waits(stage: Stage) -> None:
    stage.do("alice", "wish-sources", facility="IK-18", text=WAITING)
