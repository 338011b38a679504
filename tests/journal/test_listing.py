"""Whose a person is, and whether they are looked after here: nobody falls off a list while writers disagree."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import today
from recovery_tui.casework.desk import Desk
from recovery_tui.journal.event import Wire
from tests.support.two_writers import TwoWriters, two_writers


@pytest.fixture
def both(tmp_path: Path) -> Iterator[TwoWriters]:
    writers = two_writers(tmp_path)
    yield writers
    writers.close()


def assignment(desk: Desk, **changes: Wire) -> dict[str, Wire]:
    told = {"worker": desk.me, "worker_name": "Kim Fictional", "role": "keyworker", "from_on": "2026-11-01"}
    return {**told, **changes}


def counted(desk: Desk) -> tuple[int, int]:
    view = today.view(desk, mine=False)
    return view.mine, view.everyone


@pytest.mark.parametrize(("one", "other"), [("active", "transferred_out"), ("transferred_out", "active")])
def test_who_has_moved_for_one_and_is_back_for_another_stays_on_every_list(
    both: TwoWriters, one: str, other: str
) -> None:
    both.write(both.kim, both.person, record_status="closed")
    both.swap()
    both.write(both.kim, both.person, record_status=one)
    both.write(both.shah, both.person, record_status=other)
    both.swap()
    assert counted(both.kim)[1] == counted(both.shah)[1] == 1
    assert both.kim.journal.check(rebuild_tables=False).ok


def test_who_has_died_by_anybodys_word_is_chased_no_more(both: TwoWriters) -> None:
    both.write(both.kim, both.person, record_status="died")
    both.write(both.shah, both.person, known_as="Lee")
    both.write(both.shah, both.person, record_status="closed")
    both.swap()
    assert counted(both.kim)[1] == counted(both.shah)[1] == 0


def test_while_it_is_disputed_whose_a_person_is_they_are_everybodys_who_is_named(both: TwoWriters) -> None:
    values = assignment(both.kim)
    both.disagree("assignment", values, "worker", both.shah.me, "f" * 32)
    assert counted(both.shah)[0] == 1
    assert counted(both.kim)[0] == 0


def test_cover_whose_days_are_disputed_counts_on_all_of_them(both: TwoWriters) -> None:
    both.make("assignment", assignment(both.kim))
    cover = assignment(both.shah, role="cover", from_on="2026-11-23", until_on="2026-11-24")
    both.disagree("assignment", cover, "until_on", "2026-11-22", "2026-11-27")
    assert counted(both.shah)[0] == 1


def test_a_hand_over_that_one_writer_called_off_leaves_the_person_with_both(both: TwoWriters) -> None:
    both.make("assignment", assignment(both.kim))
    offer: dict[str, Wire] = {
        "to_fingerprint": both.shah.me,
        "reason": "moved to another wing",
        "offered_on": "2026-11-20",
        "status": "offered",
    }
    both.disagree("handover", offer, "status", "cancelled", "accepted")
    assert counted(both.kim)[0] == 1
