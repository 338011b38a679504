"""Wrong passphrases are counted and slow the next try down; they never wipe and never lock out."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from recovery_tui.clock import Clock
from recovery_tui.vault.atomic import write_atomically

LONGEST_WAIT = 30.0
"""Seconds. Whoever copies the files is not slowed at all: this is for the person at the keyboard."""

_HIGHEST_COUNT = 1_000_000
_LARGEST_FILE = 1024


@dataclass(frozen=True)
class Failures:
    """How many passphrases were wrong since the last right one, and when the last was."""

    count: int
    last: datetime | None


def delay_after(count: int) -> float:
    """Seconds to wait after the `count`-th wrong passphrase: 1, 2, 4, 8, 16, then 30."""
    return 0.0 if count < 1 else min(LONGEST_WAIT, float(2 ** min(count - 1, 5)))


def failures(path: Path) -> Failures:
    """What the file tells; none when it is missing or damaged."""
    try:
        with path.open("rb") as file:
            fields = json.loads(file.read(_LARGEST_FILE))
        count, last = fields["failed"], datetime.fromisoformat(fields["last"])
        if type(count) is not int or not 0 <= count <= _HIGHEST_COUNT or last.tzinfo is None:
            return Failures(0, None)
        return Failures(count, last.astimezone(UTC))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Failures(0, None)


def wait_due(path: Path, clock: Clock) -> float:
    """Seconds still to wait before the next try, 0.0 to 30.0.

    When the clock was put back, the wait begins again from now, once, so it never grows past 30 seconds.
    """
    known = failures(path)
    if known.last is None:
        return 0.0
    now = clock.now()
    if now < known.last:
        _write(path, known.count, now)
        return delay_after(known.count)
    return max(0.0, delay_after(known.count) - (now - known.last) / timedelta(seconds=1))


def record_failure(path: Path, clock: Clock) -> int:
    """Count one more wrong passphrase; the new count. A folder that can't be written to is no reason to fail."""
    count = min(failures(path).count + 1, _HIGHEST_COUNT)
    _write(path, count, clock.now())
    return count


def clear(path: Path) -> int:
    """Forget the wrong passphrases after a right one; how many there were."""
    count = failures(path).count
    with suppress(OSError):
        path.unlink(missing_ok=True)
    return count


def _write(path: Path, count: int, last: datetime) -> None:
    content = json.dumps({"failed": count, "last": last.isoformat()}).encode()
    with suppress(OSError):
        write_atomically(path, content, durable=False)
