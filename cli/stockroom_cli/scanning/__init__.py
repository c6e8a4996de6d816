"""Scanning beside a terminal: verb, place, things, with a scanner that plays a keyboard.

The books decide and this only tells them what hands did; see decision 0007. Scans are heard in
`keys`, understood in `resolve`, made into acts in `step` and `verbs`, kept in `outbox` before
`sender` hands them in, and `session` holds all of it together.
"""
