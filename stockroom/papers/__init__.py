"""Papers as plain data, and the one renderer that makes PDFs of them, in four languages.

A paper is for one stop. What it says is put together from facts that it is given; it reads no book,
knows no page, and tells of no other stop.
"""
