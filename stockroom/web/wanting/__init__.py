"""Wanted at the door: which open wishes the goods in hand would answer, for pages, API and scan."""
