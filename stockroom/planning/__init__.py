"""Plans made of facts: who is to get what, and why. Only gathering/ reads books, none a clock.

A snapshot goes in (facts.py), a plan with its reasons comes out (plans.py). The solver runs in a
child process; the checker, which has no solver in it, holds every plan against its snapshot.
"""
