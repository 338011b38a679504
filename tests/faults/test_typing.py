"""The real app, killed while somebody types: nothing older than two seconds is lost, and nothing lies open on disk."""

from __future__ import annotations

import os
import random
import selectors
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from recovery_tui.casework import drafts
from recovery_tui.clock import Clock
from tests.support.desks import add_person, new_desk, reopened_for_real

SURNAME = "Quillfeather"
WORDS = "wagtail sandpiper "
PROMISED_SECONDS = 2.0


@contextmanager
def _typing(data: Path, scratch: Path) -> Iterator[subprocess.Popen[str]]:
    """The app at work on the store in `data`, with `scratch` as its folder for temporary files."""
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typing_worker", str(data), SURNAME, WORDS],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch), "TEMP": str(scratch), "TMP": str(scratch)},
    )
    try:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"
        yield worker
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        if worker.stdout is not None:
            worker.stdout.close()


def _listen(output: IO[str], seconds: float) -> list[tuple[int, float]]:
    """What the worker says until so long after its first character: characters typed, and when."""
    said = [_typed(output)]
    until = time.monotonic() + seconds
    with selectors.DefaultSelector() as waiting:
        waiting.register(output, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if waiting.select(left):
                said.append(_typed(output))
    return said


def _typed(output: IO[str]) -> tuple[int, float]:
    typed, at = output.readline().split()
    return int(typed), float(at)


def _kill_while_typing(folder: Path, times: int) -> None:
    chance = random.Random(20261123)
    data = folder / "data"
    desk = new_desk(data)
    add_person(desk, SURNAME, "Ada")
    desk.close()
    for attempt in range(times):
        scratch = folder / f"scratch{attempt}"
        scratch.mkdir()
        with _typing(data, scratch) as worker:
            assert worker.stdout is not None
            said = _listen(worker.stdout, chance.uniform(2.5, 4.0))
            killed_at = time.monotonic()
            worker.send_signal(signal.SIGKILL)
        owed = max((typed for typed, at in said if at < killed_at - PROMISED_SECONDS), default=0)
        desk = reopened_for_real(data, Clock())
        assert desk.journal.check(rebuild_tables=False).ok
        kept = drafts.unfinished(desk)
        text = kept[0].values["contact.summary"] if kept else ""
        assert owed > 0
        assert len(text) >= owed
        assert text == (WORDS * len(text))[: len(text)]
        with desk.vault.writing() as conn:
            conn.exec_driver_sql("DELETE FROM draft")
        desk.close()


def test_a_kill_while_typing_loses_less_than_two_seconds(tmp_path: Path) -> None:
    _kill_while_typing(tmp_path, 2)


@pytest.mark.long
def test_many_kills_while_typing_lose_less_than_two_seconds_each(tmp_path: Path) -> None:
    _kill_while_typing(tmp_path, 40)


def _files_that_hold(words: tuple[str, ...], *folders: Path) -> list[str]:
    found = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                raw = path.read_bytes().lower()
                shapes = [shape for word in words for shape in (word.encode(), word.encode("utf-16-le"))]
                found += [f"{path.name}: {shape!r}" for shape in shapes if shape in raw]
    return found


def test_no_file_holds_a_name_or_what_is_typed_while_the_app_is_open_or_after(tmp_path: Path) -> None:
    data, scratch = tmp_path / "data", tmp_path / "scratch"
    scratch.mkdir()
    desk = new_desk(data)
    add_person(desk, SURNAME, "Ada")
    desk.close()
    secrets = (SURNAME.lower(), "wagtail", "sqlite format 3")
    with _typing(data, scratch) as worker:
        assert worker.stdout is not None
        _listen(worker.stdout, 2.5)
        names = {path.name for path in data.rglob("*")}
        assert "records.db-wal" in names
        assert _files_that_hold(secrets, data, scratch) == []
    assert _files_that_hold(secrets, data, scratch) == []
    desk = reopened_for_real(data, Clock())
    assert drafts.unfinished(desk)
    path = desk.vault.paths.database
    desk.close()
    assert _files_that_hold(secrets, data, scratch) == []
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(path).execute("SELECT * FROM sqlite_schema").fetchall()
