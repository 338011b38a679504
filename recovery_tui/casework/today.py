"""Today: what must not be left, what is due or late, what comes in the next seven days, and notes to finish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from recovery_tui.bundles.only_here import unconfirmed
from recovery_tui.casework import drafts, exchange_state, today_conflicts
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.settings import read as settings_of
from recovery_tui.casework.today_lines import ACT, AHEAD_DAYS, AHEAD_OF_US, DUE, READ, WITHOUT_CONTACTS, read
from recovery_tui.casework.today_views import TodayLine, TodayOrder, TodaySection, TodayView
from recovery_tui.journal import due, reading
from recovery_tui.journal.listing import how_many, mine_on
from recovery_tui.journal.many import marks, parts
from recovery_tui.practice.agenda import AHEAD
from recovery_tui.practice.due import CALL, PLAIN, RED, SOON, Due
from recovery_tui.practice.seen import FROM_CONTACTS

SHOWN = 60
"""Lines of a group that are made; the total tells of the rest."""

_ORDERS = {
    TodayOrder.WORST: "due.rank, due.day, listing.name, due.person, due.code",
    TodayOrder.WING: "listing.location, listing.name, due.person, due.day, due.code",
    TodayOrder.TIME: "due.day, due.at, listing.name, due.person, due.code",
}
_BY_RELEASE = "listing.release, listing.name, due.person, due.day, due.code"
"""Of what must not be left, the soonest gate comes first."""


class _Row(NamedTuple):
    """A row of the table of what falls due."""

    day: str
    person: int
    code: str
    record: int
    rank: int


def view(
    desk: Desk, *, mine: bool, lines: int | None = SHOWN, order: TodayOrder = TodayOrder.WORST
) -> TodayView:
    """What must be done today, for my people or for everyone; `lines` of a group at most, None for all."""
    catch_up(desk)
    with desk.journal.reading() as conn:
        sections = [
            _section(conn, desk, ACT, mine, lines, order),
            today_conflicts.section(conn, desk, mine=mine, most=lines),
            _section(conn, desk, DUE, mine, lines, order),
            _section(conn, desk, AHEAD_OF_US, mine, lines, TodayOrder.TIME),
        ]
        own, everyone = how_many(conn, desk.clock.today())
        only_here, since = unconfirmed(conn)
        can_send = exchange_state.has_colleagues(conn)
    return TodayView(
        sections=tuple(section for section in sections if section is not None and section.total),
        only_here=only_here,
        since=exchange_state.spelled(desk, since),
        nag=exchange_state.nag(desk, only_here, since, can_send=can_send),
        can_send=can_send,
        unfinished=drafts.lines(desk),
        mine=own,
        everyone=everyone,
    )


def catch_up(desk: Desk) -> None:
    """Work out what is due of everybody who came with much work and was left for later."""
    while make_ready(desk):
        pass


def make_ready(desk: Desk) -> int:
    """Work out what is due of some of those who were left for later; how many are left still."""
    with desk.journal.reading() as conn:
        if not due.waiting(conn):
            return 0
    with desk.vault.writing() as conn:
        due.catch_up(conn)
        return due.waiting(conn)


def _section(
    conn: Connection, desk: Desk, title: str, mine: bool, most: int | None, order: TodayOrder
) -> TodaySection:
    """One group, in its order; only the records of those who are shown are read."""
    today = desk.clock.today()
    where, values = _which(title, today)
    table = (
        # crossed, so that it is not everybody who is looked at for what is due, but what is due for whose it is
        "FROM due CROSS JOIN listing ON listing.person = due.person AND listing.open = 1"
        f" WHERE due.until >= ? AND {where}" + (f" AND {mine_on(today)}" if mine else "")
    )
    values = (today.isoformat(), *values)
    total = int(conn.exec_driver_sql(f"SELECT COUNT(*) {table}", values).scalar_one())
    by = _BY_RELEASE if title == ACT and order is not TodayOrder.WING else _ORDERS[order]
    rows = conn.exec_driver_sql(
        f"SELECT due.day, due.person, due.code, due.record, due.rank {table} ORDER BY {by} LIMIT ?",
        (*values, -1 if most is None else most),
    )
    shown = [_Row(*row) for row in rows]
    lines = [line for part in parts(shown, SHOWN) for line in _lines(conn, desk, part)]
    return TodaySection(title, tuple(lines), total)


def _which(title: str, today: date) -> tuple[str, tuple[object, ...]]:
    """The condition of a group: ranks and days, as the table is ordered."""
    if title == AHEAD_OF_US:
        last = today + timedelta(days=AHEAD_DAYS)
        return f"due.rank = ? AND due.day > ? AND due.day <= ? AND due.code IN ({marks(AHEAD)})", (
            PLAIN,
            today.isoformat(),
            last.isoformat(),
            *AHEAD,
        )
    ranks = (RED,) if title == ACT else (CALL, SOON, PLAIN)
    return f"due.rank IN ({marks(ranks)}) AND due.day <= ?", (*ranks, today.isoformat())


def _lines(conn: Connection, desk: Desk, shown: Sequence[_Row]) -> Iterator[TodayLine]:
    """A line for each row; the records of these people only are held at a time."""
    clinical = settings_of(desk).clinical_on_lists
    ids = reading.ids_of(conn, [number for row in shown for number in (row.person, row.record) if number])
    told = {ids[row.person] for row in shown if row.code in FROM_CONTACTS}
    others = [ids[row.person] for row in shown if ids[row.person] not in told]
    people = {
        whose.records.person: whose
        for these, kinds in ((told, READ), (others, WITHOUT_CONTACTS))
        for whose in read(conn, these, desk.clock.today(), kinds)
    }
    by_key = {
        (person, each.code, each.day.isoformat(), each.record): each
        for person, whose in people.items()
        for each in whose.due
    }
    for row in shown:
        person = ids[row.person]
        found = by_key.get((person, row.code, row.day, ids.get(row.record, ""))) or _untold(row)
        yield people[person].line(found, desk.me, clinical=clinical)


def _untold(row: _Row) -> Due:
    """What was counted is shown, even if the records don't tell any more what it was."""
    return Due("", date.fromisoformat(row.day), date.max, row.rank, "person", detail="something is due: look")
