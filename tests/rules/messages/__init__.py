"""Invented messages as facilities write them, with the lines that a person reads in them.

A file holds one language. Messages stand apart by a line of `====`, what is expected follows after
`----`, a line each: product, how many, size, and whatever else is said. `10` are pieces, `2x40`
packs of known size, `3p` packs of which nobody said how many are in one, `?` no number. Those
whose name ends in `unseen` were written after the rules, which are never bent to them.
"""
