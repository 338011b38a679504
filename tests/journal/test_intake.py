"""Other people's feeds in one's own log: whatever the order, the same records; forks, gaps and late bodies kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from recovery_tui.casework import dumping
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import BundleDamagedError
from recovery_tui.journal.log import Change
from recovery_tui.journal.runs import gaps
from tests.journal.passing import again, desk_of, everything_of, take_in
from tests.support.desks import add_person

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


def _dump(desk: Desk) -> list[str]:
    return list(dumping.dump(desk))


def _sound(desk: Desk) -> bool:
    return desk.journal.check(rebuild_tables=False).ok


def test_two_stores_that_pass_everything_on_hold_the_same_records(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    person = add_person(kim)
    plan = kim.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    take_in(rosa, everything_of(kim))
    rosa.journal.save([Change("plan", {"status": "agreed"}, plan, person)])
    kim.journal.save([Change("plan", {"status": "submitted"}, plan, person)])
    take_in(kim, everything_of(rosa))
    take_in(rosa, everything_of(kim))
    assert _dump(kim) == _dump(rosa)
    assert any('"also":{"status":' in line for line in _dump(kim))
    assert _sound(kim)
    assert _sound(rosa)
    kim.close()
    rosa.close()


def test_taking_the_same_in_again_changes_nothing(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    add_person(kim)
    passed = everything_of(kim)
    first = take_in(rosa, passed)
    second = take_in(rosa, passed)
    assert [taken.new for taken in first] == [3]
    assert [(taken.new, taken.known) for taken in second] == [(0, 3)]
    kim.close()
    rosa.close()


def test_a_later_stretch_is_taken_with_a_gap_and_the_gap_closes(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    person = add_person(kim)
    early = everything_of(kim)
    kim.journal.save([Change("plan", PLAN, person=person)])
    whole, events = everything_of(kim)[0]
    late = [
        (replace(whole, stretch=replace(whole.stretch, first=4, before=early[0][0].stretch.head)), events[3:])
    ]
    take_in(rosa, late)
    with rosa.journal.reading() as conn:
        assert [(gap.first, gap.last) for gap in gaps(conn)] == [(1, 3)]
    assert _sound(rosa)
    take_in(rosa, early)
    with rosa.journal.reading() as conn:
        assert gaps(conn) == []
    assert _dump(rosa) == _dump(kim)
    assert _sound(rosa)
    kim.close()
    rosa.close()


def test_a_body_that_was_withheld_arrives_later(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    person = add_person(kim)
    kim.journal.save([Change("plan", PLAN, person=person)])
    passed = everything_of(kim)
    take_in(rosa, passed, shown=lambda event: event.seq != 2)
    assert _dump(rosa) != _dump(kim)
    [(out, events)] = passed
    with rosa.journal.receiving() as intake:
        assert events[1].raw is not None
        assert intake.take_late(out.stretch.feed, 2, events[1].raw).new == 1
    assert _dump(rosa) == _dump(kim)
    assert _sound(rosa)
    kim.close()
    rosa.close()


def _forked(tmp_path: Path) -> tuple[Desk, Desk, str, str]:
    """Kim's store and a clone of the whole folder, anchor included, both written on."""
    kim = desk_of(tmp_path, "kim")
    person = add_person(kim)
    plan = kim.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    kim.close()
    shutil.copytree(tmp_path / "stores" / "kim", tmp_path / "stores" / "clone")
    kim, clone = again(tmp_path, "kim", "kim later"), again(tmp_path, "clone", "clone")
    kim.journal.save([Change("plan", {"status": "agreed"}, plan, person)])
    clone.journal.save([Change("plan", {"status": "submitted"}, plan, person)])
    clone.journal.save([Change("goal", {"plan": plan, **GOAL}, person=person)])
    return kim, clone, person, plan


GOAL = {"area": "peer", "title": "Go to the group", "horizon": "gate", "status": "active"}


@pytest.mark.parametrize("clone_first", [False, True])
def test_a_feed_that_goes_on_on_two_computers_is_kept_as_branches(tmp_path: Path, clone_first: bool) -> None:
    kim, clone, _, _ = _forked(tmp_path)
    rosa = desk_of(tmp_path, "rosa")
    both = [everything_of(kim), everything_of(clone)]
    taken = [take_in(rosa, each) for each in (reversed(both) if clone_first else both)]
    assert [any(part.forked for part in each) for each in taken] == [False, True]
    with rosa.journal.reading() as conn:
        names = [
            bytes(row[0]) for row in conn.exec_driver_sql("SELECT id FROM feed WHERE own = 0 ORDER BY id")
        ]
    assert [len(name) for name in names] == [16, 20, 20]
    assert _sound(rosa)
    sam = desk_of(tmp_path, "sam")
    take_in(sam, everything_of(rosa))
    assert _dump(sam) == _dump(rosa)
    assert _sound(sam)
    for desk in (kim, clone, rosa, sam):
        desk.close()


def test_whoever_meets_their_own_feed_from_elsewhere_keeps_both_and_writes_into_a_new_one(
    tmp_path: Path,
) -> None:
    kim, clone, person, plan = _forked(tmp_path)
    take_in(kim, everything_of(clone))
    assert any("another computer" in warning for warning in kim.journal.warnings)
    kim.journal.save([Change("plan", {"what_helps": "Music"}, plan, person)])
    take_in(clone, everything_of(kim))
    take_in(kim, everything_of(clone))
    assert _dump(kim) == _dump(clone)
    assert _sound(kim)
    assert _sound(clone)
    kim.close()
    kim = again(tmp_path, "kim", "kim again")
    assert not kim.journal.restored
    kim.close()
    clone.close()


def test_a_seal_that_does_not_verify_changes_nothing(tmp_path: Path) -> None:
    kim, rosa = desk_of(tmp_path, "kim"), desk_of(tmp_path, "rosa")
    add_person(kim)
    [(out, events)] = everything_of(kim)
    with pytest.raises(BundleDamagedError):
        take_in(rosa, [(replace(out, seal=bytes(64)), events)])
    with pytest.raises(BundleDamagedError):
        take_in(rosa, [(out, (*events[:2], events[1]))])
    assert _dump(rosa) == []
    with rosa.journal.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM feed WHERE own = 0").scalar_one() == 0
    kim.close()
    rosa.close()
