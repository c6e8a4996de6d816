"""Min-cost flows solved one after the other, each keeping to what was best before it.

The solver gives no prices, so they are computed here from what a flow leaves open. An arc whose
price is not zero has the same flow in every solution that is as good, so it is held as it is, and
the next level is solved on the arcs that remain. No two levels ever share one sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]


class Unsolved(Exception):
    """The solver found no flow, which a network with a way round it always has."""


@dataclass(frozen=True, slots=True)
class Face:
    """All flows that are as good as the best so far: `held` arcs keep theirs, others may differ.

    `supply` is what the other arcs must bring from each node; `ages` what their pieces cost in age.
    """

    tails: list[int]
    heads: list[int]
    room: list[int]
    flow: list[int]
    held: list[bool]
    supply: list[int]
    ages: list[int]


class Network:
    """Arcs from tails to heads with room for so many pieces; `flow` is what runs in each."""

    def __init__(self, tails: Whole, heads: Whole, room: Whole, supply: Whole) -> None:
        self.tails, self.heads, self.room = tails, heads, room
        self.supply = supply
        self.flow: Whole = np.zeros(len(tails), dtype=np.int64)
        self.free: Marks = np.ones(len(tails), dtype=np.bool_)

    def improve(self, costs: Whole) -> None:
        """Find the cheapest flow among those that are best by every level so far, and keep to it.

        Raises Unsolved.
        """
        arcs = np.flatnonzero(self.free)
        if not len(arcs) or not costs[arcs].any():
            return
        tails, heads, room = self.tails[arcs], self.heads[arcs], self.room[arcs]
        flow = _cheapest(tails, heads, room, costs[arcs], self.supply)
        prices = _prices(tails, heads, room, flow, costs[arcs], len(self.supply))
        held = costs[arcs] + prices[tails] - prices[heads] != 0
        self.flow[arcs] = flow
        self.free[arcs[held]] = False
        supply = self.supply.copy()
        np.subtract.at(supply, tails[held], flow[held])
        np.add.at(supply, heads[held], flow[held])
        self.supply = supply

    def face(self, ages: Whole) -> Face:
        """Say what the levels so far leave open."""
        return Face(
            self.tails.tolist(),
            self.heads.tolist(),
            self.room.tolist(),
            self.flow.tolist(),
            (~self.free).tolist(),
            self.supply.tolist(),
            ages.tolist(),
        )


def _cheapest(tails: Whole, heads: Whole, room: Whole, costs: Whole, supply: Whole) -> Whole:
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(tails, heads, room, costs)
    solver.set_nodes_supplies(np.arange(len(supply), dtype=np.int32), supply)
    if solver.solve() != solver.OPTIMAL:
        raise Unsolved
    return np.asarray(solver.flows(arcs), dtype=np.int64)


def _prices(
    tails: Whole, heads: Whole, room: Whole, flow: Whole, costs: Whole, nodes: int
) -> Whole:
    """Give each node the length of the shortest way to it through what the flow leaves open."""
    on, back = flow < room, flow > 0
    start = np.concatenate([tails[on], heads[back]])
    end = np.concatenate([heads[on], tails[back]])
    length = np.concatenate([costs[on], -costs[back]])
    order = np.argsort(end, kind="stable")
    start, end, length = start[order], end[order], length[order]
    first = np.flatnonzero(np.concatenate([[True], end[1:] != end[:-1]])) if len(end) else end
    into = end[first]
    prices = np.zeros(nodes, dtype=np.int64)
    # An optimal flow has no cycle of negative length, so this ends after at most `nodes` rounds.
    for _ in range(nodes + 1):
        nearest = np.minimum.reduceat(prices[start] + length, first) if len(first) else prices[into]
        shorter = np.minimum(prices[into], nearest)
        if np.array_equal(shorter, prices[into]):
            return prices
        prices[into] = shorter
    raise Unsolved
