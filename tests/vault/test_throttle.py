"""Wrong passphrases slow the next try down, never for long, and never for good."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_tui.vault import throttle
from tests.support.stores import a_clock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "unlock.count"


def test_the_wait_doubles_up_to_thirty_seconds() -> None:
    assert [throttle.delay_after(count) for count in range(8)] == [0, 1, 2, 4, 8, 16, 30, 30]


def test_the_wait_runs_off_and_outlives_the_process(path: Path) -> None:
    clock = a_clock()
    assert throttle.wait_due(path, clock) == 0
    assert [throttle.record_failure(path, clock) for _ in range(3)] == [1, 2, 3]
    assert throttle.wait_due(path, clock) == 4
    clock.advance(seconds=3)
    assert throttle.wait_due(path, clock) == 1
    clock.advance(seconds=1)
    assert throttle.wait_due(path, clock) == 0


def test_a_right_passphrase_ends_it_and_tells_the_count(path: Path) -> None:
    clock = a_clock()
    for _ in range(3):
        throttle.record_failure(path, clock)
    assert throttle.clear(path) == 3
    assert throttle.clear(path) == 0
    assert throttle.wait_due(path, clock) == 0


def test_a_clock_put_back_never_makes_the_wait_longer_than_thirty_seconds(path: Path) -> None:
    clock = a_clock()
    for _ in range(9):
        throttle.record_failure(path, clock)
    clock.advance(days=-400)
    assert throttle.wait_due(path, clock) == 30
    clock.advance(seconds=30)
    assert throttle.wait_due(path, clock) == 0
    assert throttle.failures(path).count == 9


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=80)
    | st.sampled_from([b"{}", b"[]", b'{"failed":-1,"last":"x"}', b'{"failed":1e400,"last":"2026-11-23"}'])
    | st.integers().map(lambda n: b'{"failed":%d,"last":"9999-12-31T23:59:59+00:00"}' % n)
    | st.datetimes().map(lambda at: b'{"failed":3,"last":"%s-23:59"}' % at.isoformat().encode())
)
def test_no_bytes_in_the_file_lock_anyone_out(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    clock = a_clock()
    assert 0 <= throttle.wait_due(path, clock) <= throttle.LONGEST_WAIT
    clock.advance(seconds=timedelta(seconds=30).total_seconds())
    assert throttle.wait_due(path, clock) == 0


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_fail(tmp_path: Path) -> None:
    missing = tmp_path / "missing" / "unlock.count"
    assert throttle.record_failure(missing, a_clock()) == 1
    assert throttle.clear(missing) == 0
