"""Today: what is due or overdue, what comes in the next seven days, and notes to finish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import Connection

from recovery_tui.casework import drafts, exchange_state, today_conflicts
from recovery_tui.casework.areas.plan import ENDED_GOAL
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_file import location_of, person_name
from recovery_tui.casework.person_records import PersonRecords, words
from recovery_tui.casework.views import Mark, RecordId, TodayLine, TodaySection, TodayView
from recovery_tui.journal import alias, reading
from recovery_tui.practice.day_words import spell_short
from recovery_tui.records.tables import table_of

CLOSED_STEP = ("completed", "no_longer_needed")
OPEN_APPOINTMENT = ("proposed", "booked")
_OF_LIVE_GOAL = (
    f" AND NOT EXISTS (SELECT 1 FROM {table_of('goal').name} AS goal WHERE goal.id = r.goal"
    f" AND (goal.hidden IS NOT NULL OR goal.status IN ({', '.join(repr(code) for code in sorted(ENDED_GOAL))})))"
)
"""Nothing is due of a goal that is hidden or ended; a goal that has not arrived here yet hides nothing."""

_SHOWN = "COALESCE((SELECT shown FROM alias WHERE alias.entity = r.person), r.person)"
"""Number of the person under whom the owner of a record is listed, where people were joined."""

SHOWN = 200
"""Lines of a group that are made; the total tells of the rest."""


def view(desk: Desk, *, mine: bool, lines: int | None = SHOWN) -> TodayView:
    """What must be done today, for my people or for everyone; `lines` of a group at most, None for all."""
    today = desk.clock.today()
    week = today + timedelta(days=7)
    with desk.journal.reading() as conn:
        disputed = today_conflicts.section(conn, desk, mine=mine, most=lines)
        late = _group(conn, desk, "Due", "", today.isoformat(), mine, lines)
        tomorrow = (today + timedelta(days=1)).isoformat()
        ahead = _group(conn, desk, "Next 7 days", tomorrow, week.isoformat(), mine, lines)
        everyone = conn.exec_driver_sql("SELECT COUNT(*), SUM(mine) FROM listing WHERE open = 1").one()
        only_here, since = exchange_state.unconfirmed(conn)
    return TodayView(
        sections=(disputed, late, ahead) if disputed else (late, ahead),
        only_here=only_here,
        since=exchange_state.spelled(desk, since),
        nag=exchange_state.nag(desk, only_here, since),
        unfinished=drafts.lines(desk),
        mine=int(everyone[1] or 0),
        everyone=int(everyone[0]),
    )


def _group(
    conn: Connection, desk: Desk, title: str, first: str, last: str, mine: bool, most: int | None
) -> TodaySection:
    """Open steps and appointments between two dates, the longest due first, each once."""
    found = [
        *_due(conn, "step", "due_on", CLOSED_STEP, first, last, mine, excluded=True),
        *_due(conn, "appointment", "starts_at", OPEN_APPOINTMENT, first, last, mine, excluded=False),
    ]
    found.sort()
    shown = found[:most]
    lines: list[TodayLine] = []
    for start in range(0, len(shown), SHOWN):
        lines += _lines(conn, desk, shown[start : start + SHOWN])
    return TodaySection(title, tuple(lines), len(found))


def _lines(conn: Connection, desk: Desk, shown: list[tuple[str, int, int, str]]) -> list[TodayLine]:
    """A line for each; the records of these people only are held at a time."""
    ids = reading.ids_of(conn, [number for _, person, record, _ in shown for number in (person, record)])
    people = reading.of_people(
        conn, {ids[person] for _, person, _, _ in shown}, ("person", "stay", "step", "appointment")
    )
    today = desk.clock.today()
    lines = []
    for when, owner, number, kind in shown:
        person, record = ids[owner], ids[number]
        whose = PersonRecords(person, people[person], today)
        stored = whose.get(record)
        late = when[:10] < today.isoformat()
        lines.append(
            TodayLine(
                person=RecordId(person),
                name=person_name(whose),
                location=location_of(whose),
                when=f"{spell_short(when[:10])} {when[11:]}".strip(),
                text=_said(kind, stored, late) if stored else "",
                mark=Mark.MISSING if late else Mark.NONE,
                record=RecordId(record),
                kind=kind,
                code=kind,
                due_on=when[:10],
            )
        )
    return lines


def _said(kind: str, record: reading.Record, late: bool) -> str:
    """Neutral words: clinical ones stand on the person's own pages only."""
    if kind == "appointment":
        mode = words(record, "mode").lower()
        return f"appointment{', ' + mode if mode else ''}" + (", kept or not?" if late else "")
    return f"{words(record, 'actor').lower()}: {words(record, 'text')}" + (", late" if late else "")


def _due(
    conn: Connection,
    kind: str,
    field: str,
    codes: Iterable[str],
    first: str,
    last: str,
    mine: bool,
    *,
    excluded: bool,
) -> list[tuple[str, int, int, str]]:
    """When, the person's number, the record's number and the kind of everything due, in no order."""
    table = table_of(kind).name
    listed = tuple(codes)
    marks = ",".join("?" * len(listed))
    rows = conn.exec_driver_sql(
        f"SELECT r.{field}, listing.person, r.id FROM {table} AS r"
        f" JOIN listing ON listing.person = {_SHOWN if alias.any_joined(conn) else 'r.person'}"
        " AND listing.open = 1"
        f" WHERE r.hidden IS NULL AND r.{field} >= ? AND substr(r.{field}, 1, 10) <= ?"
        f" AND COALESCE(r.status, '') {'NOT IN' if excluded else 'IN'} ({marks})"
        + (_OF_LIVE_GOAL if kind == "step" else "")
        + (" AND listing.mine = 1" if mine else ""),
        (first, last, *listed),
    )
    return [(str(when), int(person), int(record), kind) for when, person, record in rows]
