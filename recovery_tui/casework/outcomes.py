"""What came of an appointment or a call, in one or two keys: kept, moved, rang and nobody answered, reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from recovery_tui.casework import agency_answers, calls, changing, recording
from recovery_tui.casework.calls import DueCall
from recovery_tui.casework.changing import stored_record
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_records import PersonRecords, joined, struck
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.typed import understood
from recovery_tui.casework.views import FormField, FormSpec, Outcome, RecordId, Widget, refused
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.practice.day_words import spell_any
from recovery_tui.records import KINDS
from recovery_tui.records.lists.links import APPOINTMENT_STATUS

MOVED, NO_ANSWER, REACHED, HAVE_IT = "rescheduled", "no_answer", "reached", "acknowledged"

NEW_TIME = FormField("starts_at", "New time", Widget.DATE_TIME)

_LETTERS = {
    "booked": "b", "kept": "k", "kept_late": "l", "dna": "d", "cancelled_service": "s", "cancelled_person": "p",
    "logistics": "g", MOVED: "m",
}  # fmt: skip

_CARRIED_ON = (
    "agency",
    "purpose",
    "minutes",
    "place",
    "travel",
    "mode",
    "accompanied_by",
    "structured_treatment",
)
"""What a moved appointment has in common with the one it was."""


class Then(StrEnum):
    """What is asked next, once an outcome is chosen."""

    NOTHING = "nothing"
    NEW_TIME = "new-time"
    """A day and a time, for `moved`."""
    NOTE = "note"
    """What was said: the session note, by telephone."""
    CHECK = "check"
    """How things are, on the form of a check after release."""


@dataclass(frozen=True)
class WhatCame:
    """One outcome: its key, its code for `take`, its words, and what is asked next."""

    key: str
    code: str
    title: str
    then: Then = Then.NOTHING


@dataclass(frozen=True)
class Question:
    """What may have come of a line, and whose it is."""

    title: str
    person: RecordId
    record: RecordId | None
    choices: tuple[WhatCame, ...]
    told: str = ""
    """What helps to answer: the number to ring, and what came of the last try."""
    call: DueCall | None = None
    """The call after release that it is about."""


_RANG = WhatCame("n", NO_ANSWER, "rang, no answer")
_REACHED = WhatCame("r", REACHED, "reached: write what was said", Then.NOTE)
_CHECKED = WhatCame("r", REACHED, "reached: fill in the check after release", Then.CHECK)


def question(desk: Desk, person: RecordId, record: RecordId | None) -> Question:
    """What may be said of an appointment, of a referral that waits, or of a call to the person.

    While a call after release is due, it is that call.
    Its title is neutral: it may stand before a list.
    """
    with desk.journal.reading() as conn:
        stored = stored_record(conn, record) if record is not None else None
    if stored is None or stored.kind not in ("appointment", "referral"):
        return _of_call(desk, person)
    when = spell_any(str(stored.values["starts_at"])) if stored.values.get("starts_at") else ""
    title = joined(KINDS[stored.kind].title, when)
    following = KINDS[stored.kind].transitions.get(str(stored.values.get("status")), ())
    if stored.kind == "referral":
        has_it = (WhatCame("k", HAVE_IT, "they have it"),) if HAVE_IT in following else ()
        return Question(title, person, RecordId(stored.id), (_RANG, *has_it))
    choices = tuple(
        WhatCame(
            _LETTERS.get(code, ""),
            code,
            APPOINTMENT_STATUS.label(code).lower(),
            Then.NEW_TIME if code == MOVED else Then.NOTHING,
        )
        for code in following
    )
    return Question(title, person, RecordId(stored.id), choices)


def _of_call(desk: Desk, person: RecordId) -> Question:
    with desk.journal.reading() as conn:
        records = reading.of_person(conn, person, calls.KINDS_NEEDED)
    whose = PersonRecords(person, struck(records), desk.clock.today())
    due = calls.due_call(whose)
    number = calls.numbers(whose)
    if due is None:
        return Question("What came of the call?", person, None, (_RANG, _REACHED), number)
    told = joined(number or "no number recorded", calls.last_try(whose, due.since), by="; ")
    return Question(f"What came of the day-{due.day} call?", person, None, (_RANG, _CHECKED), told, due)


def check_form(desk: Desk, asked: Question) -> FormSpec:
    """The check after release that a call was about, its day filled in, for somebody who was reached."""
    call = asked.call
    if call is None:
        raise NotFoundError("No call after release is due any more. Nothing was changed.")
    if call.check is not None:
        return recording.edit_form(desk, call.check)
    reached: dict[str, object] = {"stay": call.stay, "day": call.day, "contact_made": "yes"}
    return recording.new_form(desk, asked.person, "post_release_check", reached)


@looked_again
def take(desk: Desk, asked: Question, code: str, reasons: Mapping[str, str], new_time: str = "") -> Outcome:
    """Save what came of it; `Outcome.undo` takes it back. `new_time` is typed, for `moved`.

    Not for an outcome that is followed by a note: the note is what is saved.
    """
    if asked.record is None:
        return _no_answer(desk, asked.person, reasons)
    if code == NO_ANSWER:
        return agency_answers.rang(desk, asked.record, reasons)
    if code == HAVE_IT:
        return agency_answers.acknowledge(desk, asked.record, reasons)
    if code == MOVED:
        return _move(desk, asked.record, new_time, reasons)
    return changing.set_status(desk, asked.record, code, reasons)


def _no_answer(desk: Desk, person: RecordId, reasons: Mapping[str, str]) -> Outcome:
    call: dict[str, Wire] = {
        "held_on": desk.clock.today().isoformat(),
        "outcome": NO_ANSWER,
        "with_whom": "person",
        "mode": "phone",
    }
    with desk.journal.reading() as conn:
        batch = Batch(desk, conn, reasons)
        batch.add("contact", call, person)
    return replace(batch.save(person, "rang, no answer"), record=None)


def _move(desk: Desk, appointment: RecordId, typed: str, reasons: Mapping[str, str]) -> Outcome:
    """Another appointment takes its place; the one it was stays as it was, and says where it went."""
    try:
        starts_at = understood(desk, NEW_TIME, typed)
    except ValueError as problem:
        return refused(str(problem), NEW_TIME.key)
    if starts_at is None:
        return refused("Say when it is now.", NEW_TIME.key)
    with desk.journal.reading() as conn:
        stored = stored_record(conn, appointment)
        batch = Batch(desk, conn, reasons, leaving=frozenset({stored.id}))
        kept = {name: stored.values[name] for name in _CARRIED_ON if name in stored.values}
        batch.add(
            "appointment", {**kept, "starts_at": starts_at, "status": "booked"}, stored.person, ref="new"
        )
        moved: dict[str, Wire] = {"status": MOVED, "rescheduled_to": "@new"}
        batch.add("appointment", moved, stored.person, stored=stored)
    return batch.save(stored.person, f"moved to {spell_any(str(starts_at))}")
