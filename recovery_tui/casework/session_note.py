"""The session note: what happened, which steps are done, a new step in one line, when next. One save."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from recovery_tui.casework import drafts, forms
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.forms import Component
from recovery_tui.casework.marks import marks_in
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_file import looked_at
from recovery_tui.casework.person_records import PersonRecords, joined, text, words
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.rules import is_gone
from recovery_tui.casework.session_steps import (
    MARKS,
    NEW_STEP,
    STEPS,
    add_step,
    areas_of,
    as_choice,
    goals_of,
    mark,
    records_of,
    steps_of,
)
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, RecordId, Widget
from recovery_tui.journal.event import Wire
from recovery_tui.practice.day_words import spell_short
from recovery_tui.records.lists.plan import CONTACT_OUTCOME

SESSION_NOTE = "session-note"

OUTCOME, SUMMARY = "contact.outcome", "contact.summary"

STILL_TO_COME = "That day is still to come. What is planned is an appointment or a step."

STANDS_ON_TODAY = "To be written up; it stands on Today until then"

USUAL_MINUTES = 20
USUAL_GAP = timedelta(weeks=1)

_STUB = re.compile(r"Session at \d\d:\d\d, to be written up\.")

_HAPPENED = tuple(
    Choice(each.code, {"cancelled_by_us": "we cancelled"}.get(each.code, each.brief.lower()), each.synonyms)
    for each in CONTACT_OUTCOME
)
"""Short enough to stand on one line."""

_FIELDS = ("outcome", "summary", "share_line", "next_on", "held_on", "minutes", "mode")


def form(desk: Desk, person: RecordId, preset: Mapping[str, str] | None = None) -> FormSpec:
    """The page, filled as it mostly is: held today, for twenty minutes, in person; the next in a week.

    `preset` are wire values of the contact that this note starts with, such as its `mode`.
    """
    today = desk.clock.today()
    values: dict[str, Wire] = {
        "outcome": "held",
        "held_on": today.isoformat(),
        "minutes": USUAL_MINUTES,
        "mode": "in_person",
        "next_on": (today + USUAL_GAP).isoformat(),
        "with_whom": "person",
        **(preset or {}),
    }
    with desk.journal.reading() as conn:
        made = forms.form(
            desk,
            conn,
            SESSION_NOTE,
            "Session note",
            (Component("contact", "contact.", _FIELDS),),
            person=person,
            values={f"contact.{name}": value for name, value in values.items()},
        )
        fields = {field.key: _as_shown(field) for field in made.fields}
        if not is_gone(desk, conn, person):
            fields |= {extra.key: extra for extra in _plan_fields(records_of(desk, conn, person, notes=True))}
    order = (OUTCOME, SUMMARY, "contact.share_line", STEPS, NEW_STEP, *fields)
    page = tuple(fields[key] for key in dict.fromkeys(order) if key in fields)
    carried = {f"contact.{name}": str(value) for name, value in values.items() if name not in _FIELDS}
    return replace(made, pages=(page,), values={**made.values, **carried})


def opened(desk: Desk, person: RecordId, preset: Mapping[str, str] | None = None) -> FormSpec:
    """The page, to be shown to somebody: it tells of open steps and of the last note, so the look is entered."""
    looked_at(desk, person)
    return form(desk, person, preset)


def _as_shown(field: FormField) -> FormField:
    shorter = {
        OUTCOME: replace(field, title="Happened", widget=Widget.OPTIONS, choices=_HAPPENED),
        SUMMARY: replace(field, title="What was said and done"),
        "contact.share_line": replace(
            field, title="Others may know", help="One line for other agencies; empty = nothing leaves."
        ),
        "contact.next_on": replace(field, title="Next"),
        "contact.held_on": replace(field, title="When"),
    }
    return shorter.get(field.key, field)


def _plan_fields(records: PersonRecords) -> list[FormField]:
    """The open steps, to be marked, and a line for a new one where there is a goal to put it under."""
    fields = []
    open_steps = steps_of(records)
    if open_steps:
        choices = tuple(as_choice(records, step) for step in open_steps)
        last = max(
            (text(each, "held_on") for each in records.shown("contact") if text(each, "outcome") == "held"),
            default="",
        )
        title = f"Since {spell_short(last)}" if last else "Open steps"
        fields.append(
            FormField(
                STEPS,
                title,
                Widget.MARKS,
                help="Space: done. - not done, and why.",
                choices=choices,
                marks=MARKS,
            )
        )
    goals = goals_of(records)
    if goals:
        named = ", ".join(f"g{number} {words(goal, 'title')}" for number, goal in enumerate(goals, 1))
        more = f" Under: {named}." if len(goals) > 1 else ""
        said = f"Who, what, by when: me ring Forward again +1d.{more}"
        fields.append(FormField(NEW_STEP, "New step", Widget.TEXT, help=said, echoed=True))
    return fields


def last_note(desk: Desk, person: RecordId) -> str:
    """What the newest note about a person says, to be copied; empty when there is none."""
    with desk.journal.reading() as conn:
        records = records_of(desk, conn, person, notes=True)
    written = [each for each in records.shown("contact") if text(each, "summary")]
    newest = max(written, key=lambda each: (text(each, "held_on"), each.made, each.id), default=None)
    return text(newest, "summary")


def beneath(written: str, last: str) -> str:
    """What the last note said, under what is written already."""
    return "\n".join(text for text in (written.rstrip(), last) if text)


def write_up_later(desk: Desk, person: RecordId, said: str) -> Outcome:
    """Keep a line about today's session until it is written: it stands on Today under what is to finish.

    With a note begun already, the line is added to it.
    """
    spec = form(desk, person)
    begun = drafts.find(desk, spec)
    drafts.keep(desk, spec, reminding(desk, {**spec.values, **(begun.values if begun else {})}, said))
    return Outcome(person=person, said=STANDS_ON_TODAY)


def reminding(desk: Desk, typed: Mapping[str, str], said: str) -> dict[str, str]:
    """A note as it was typed, with a line to remember it by; a note without any words gets one that is no prose."""
    words = joined(typed.get(SUMMARY, "").rstrip(), said.strip(), by="\n")
    return {**typed, SUMMARY: words or f"Session at {desk.clock.wall_time()}, to be written up."}


def is_stub(summary: str) -> bool:
    """Whether a note holds nothing yet but that it is to be written."""
    return _STUB.fullmatch(summary.strip()) is not None


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """The contact, what became of steps, the new step: all in one transaction, or what is wrong with it."""
    person = spec.person or RecordId("")
    problems: list[FieldProblem] = []
    contact = _contact(desk, spec, typed, problems)
    with desk.journal.reading() as conn:
        records = records_of(desk, conn, person)
        batch = Batch(desk, conn, reasons, misread=problems)
        marks = marks_in(typed.get(STEPS, ""))
        touched = [step for step in records.shown("step") if step.id in marks]
        if touched:
            contact["touched"] = [step.id for step in touched]
            contact["areas"] = areas_of(records, touched)
        batch.add("contact", contact, person, prefix="contact.")
        for step in touched:
            mark(batch, records, step, marks[step.id])
        if typed.get(NEW_STEP, "").strip():
            add_step(batch, records, typed[NEW_STEP])
    return batch.save(person, draft=drafts.key_of(spec))


def _contact(
    desk: Desk, spec: FormSpec, typed: Mapping[str, str], problems: list[FieldProblem]
) -> dict[str, Wire]:
    """The wire values of the contact; what is not understood is told in `problems`."""
    prose = typed.get(SUMMARY, "")
    told = {**typed, SUMMARY: "" if is_stub(prose) else prose}
    values = values_under(desk, spec, "contact.", told, problems)
    if str(values.get("held_on") or "") > desk.clock.today().isoformat():
        problems.append(FieldProblem("contact.held_on", STILL_TO_COME))
    if values.get("outcome") != "held" and typed.get("contact.minutes") == spec.values.get("contact.minutes"):
        values["minutes"] = None
    return values
