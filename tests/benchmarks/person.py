"""Asking the store for a person's page: every area, header included."""

from __future__ import annotations

import random
import statistics

from recovery_tui.casework import person_file
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.journal import reading
from tests.benchmarks.measure import Figure, milliseconds, within
from tests.benchmarks.stores import opened

NAME = "person"
N = 60


def figures(people: int) -> list[Figure]:
    """Milliseconds from asking to a finished view, over people drawn by lot and all areas in turn."""
    desk = opened(people)
    with desk.journal.reading() as conn:
        everybody = [record.id for record in reading.of_kind(conn, "person")]
    drawn = random.Random(1).sample(everybody, min(N, len(everybody)))
    areas = list(Area)
    person_file.page(desk, RecordId(drawn[0]), Area.PLAN)
    taken = [
        milliseconds(lambda who=who, at=at: person_file.page(desk, RecordId(who), areas[at % len(areas)]))  # type: ignore[misc]
        for at, who in enumerate(drawn)
    ]
    desk.close()
    return [within(f"person, query and view, {people:,} people", statistics.median(taken), 30, n=len(taken))]
