"""`load` of 100,000 records, beside writing the same bytes row by row through bare SQLCipher; and its memory."""

from __future__ import annotations

import json
import os
import statistics
import tempfile
from itertools import islice
from pathlib import Path

from recovery_tui.casework import demo, exchange_state
from recovery_tui.casework.load_files import load_file
from recovery_tui.clock import Clock
from recovery_tui.vault import database
from recovery_tui.vault.datakey import DataKey
from tests.benchmarks.measure import Figure, milliseconds, told_by_python
from tests.benchmarks.stores import NAME as STORE
from tests.benchmarks.stores import PASSPHRASE, RECORDS_EACH, SEED, cache, empty_in

NAME = "load"
N = 3
RECORDS = 100_000
TIMES = 12
MEGABYTES = 60

MEMORY = """
import sys
from pathlib import Path
from recovery_tui.casework import load_files, opening
from recovery_tui.casework import caseload
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.clock import Clock
def peak_kib():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
desk = opening.open_desk(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Clock())
caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=100)
idle = peak_kib()
result = load_files.load_file(desk, Path(sys.argv[4]))
assert result.new == int(sys.argv[5]), result.rejected[:3]
print(peak_kib() - idle)
desk.close()
"""
"""Peaks of this process alone, as Linux tells them (`getrusage` begins with those of the parent);
opening a store and showing a page is what "idle" is."""


def figures(people: int) -> list[Figure]:
    """Seconds to load into an empty store, and megabytes above an idle program."""
    path = _file()
    loaded, raw = [], []
    for _ in range(N):
        loaded.append(_load(path))
        raw.append(_bare(path))
    took, base = statistics.median(loaded) / 1000, statistics.median(raw) / 1000
    with tempfile.TemporaryDirectory() as folder:
        empty_in(Path(folder)).close()
        more = told_by_python(MEMORY, folder, STORE, PASSPHRASE, path, str(RECORDS)) / 1024
    return [
        Figure(
            f"load of {RECORDS:,} records", f"{took:.1f} s", f"{base:.2f} s bare rows", took / base, f"<= {TIMES}x",
            took / base <= TIMES, N,
        ),
        Figure(
            "memory of that load, above idle", f"{more:.0f} MB", "", None, f"<= {MEGABYTES} MB", more <= MEGABYTES, 1
        ),
    ]  # fmt: skip


def _file() -> Path:
    """The lines to load; written once a day."""
    today = Clock().today()
    path = cache() / f"load-{RECORDS}-{today}.jsonl"
    if not path.exists():
        making = path.with_suffix(".making")
        people = demo.people(RECORDS // RECORDS_EACH + 100, SEED, today, records_each=RECORDS_EACH)
        with making.open("w", encoding="utf-8", newline="\n") as file:
            for line in islice(people, RECORDS):
                file.write(json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")
        making.rename(path)
    return path


def _load(path: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_in(Path(folder))
        took = milliseconds(lambda: load_file(desk, path))
        found = exchange_state.state(desk).only_here
        desk.close()
        if found < RECORDS:
            raise AssertionError("the file was not loaded")
    return took


def _bare(path: Path) -> float:
    """The lines as rows of a table with a primary key, in one transaction."""
    with tempfile.TemporaryDirectory() as folder:
        connection = database.connect(
            Path(folder) / "raw.db", DataKey(os.urandom(32), os.urandom(16)), mode="rwc"
        )
        connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB)")

        def write() -> None:
            with path.open("rb") as file:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("INSERT INTO row (body) VALUES (?)", ((line,) for line in file))
                connection.execute("COMMIT")

        took = milliseconds(write)
        connection.close()
    return took
