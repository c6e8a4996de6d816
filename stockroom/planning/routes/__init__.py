"""In which order a day's stops are driven to, and by which van: `suggest` proposes, people decide.

A suggestion is found in a child process: by pyvrp where the extra `routes` is installed, and by our
own search with it or without. Each is checked by somebody else before it is shown.
"""

from stockroom.planning.routes.facts import Checked, Day, Orders, Suggestion, ways_of
from stockroom.planning.routes.suggesting import as_it_is, suggest
from stockroom.planning.routes.weighing import worth

__all__ = ["Checked", "Day", "Orders", "Suggestion", "as_it_is", "suggest", "ways_of", "worth"]
