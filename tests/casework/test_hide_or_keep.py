"""A hide counts for what its writer had seen: an edit beside it keeps the record in sight until somebody decides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import conflicts
from recovery_tui.journal.log import Change
from tests.support.two_writers import HOME, TwoWriters, two_writers

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    writers = two_writers(tmp_path)
    yield writers
    writers.close()


def test_an_edit_beside_a_hide_is_a_conflict_and_the_record_stays_in_sight(both: TwoWriters) -> None:
    home = both.make("home", HOME)
    both.hide(both.kim, home, "entered twice")
    assert both.kim.journal.record(home).hidden == "entered twice"  # type: ignore[union-attr]
    both.write(both.shah, home, area="York")
    both.swap()
    for desk in (both.kim, both.shah):
        assert desk.journal.record(home).hidden is None  # type: ignore[union-attr]
        (found,) = conflicts.listed(desk)
        assert [answer.words for answer in found.answers] == ["hide it: entered twice", "keep it shown"]
    assert conflicts.resolve(both.shah, f"{home}/hidden", take=1).saved
    both.swap()
    assert both.kim.journal.record(home).hidden == "entered twice"  # type: ignore[union-attr]
    assert conflicts.listed(both.kim) == ()


def test_a_record_that_is_to_stay_is_settled_as_shown(both: TwoWriters) -> None:
    home = both.make("home", HOME)
    both.write(both.shah, home, area="York")
    both.hide(both.kim, home, "entered twice")
    both.swap()
    assert conflicts.resolve(both.kim, f"{home}/hidden", take=2).saved
    both.swap()
    for desk in (both.kim, both.shah):
        assert desk.journal.record(home).hidden is None  # type: ignore[union-attr]
        assert conflicts.listed(desk) == ()
        assert desk.journal.check(rebuild_tables=False).projection_ok


def test_a_change_of_a_hidden_record_by_one_who_knows_leaves_it_hidden(both: TwoWriters) -> None:
    plan = both.make("plan", PLAN)
    both.hide(both.kim, plan, "entered twice")
    both.swap()
    both.write(both.shah, plan, status="agreed", who_to_call="My sister")
    both.swap()
    for desk in (both.kim, both.shah):
        assert desk.journal.record(plan).hidden == "entered twice"  # type: ignore[union-attr]
        assert conflicts.listed(desk) == ()
        assert desk.journal.check(rebuild_tables=False).projection_ok


def test_a_hidden_record_with_several_classes_is_made_hidden_and_stays_so(both: TwoWriters) -> None:
    change = Change("plan", {**PLAN, "who_to_call": "My sister"}, person=both.person, hide="entered twice")
    with both.kim.journal.writing() as writer:
        plan = writer.append_new(change)
    both.swap()
    for desk in (both.kim, both.shah):
        assert desk.journal.record(plan).hidden == "entered twice"  # type: ignore[union-attr]
        assert desk.journal.check(rebuild_tables=False).projection_ok


def test_two_who_hide_the_same_record_for_different_reasons_leave_the_reason_to_be_decided(
    both: TwoWriters,
) -> None:
    home = both.make("home", HOME)
    both.hide(both.kim, home, "entered twice")
    both.hide(both.shah, home, "wrong person")
    both.swap()
    for desk in (both.kim, both.shah):
        assert desk.journal.record(home).hidden is not None  # type: ignore[union-attr]
        (found,) = conflicts.listed(desk)
        assert {answer.value for answer in found.answers} == {"entered twice", "wrong person"}
    (found,) = conflicts.listed(both.kim)
    wrong = next(answer.n for answer in found.answers if answer.value == "wrong person")
    assert conflicts.resolve(both.kim, found.id, take=wrong).saved
    both.swap()
    assert both.shah.journal.record(home).hidden == "wrong person"  # type: ignore[union-attr]
    assert conflicts.listed(both.shah) == ()
