"""Records out as JSON lines, in the format that `load` takes: sorted, so that equal stores give equal bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import hlc, reading
from recovery_tui.journal.access import Act
from recovery_tui.journal.listing import bare_number
from recovery_tui.records import KINDS, Entry


def dump(desk: Desk, person: RecordId | None = None, since: date | None = None) -> Iterator[str]:
    """A line per record, kinds in their order, then by creation time and id; of one person, or changed since a day.

    With a person come the agencies their records point to. Everybody in it is entered as exported first.
    """
    with desk.journal.reading() as conn:
        everybody = [person] if person else [record.id for record in reading.of_kind(conn, "person")]
    desk.journal.look_at_all(Act.EXPORTED, everybody)
    with desk.journal.reading() as conn:
        reasons = reading.reasons_of(conn)
        for record in _of_one(conn, person) if person else _of_all(conn):
            if since is None or _changed_on(desk, record) >= since:
                yield line_of(record, reasons.get(record.id, {}))


def _of_all(conn: Connection) -> Iterator[reading.Record]:
    for kind in KINDS:
        yield from reading.of_kind(conn, kind)


def _of_one(conn: Connection, person: str) -> Iterator[reading.Record]:
    records = [record for record in reading.of_person(conn, person) if record.kind in KINDS]
    agencies = {
        str(record.values[name])
        for record in records
        for name in _agency_fields(record.kind) & set(record.values)
    }
    records += [record for record in (reading.one(conn, each) for each in agencies) if record is not None]
    order = {kind: place for place, kind in enumerate(KINDS)}
    yield from sorted(records, key=lambda record: (order[record.kind], record.made, record.id))


def _agency_fields(kind: str) -> set[str]:
    return {
        name for name, spec in KINDS[kind].fields.items() if spec.entry is Entry.REF and spec.ref == "agency"
    }


def _changed_on(desk: Desk, record: reading.Record) -> date:
    """The calendar day here on which a record was last changed."""
    return desk.clock.to_local(hlc.instant(record.changed)).date()


def line_of(record: reading.Record, reasons: dict[str, str]) -> str:
    """One record as a line, without its line end."""
    fields = dict(record.values)
    if record.person and record.person != record.id:
        fields["person"] = record.person
    line: dict[str, object] = {"kind": record.kind, "id": record.id, "fields": fields}
    also = {name: values[1:] for name, values in record.also.items() if name in KINDS[record.kind].fields}
    for key, value in (("also", also), ("hidden", record.hidden), ("reasons", reasons)):
        if value:
            line[key] = value
    return json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def find_person(desk: Desk, asked: str) -> RecordId:
    """The person with this record id or number; raises `NotFoundError`."""
    with desk.journal.reading() as conn:
        try:
            uid = bytes.fromhex(asked) if len(asked) == 32 else b""
        except ValueError:
            uid = b""
        rows = conn.exec_driver_sql(
            "SELECT entity.uid FROM entity WHERE (entity.uid = ? AND entity.kind = 'person')"
            " OR entity.id IN (SELECT person FROM number_key WHERE number = ?) LIMIT 2",
            (uid, bare_number(asked)),
        ).all()
    if not rows:
        raise NotFoundError("There is nobody with that id or number here. Nothing was changed.")
    if len(rows) > 1:
        raise NotFoundError("Several people here have that number. Nothing was changed. Use the person's id.")
    return RecordId(bytes(rows[0][0]).hex())
