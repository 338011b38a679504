"""Pulling the plug at any moment loses nothing that was acknowledged and leaves nothing half done."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recovery_tui.casework import drafts
from recovery_tui.clock import Clock
from tests.support.desks import add_person, new_desk, reopened_for_real

WORKER = ["-m", "tests.faults.saving_worker"]


def _killed_run(data: Path, person: str, start: int, chance: random.Random) -> list[list[str]]:
    """Run the worker, kill it at a random moment after it is ready; returns what it acknowledged."""
    worker = subprocess.Popen(
        [sys.executable, *WORKER, str(data), person, str(start)], stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    acknowledged = []
    until = time.monotonic() + chance.uniform(0.0, 0.15)
    while time.monotonic() < until:
        acknowledged.append(worker.stdout.readline().split())
    worker.send_signal(signal.SIGKILL)
    acknowledged += [line.split() for line in worker.stdout.read().split("\n")[:-1]]
    worker.wait()
    worker.stdout.close()
    return acknowledged


def _run(data: Path, times: int) -> None:
    chance = random.Random(20261123)
    desk = new_desk(data)
    person = add_person(desk)
    desk.close()
    saved: dict[str, str] = {}
    for attempt in range(times):
        acknowledged = _killed_run(data, person, attempt * 100_000, chance)
        desk = reopened_for_real(data, Clock())
        assert desk.journal.check(rebuild_tables=False).ok
        assert not desk.journal.restored
        last_draft = ""
        for word, number, *ids in acknowledged:
            if word == "draft":
                last_draft = f"typed {number}"
            for record in ids:
                saved[record] = number
        for record, number in saved.items():
            stored = desk.journal.record(record)
            assert stored is not None
            assert stored.values.get("matters_to_me", stored.values.get("title", "")).split()[-1] == number  # type: ignore[union-attr]
        kept = drafts.unfinished(desk)
        if last_draft:
            (draft,) = kept
            typed = int(draft.values["contact.summary"].split()[1])
            assert typed >= int(last_draft.split()[1])
        with desk.journal.reading() as conn:
            plans = conn.exec_driver_sql("SELECT COUNT(*) FROM r_plan").scalar_one()
            goals = conn.exec_driver_sql("SELECT COUNT(*) FROM r_goal").scalar_one()
        assert plans == goals >= len(saved) // 2
        desk.close()


def test_a_killed_process_loses_nothing_acknowledged(tmp_path: Path) -> None:
    _run(tmp_path, 6)


@pytest.mark.long
def test_two_hundred_kills_lose_nothing_acknowledged(tmp_path: Path) -> None:
    _run(tmp_path, 200)
