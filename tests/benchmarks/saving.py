"""One save of one changed answer, beside a commit of one row through bare SQLCipher with the same settings."""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

from recovery_tui.journal import reading
from recovery_tui.journal.log import Change
from recovery_tui.vault import database
from recovery_tui.vault.datakey import DataKey
from tests.benchmarks.measure import Figure, against, in_turns, milliseconds
from tests.benchmarks.stores import copy_of, opened_in

NAME = "save"
N = 150
ROW = 600
"""Bytes: about what an event is."""


def figures(people: int) -> list[Figure]:
    """Milliseconds of a save in a store of so many people."""
    with tempfile.TemporaryDirectory() as folder:
        desk = opened_in(copy_of(people, Path(folder) / "data"))
        with desk.journal.reading() as conn:
            steps = [record for record, _ in zip(reading.of_kind(conn, "step"), range(N + 10), strict=False)]
        number = count()

        def save() -> None:
            step = steps[next(number)]
            desk.journal.save([Change("step", {"text": "Ring the hostel on Monday"}, step.id, step.person)])

        raw = database.connect(Path(folder) / "raw.db", DataKey(os.urandom(32), os.urandom(16)), mode="rwc")
        raw.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")

        def commit() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO row (body) VALUES (?)", (os.urandom(ROW),))
            raw.execute("COMMIT")

        for _ in range(10):
            save()
            commit()
        took, base = in_turns([lambda: milliseconds(save), lambda: milliseconds(commit)], N)
        raw.close()
        desk.close()
    return [
        against(f"one save, {people:,} people", took, base, times=8, at_most=10, n=N, base_name="bare commit")
    ]
