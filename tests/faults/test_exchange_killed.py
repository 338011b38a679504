"""Pulling the plug while a file is received or sent, at any moment: all of it is done, or nothing."""

from __future__ import annotations

import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recovery_tui.bundles import ledger
from recovery_tui.casework import dumping, exchange_state, receiving, sending
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import SendOrder
from recovery_tui.errors import NotFoundError
from tests.faults.exchange_places import Places, Worker, held, opened

SEED = 20261123


def _kills(places: Places, worker: Worker, job: str, times: int) -> Iterator[tuple[Path, int]]:
    """Copies of the stores in which `job` was killed: half at a random call of a function, half at a random time."""
    chance = random.Random(SEED)
    whole = worker.does(places.order(job, places.copied(f"{job} counted"), calls=0))
    untouched = worker.does(places.order(job, places.copied(f"{job} timed"), seconds=60.0))
    killed = 0
    for attempt in range(times * 2):
        data = places.copied(f"{job} {attempt}")
        moment: dict[str, Any] = (
            {"calls": 1 + chance.randrange(whole["calls"])}
            if attempt % 2
            else {"seconds": chance.random() * untouched["took"]}
        )
        done = worker.does(places.order(job, data, chance=attempt + 2, **moment))
        assert done.get("signal") == signal.SIGKILL or "seconds" in moment, done
        yield data, attempt
        shutil.rmtree(data)
        killed += "signal" in done
        if killed == times:
            return
    raise AssertionError(f"only {killed} were killed in time")


def _killed_receiving(places: Places, worker: Worker, times: int) -> Counter[int]:
    found: Counter[int] = Counter()
    for data, _ in _kills(places, worker, "receive", times):
        with opened(data, "rosa") as rosa:
            assert rosa.journal.check(rebuild_tables=False).ok
            assert not rosa.journal.restored
            count = held(rosa)
            dumped = list(dumping.dump(rosa))
            assert dumped in ([], places.expected)
            assert bool(count) == bool(dumped)
            [again] = receiving.receive(rosa, [places.file])
            assert again.outcome == ("nothing-new" if count else "merged")
            assert list(dumping.dump(rosa)) == places.expected
        found[count] += 1
    return found


def _killed_sending(places: Places, worker: Worker, times: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for data, attempt in _kills(places, worker, "send", times):
        out = data / "out"
        left = sorted(each.name for each in out.iterdir())
        files = [name for name in left if name.endswith(".rpb")]
        assert len(left) <= 1
        assert all(name.endswith((".rpb", ".rpb.part")) for name in left)
        with opened(data, "rosa") as rosa:
            _receives_whole_files_only(rosa, out, files)
        with opened(data, "kim", chance=attempt + 1000) as kim:
            assert kim.journal.check(rebuild_tables=False).ok
            assert not kim.journal.restored
            with kim.journal.reading() as conn:
                states = [str(each) for (each,) in conn.exec_driver_sql("SELECT state FROM sent")]
            assert "written" not in states or files
            assert exchange_state.state(kim).only_here == len(places.expected)
            _sends_again(kim, places, out)
        with opened(data, "rosa") as rosa:
            receiving.receive(rosa, [out])
            assert list(dumping.dump(rosa)) == places.expected
        found["whole" if files else "part" if left else "nothing"] += 1
    return found


def _receives_whole_files_only(rosa: Desk, out: Path, files: list[str]) -> None:
    if not files:
        with pytest.raises(NotFoundError):
            receiving.receive(rosa, [out])
        assert held(rosa) == 0
        return
    assert {each.outcome for each in receiving.receive(rosa, [out])} == {"merged"}


def _sends_again(kim: Desk, places: Places, out: Path) -> None:
    sent = sending.send(kim, SendOrder((places.rosa_key,)), out)
    assert sent.changes == len(places.expected)
    with kim.journal.reading() as conn:
        assert ledger.unfinished(conn) == []
        rows = conn.exec_driver_sql("SELECT bundle FROM sent WHERE state = 'written'").scalars().all()
    assert bytes.fromhex(sent.bundle) in map(bytes, rows)
    assert len(rows) <= len(list(out.glob("*.rpb")))


def test_receiving_killed_at_any_moment_is_done_whole_or_not_at_all(places: Places, worker: Worker) -> None:
    assert _killed_receiving(places, worker, 6).total() >= 6


def test_sending_killed_at_any_moment_leaves_a_whole_file_or_none(places: Places, worker: Worker) -> None:
    assert _killed_sending(places, worker, 6).total() >= 6


@pytest.mark.long
def test_receiving_killed_at_a_hundred_moments_is_done_whole_or_not_at_all(
    places: Places, worker: Worker
) -> None:
    found = _killed_receiving(places, worker, 100)
    assert len(found) == 2


@pytest.mark.long
def test_sending_killed_at_a_hundred_moments_leaves_a_whole_file_or_none(
    places: Places, worker: Worker
) -> None:
    found = _killed_sending(places, worker, 100)
    assert found["part"]
    assert found["nothing"]
