"""Loading files of records: everything or nothing, every refused line told with its number, field and reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import dumping, exchange_state
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.load_views import LoadResult, Rejected
from recovery_tui.clock import SetClock
from recovery_tui.errors import NotFoundError, UsageError
from recovery_tui.journal import reading
from tests.support.desks import MONDAY, add_person, new_desk
from tests.support.line_files import AnyLine, goal, many, number, of, person, plan, stay, write

PLACE = "a" * 32


def _load(desk: Desk, tmp_path: Path, *lines: AnyLine | bytes, partial: bool = False) -> LoadResult:
    return load_file(desk, write(tmp_path / "in.jsonl", lines), partial=partial)


def _count(desk: Desk, kind: str) -> int:
    with desk.journal.reading() as conn:
        return len(list(reading.of_kind(conn, kind)))


def _only(desk: Desk, kind: str) -> reading.Record:
    with desk.journal.reading() as conn:
        (record,) = reading.of_kind(conn, kind)
    return record


def _dumped(desk: Desk) -> list[str]:
    return list(dumping.dump(desk))


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    opened = new_desk(tmp_path / "other", clock=SetClock(MONDAY, seed=7))
    yield opened
    opened.close()


def test_references_by_ref_may_point_forward(desk: Desk, tmp_path: Path) -> None:
    result = _load(
        desk, tmp_path, goal("@p", "@plan"), plan("@p", "plan"), number("@p", "A1234BC"), person("p")
    )
    assert (result.new, result.changed, result.same, result.rejected) == (4, 0, 0, ())
    assert _only(desk, "goal").values["plan"] == _only(desk, "plan").id
    assert _only(desk, "goal").person == _only(desk, "person").id
    assert desk.journal.check(rebuild_tables=False).ok


def test_a_number_is_kept_in_its_canonical_form_and_found_afterwards(desk: Desk, tmp_path: Path) -> None:
    _load(desk, tmp_path, person("p"), number("@p", " a1234bc "))
    assert _only(desk, "identifier").values["value"] == "A1234BC"
    assert dumping.find_person(desk, "a1234bc") == _only(desk, "person").id


def test_loading_a_file_with_ids_of_another_store_twice_changes_nothing_the_second_time(
    desk: Desk, other: Desk, tmp_path: Path
) -> None:
    _load(desk, tmp_path, *many(20))
    file = tmp_path / "dump.jsonl"
    file.write_text("".join(line + "\n" for line in _dumped(desk)), "utf-8")
    first = load_file(other, file)
    before = _dumped(other)
    second = load_file(other, file)
    assert (first.new, second.new, second.changed, second.same) == (60, 0, 0, 60)
    assert _dumped(other) == before


def test_dump_load_dump_keeps_the_meaning(desk: Desk, other: Desk, tmp_path: Path) -> None:
    _load(
        desk,
        tmp_path,
        person("p", "Żabkowiak", known_as="Zoë “Z”"),
        stay("@p", "stay", release_expected_on="2026-12-04"),
        plan("@p", "plan"),
        goal("@p", "@plan", "goal"),
        {
            **of("progress", "@p", goal="@goal", noted_on="2026-11-20", note="Rang."),
            "hidden": "entered twice",
        },
        of("release_item", "@p", stay="@stay", item="rl02", status="due"),
        {
            **of(
                "appointment",
                "@p",
                agency="@agency",
                purpose="First",
                starts_at="2026-12-05T09:30",
                status="booked",
            ),
            "reasons": {"V17": "only slot"},
        },
        {"kind": "agency", "ref": "agency", "fields": {"name": "Llanw", "agency_type": "gp"}},
    )
    file = tmp_path / "dump.jsonl"
    file.write_text("".join(line + "\n" for line in _dumped(desk)), "utf-8")
    assert load_file(other, file).new == 8
    assert _meaning(_dumped(other)) == _meaning(_dumped(desk))


def _meaning(lines: list[str]) -> list[object]:
    """Dumped lines with every id replaced by the place of its first appearance."""
    places: dict[str, str] = {}
    text = "\n".join(lines)
    for line in map(json.loads, lines):
        places[line["id"]] = f"#{len(places)}"
    for record, place in places.items():
        text = text.replace(record, place)
    return [json.loads(line) for line in text.split("\n")]


def test_a_known_id_changes_only_the_fields_it_names(desk: Desk, tmp_path: Path) -> None:
    whose = add_person(desk)
    change = {"kind": "person", "id": whose, "fields": {"known_as": "Baz", "forename": "Lee"}}
    assert _load(desk, tmp_path, change).changed == 1
    stored = _only(desk, "person")
    assert (stored.values["known_as"], stored.values["surname"]) == ("Baz", "Barnes")
    entries = len(desk.journal.history(whose))
    assert _load(desk, tmp_path, change).same == 1
    assert len(desk.journal.history(whose)) == entries


def test_null_clears_a_field_but_not_a_required_one(desk: Desk, tmp_path: Path) -> None:
    whose = add_person(desk)
    _load(desk, tmp_path, {"kind": "person", "id": whose, "fields": {"known_as": "Baz"}})
    _load(desk, tmp_path, {"kind": "person", "id": whose, "fields": {"known_as": None}})
    assert "known_as" not in _only(desk, "person").values
    refused = _load(desk, tmp_path, {"kind": "person", "id": whose, "fields": {"surname": None}})
    assert [(each.line, each.field) for each in refused.rejected] == [(1, "surname")]


def test_what_was_written_down_is_not_changed_by_loading(desk: Desk, tmp_path: Path) -> None:
    _load(
        desk,
        tmp_path,
        person("p"),
        plan("@p", "plan"),
        goal("@p", "@plan", "goal"),
        of("progress", "@p", goal="@goal", noted_on="2026-11-20", note="Rang."),
    )
    note = _only(desk, "progress").id
    assert _load(desk, tmp_path, {"kind": "progress", "id": note, "fields": {"note": "Rang."}}).same == 1
    refused = _load(desk, tmp_path, {"kind": "progress", "id": note, "fields": {"note": "Wrote."}})
    assert [(each.line, each.field) for each in refused.rejected] == [(1, "note")]
    assert "corrects" in refused.rejected[0].reason


def test_a_life_cycle_binds_what_a_file_changes(desk: Desk, tmp_path: Path) -> None:
    _load(desk, tmp_path, person("p"), plan("@p", "plan"), goal("@p", "@plan", "goal"))
    record = _only(desk, "goal").id
    assert (
        _load(desk, tmp_path, {"kind": "goal", "id": record, "fields": {"status": "achieved"}}).changed == 1
    )
    refused = _load(desk, tmp_path, {"kind": "goal", "id": record, "fields": {"status": "future"}})
    assert [(each.line, each.field) for each in refused.rejected] == [(1, "status")]
    assert _only(desk, "goal").values["status"] == "achieved"


def test_a_rule_that_asks_for_a_reason_takes_it_from_the_file_or_lists_the_line(
    desk: Desk, tmp_path: Path
) -> None:
    saturday = {"purpose": "First", "starts_at": "2026-12-05T09:30", "status": "booked", "agency": "@agency"}
    agency = {"kind": "agency", "ref": "agency", "fields": {"name": "Llanw", "agency_type": "gp"}}
    told = {**of("appointment", "@p", **saturday), "reasons": {"V17": "the only slot"}}
    untold = of("appointment", "@p", **{**saturday, "starts_at": "2026-12-06T09:30"})
    result = _load(desk, tmp_path, person("p"), agency, told, untold)
    assert result.new == 4
    assert [(each.line, each.field) for each in result.listed] == [(4, "starts_at")]
    reasons = [json.loads(line).get("reasons") for line in _dumped(desk) if '"appointment"' in line]
    assert reasons == [{"V17": "the only slot"}, {"V17": "loaded"}]
    assert desk.journal.check(rebuild_tables=False).ok


def test_the_type_of_an_agency_is_taken_from_the_agency(desk: Desk, tmp_path: Path) -> None:
    _load(
        desk,
        tmp_path,
        person("p"),
        of("referral", "@p", agency="@agency", agency_type="gp", domain="housing", status="draft"),
        {"kind": "agency", "ref": "agency", "fields": {"name": "Lantern", "agency_type": "cas3"}},
    )
    assert _only(desk, "referral").values["agency_type"] == "cas3"


def test_the_same_release_item_from_two_files_is_one_record(desk: Desk, tmp_path: Path) -> None:
    item = of("release_item", "@p", stay="@stay", item="rl02", status="due")
    assert _load(desk, tmp_path, item, person("p"), stay("@p", "stay")).new == 3
    again = {"stay": _only(desk, "stay").id, "item": "rl02", "status": "done", "done_on": "2026-11-20"}
    result = _load(desk, tmp_path, of("release_item", _only(desk, "person").id, **again))
    assert (result.new, result.changed, result.rejected) == (0, 1, ())
    assert _only(desk, "release_item").values["status"] == "done"


def test_hidden_and_also_are_understood(desk: Desk, tmp_path: Path) -> None:
    hidden = {**plan("@p"), "hidden": "entered twice", "also": {"status": ["closed"]}}
    result = _load(desk, tmp_path, person("p"), hidden)
    assert _only(desk, "plan").hidden == "entered twice"
    assert len(result.notices) == 1
    _load(desk, tmp_path, {"kind": "plan", "id": _only(desk, "plan").id, "hidden": None})
    assert _only(desk, "plan").hidden is None


REFUSED: list[tuple[AnyLine | bytes, str | None]] = [
    (b"{", None),
    (b"[1]", None),
    (b'{"kind":"person"} trailing', None),
    (b'{"kind":"person","fields":{"surname":"\xff"}}', None),
    (b'{"kind":"person","surname":"x"}', None),
    (b'{"fields":{}}', "kind"),
    (b'{"kind":7,"fields":{}}', "kind"),
    (b'{"kind":"person","fields":[]}', "fields"),
    (b'{"kind":"person","fields":{"surname":[[1]]}}', "surname"),
    (b'{"kind":"person","fields":{"surname":' + b"[" * 5000 + b"]" * 5000 + b"}}", "fields"),
    (b'{"kind":"person","fields":{},"also":' + b"[" * 99_999 + b"]" * 99_999 + b"}", "also"),
    (b'{"kind":"person","fields":{"surname":"' + b"x" * 300_000 + b'"}}', None),
    ({"kind": "persons", "fields": {}}, "kind"),
    (person("p", shoe_size="9"), "shoe_size"),
    (person("p", surname="x" * 81), "surname"),
    (person("p", sex="dragon"), "sex"),
    (person("p", born_on="03/05/1992"), "born_on"),
    (person("p", born_on="2020-01-01-01"), "born_on"),
    (person("p", same_as="@nobody"), "same_as"),
    (person("p", same_as=PLACE), "same_as"),
    (person("p", born_estimated=1), "born_estimated"),
    ({"kind": "person", "fields": {"surname": "Marrowby"}}, "forename"),
    ({**person("p"), "id": "7"}, "id"),
    ({**person("p"), "ref": "a b"}, "ref"),
    ({**person("p"), "hidden": ""}, "hidden"),
    ({**person("p"), "reasons": {"because": "x"}}, "reasons"),
    (person("p", person="@x"), "person"),
    (
        {"kind": "plan", "fields": {"started_on": "2026-09-02", "status": "draft", "agreement": "draft"}},
        "person",
    ),
    (plan("@nobody"), "person"),
    (plan("nobody"), "person"),
]


@pytest.mark.parametrize(("line", "field"), REFUSED)
def test_a_bad_line_loads_nothing_and_is_told_with_number_and_field(
    desk: Desk, tmp_path: Path, line: AnyLine | bytes, field: str | None
) -> None:
    result = _load(desk, tmp_path, person("good"), b"", line)
    assert {each.line for each in result.rejected} == {3}
    assert field in {each.field for each in result.rejected}
    assert all(each.reason.endswith((".", "?")) for each in result.rejected)
    assert (result.new, _count(desk, "person")) == (0, 0)


def test_numbers_with_a_point_are_asked_for_as_text(desk: Desk, tmp_path: Path) -> None:
    treated = of("intervention", "@p", intervention_type="pharm", sub_type="maintenance", daily_dose_mg=0.4)
    result = _load(desk, tmp_path, person("p"), treated)
    assert result.rejected == (
        Rejected(2, "daily_dose_mg", 'Write a number with a decimal point as text, like "0.4".'),
    )


def test_names_used_twice_are_refused(desk: Desk, tmp_path: Path) -> None:
    twice = {**person("p"), "id": PLACE}
    result = _load(desk, tmp_path, twice, {**person("q"), "id": PLACE}, person("p"))
    assert [(each.line, each.field) for each in result.rejected] == [(2, "id"), (3, "ref")]


def test_duplicate_keys_do_no_harm(desk: Desk, tmp_path: Path) -> None:
    raw = b'{"kind":"plan","kind":"person","fields":{"surname":"A","surname":"Marrowby","forename":"Lee"'
    assert _load(desk, tmp_path, raw + b',"born_on":"1990-01-02"}}').new == 1
    assert _only(desk, "person").values["surname"] == "Marrowby"


def test_references_must_point_to_the_right_kind_and_the_same_person(desk: Desk, tmp_path: Path) -> None:
    result = _load(
        desk,
        tmp_path,
        person("p"),
        person("q"),
        plan("@p", "plan"),
        goal("@q", "@plan"),
        goal("@p", "@p"),
        plan("@plan"),
    )
    assert [(each.line, each.field) for each in result.rejected] == [(4, "plan"), (5, "plan"), (6, "person")]
    assert _count(desk, "person") == 0


def test_rules_across_records_bind_a_file(desk: Desk, tmp_path: Path) -> None:
    add_person(desk, number="A1234BC")
    result = _load(
        desk, tmp_path, person("p"), number("@p", "A1234BC"), stay("@p"), stay("@p", started_on="2026-07-01")
    )
    assert {(each.line, each.field) for each in result.rejected} >= {(2, "value")}
    assert {each.line for each in result.rejected} & {3, 4}
    assert _count(desk, "person") == 1


def test_one_bad_line_in_ten_thousand_loads_nothing(desk: Desk, tmp_path: Path) -> None:
    lines = many(3333)
    lines[6665] = number("@p2221", "A12")
    result = _load(desk, tmp_path, *lines)
    assert [(each.line, each.field) for each in result.rejected] == [(6666, "value")]
    assert "A1234BC" in result.rejected[0].reason
    assert (result.new, _count(desk, "person"), _count(desk, "stay")) == (0, 0, 0)
    assert desk.journal.check(rebuild_tables=False).ok


def test_partial_loads_the_rest_and_leaves_out_what_hangs_on_a_bad_line(desk: Desk, tmp_path: Path) -> None:
    bad = person("bad", born_on="soon")
    lines = (goal("@bad", "@plan"), plan("@bad", "plan"), bad, person("good"), number("@good", "A1234BC"))
    assert [each.line for each in _load(desk, tmp_path, *lines).rejected] == [3]
    result = _load(desk, tmp_path, *lines, partial=True)
    assert result.new == 2
    assert [each.line for each in result.rejected] == [1, 2, 3]
    assert (_count(desk, "person"), _count(desk, "plan")) == (1, 0)


def test_a_line_that_can_not_be_read_still_lends_its_name_to_those_that_hang_on_it(
    desk: Desk, tmp_path: Path
) -> None:
    broken = b'{"kind":"person","ref":"p","fields":{"surname":"Marrowby",,}}'
    result = _load(desk, tmp_path, broken, number("@p", "A1234BC"))
    assert [each.line for each in result.rejected] == [1]


def test_a_dry_run_tells_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    file = write(tmp_path / "in.jsonl", many(5))
    assert load_file(desk, file, dry_run=True).new == 15
    assert _count(desk, "person") == 0
    assert exchange_state.state(desk).only_here == 0
    assert load_file(desk, file).new == 15


def test_progress_can_stop_a_load_and_nothing_is_kept(desk: Desk, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    told: list[int] = []

    def stop(done: int, total: int) -> None:
        assert 0 <= done <= total
        told.append(done)
        if len(told) > 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        load_file(desk, write(tmp_path / "in.jsonl", many(1000)), progress=stop)
    assert _count(desk, "person") == 0
    assert load_file(desk, tmp_path / "in.jsonl").new == 3000


def test_a_byte_order_mark_is_taken_and_other_formats_are_named(desk: Desk, tmp_path: Path) -> None:
    line = json.dumps(person("p"))
    file = tmp_path / "in.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + line.encode() + b"\r\n")
    assert load_file(desk, file).new == 1
    for raw, said in (
        (line.encode("utf-16"), "UTF-16"),
        (line.encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04", "CSV"),
    ):
        file.write_bytes(raw)
        with pytest.raises(UsageError, match=said):
            load_file(desk, file)


def test_a_missing_file_a_folder_and_an_empty_file(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load_file(desk, tmp_path / "none.jsonl")
    with pytest.raises(UsageError):
        load_file(desk, tmp_path)
    (tmp_path / "empty.jsonl").touch()
    assert load_file(desk, tmp_path / "empty.jsonl") == LoadResult(0, 0, 0, ())


def test_a_file_of_nonsense_is_not_read_to_its_end(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"nonsense\n" * 50_000)
    result = load_file(desk, tmp_path / "in.jsonl", partial=True)
    assert len(result.rejected) == 10_000
    assert "10,000" in result.notices[0]


def test_no_reason_ever_repeats_what_was_in_the_file(desk: Desk, tmp_path: Path) -> None:
    secret = "Quillfeather9"
    lines = [person("p", sex=secret), person("q", born_on=secret), plan("@p", "x") | {"kind": secret}]
    assert secret not in repr(_load(desk, tmp_path, *lines).rejected)
