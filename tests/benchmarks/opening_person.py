"""From Enter on a person to the painted page, and from `s` to the painted form."""

from __future__ import annotations

import statistics

from tests.benchmarks.app import AT_CASELOAD, AT_FORM, AT_PERSON, DOWN, ENTER, ESCAPE, at_caseload
from tests.benchmarks.measure import Figure, within
from tests.benchmarks.stores import data_folder

NAME = "paint"
N = 20


def figures(people: int) -> list[Figure]:
    """Milliseconds from the key to the text on the screen."""
    pages, forms = [], []
    with at_caseload(data_folder(people)) as terminal:
        for _ in range(N + 1):
            sent = terminal.press(ENTER)
            pages.append((terminal.painted(AT_PERSON) - sent) * 1000)
            terminal.quiet(0.3)
            sent = terminal.press("s")
            forms.append((terminal.painted(AT_FORM) - sent) * 1000)
            for back_at in (AT_PERSON, AT_CASELOAD):
                terminal.quiet(0.3)
                terminal.press(ESCAPE)
                terminal.painted(back_at)
            terminal.quiet(0.3)
            terminal.press(DOWN)
            terminal.quiet()
    return [
        within(f"person painted, {people:,} people", statistics.median(pages[1:]), 150, n=N),
        within(f"form painted, {people:,} people", statistics.median(forms[1:]), 300, n=N),
    ]
