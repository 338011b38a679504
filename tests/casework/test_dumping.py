"""Records out: sorted lines, whose, since when, and who is told about it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from recovery_tui.casework import dumping
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.errors import NotFoundError
from recovery_tui.records import KINDS
from tests.support.desks import add_person
from tests.support.line_files import many, number, of, person, write


def _kinds(lines: list[str]) -> list[str]:
    return [json.loads(line)["kind"] for line in lines]


def test_a_new_store_dumps_nothing(desk: Desk) -> None:
    assert list(dumping.dump(desk)) == []


def test_two_dumps_are_the_same_bytes_in_the_order_of_kinds(desk: Desk, tmp_path: Path) -> None:
    load_file(desk, write(tmp_path / "in.jsonl", many(30)))
    lines = list(dumping.dump(desk))
    assert lines == list(dumping.dump(desk))
    places = [list(KINDS).index(kind) for kind in _kinds(lines)]
    assert places == sorted(places)
    for line in lines:
        compact = json.dumps(json.loads(line), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert line == compact


def test_one_person_comes_with_the_agencies_their_records_point_to(desk: Desk, tmp_path: Path) -> None:
    agencies = [
        {"kind": "agency", "ref": name, "fields": {"name": name, "agency_type": "gp"}}
        for name in ("used", "other")
    ]
    referral = of("referral", "@p", agency="@used", domain="housing", status="draft")
    load_file(
        desk,
        write(
            tmp_path / "in.jsonl", [person("p"), person("q"), number("@p", "A1234BC"), *agencies, referral]
        ),
    )
    lines = list(dumping.dump(desk, dumping.find_person(desk, "A1234BC")))
    assert _kinds(lines) == ["person", "identifier", "agency", "referral"]
    assert json.loads(lines[2])["fields"]["name"] == "used"


def test_since_a_day_gives_what_changed_on_it_or_later(desk: Desk, tmp_path: Path) -> None:
    add_person(desk)
    assert len(list(dumping.dump(desk, since=date(2026, 11, 23)))) == 3
    assert list(dumping.dump(desk, since=date(2026, 11, 24))) == []


def test_everybody_in_a_dump_is_entered_as_exported(desk: Desk) -> None:
    whose = add_person(desk)
    list(dumping.dump(desk))
    assert [look.act for look in desk.journal.looks_at(whose)] == ["exported"]


def test_nobody_with_that_number(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        dumping.find_person(desk, "A9999ZZ")
    with pytest.raises(NotFoundError):
        dumping.find_person(desk, "f" * 32)
