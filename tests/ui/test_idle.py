from __future__ import annotations

from datetime import timedelta

from recovery_tui.clock import SetClock
from recovery_tui.ui.idle import Idleness, Stage
from tests.ui.stage import MONDAY


class SleepingComputer(SetClock):
    """A computer whose ticking clock stands still while it sleeps."""

    def monotonic(self) -> float:
        return 0.0


def test_the_screen_is_covered_first_and_the_records_locked_later() -> None:
    clock = SetClock(MONDAY)
    idleness = Idleness(clock, cover_minutes=5, lock_minutes=15)
    assert idleness.stage() is Stage.AWAKE
    clock.advance(minutes=5)
    assert idleness.stage() is Stage.COVER
    clock.advance(minutes=10)
    assert idleness.stage() is Stage.LOCK


def test_a_key_starts_the_time_anew() -> None:
    clock = SetClock(MONDAY)
    idleness = Idleness(clock, 5, 15)
    clock.advance(minutes=4)
    idleness.touch()
    clock.advance(minutes=4)
    assert idleness.stage() is Stage.AWAKE


def test_a_computer_that_slept_comes_back_locked() -> None:
    clock = SleepingComputer(MONDAY)
    idleness = Idleness(clock, 5, 15)
    clock.advance(hours=2)
    assert idleness.stage() is Stage.LOCK


def test_a_wall_clock_put_back_does_not_count_as_presence() -> None:
    clock = SetClock(MONDAY)
    idleness = Idleness(clock, 5, 15)
    clock.put(MONDAY - timedelta(hours=3))
    assert idleness.idle() == timedelta()
