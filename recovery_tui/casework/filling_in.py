"""Any form, whichever job it belongs to: saved, read back and taken up again by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
from recovery_tui.casework.form_names import GROUP_SESSION, NEW_PERSON, THIRD_ANSWER, FormName
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.casework.referring import REFER
from recovery_tui.casework.session_note import SESSION_NOTE
from recovery_tui.casework.session_steps import NEW_STEP, step_words
from recovery_tui.casework.typed import read_back as read_field
from recovery_tui.casework.views import FormField, FormSpec, Line, Outcome, RecordId
from recovery_tui.journal import reading

Save = Callable[[Desk, FormSpec, Mapping[str, str], Mapping[str, str]], Outcome]
Make = Callable[[Desk, "_Begun"], FormSpec]


@dataclass(frozen=True)
class _Begun:
    """What a draft tells of its form; person and record may be empty."""

    name: FormName
    person: RecordId
    record: RecordId


def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """Save what was typed, by the job the form belongs to; its draft goes with it."""
    _, save_it = _JOBS.get(FormName.read(spec.name).job, _RECORDING)
    return save_it(desk, spec, typed, reasons)


def read_back(desk: Desk, spec: FormSpec, field: FormField, typed: str) -> str:
    """What was understood of a field, in words, or that it was not."""
    if field.key == NEW_STEP:
        return step_words(desk, spec.person or RecordId(""), typed)
    if field.key == referring.AGENCY and spec.name == REFER:
        return referring.sharing_words(desk, spec.person or RecordId(""), typed, field)
    return read_field(desk, field, typed)


def reopened(desk: Desk, line: Line) -> FormSpec:
    """The form that an unfinished line of Today belongs to; that it was looked into is entered."""
    begun = _Begun(
        FormName.read(str(line.preset.get("form", ""))),
        RecordId(str(line.preset.get("person") or "")),
        RecordId(str(line.preset.get("record") or "")),
    )
    if begun.person:
        person_file.looked_at(desk, begun.person)
    make, _ = _JOBS.get(begun.name.job, _RECORDING)
    return make(desk, begun)


def _recorded(desk: Desk, begun: _Begun) -> FormSpec:
    if begun.record:
        return recording.edit_form(desk, begun.record)
    return recording.new_form(desk, begun.person or None, begun.name.about or begun.name.job, {})


def _save_third(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    field = spec.fields[0].key
    return conflicts.give_third(desk, spec.record or RecordId(""), field, typed[field], reasons)


def about(desk: Desk, person: RecordId) -> tuple[str, str]:
    """Name and location of the person a form is about, to stand at its head."""
    with desk.journal.reading() as conn:
        records = PersonRecords(
            person, reading.of_person(conn, person, ("person", "stay")), desk.clock.today()
        )
    return person_name(records), location_of(records)


_RECORDING: tuple[Make, Save] = (_recorded, recording.save)
"""Any form of one record."""

_JOBS: Mapping[str, tuple[Make, Save]] = {
    NEW_PERSON: (lambda desk, _: recording.new_person_form(desk), recording.save),
    SESSION_NOTE: (lambda desk, begun: session_note.form(desk, begun.person), session_note.save),
    BAD_NEWS: (lambda desk, begun: bad_news.form(desk, begun.person), bad_news.save),
    REFER: (lambda desk, begun: referring.form(desk, begun.person), referring.save),
    ACCEPTED: (lambda desk, begun: agency_answers.accept_form(desk, begun.record), agency_answers.save),
    GROUP_SESSION: (
        lambda desk, begun: group_session.form(desk, begun.name.about, mine=False),
        group_session.save,
    ),
    THIRD_ANSWER: (
        lambda desk, begun: conflicts.third_answer_form(desk, begun.record, begun.name.about),
        _save_third,
    ),
    COVERING: (
        lambda desk, _: covering.form(desk),
        lambda desk, spec, typed, _: covering.save(desk, spec, typed),
    ),
    WORDS_FORM: (
        lambda desk, _: bad_news_words.words_form(desk),
        lambda desk, _spec, typed, _reasons: bad_news_words.save_words(desk, typed),
    ),
}
"""How the form of a job is made again, and saved: by the job that its name begins with."""
