"""Any form, whichever job it belongs to: saved, read back and taken up again by its name."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework import (
    agency_answers,
    bad_news,
    bad_news_words,
    conflicts,
    covering,
    group_session,
    recording,
    referring,
    session_note,
)
from recovery_tui.casework.agency_answers import ACCEPTED
from recovery_tui.casework.bad_news import BAD_NEWS
from recovery_tui.casework.bad_news_words import WORDS_FORM
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.referring import REFER
from recovery_tui.casework.session_note import SESSION_NOTE
from recovery_tui.casework.session_steps import NEW_STEP, step_words
from recovery_tui.casework.typed import read_back as read_field
from recovery_tui.casework.views import FormField, FormSpec, Line, Outcome, RecordId
from recovery_tui.journal import reading


def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """Save what was typed, by the job the form belongs to; its draft goes with it."""
    if spec.name == SESSION_NOTE:
        return session_note.save(desk, spec, typed, reasons)
    if spec.name == covering.COVERING:
        return covering.save(desk, spec, typed)
    if spec.name == REFER:
        return referring.save(desk, spec, typed, reasons)
    if spec.name == ACCEPTED:
        return agency_answers.save(desk, spec, typed, reasons)
    if spec.name == BAD_NEWS:
        return bad_news.save(desk, spec, typed, reasons)
    if group_session.is_group(spec.name):
        return group_session.save(desk, spec, typed, reasons)
    if spec.name == WORDS_FORM:
        return bad_news_words.save_words(desk, typed)
    if spec.name == REFER:
        return referring.save(desk, spec, typed, reasons)
    if spec.name == ACCEPTED:
        return agency_answers.save(desk, spec, typed, reasons)
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
    """The form that an unfinished line of Today belongs to."""
    name = str(line.preset.get("form", ""))
    person = RecordId(str(line.preset.get("person") or ""))
    record = RecordId(str(line.preset.get("record") or ""))
    if conflicts.is_third_answer(name):
        return conflicts.third_answer_form(desk, record, conflicts.field_of(name))
    if name == REFER:
        return referring.form(desk, person)
    if name == ACCEPTED:
        return agency_answers.accept_form(desk, record)
    if record:
        return recording.edit_form(desk, record)
    if name == recording.NEW_PERSON:
        return recording.new_person_form(desk)
    if name == SESSION_NOTE:
        return session_note.form(desk, person)
    if name == BAD_NEWS:
        return bad_news.form(desk, person)
    if name == WORDS_FORM:
        return bad_news_words.words_form(desk)
    if group_session.is_group(name):
        return group_session.form(desk, group_session.key_of(name), mine=False)
    if name == covering.COVERING:
        return covering.form(desk)
    return recording.new_form(desk, person or None, name.removeprefix("new:"), {})


def about(desk: Desk, person: RecordId) -> tuple[str, str]:
    """Name and location of the person a form is about, to stand at its head."""
    with desk.journal.reading() as conn:
        records = PersonRecords(
            person, reading.of_person(conn, person, ("person", "stay")), desk.clock.today()
        )
    return person_name(records), location_of(records)
