"""Any form, whichever job it belongs to: saved, read back and taken up again by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from recovery_tui.casework import (
    agency_answers,
    bad_news,
    bad_news_words,
    conflicts,
    covering,
    group_session,
    person_file,
    recording,
    referring,
    session_note,
)
from recovery_tui.casework.agency_answers import ACCEPTED
from recovery_tui.casework.bad_news import BAD_NEWS
from recovery_tui.casework.bad_news_words import WORDS_FORM
from recovery_tui.casework.covering import COVERING
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.referring import REFER
from recovery_tui.casework.session_note import SESSION_NOTE
from recovery_tui.casework.session_steps import NEW_STEP, step_words
from recovery_tui.casework.typed import read_back as read_field
from recovery_tui.casework.views import FormField, FormSpec, Line, Outcome, RecordId
from recovery_tui.journal import reading

Save = Callable[[Desk, FormSpec, Mapping[str, str], Mapping[str, str]], Outcome]
Make = Callable[[Desk, RecordId, RecordId], FormSpec]
"""Makes a form again from the ids of its person and its record, either of which may be empty."""

_JOBS: Mapping[str, tuple[Make, Save]] = {
    SESSION_NOTE: (lambda desk, person, _: session_note.form(desk, person), session_note.save),
    BAD_NEWS: (lambda desk, person, _: bad_news.form(desk, person), bad_news.save),
    REFER: (lambda desk, person, _: referring.form(desk, person), referring.save),
    ACCEPTED: (lambda desk, _, record: agency_answers.accept_form(desk, record), agency_answers.save),
    COVERING: (
        lambda desk, _person, _record: covering.form(desk),
        lambda desk, spec, typed, _: covering.save(desk, spec, typed),
    ),
    WORDS_FORM: (
        lambda desk, _person, _record: bad_news_words.words_form(desk),
        lambda desk, _spec, typed, _reasons: bad_news_words.save_words(desk, typed),
    ),
}
"""The jobs that have a form of their own, by its name."""


def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """Save what was typed, by the job the form belongs to; its draft goes with it."""
    if spec.name in _JOBS:
        return _JOBS[spec.name][1](desk, spec, typed, reasons)
    if group_session.is_group(spec.name):
        return group_session.save(desk, spec, typed, reasons)
    if conflicts.is_third_answer(spec.name):
        field = spec.fields[0].key
        return conflicts.give_third(desk, spec.record or RecordId(""), field, typed[field], reasons)
    return recording.save(desk, spec, typed, reasons)


def read_back(desk: Desk, spec: FormSpec, field: FormField, typed: str) -> str:
    """What was understood of a field, in words, or a sentence that begins with `Not understood`."""
    if field.key == NEW_STEP:
        return step_words(desk, spec.person or RecordId(""), typed)
    if field.key == referring.AGENCY and spec.name == REFER:
        return referring.sharing_words(desk, spec.person or RecordId(""), typed, field)
    return read_field(desk, field, typed)


def reopened(desk: Desk, line: Line) -> FormSpec:
    """The form that an unfinished line of Today belongs to; that it was looked into is entered."""
    name = str(line.preset.get("form", ""))
    person = RecordId(str(line.preset.get("person") or ""))
    record = RecordId(str(line.preset.get("record") or ""))
    if person:
        person_file.looked_at(desk, person)
    if name in _JOBS:
        return _JOBS[name][0](desk, person, record)
    if group_session.is_group(name):
        return group_session.form(desk, group_session.key_of(name), mine=False)
    if conflicts.is_third_answer(name):
        return conflicts.third_answer_form(desk, record, conflicts.field_of(name))
    if record:
        return recording.edit_form(desk, record)
    if name == recording.NEW_PERSON:
        return recording.new_person_form(desk)
    return recording.new_form(desk, person or None, name.removeprefix("new:"), {})


def about(desk: Desk, person: RecordId) -> tuple[str, str]:
    """Name and location of the person a form is about, to stand at its head."""
    with desk.journal.reading() as conn:
        records = PersonRecords(
            person, reading.of_person(conn, person, ("person", "stay")), desk.clock.today()
        )
    return person_name(records), location_of(records)
