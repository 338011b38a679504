"""What hangs on a disputed answer: short neutral lines, from the person's other records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from recovery_tui.casework.areas.stays import stay_of
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.journal.reading import Record
from recovery_tui.practice.counts import counted
from recovery_tui.practice.day_words import spell_short
from recovery_tui.records.lists.links import CLOSED_REFERRALS, COMING

KINDS_NEEDED = ("person", "stay", "appointment", "referral", "goal", "step")
"""Kinds of records that are looked at."""

_DAYS = 7
_MOST = 4
_DATES_OF_A_STAY = frozenset({"release_expected_on", "released_on", "release_basis", "ended_on"})


def depends_on(record: Record, field: str, person: PersonRecords) -> tuple[str, ...]:
    """What should be looked at again once this field of a record is settled; a few lines at most."""
    if record.kind == "home":
        found = [*_appointments(person), *_referrals(person, ("housing", "accommodation")), *_release(person)]
    elif record.kind == "stay" and field in _DATES_OF_A_STAY:
        found = ["every date counted from the release", *_appointments(person), *_referrals(person)]
    elif record.kind == "stay":
        found = list(_appointments(person))
    elif record.kind == "goal":
        steps = [each for each in person.shown("step") if text(each, "goal") == record.id]
        found = [f"{counted(len(steps), 'step')} of this goal"] if steps else []
    elif record.kind in ("intervention", "substance", "flag"):
        found = list(_release(person))
    else:
        found = []
    return tuple(found[:_MOST])


def _appointments(person: PersonRecords) -> Iterator[str]:
    last = (person.today + timedelta(days=_DAYS)).isoformat()
    for each in sorted(person.shown("appointment"), key=lambda a: text(a, "starts_at")):
        on = text(each, "starts_at")[:10]
        if person.today.isoformat() <= on <= last and text(each, "status") in COMING:
            yield joined(f"{spell_short(on)} appointment", words(each, "place"))


def _referrals(person: PersonRecords, domains: tuple[str, ...] = ()) -> Iterator[str]:
    for each in person.shown("referral"):
        wanted = not domains or any(word in text(each, "domain") for word in domains)
        if wanted and text(each, "status") not in CLOSED_REFERRALS:
            yield f"open referral: {words(each, 'domain').lower()}"


def _release(person: PersonRecords) -> Iterator[str]:
    stay = stay_of(person)
    if stay is not None and text(stay, "release_expected_on") and not text(stay, "released_on"):
        yield f"release on {spell_short(text(stay, 'release_expected_on'))}"
