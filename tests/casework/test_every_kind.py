"""Every kind and every field: entered, seen, changed, hidden, found, dumped and loaded; also a kind of tomorrow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from recovery_tui.casework import changing, dumping, person_file, recording
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.journal import search
from recovery_tui.records import KINDS, Entry, InfoClass, Merge, Record, declare, field, register, unregister
from tests.support.desks import add_person, new_desk
from tests.support.full_records import APART, full
from tests.support.somebody import Somebody, empty_form

TYPED = [kind.name for kind in KINDS.values() if kind.typed]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = new_desk(tmp_path_factory.mktemp("kinds"))
    yield opened
    opened.close()


NUMBERS = {kind: f"A{1000 + place}AA" for place, kind in enumerate([*TYPED, "garden_hour"])}


def walk(desk: Desk, kind: str) -> None:
    """Enter, see, change, find and hide a record of a kind, in every field its form has."""
    somebody = Somebody(desk, NUMBERS[kind])
    declared = KINDS[kind]
    spec = empty_form(somebody, kind)
    values = full(kind, somebody.records)
    typed = somebody.typed(spec, kind, values)
    shown = {
        name
        for name, each in declared.fields.items()
        if not each.hidden_in_forms and (kind, name) not in APART
    }
    assert set(typed) == shown & set(values), "a field that no form shows"
    record = somebody.save(spec, typed)
    kept = somebody.kept(record)
    assert {name: kept.get(name) for name in typed} == {name: values[name] for name in typed}

    seen = recording.edit_form(desk, record)
    assert {name: seen.values.get(name) for name in typed} == typed
    if declared.needs_person or kind == "person":
        assert somebody.line(record, kind) is not None
    for name in set(search.text_fields(kind)) & set(typed):
        assert somebody.finds(record, kind, name), name

    after = full(kind, somebody.records, changed=True)
    again = somebody.typed(seen, kind, after)
    changed = somebody.save(seen, again)
    kept = somebody.kept(changed)
    assert {name: kept.get(name) for name in again} == {name: after[name] for name in again}
    assert (changed != record) == (declared.merge is Merge.LOG)
    told = {change.title for entry in changing.history(desk, changed) for change in entry.changes}
    assert {declared.fields[name].title for name in again} <= told

    assert changing.hide(desk, changed, "entered by mistake").saved
    if declared.needs_person:
        assert somebody.line(changed, kind) is None
        assert somebody.line(changed, kind, hidden=True) is not None
    assert changing.unhide(desk, changed).saved


@pytest.mark.parametrize("kind", TYPED)
def test_a_record_of_every_kind_is_entered_seen_changed_found_and_hidden(desk: Desk, kind: str) -> None:
    walk(desk, kind)


def _lines(kinds: list[str]) -> list[dict[str, object]]:
    """A line for each kind with every field filled; everything that is pointed to is among them."""
    names = {kind: f"@{kind}" for kind in kinds}
    lines: list[dict[str, object]] = []
    for kind in kinds:
        fields: dict[str, object] = dict(full(kind, names))
        fields.pop("corrects", None)
        if KINDS[kind].needs_person:
            fields["person"] = "@person"
        lines.append({"kind": kind, "ref": kind, "fields": fields})
    return lines


def round_trip(tmp_path: Path, kinds: list[str]) -> None:
    """Every field of these kinds comes in from a file and goes out as it came, and in again elsewhere."""
    lines = _lines(kinds)
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    here, there = new_desk(tmp_path / "here"), new_desk(tmp_path / "there")
    loaded = load_file(here, path)
    assert loaded.rejected == ()
    assert loaded.new == len(lines)
    first = list(dumping.dump(here))
    refs = {json.loads(line)["id"]: "@" + json.loads(line)["kind"] for line in first}
    for line, given in zip(map(json.loads, first), lines, strict=True):
        fields = {name: _named(value, refs) for name, value in line["fields"].items()}
        assert fields == given["fields"]
    path.write_text("\n".join(first), encoding="utf-8")
    assert load_file(here, path).same == len(lines)
    assert load_file(there, path).new == len(lines)
    second = list(dumping.dump(there))
    assert [json.loads(line)["kind"] for line in second] == [json.loads(line)["kind"] for line in first]
    refs |= {json.loads(line)["id"]: "@" + json.loads(line)["kind"] for line in second}
    assert [_named(json.loads(line)["fields"], refs) for line in second] == [each["fields"] for each in lines]
    here.close()
    there.close()


def _named(value: object, refs: Mapping[str, str]) -> object:
    """A value with the ids in it told by their kind."""
    if isinstance(value, dict):
        return {name: _named(each, refs) for name, each in value.items()}
    if isinstance(value, list):
        return [_named(each, refs) for each in value]
    return refs.get(value, value) if isinstance(value, str) else value


def test_every_field_of_every_kind_is_loaded_and_dumped(tmp_path: Path) -> None:
    round_trip(tmp_path, list(KINDS))


@declare("garden_hour", "Garden hour", InfoClass.REC, summary=("what", "on"))
class GardenHourFields(Record):
    what: str = field(Entry.SHORT, "What was done", required=True)
    on: str | None = field(Entry.DATE, "Day")
    beds: int | None = field(Entry.INTEGER, "Beds", low=1, high=9)
    harvest: str | None = field(Entry.DECIMAL, "Kilos", low=0, high=50)
    with_peer: str | None = field(Entry.REF, "With", ref="peer_link")
    thoughts: str | None = field(Entry.LONG, "What it was like")


@pytest.fixture
def garden_hour() -> Iterator[None]:
    register(GardenHourFields)
    yield
    unregister("garden_hour")


@pytest.mark.usefixtures("garden_hour")
def test_a_kind_added_at_run_time_gets_form_list_search_history_load_and_dump_for_nothing(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path / "tomorrow")
    walk(desk, "garden_hour")
    _, view = person_file.page(desk, Somebody(desk, "A9999AA").id, Area.EVERYTHING)
    assert "garden_hour" in {choice.kind for choice in view.can_add}
    desk.close()
    round_trip(tmp_path, ["person", "peer_link", "garden_hour"])


def test_no_page_offers_to_add_what_only_a_job_writes(desk: Desk) -> None:
    somebody = add_person(desk, number="A8888AA")
    for area in Area:
        _, view = person_file.page(desk, RecordId(somebody), area)
        assert all(KINDS[choice.kind].typed for choice in view.can_add), area
