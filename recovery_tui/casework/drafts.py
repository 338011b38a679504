"""What was typed and not saved yet, kept so that nothing older than two seconds is lost."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import DraftView, FormSpec, Line, Mark, RecordId
from recovery_tui.journal import drafts, reading
from recovery_tui.journal.drafts import Draft


def key_of(spec: FormSpec) -> str:
    """The key under which a form's draft is kept: form, person and record (for a correction, the corrected one)."""
    return f"{spec.name}|{spec.person or ''}|{spec.record or spec.values.get('corrects', '')}"


def keep(desk: Desk, spec: FormSpec, typed: Mapping[str, str]) -> str:
    """Keep what is typed; returns the time (`10:42:07`)."""
    at = desk.clock.local_now()
    with desk.vault.writing() as conn:
        drafts.keep(conn, Draft(key_of(spec), spec.person, at.isoformat(), typed))
    return at.strftime("%H:%M:%S")


def find(desk: Desk, spec: FormSpec) -> DraftView | None:
    """The draft of this form, or None."""
    with desk.journal.reading() as conn:
        draft = drafts.find(conn, key_of(spec))
    return _view(draft) if draft else None


def discard(desk: Desk, spec: FormSpec) -> None:
    """Drop the draft of this form."""
    with desk.vault.writing() as conn:
        drafts.discard(conn, key_of(spec))


def unfinished(desk: Desk) -> tuple[DraftView, ...]:
    """All drafts, oldest first."""
    with desk.journal.reading() as conn:
        return tuple(_view(draft) for draft in drafts.every(conn))


def lines(desk: Desk) -> tuple[Line, ...]:
    """A line per draft, as Today lists them. `preset` names the form, the person and the record."""
    with desk.journal.reading() as conn:
        found = []
        for draft in drafts.every(conn):
            name, person, record = draft.key.split("|", 2)
            whose = reading.one(conn, person) if person else None
            who = str(whose.values.get("surname", "")).upper() if whose else ""
            preset: dict[str, object] = {"form": name, "person": person, "record": record}
            what = name.removeprefix("new:").partition(":")[0].replace("-", " ").replace("_", " ")
            said = f"{who}, {what}" if who else what
            found.append(
                Line(said, draft.at[11:16], Mark.MISSING, RecordId(record) if record else None, name, preset)
            )
    return tuple(found)


def _view(draft: Draft) -> DraftView:
    return DraftView(draft.key, draft.at[11:16], draft.typed)
