"""From a key typed into the search to the narrowed list on the screen."""

from __future__ import annotations

import statistics

from recovery_tui.casework import caseload
from recovery_tui.casework.demo import names
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.journal.listing import fold
from tests.benchmarks.app import ESCAPE, at_caseload
from tests.benchmarks.measure import Figure, within
from tests.benchmarks.stores import data_folder, opened

NAME = "filter"
LIMITS = {2000: 50.0, 50000: 80.0}
ENOUGH = 25
SHOWN = 10
"""Letters of a name that are surely not cut off."""

Stroke = tuple[str, str, str]
"""What was typed before, the next letter, and the name that then stands first."""


def figures(people: int) -> list[Figure]:
    """Milliseconds of one keystroke each, of strokes after which another person stands first."""
    strokes = _strokes(people)
    taken = []
    with at_caseload(data_folder(people)) as terminal:
        for before, letter, first in strokes:
            terminal.press("/")
            terminal.quiet(0.3)
            terminal.press(before)
            terminal.quiet(0.3)
            sent = terminal.press(letter)
            taken.append((terminal.painted(first) - sent) * 1000)
            terminal.quiet()
            terminal.press(ESCAPE)
            terminal.quiet(0.3)
    limit = LIMITS.get(people, 80.0)
    return [
        within(
            f"filter keystroke to painted list, {people:,} people",
            statistics.median(taken),
            limit,
            n=len(taken),
        )
    ]


def _strokes(people: int) -> list[Stroke]:
    desk = opened(people)

    def first(text: str) -> str:
        page = caseload.page(desk, text=text, order=CaseloadOrder.LOCATION, mine=True, offset=0, limit=1)
        return page.rows[0].name[:SHOWN] if page.rows else ""

    found: list[Stroke] = []
    for surname in names.SURNAMES:
        letters = fold(surname)
        for length in (1, 2, 3):
            before, after = letters[:length], letters[: length + 1]
            name = first(after)
            if after.isalpha() and name and name != first(before):
                found.append((before, letters[length], name))
    desk.close()
    return found[:: max(len(found) // ENOUGH, 1)][:ENOUGH]
