"""Calls after release: which one is to be made now, on what number, and what came of the last try."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.person_records import PersonRecords, by_date, joined, text, words
from recovery_tui.casework.views import RecordId
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal.reading import Record
from recovery_tui.practice import seen
from recovery_tui.practice.weighing import surely

KINDS_NEEDED = ("stay", "contact", "contact_route", "post_release_check")
"""Kinds of records that are looked at."""


@dataclass(frozen=True)
class DueCall:
    """A call that is to be made now, and what is written about its day already."""

    day: int
    """Days after release."""
    stay: RecordId
    check: RecordId | None
    since: str
    """Calendar date from which on it is to be made."""


def due_call(person: PersonRecords) -> DueCall | None:
    """The call that Today tells of; None when there is none."""
    found = seen.call_now(case_of(person.records), person.today)
    if found is None:
        return None
    stay, day, since = found
    check = next(
        (
            each
            for each in person.shown("post_release_check")
            if (text(each, "stay"), text(each, "day")) == (stay.id, str(day))
        ),
        None,
    )
    return DueCall(day, RecordId(stay.id), RecordId(check.id) if check else None, since.isoformat())


def numbers(person: PersonRecords) -> str:
    """The numbers to ring, each with whether a message may be left: `07700 900005, do not leave a message`."""
    routes = [
        each
        for each in person.shown("contact_route")
        if not text(each, "until_on") and text(each, "route_type") in seen.PHONES
    ]
    return joined(*(joined(words(each, "value"), message_words(each)) for each in routes), by="; ")


def message_words(route: Record) -> str:
    """Whether a message may be left: only where everybody has said that it is safe."""
    safe = surely(route, lambda values: values.get("safe_to_leave_message") == "yes")
    return "safe to leave a message" if safe else "do not leave a message"


def last_try(person: PersonRecords, since: str) -> str:
    """`rang today, no answer`: of the calls to the person from a day on, the newest; empty when nobody rang."""
    tries = [
        each
        for each in person.shown("contact")
        if text(each, "outcome") == "no_answer"
        and text(each, "with_whom") in ("", "person")
        and text(each, "held_on") >= since
    ]
    newest = next(by_date(tries, "held_on"), None)
    if newest is None:
        return ""
    on = "today" if text(newest, "held_on") == person.today.isoformat() else person.day(newest, "held_on")
    return f"rang {on}, no answer"
