"""After much work came in, Today says how far it is with counting, and never shows a list that lacks somebody."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recovery_tui.clock import SetClock
from recovery_tui.journal import due
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import app_on, furnished, unlock
from tests.ui.stage import MONDAY


async def test_while_it_is_counted_what_is_due_a_bar_says_how_far_and_nothing_looks_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock(MONDAY)
    furnished(tmp_path, clock)
    app = app_on(tmp_path, clock)
    real, go = due.catch_up, threading.Semaphore(0)

    def one_at_a_time(conn: Connection, most: int = 1) -> int:
        go.acquire()
        return real(conn, 1)

    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "Act today 3")
        with app.session.desk.vault.writing() as conn:
            conn.exec_driver_sql("INSERT INTO due_waiting (person) SELECT person FROM listing")
            conn.exec_driver_sql("DELETE FROM due")
        monkeypatch.setattr(due, "catch_up", one_at_a_time)
        await pilot.press("f6", "f5")
        go.release()
        await see(pilot, "Counting what is due  ----")
        assert "Nothing is due" not in screen_text(app)
        go.release()
        await see(pilot, "1 of 2 people")
        go.release()
        await see(pilot, "Act today 3")
        await wait_until(pilot, lambda: "Counting" not in screen_text(app))
