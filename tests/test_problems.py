"""The log of what nobody planned for: kept for this user alone, with no value in it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from recovery_tui.clock import SetClock
from recovery_tui.problems import LOG_NAME, note_problem
from tests.support.desks import MONDAY


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps files for a user by their folder")
def test_the_log_is_readable_by_this_user_alone_and_tells_no_value(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        reference = note_problem(tmp_path / "data", SetClock(MONDAY), ValueError("Barnes"))
    finally:
        os.umask(before)
    log = tmp_path / "data" / LOG_NAME
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.parent.stat().st_mode) == 0o700
    assert reference in log.read_text()
    assert "Barnes" not in log.read_text()
