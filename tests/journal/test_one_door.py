"""One door: only the projection writes record tables, and a declaration that changes rebuilds them by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import recovery_tui
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, Entry, InfoClass, Record, declare, field, register, unregister
from tests.support.desks import add_person, new_desk, reopened

PACKAGE = Path(recovery_tui.__file__).parent
DOOR = {PACKAGE / "journal" / "record_rows.py"}

RECORD_TABLES = re.compile(r"\b(table_of|table_class|all_tables)\b|\br_[a-z*]")
WRITES = re.compile(
    r"\b(INSERT|REPLACE INTO|UPDATE|DELETE FROM|DROP)\b|\bSession\(|import (insert|update|delete)"
)


def _writes_record_tables(path: Path) -> bool:
    """Whether a module both names record tables and writes to any table."""
    text = path.read_text("utf-8")
    return bool(RECORD_TABLES.search(text) and WRITES.search(text))


def test_no_other_module_writes_a_record_table() -> None:
    assert {path for path in PACKAGE.rglob("*.py") if _writes_record_tables(path)} == DOOR


@contextmanager
def _kind(*, with_field: bool) -> Iterator[None]:
    if with_field:

        @declare("keepsake", "Keepsake", InfoClass.REC)
        class Longer(Record):
            name: str = field(Entry.SHORT, "Name", required=True)
            place: str | None = field(Entry.SHORT, "Place")

        register(Longer)
    else:

        @declare("keepsake", "Keepsake", InfoClass.REC)
        class Shorter(Record):
            name: str = field(Entry.SHORT, "Name", required=True)

        register(Shorter)
    try:
        yield
    finally:
        unregister("keepsake")


def test_adding_a_field_to_a_declaration_rebuilds_the_tables_by_itself(tmp_path: Path) -> None:
    with _kind(with_field=False):
        desk = new_desk(tmp_path)
        person = add_person(desk)
        kept = desk.journal.save([Change("keepsake", {"name": "Photograph"}, person=person)]).ids[0]
        desk.close()
    with _kind(with_field=True):
        desk = reopened(tmp_path)
        with desk.journal.reading() as conn:
            assert conn.exec_driver_sql("SELECT name, place FROM r_keepsake").all() == [("Photograph", None)]
        desk.journal.save([Change("keepsake", {"place": "Wing office"}, kept, person)])
        assert desk.journal.check(rebuild_tables=False).ok
        desk.close()


def test_a_kind_this_version_does_not_know_is_kept_and_shown_again_later(tmp_path: Path) -> None:
    with _kind(with_field=True):
        desk = new_desk(tmp_path)
        person = add_person(desk)
        kept = desk.journal.save([Change("keepsake", {"name": "Ring", "place": "Box"}, person=person)]).ids[0]
        desk.close()
    assert "keepsake" not in KINDS
    desk = reopened(tmp_path)
    assert desk.journal.check(rebuild_tables=False).ok
    desk.close()
    with _kind(with_field=True):
        desk = reopened(tmp_path)
        assert desk.journal.record(kept).values == {"name": "Ring", "place": "Box"}  # type: ignore[union-attr]
        with desk.journal.reading() as conn:
            assert conn.exec_driver_sql("SELECT name FROM r_keepsake").scalars().all() == ["Ring"]
        desk.close()
