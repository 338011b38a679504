"""Two stores to copy and break: Kim's, with much to send, and Rosa's; and the process that works on the copies."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recovery_tui.casework import dumping
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.own_card import own
from recovery_tui.casework.owner import Role
from recovery_tui.clock import SetClock
from recovery_tui.journal.log import Change
from tests.support.desks import MONDAY, add_person, reopened
from tests.support.exchange import acquaint, colleague, send

ROOT = Path(__file__).parents[2]
PLANS = 120
_PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


class Places:
    """Both stores, closed, a whole file from one to the other, and what both hold once it was received."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template"
        kim, rosa = (
            colleague(self.template, "Kim Example"),
            colleague(self.template, "Rosa Placeholder", Role.SUPERVISOR),
        )
        acquaint(kim, rosa)
        person = add_person(kim)
        chance = random.Random(5)  # text that does not become small
        kim.journal.save(
            [
                Change("plan", {**_PLAN, "matters_to_me": chance.randbytes(400).hex()}, person=person)
                for _ in range(PLANS)
            ]
        )
        own(rosa)
        self.rosa_key = rosa.me
        self.expected = list(dumping.dump(kim))
        self.stick = folder / "stick"
        self.stick.mkdir()
        rosa.close()
        kim.close()
        copy = self.copied("first")
        with opened(copy, "kim") as again:
            from_kim = reopened(copy, "rosa", SetClock(MONDAY))
            self.file = send(again, self.stick, from_kim)
            from_kim.close()
        shutil.rmtree(copy)

    def copied(self, name: str, under: Path | None = None) -> Path:
        """A copy of both stores."""
        copy = (under or self.folder) / name
        shutil.copytree(self.template, copy)
        return copy

    def order(self, job: str, data: Path, **more: Any) -> dict[str, Any]:
        """What the worker is told."""
        store = "kim" if job == "send" else "rosa"
        place = data / "out" if job == "send" else self.file
        if job == "send":
            place.mkdir(exist_ok=True)
        return {
            "job": job, "data": str(data), "store": store, "place": str(place), "to": [self.rosa_key], "chance": 1
        } | more  # fmt: skip


class Worker:
    """Does what it is told, in a process of its own for each order."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.exchange_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def does(self, order: dict[str, Any]) -> dict[str, Any]:
        """What became of an order, and how long it took."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        began = time.monotonic()
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said | {"took": time.monotonic() - began}

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


@contextmanager
def opened(data: Path, name: str, chance: int = 77) -> Iterator[Desk]:
    """A store, open for a while."""
    desk = reopened(data, name, SetClock(MONDAY, chance))
    try:
        yield desk
    finally:
        desk.close()


def held(desk: Desk) -> int:
    """How many events of others are here."""
    with desk.journal.reading() as conn:
        return int(
            conn.exec_driver_sql(
                "SELECT COUNT(*) FROM event JOIN feed ON feed.no = event.feed WHERE own = 0 AND use = 'record'"
            ).scalar_one()
        )
