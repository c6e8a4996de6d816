"""How well and how fast stops are put in order, by several means, on made-up days."""
