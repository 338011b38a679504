"""What is due, what is late and what must not be left: pure functions of a person's records and a day.

Records come as wire values by kind, hidden ones left out. Words are neutral: they may stand on lists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from recovery_tui.practice.stays import Records, current_stay, day_of, release_words
from recovery_tui.practice.worries import ACT, MISSING, Worry, worries

__all__ = [
    "ACT",
    "MISSING",
    "Due",
    "Worry",
    "area_words",
    "current_stay",
    "due_items",
    "is_overdue",
    "release_words",
    "worries",
    "worst_worry",
]

_OPEN_STEPS = frozenset({"not_started", "in_progress", "cannot_be_done_yet"})
_COMING = frozenset({"proposed", "booked"})
_SETTLED_ITEMS = frozenset({"done", "not_applicable"})


@dataclass(frozen=True)
class Due:
    """A step or an appointment that is due or late."""

    kind: str
    record: str
    day: date
    text: str
    late: bool


def is_overdue(wire: str | None, today: date) -> bool:
    """Whether a day on the wire lies before today; False when there is none."""
    return bool(wire) and str(wire)[:10] < today.isoformat()


def due_items(records: Records, today: date, days: int = 7) -> list[Due]:
    """Open steps and coming appointments that are late or due within so many days, the earliest first."""
    until = today + timedelta(days=days)
    found = [each for each in _dated(records, today) if each.day <= until]
    return sorted(found, key=lambda each: (each.day, each.kind, each.record))


def _dated(records: Records, today: date) -> Iterator[Due]:
    for kind, field, states, words in (
        ("step", "due_on", _OPEN_STEPS, "text"),
        ("appointment", "starts_at", _COMING, "purpose"),
    ):
        for each in records.get(kind, ()):
            day = day_of(each, field)
            if day and each.get("status") in states:
                yield Due(kind, str(each.get("id", "")), day, str(each.get(words, "")), day < today)


def worst_worry(records: Records, today: date) -> tuple[str, str]:
    """Mark and neutral words of the worst thing about a person; two empty texts when there is none."""
    worst = next(iter(worries(records, today)), None)
    return (worst.mark, worst.text) if worst else ("", "")


def area_words(records: Records, today: date) -> tuple[str, str, str, str]:
    """A neutral word each for treatment, peers, home and work, release."""
    return (
        "running" if _any_open(records.get("intervention", ()), "ended_on") else "none",
        "linked" if _any_open(records.get("peer_link", ()), "ended_on") else "none",
        _home_word(records, today),
        _release_word(records),
    )


def _any_open(records: Sequence[Mapping[str, object]], ended: str) -> bool:
    return any(not each.get(ended) for each in records)


def _home_word(records: Records, today: date) -> str:
    homes = [
        each for each in records.get("home", ()) if not is_overdue(str(each.get("until_on") or ""), today)
    ]
    if any(each.get("confirmed_on") for each in homes):
        return "confirmed"
    waiting = ("sent", "acknowledged")
    if any(each.get("status") in waiting for each in records.get("referral", ())):
        return "waiting"
    return "not yet" if homes else "none"


def _release_word(records: Records) -> str:
    items = records.get("release_item", ())
    if not items:
        return "not begun"
    ready = sum(each.get("status") in _SETTLED_ITEMS for each in items)
    return f"{ready} of {len(items)}"
