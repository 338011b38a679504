"""A line of the caseload says what the person's own records say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_tui.casework import caseload, changing, joining
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import CaseloadOrder, CaseloadRow, Mark, RecordId
from recovery_tui.casework.weighed import case_of
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.practice.day_words import spell_short
from recovery_tui.practice.seen import last_seen
from tests.support.desks import add_person, new_desk

_CONTACT = st.fixed_dictionaries(
    {"held_on": st.sampled_from(["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20"])},
    optional={
        "outcome": st.sampled_from(["held", "held", "declined", "not_unlocked"]),
        "with_whom": st.sampled_from(["person", "person", "family", "com"]),
    },
)


def _listed(desk: Desk) -> dict[str, str]:
    page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=500)
    return {row.person: row.last_seen for row in page.rows}


def _pages(desk: Desk, size: int) -> list[CaseloadRow]:
    """The whole list, worst first, in pages of so many."""
    found: list[CaseloadRow] = []
    while True:
        page = caseload.page(
            desk, text="", order=CaseloadOrder.WORST, mine=True, offset=len(found), limit=size
        )
        found += page.rows
        if not page.rows:
            assert len(found) == page.total
            return found


def _by_records(desk: Desk, person: RecordId) -> str:
    with desk.journal.reading() as conn:
        met = last_seen(case_of(reading.of_person(conn, person)))
    return spell_short(met) if met else "-"


def _write(desk: Desk, person: RecordId, contacts: Sequence[dict[str, Wire]]) -> list[RecordId]:
    return [RecordId(desk.journal.save([Change("contact", each, person=person)]).ids[0]) for each in contacts]


def test_when_somebody_was_last_seen_is_what_their_contacts_say(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)

    @settings(max_examples=25, deadline=None)
    @given(
        contacts=st.lists(_CONTACT, max_size=5),
        correcting=st.none() | st.tuples(st.integers(0, 4), _CONTACT, st.booleans()),
        hiding=st.none() | st.integers(0, 4),
    )
    def holds(
        contacts: list[dict[str, Wire]],
        correcting: tuple[int, dict[str, Wire], bool] | None,
        hiding: int | None,
    ) -> None:
        person = RecordId(add_person(desk, "Fictional", "Sam", ""))
        written = _write(desk, person, contacts)
        if correcting and correcting[0] < len(written):
            (again,) = _write(desk, person, [{**correcting[1], "corrects": written[correcting[0]]}])
            if correcting[2]:
                assert changing.hide(desk, again, "entered by mistake").saved
        if hiding is not None and hiding < len(written):
            assert changing.hide(desk, written[hiding], "entered by mistake").saved
        assert _listed(desk)[person] == _by_records(desk, person)

    holds()
    desk.close()


def test_of_two_records_that_were_joined_the_later_meeting_counts(desk: Desk) -> None:
    one, other = (RecordId(add_person(desk, "Barnes", each, "")) for each in ("Lee", "Baz"))
    _write(desk, one, [{"held_on": "2026-11-17", "outcome": "held"}])
    _write(desk, other, [{"held_on": "2026-11-19", "outcome": "held"}])
    assert set(_listed(desk).values()) == {"Tue 17 Nov", "Thu 19 Nov"}
    assert joining.join(desk, one, other).saved
    assert list(_listed(desk).values()) == ["Thu 19 Nov"]


def test_worst_first_shows_everybody_once_on_pages_of_any_size(desk: Desk) -> None:
    outs = {
        "Ash": "2026-12-30",
        "Birch": "2026-11-25",
        "Cedar": "2026-12-10",
        "Damson": "",
        "Elm": "2026-11-20",
    }
    for surname, out in outs.items():
        dated: dict[str, Wire] = {"release_expected_on": out} if out else {}
        stay: dict[str, Wire] = {"stay_type": "custody", "establishment": "FIC", "started_on": "2026-06-02"}
        named = Change("person", {"surname": surname, "forename": "Fictional", "record_status": "active"})
        desk.journal.save([named, Change("stay", {**stay, **dated}, person="@p")], ["p", None])
    whole = _pages(desk, 50)
    marks = [row.worst_mark for row in whole]
    assert marks == [Mark.ACT, Mark.ACT, Mark.MISSING, Mark.NONE, Mark.NONE]
    assert [row.name.split()[0].title() for row in whole] == ["Elm", "Birch", "Cedar", "Ash", "Damson"]
    for size in range(1, 6):
        assert _pages(desk, size) == whole
