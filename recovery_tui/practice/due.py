"""One thing that falls due of a person, and on which days it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.weighing import Case, Weighed

RED, CALL, SOON, PLAIN = range(4)
"""How bad it is: for today, somebody just released to ring, close to a release, and everything else."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that will want attention."""

    code: str
    """`step`, `appointment`, `referral`, `review`, `flag`, `clearance`, `not_seen`, `call`, `release`, or a worry's."""
    day: date
    """The day it falls due, or from which on it is told."""
    until: date
    rank: int
    kind: str
    """Kind of the record that Enter opens or adds."""
    record: str = ""
    at: str = ""
    """Wall time on that day, `09:30`."""
    detail: str = ""
    """More in neutral words: `do not leave a message`."""


def plain(
    code: str,
    day: date,
    each: Weighed | None,
    kind: str,
    *,
    rank: int = PLAIN,
    at: str = "",
    detail: str = "",
) -> Due:
    """Something that is told of from its day on until it is done."""
    return Due(code, day, date.max, rank, kind, each.id if each else "", at, detail)


def is_overdue(wire: str | None, today: date) -> bool:
    """Whether a day on the wire lies before today; False when there is none."""
    return bool(wire) and str(wire)[:10] < today.isoformat()


def corrected(case: Case, kind: str) -> set[object]:
    """Ids of the notes of a kind that a later one corrects."""
    return {each.values.get("corrects") for each in case.get(kind, ())} - {None}
