"""Send, verify, look inside, receive: beside raw SQLCipher inserts of the same events, and what people use instead."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from recovery_tui.bundles import importing, inspecting
from recovery_tui.casework import receiving, sending
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import FileResult, SendOrder
from recovery_tui.vault import database
from recovery_tui.vault.datakey import DataKey
from tests.benchmarks import instead
from tests.benchmarks.correspondents import Pair, pair, rows_of
from tests.benchmarks.measure import Figure, in_turns, median_of, milliseconds, told_by_python, within
from tests.benchmarks.stores import NAME as STORE
from tests.benchmarks.stores import PASSPHRASE, opened_in

N = int(os.environ.get("TURNS", "3"))
EVENTS = int(os.environ.get("EVENTS", "1000000"))
FEWER = EVENTS // 10
MEGABYTES = 30

MEMORY = """
import sys
from pathlib import Path
from recovery_tui.casework import opening, receiving
from recovery_tui.clock import Clock
desk = opening.open_desk(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Clock())
result, = receiving.receive(desk, [Path(sys.argv[4])])
assert result.outcome == "merged", result
for line in Path("/proc/self/status").read_text().splitlines():
    if line.startswith("VmHWM:"):
        print(line.split()[1])
desk.close()
"""


def figures(people: int) -> list[Figure]:
    """Ratios to raw inserts, in turns; memory, looking inside, size; `people` is not asked, the events are fixed."""
    with tempfile.TemporaryDirectory(dir=_disk()) as folder:
        many, few = (
            _Exchange(pair(EVENTS), Path(folder) / "many"),
            _Exchange(pair(FEWER), Path(folder) / "few"),
        )
        many.send()
        few.send()
        raw, sent, verified, received, again = in_turns(
            [many.raw, many.send, many.verify, many.receive, many.receive_again], N
        )
        looked = max(_look(few), _look(many))
        more = (_peak(many) - _peak(few)) / 1024
        size = many.bundle.stat().st_size
        here = few.send() + few.receive()
        others = instead.figures([row[3] for row in few.rows], Path(folder), here, few.bundle.stat().st_size)
        many.close()
        few.close()
    events = len(many.rows)
    mean = sum(len(row[3]) for row in many.rows) / events
    return [
        _beside("send", sent, raw, 1),
        _beside("full verify", verified, raw, 0.6),
        _beside(f"receive of {events:,} events", received, raw, 8),
        _beside("receive of the same again", again, raw, 2),
        within("look inside, any size", looked, 20, n=20),
        Figure(
            f"memory of receive, {len(few.rows):,} to {events:,} events", f"{more:.0f} MB more", "", None,
            f"<= {MEGABYTES} MB", more <= MEGABYTES, 1,
        ),
        Figure(
            "bundle, bytes an event", f"{size / events:.1f} B", f"{mean:.0f} B body", size / events / mean, "", True, 1
        ),
        *others,
    ]  # fmt: skip


def _beside(name: str, took: float, raw: float, times: float) -> Figure:
    ratio = took / raw
    return Figure(
        name, f"{took / 1000:.1f} s", f"{raw / 1000:.1f} s raw", ratio, f"<= {times:g}x", ratio <= times, N
    )


def _disk() -> str | None:
    """Where stores of gigabytes may lie; the system's temporary folder unless told."""
    return os.environ.get("TMPDIR")


class _Exchange:
    """A sender, a bundle of all they have, and receivers."""

    def __init__(self, between: Pair, folder: Path) -> None:
        folder.mkdir()
        self.between = between
        self.folder = folder
        self.bundle = folder / "all.rpb"
        self.rows = rows_of(between.sender)
        self._sender = opened_in(between.sender)
        empty = opened_in(between.receiver)
        self._to = empty.me
        with empty.vault.reading() as conn:
            self.secrets = empty.vault.reading_secrets(conn)
        empty.close()
        self._last: Desk | None = None

    def raw(self) -> float:
        """The events as rows of a table, in one transaction."""
        path = self.folder / "raw.db"
        connection = database.connect(path, DataKey(os.urandom(32), os.urandom(16)), mode="rwc")
        connection.execute(
            "CREATE TABLE event (feed INTEGER, seq INTEGER, leaf BLOB, body BLOB, PRIMARY KEY (feed, seq))"
            " WITHOUT ROWID"
        )

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?)", self.rows)
            connection.execute("COMMIT")

        took = milliseconds(write)
        connection.close()
        path.unlink()
        return took

    def send(self) -> float:
        """Everything, to somebody who holds nothing."""
        self.bundle.unlink(missing_ok=True)
        return milliseconds(
            lambda: sending.send(self._sender, SendOrder((self._to,), full=True), self.bundle)
        )

    def verify(self) -> float:
        """Opened, signature, hashes, chains and seals; no database, and nothing asked of what the events say."""
        with importing.open_file(self.bundle) as file:
            return milliseconds(lambda: inspecting.prove(file, self.secrets))

    def receive(self) -> float:
        """Into a store without records."""
        self.close_receiver()
        self._last = opened_in(self.empty())
        return self._take_in("merged")

    def receive_again(self) -> float:
        """Into the store that has just received it."""
        return self._take_in("nothing-new")

    def empty(self) -> Path:
        """The data folder of a receiver without records."""
        target = self.folder / "receiver"
        shutil.rmtree(target, ignore_errors=True)
        return Path(shutil.copytree(self.between.receiver, target))

    def close_receiver(self) -> None:
        """Close the store that received last."""
        if self._last is not None:
            self._last.close()
            self._last = None

    def close(self) -> None:
        """Close what is open."""
        self.close_receiver()
        self._sender.close()

    def _take_in(self, outcome: str) -> float:
        desk = self._last
        if desk is None:
            raise AssertionError("nothing was received before")
        found: list[FileResult] = []
        took = milliseconds(lambda: found.extend(receiving.receive(desk, [self.bundle])))
        if [each.outcome for each in found] != [outcome]:
            raise AssertionError(found)
        return took


def _look(exchange: _Exchange) -> float:
    exchange.close_receiver()
    desk = opened_in(exchange.empty())
    took = median_of(lambda: receiving.look(desk, exchange.bundle), 20, warm=2)
    desk.close()
    return took


def _peak(exchange: _Exchange) -> float:
    exchange.close_receiver()
    return told_by_python(MEMORY, exchange.empty(), STORE, PASSPHRASE, exchange.bundle)
