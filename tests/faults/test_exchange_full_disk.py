"""A disk that fills up while a file is received or sent: a plain refusal, nothing changed, nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import dumping
from tests.exchange.content import digest
from tests.faults.exchange_places import Places, Worker, opened

SIZES = 10
PAGE = 4096


def _needed(places: Places, worker: Worker, job: str) -> int:
    """Bytes of the largest file that the job writes when there is room."""
    data = places.copied(f"{job} with room")
    done = worker.does(places.order(job, data))
    assert {"file", "outcome"} & done.keys(), done
    log = data / "stores" / ("kim" if job == "send" else "rosa") / "records.db-wal"
    written = [log, *(data / "out").glob("*.rpb")]
    size = max(each.stat().st_size for each in written if each.exists())
    shutil.rmtree(data)
    return size


def _content(data: Path, store: str) -> tuple[str, list[str]]:
    """All that a store holds, and its records; the log must verify."""
    with opened(data, store) as desk:
        assert desk.journal.check(rebuild_tables=False).ok
        assert not desk.journal.restored
        return digest(desk), list(dumping.dump(desk))


@pytest.mark.parametrize("job", ["receive", "send"])
def test_a_file_that_may_not_grow_further_is_refused_at_any_size(
    places: Places, worker: Worker, job: str
) -> None:
    """The operating system refuses every write beyond so many bytes of a file, as a full disk does."""
    needed = _needed(places, worker, job)
    store = "kim" if job == "send" else "rosa"
    before = None
    for tenth in range(SIZES):
        data = places.copied(f"{job} {tenth}")
        before = before or _content(data, store)
        done = worker.does(places.order(job, data, room=needed * tenth // SIZES))
        assert done.get("code") == "disk-full", done
        assert done["told"].startswith("The disk ")
        assert not list(data.glob("out/*"))
        assert _content(data, store) == before
        if tenth in (0, SIZES - 1):
            done = worker.does(places.order(job, data, chance=9))
            assert done.get("outcome") == "merged" or done.get("file"), done
        shutil.rmtree(data)


def _mounts(folder: Path) -> bool:
    return (
        os.name == "posix"
        and os.geteuid() == 0
        and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
        == 0
    )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 12 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not _mounts(folder):
        pytest.skip("only the administrator can make a small disk here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _filled(disk: Path, left: int) -> Path:
    """Fill a disk until only `left` bytes are free."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        file.write(bytes(shutil.disk_usage(disk).free - left))
    return filler


@pytest.mark.long
@pytest.mark.parametrize("job", ["receive", "send"])
def test_a_disk_without_room_is_told_at_any_size(
    places: Places, worker: Worker, small_disk: Path, job: str
) -> None:
    needed = _needed(places, worker, job)
    store = "kim" if job == "send" else "rosa"
    before, refused = None, 0
    for tenth in range(SIZES):
        data = places.copied(f"{job} {tenth}", small_disk)
        order = places.order(job, data)
        before = before or _content(data, store)
        filler = _filled(small_disk, 12 * PAGE + needed * tenth // SIZES)
        done = worker.does(order)
        filler.unlink()
        if done.get("code"):
            assert done["code"] == "disk-full", done
            assert not list(data.glob("out/*"))
            assert _content(data, store) == before
            refused += 1
        done = worker.does(order | {"chance": 9})
        assert done.get("outcome") in ("merged", "nothing-new") or done.get("file"), done
        shutil.rmtree(data)
    assert refused >= SIZES - 3
