"""Caseload and Today as the store gives them: what a keystroke waits for before anything is painted."""

from __future__ import annotations

import statistics
from functools import partial

from recovery_tui.casework import caseload, today
from recovery_tui.casework.today_views import TodayOrder
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.ui.widgets.record_list import PAGE
from tests.benchmarks.measure import Figure, median_of, milliseconds, within
from tests.benchmarks.stores import opened

NAME = "lists"
N = 30
TYPED = (
    "q",
    "qu",
    "qui",
    "quill",
    "o'b",
    "zo",
    "a00",
    "a0012",
    "lee q",
    "wint",
    "ó",
    "mac",
    "st",
    "b00",
    "thi",
)
LIMITS = {2000: 50.0, 50000: 80.0}
TODAY_LIMITS = {2000: 300.0, 50000: 800.0}


def figures(people: int) -> list[Figure]:
    """Milliseconds of a filter query, of the first page and of Today."""
    desk = opened(people)

    def page(text: str, order: CaseloadOrder = CaseloadOrder.LOCATION) -> None:
        caseload.page(desk, text=text, order=order, mine=True, offset=0, limit=PAGE)

    page("warm")
    taken = [milliseconds(partial(page, text)) for text in TYPED for _ in range(3)]
    limit, most = LIMITS.get(people, 80.0), TODAY_LIMITS.get(people, 800.0)
    first = median_of(lambda: page(""), N)
    view = median_of(lambda: today.view(desk, mine=True), N)
    by_wing = median_of(lambda: today.view(desk, mine=False, order=TodayOrder.WING), N)
    worst = median_of(lambda: page("", CaseloadOrder.WORST), N)
    desk.close()
    return [
        within(f"filter, query alone, {people:,} people", statistics.median(taken), limit, n=len(taken)),
        within(f"caseload, first page, query alone, {people:,} people", first, limit, n=N),
        within(f"caseload, worst first, query alone, {people:,} people", worst, most, n=N),
        within(f"today, query alone, {people:,} people", view, most, n=N),
        within(f"today of everybody by wing, query alone, {people:,} people", by_wing, most, n=N),
    ]
