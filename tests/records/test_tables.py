from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Integer, Text, create_engine, insert, select

from recovery_tui.records import KINDS, Entry, InfoClass, Record, declare, field, register, unregister
from recovery_tui.records.codes import YES_NO
from recovery_tui.records.tables import all_tables, declarations_digest, table_class, table_of


@declare("shed", "Shed", InfoClass.REC)
class ShedFields(Record):
    size: int | None = field(Entry.INTEGER, "Size")


@declare("shed", "Garden shed", InfoClass.SOC)
class RetitledShedFields(Record):
    size: int | None = field(Entry.INTEGER, "How big", "In steps.", low=2, high=5)


@declare("shed", "Shed", InfoClass.REC)
class WiderShedFields(Record):
    size: int | None = field(Entry.INTEGER, "Size")
    locked: str | None = field(Entry.CODE, "Locked", codes=YES_NO)


@declare("shed", "Shed", InfoClass.REC)
class WordyShedFields(Record):
    size: str | None = field(Entry.SHORT, "Size")


def _digest_with(kind: type[Record]) -> str:
    register(kind)
    try:
        return declarations_digest()
    finally:
        unregister("shed")


def test_every_kind_has_a_table_of_its_name_in_the_order_of_kinds() -> None:
    assert [table.name for table in all_tables()] == [f"r_{kind}" for kind in KINDS]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_table_begins_alike_and_every_value_may_be_missing(kind: str) -> None:
    table = table_of(kind)
    assert [column.name for column in table.columns] == [
        "id",
        "person",
        "hidden",
        "conflict",
        *KINDS[kind].fields,
    ]
    assert all(column.nullable for column in table.columns if column.name != "id")
    assert not table.foreign_keys
    assert sorted([column.name for column in index.columns] for index in table.indexes) == [
        ["id"],
        ["person"],
        *([["same_as"]] if "same_as" in KINDS[kind].fields else []),
    ]


@pytest.mark.parametrize(
    ("kind", "name", "stored"),
    [
        ("goal", "title", Text),
        ("goal", "plan", Integer),
        ("substance", "days_used", Integer),
        ("person", "born_estimated", Integer),
        ("intervention", "daily_dose_mg", Text),
        ("contact", "areas", Text),
        ("contact", "touched", Text),
    ],
)
def test_a_value_lies_in_the_column_made_for_it(kind: str, name: str, stored: type) -> None:
    assert type(table_of(kind).columns[name].type) is stored


def test_all_tables_can_be_made_and_written_to_in_a_database() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as conn:
        for table in all_tables():
            table.create(conn)
            conn.execute(insert(table).values(id=7))
        assert conn.execute(select(table_of("goal").c.title)).all() == [(None,)]
    engine.dispose()


def test_a_table_class_is_made_once() -> None:
    assert table_class("goal") is table_class("goal")
    assert table_of("goal") is table_of("goal")


def test_the_digest_changes_with_the_shape_of_tables_and_with_nothing_else() -> None:
    plain = _digest_with(ShedFields)
    assert _digest_with(ShedFields) == plain
    assert _digest_with(RetitledShedFields) == plain
    assert (
        len({declarations_digest(), plain, _digest_with(WiderShedFields), _digest_with(WordyShedFields)}) == 4
    )


@pytest.fixture
def shed() -> Iterator[None]:
    register(ShedFields)
    yield
    unregister("shed")


@pytest.mark.usefixtures("shed")
def test_a_kind_declared_anew_gets_a_new_table() -> None:
    assert "locked" not in table_of("shed").columns
    unregister("shed")
    register(WiderShedFields)
    assert "locked" in table_of("shed").columns
