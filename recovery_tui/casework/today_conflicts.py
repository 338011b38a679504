"""The conflicts as Today lists them: counted, safety first, and in neutral words."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.disputed import TWO_ANSWERS, disputed_fields, neutral_title
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, text
from recovery_tui.casework.today_views import TodayLine, TodaySection, Urgency
from recovery_tui.casework.views import Mark, RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.answers import in_dispute
from recovery_tui.records import KINDS, Merge


def section(conn: Connection, desk: Desk, *, mine: bool, most: int | None) -> TodaySection | None:
    """The conflicts of my people or of everyone, safety first; None when there are none."""
    here = reading.several(conn, in_dispute(conn, mine=desk.clock.today() if mine else None)).values()
    found = [(record, field) for record in here for field in disputed_fields(record)]
    if not found:
        return None
    found.sort(key=lambda pair: (KINDS[pair[0].kind].merge is not Merge.SAFETY, pair[0].made, pair[0].id))
    shown = found[:most]
    people = reading.of_people(
        conn, {record.person for record, _ in shown if record.person}, ("person", "stay")
    )
    lines = []
    for record, field in shown:
        whose = PersonRecords(record.person or "", people.get(record.person or "", ()), desk.clock.today())
        lines.append(
            TodayLine(
                person=RecordId(record.person or ""),
                name=person_name(whose) if record.person else text(record, "name") or record.kind,
                location=location_of(whose) if record.person else "",
                when="",
                text=neutral_title(record, field),
                mark=Mark.ACT,
                urgency=Urgency.RED,
                record=RecordId(record.id),
                kind=TWO_ANSWERS,
                code=TWO_ANSWERS,
                conflict=f"{record.id}/{field}",
            )
        )
    return TodaySection("Two answers", tuple(lines), len(found))
