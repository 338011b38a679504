"""Changing what is recorded: the next status, hiding with a reason, undo, history and earlier versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from recovery_tui.casework import meanwhile
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.preparing import Batch, field_problem
from recovery_tui.casework.rules import HANDED_OVER, beyond_life_cycle, is_gone, rule_problems
from recovery_tui.casework.views import (
    Choice,
    HistoryChange,
    HistoryEntry,
    Outcome,
    RecordId,
    Undo,
    refused,
)
from recovery_tui.casework.writers import writer_names
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire, is_wire
from recovery_tui.journal.log import SHOW, Change
from recovery_tui.journal.merge import HIDDEN
from recovery_tui.practice.day_words import spell_any
from recovery_tui.records import KINDS, Merge
from recovery_tui.records.fit import visible
from recovery_tui.records.labels import describe, value_words
from recovery_tui.records.rules import REASONS

HIDE = "hide"
"""Names the reasons for hiding in `reasons_for`."""

HIDE_REASONS = (
    Choice("entered by mistake", "Entered by mistake"),
    Choice("wrong person", "Belongs to another person"),
    Choice("entered twice", "Entered twice"),
    Choice("no longer true", "Was never true"),
)


def reasons_for(rule: str) -> tuple[Choice, ...]:
    """The short list of reasons for overriding a W rule, for hiding (`hide`), or for writing over what came in."""
    if rule == HIDE:
        return HIDE_REASONS
    return meanwhile.reasons_for(rule) or tuple(Choice(code, text) for code, text in REASONS.get(rule, ()))


def named(desk: Desk, record: RecordId) -> str:
    """A whole record in one plain line: a line on a page may tell one answer of it only."""
    stored = _read(desk, record)
    return describe(stored.kind, stored.values, to_local=desk.clock.to_local).removesuffix(".")


def next_statuses(desk: Desk, record: RecordId) -> tuple[Choice, ...]:
    """The legal next statuses of a record; empty when it has no life cycle, is at its end, or a job moves it."""
    stored = _read(desk, record)
    kind = KINDS[stored.kind]
    if not kind.status_field:
        return ()
    codes = kind.fields[kind.status_field].codes
    legal = kind.may_become(stored.values.get(kind.status_field))
    return tuple(Choice(code, codes.label(code) if codes else code) for code in legal)


@looked_again
def set_status(desk: Desk, record: RecordId, status: str, reasons: Mapping[str, str]) -> Outcome:
    """Change a record's status to a legal next one; `Outcome.undo` puts it back."""
    stored = _read(desk, record)
    kind = KINDS[stored.kind]
    field = kind.status_field or ""
    before = stored.values.get(field)
    if status not in kind.may_become(before):
        return refused("That does not follow from where this is now.", field)
    values: dict[str, Wire] = {field: status}
    if dated := kind.by_hand.get(status):
        values[dated] = desk.clock.today().isoformat()
    said = f"{value_words(kind.name, field, before)} to {value_words(kind.name, field, status)}".lower()
    with desk.journal.reading() as conn:
        batch = Batch(desk, conn, reasons)
        batch.add(kind.name, values, stored.person, stored=stored)
    return batch.save(stored.person, said)


def undo(desk: Desk, what: Undo) -> Outcome:
    """Put back what a change replaced, as a new change; all of it or nothing. It ends no disagreement."""
    changes = [_undoing(_read(desk, each.record), each.values) for each in (what, *what.also)]
    return _write(desk, _read(desk, what.record), *changes)


def _undoing(stored: reading.Record, before: Mapping[str, object]) -> Change:
    if HIDDEN in before:
        return Change(stored.kind, {}, stored.id, stored.person, hide=str(before[HIDDEN] or SHOW))
    values = {name: value for name, value in before.items() if is_wire(value)}
    return Change(stored.kind, values, stored.id, stored.person)


@looked_again
def hide(desk: Desk, record: RecordId, reason: str) -> Outcome:
    """Hide a record with a reason. Nothing is deleted: it can be shown again."""
    stored = _read(desk, record)
    if not reason.strip():
        return refused("Say why it is hidden.")
    outcome = _write(
        desk,
        stored,
        Change(stored.kind, {}, stored.id, stored.person, hide=reason.strip()[:200], over=stored.heads),
    )
    return replace(outcome, said="hidden", undo=Undo(record, {HIDDEN: None}))


@looked_again
def unhide(desk: Desk, record: RecordId) -> Outcome:
    """Show a hidden record again."""
    stored = _read(desk, record)
    outcome = _write(desk, stored, Change(stored.kind, {}, stored.id, stored.person, hide=SHOW))
    return replace(outcome, said="shown again")


def history(desk: Desk, record: RecordId) -> tuple[HistoryEntry, ...]:
    """Every change of a record, newest first: when, who, on which computer, old and new."""
    stored = _read(desk, record)
    entries = []
    versions = desk.journal.history(record)
    with desk.journal.reading() as conn:
        names = writer_names(desk, conn, [version.author for version in versions])
        for version in reversed(versions):
            changes = tuple(
                HistoryChange(
                    _field_title(stored.kind, name),
                    _words(desk, conn, stored.kind, name, version.before.get(name)),
                    _words(desk, conn, stored.kind, name, after),
                )
                for name, after in version.after.items()
            )
            at = version.wall
            entries.append(
                HistoryEntry(
                    version.name,
                    f"{spell_any(at[:10])} {at[11:16]}",
                    names[version.author],
                    version.computer,
                    changes,
                )
            )
    return tuple(entries)


@looked_again
def restore_version(desk: Desk, record: RecordId, version: str) -> Outcome:
    """Give a record the values it had after `version`, as a new change.

    The life cycle does not bind it, and no reason is asked for again; what can't be saved by typing can't be restored.
    It ends no disagreement: of two answers the one that is shown gives way.
    """
    stored = _read(desk, record)
    kind = KINDS[stored.kind]
    if kind.merge is Merge.LOG:
        return refused("A written note is not changed; write a correction.")
    then = desk.journal.values_at(record, version)
    if then is None:
        raise NotFoundError("That version is not in this store. Nothing was changed.")
    values: dict[str, Wire] = {
        name: then.get(name) for name in {*then, *stored.values} & kind.fields.keys() - kind.fixed_fields
    }
    before = {name: stored.values.get(name) for name in values}
    if values == before:
        return refused("It stands like that now.")
    with desk.journal.reading() as conn:
        found = rule_problems(desk, conn, stored.kind, values, stored, stored.person)
    against = [each for each in beyond_life_cycle(kind, found) if not each.needs_reason]
    if against:
        return Outcome(problems=tuple(map(field_problem, against)))
    outcome = _write(desk, stored, Change(stored.kind, values, stored.id, stored.person, over=stored.heads))
    return replace(outcome, said="earlier version restored", undo=Undo(record, before))


def _write(desk: Desk, stored: reading.Record, *changes: Change) -> Outcome:
    with desk.journal.reading() as conn:
        if stored.kind != "handover" and is_gone(desk, conn, stored.person):
            return refused(HANDED_OVER)
    desk.journal.save(changes)
    return Outcome(
        saved_at=desk.clock.wall_time(),
        person=RecordId(stored.person) if stored.person else None,
        record=RecordId(stored.id),
    )


def stored_record(conn: Connection, record: str) -> reading.Record:
    """The record with this id; raises `NotFoundError`."""
    stored = reading.one(conn, record)
    if stored is None:
        raise NotFoundError("That record is not in this store. Nothing was changed.")
    return stored


def _read(desk: Desk, record: str) -> reading.Record:
    with desk.journal.reading() as conn:
        return stored_record(conn, record)


def _field_title(kind: str, name: str) -> str:
    spec = KINDS[kind].fields.get(name) if kind in KINDS else None
    return spec.title if spec else name.replace("_", " ").capitalize()


def _words(desk: Desk, conn: Connection, kind: str, name: str, value: Wire) -> str:
    if value is None:
        return ""
    is_known = kind in KINDS and name in KINDS[kind].fields
    if not is_known:
        return visible(str(value))

    def name_of(record: str) -> str | None:
        found = reading.one(conn, record)
        told = describe(found.kind, found.values, to_local=desk.clock.to_local) if found else ""
        title, _, named = told.partition(": ")
        return named or title or None

    return value_words(kind, name, value, name_of=name_of, to_local=desk.clock.to_local)
