"""The doors: pages and the API. They read freely and write only by `desk.do`."""
