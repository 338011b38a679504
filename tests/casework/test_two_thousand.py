"""A keyworker's largest store: two thousand people, rebuilt from the log to the same tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recovery_tui.casework import load_files
from recovery_tui.casework.demo import people
from recovery_tui.casework.desk import Desk
from recovery_tui.journal.check import tables_digest


@pytest.mark.long
def test_a_rebuild_of_two_thousand_people_gives_identical_tables(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for line in people(2000, 1, desk.clock.today()):
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    result = load_files.load_file(desk, path)
    assert result.rejected == ()
    with desk.journal.reading() as conn:
        before = tables_digest(conn)
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM r_person").scalar_one() == 2000
    assert desk.journal.check(rebuild_tables=True).ok
    with desk.journal.reading() as conn:
        assert tables_digest(conn) == before
