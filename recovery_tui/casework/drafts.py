"""What was typed and not saved yet, kept so that nothing older than two seconds is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.disputed import MAY_BE_NAMED
from recovery_tui.casework.form_names import EDIT, NEW, FormName
from recovery_tui.casework.marks import marks_in, marks_typed
from recovery_tui.casework.settings import read as settings_of
from recovery_tui.casework.typed import settled
from recovery_tui.casework.views import DraftView, FormField, FormSpec, Line, Mark, RecordId, Widget
from recovery_tui.journal import drafts, reading
from recovery_tui.journal.drafts import Draft
from recovery_tui.journal.erase import WORDS
from recovery_tui.records import KINDS

_CALLED = {"refer": "referral", "accepted": "referral", "third-answer": "two answers", "covering": "cover"}
"""What people call forms that have another name."""

_ID = re.compile(r"[0-9a-f]{32} .*")
"""A mark as it is typed, before it the id of its line."""


def key_of(spec: FormSpec) -> str:
    """The key under which a form's draft is kept: form, person and record (for a correction, the corrected one)."""
    return f"{spec.name}|{spec.person or ''}|{spec.record or spec.values.get('corrects', '')}"


def keep(desk: Desk, spec: FormSpec, typed: Mapping[str, str]) -> str:
    """Keep what is typed; returns the time (`10:42:07`).

    Of a stored record only what was changed is kept, and what stood there: the rest may have moved on when the draft
    is taken up again. A day that was told from today (`fri`) is kept as the day that was meant.
    """
    at = desk.clock.local_now()
    started = {**spec.values, **spec.seen}
    fields = {field.key: field for field in spec.fields}
    kept = {
        key: settled(desk, fields[key], text) if key in fields else text
        for key, text in typed.items()
        if not spec.is_edit or text != spec.values.get(key, "")
    }
    over = {key: started.get(key, "") for key in kept} if spec.is_edit else {}
    with desk.vault.writing() as conn:
        drafts.keep(conn, Draft(key_of(spec), spec.person, at.isoformat(), kept, over))
    return at.strftime("%H:%M:%S")


def find(desk: Desk, spec: FormSpec) -> DraftView | None:
    """The draft of this form, or None. What has no place on the form any more is left out and told."""
    with desk.journal.reading() as conn:
        draft = drafts.find(conn, key_of(spec))
    if draft is None:
        return None
    fields = {field.key: field for field in spec.fields}
    values: dict[str, str] = {}
    left_out: list[str] = []
    for key, text in draft.typed.items():
        if key not in fields:
            left_out += [_told(text)] if text.strip() and text != spec.values.get(key) else []
            continue
        values[key], gone = _with_places(fields[key], text)
        left_out += [gone] if gone else []
    return DraftView(draft.key, draft.at[11:16], values, draft.over, tuple(left_out))


def _with_places(field: FormField, text: str) -> tuple[str, str]:
    """What of `text` has a place in the field, and in words what has none: marks of lines that are gone."""
    if field.widget is not Widget.MARKS:
        return text, ""
    marks = marks_in(text)
    here = {choice.value: marks[choice.value] for choice in field.choices if choice.value in marks}
    return marks_typed(here), _told(text) if len(here) < len(marks) else ""


def discard(desk: Desk, spec: FormSpec) -> None:
    """Drop the draft of this form."""
    with desk.vault.writing() as conn:
        drafts.discard(conn, key_of(spec))


def said(desk: Desk, question: str) -> str:
    """Words begun in answer to a small question, and not given yet; empty when there are none."""
    with desk.journal.reading() as conn:
        draft = drafts.find(conn, f"{WORDS}{question}")
    return draft.typed.get("said", "") if draft else ""


def keep_said(desk: Desk, question: str, words: str) -> None:
    """Keep words begun in answer to a small question; empty ones are dropped."""
    key = f"{WORDS}{question}"
    with desk.vault.writing() as conn:
        if words.strip():
            drafts.keep(conn, Draft(key, None, desk.clock.local_now().isoformat(), {"said": words}))
        else:
            drafts.discard(conn, key)


def unfinished(desk: Desk) -> tuple[DraftView, ...]:
    """All drafts, oldest first."""
    with desk.journal.reading() as conn:
        return tuple(
            DraftView(draft.key, draft.at[11:16], draft.typed, draft.over) for draft in drafts.every(conn)
        )


def lines(desk: Desk) -> tuple[Line, ...]:
    """A line per draft, as Today lists them. `preset` names the form, the person and the record.

    What it is about is named in neutral words.
    """
    clinical = settings_of(desk).clinical_on_lists
    with desk.journal.reading() as conn:
        found = []
        for draft in drafts.every(conn):
            name, person, record = draft.key.split("|", 2)
            whose = reading.one(conn, person) if person else None
            who = str(whose.values.get("surname", "")).upper() if whose else ""
            preset: dict[str, object] = {"form": name, "person": person, "record": record}
            what = _form_words(name, clinical=clinical)
            said = f"{who}, {what}" if who else what
            found.append(
                Line(said, draft.at[11:16], Mark.MISSING, RecordId(record) if record else None, name, preset)
            )
    return tuple(found)


def _form_words(name: str, *, clinical: bool) -> str:
    """What a form is for, as a list may say it."""
    called = FormName.read(name)
    kind = KINDS.get(called.about) if called.job in (NEW, EDIT) else None
    if kind is None:
        return _CALLED.get(called.job, called.job.replace("-", " "))
    what = kind.title.lower() if clinical or kind.info_class in MAY_BE_NAMED else "record"
    return f"{what}, changed" if called.job == EDIT else what


def _told(text: str) -> str:
    """What is left out, in words; of marks nothing can be told, as their lines are gone."""
    return "a mark" if all(_ID.fullmatch(row) for row in text.splitlines()) else text
