"""Pulling the plug in the middle of a load leaves everything or nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from recovery_tui.journal import reading
from tests.support.desks import new_desk, reopened
from tests.support.line_files import many, write

ROOT = Path(__file__).parents[2]

WORKER = """
import sys
from pathlib import Path
from recovery_tui.casework.load_files import load_file
from tests.support.desks import reopened

def tell(done, total):
    sys.stdout.write("." if done < total else "\\n")
    sys.stdout.flush()

desk = reopened(Path(sys.argv[1]))
load_file(desk, Path(sys.argv[2]), progress=tell)
sys.stdout.write("loaded\\n")
sys.stdout.flush()
sys.stdin.read()
"""


@pytest.mark.parametrize(("seen", "loaded"), [(".", 0), ("\n.", 0), ("\n\n", None), ("loaded", 1500)])
def test_killed_while_loading(tmp_path: Path, seen: str, loaded: int | None) -> None:
    new_desk(tmp_path).close()
    file = write(tmp_path / "in.jsonl", many(1500))
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(tmp_path), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert worker.stdout is not None
    told = ""
    while seen not in told:
        read = worker.stdout.read(1)
        assert read, told
        told += read
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    desk = reopened(tmp_path)
    with desk.journal.reading() as conn:
        people = len(list(reading.of_kind(conn, "person")))
    assert people in ({0, 1500} if loaded is None else {loaded})
    assert desk.journal.check(rebuild_tables=False).ok
    assert not desk.journal.restored
    desk.close()
