"""Potentials: prices at the nodes of what a plan leaves open, which prove that none is better.

Where cost + potential(head) - potential(tail) >= 0 on every arc of the residual graph, no cycle has
a negative cost, so no flow is cheaper. Flows that are as cheap use only arcs where that sum is 0,
so the next level needs to look at those alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

Arc = tuple[int, int]


def nearest_ends(
    arcs: Iterable[Arc], ends: Iterable[tuple[int, int]], size: int
) -> list[int | None]:
    """Give each node the lowest cost among the ends that it reaches; None where it reaches none.

    `ends` are pairs of cost and node; ways to them cost nothing.
    """
    before: list[list[int]] = [[] for _ in range(size)]
    for tail, head in arcs:
        before[head].append(tail)
    found: list[int | None] = [None] * size
    for cost, end in sorted(ends):
        if found[end] is not None:
            continue
        found[end] = cost
        waiting = [end]
        while waiting:
            for node in before[waiting.pop()]:
                if found[node] is None:
                    found[node] = cost
                    waiting.append(node)
    return found


def settle(arcs: Mapping[Arc, int], size: int) -> tuple[list[int], list[int]]:
    """Correct labels until every arc's reduced cost is 0 or more, or a negative cycle is found.

    Gives the potentials and the nodes of the cycle, of which there are none where all is best.
    """
    after: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for (tail, head), cost in arcs.items():
        after[tail].append((head, cost))
    reach, parent = [0] * size, [-1] * size
    waiting, queued = deque(range(size)), [True] * size
    changes = 0
    while waiting:
        node = waiting.popleft()
        queued[node] = False
        here = reach[node]
        for head, cost in after[node]:
            if here + cost < reach[head]:
                reach[head], parent[head] = here + cost, node
                changes += 1
                if not queued[head]:
                    queued[head] = True
                    waiting.append(head)
        if changes > size:
            changes = 0
            if cycle := _cycle(parent):
                return [], cycle
    return [-length for length in reach], []


def _cycle(parent: Sequence[int]) -> list[int]:
    """Find nodes that are each other's parents: they lie on a cycle that still gets cheaper."""
    seen = [-1] * len(parent)
    for start in range(len(parent)):
        node = start
        while node >= 0 and seen[node] < 0:
            seen[node] = start
            node = parent[node]
        if node >= 0 and seen[node] == start:
            cycle, at = [node], parent[node]
            while at != node:
                cycle.append(at)
                at = parent[at]
            return cycle
    return []
