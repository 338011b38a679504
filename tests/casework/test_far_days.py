"""Days that only foreign or hostile software writes: nobody's pages fail for them, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import (
    bad_news,
    caseload,
    day_sheet,
    my_plan,
    person_file,
    referring,
    session_note,
    today,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS, Entry
from tests.records.samples import sample
from tests.support.desks import add_person, new_desk

BEFORE = ("agency", "permission", "plan", "goal", "step", "stay", "intervention", "peer_link", "referral")
"""Kinds that others refer to come first."""
LEFT_OPEN = frozenset({"ended_on", "released_on", "until_on", "closed_on", "discharged_on"})
WRITTEN = {
    Entry.DATE: "{}", Entry.PARTIAL_DATE: "{}", Entry.INSTANT: "{}T00:00Z", Entry.LOCAL_TIME: "{}T00:00",
}  # fmt: skip


def fill(desk: Desk, person: RecordId, day: str) -> None:
    """A record of every kind, with this day wherever a day is."""
    made: dict[str, str] = {"person": person}
    rest = [kind for kind in KINDS if kind not in (*BEFORE, "person", "erasure", "erasure_approval")]
    for kind in (*BEFORE, *rest):
        values: dict[str, Wire] = dict(sample(kind))
        for name, spec in KINDS[kind].fields.items():
            if spec.entry in WRITTEN and name not in LEFT_OPEN:
                values[name] = WRITTEN[spec.entry].format(day)
            if name in values and spec.ref in made and spec.entry is Entry.REF:
                values[name] = made[spec.ref]
        values = {name: value for name, value in values.items() if name not in LEFT_OPEN}
        whose = person if KINDS[kind].needs_person else None
        made.setdefault(kind, desk.journal.save([Change(kind, values, person=whose)]).ids[0])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_every_page_stands_whatever_day_others_wrote(tmp_path: Path, day: str) -> None:
    desk = new_desk(tmp_path)
    person = RecordId(add_person(desk))
    fill(desk, person, day)
    for area in Area:
        header, _ = person_file.page(desk, person, area)
        assert header.name
    assert my_plan.own_plan(desk, person)
    assert session_note.form(desk, person).fields
    assert bad_news.form(desk, person)
    assert referring.form(desk, person)
    assert today.view(desk, mine=False, lines=None).everyone == 1
    assert len(day_sheet.rows(desk, mine=False)) == 1
    for order in CaseloadOrder:
        assert caseload.page(desk, text="", order=order, mine=False, offset=0, limit=9).total == 1
    assert desk.journal.check(rebuild_tables=False).ok
    desk.close()
