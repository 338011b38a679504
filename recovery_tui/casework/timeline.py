"""A person's timeline: the page that was wished for, and what it may be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from sqlalchemy import Connection

from recovery_tui.casework.areas import everything
from recovery_tui.casework.areas.everything import AREA_CODES, KINDS_OF, PAGE
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_records import CORRECTED, PersonRecords, text, words
from recovery_tui.casework.rules import LATE
from recovery_tui.casework.views import AreaView, Choice, RecordId, TimelineWish
from recovery_tui.casework.writers import writer_names
from recovery_tui.clock import Clock
from recovery_tui.journal import reading, timeline
from recovery_tui.journal.reading import Record
from recovery_tui.journal.timeline import Narrowed
from recovery_tui.records import KINDS, Merge


def view(
    desk: Desk,
    conn: Connection,
    person: PersonRecords,
    wish: TimelineWish,
    agencies: Mapping[str, str],
    *,
    handed_over: bool = False,
) -> AreaView:
    """The wished page; a month or an area that holds nothing gives an empty one. `agencies` are names by record id."""
    narrowed = Narrowed(
        kinds=KINDS_OF[wish.area] if wish.area else None,
        area=AREA_CODES.get(wish.area, "") if wish.area else "",
        author=wish.writer,
        between=_bounds(desk.clock, wish.month) if wish.month else None,
        hidden=person.show_hidden,
    )
    found = timeline.page(
        conn, person.person, narrowed, start=wish.start, limit=PAGE, around=wish.record or ""
    )
    records = list(reading.several(conn, found.records).values())
    notes = [each for each in records if each.kind in KINDS and KINDS[each.kind].merge is Merge.LOG]
    corrected = timeline.corrected(conn, person.person, {each.kind for each in notes})
    late = (
        {each for each, why in reading.reasons_of(conn, [note.id for note in notes]).items() if LATE in why}
        if handed_over and notes
        else set[str]()
    )
    told = replace(
        person,
        records=tuple(
            replace(each, hidden=CORRECTED) if each.hidden is None and each.id in corrected else each
            for each in records
        ),
        late=frozenset(late),
    )
    writer = writer_names(desk, conn, [wish.writer])[wish.writer] if wish.writer else ""
    names = {**agencies, **_groups(conn, records)}
    return everything.view(told, wish, found.start, found.total, names, writer)


def _groups(conn: Connection, records: Sequence[Record]) -> dict[str, str]:
    """What kind of work the sessions among `records` belong to, by the id of the treatment."""
    held = {text(each, "intervention") for each in records if each.kind == "session"}
    return {each.id: words(each, "sub_type") for each in reading.several(conn, list(held)).values()}


def _bounds(clock: Clock, month: str) -> tuple[datetime, datetime]:
    """The instants at which a month (`2026-11`) begins here, and the one after it."""
    first = date.fromisoformat(f"{month}-01")
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    begins, ends = (clock.to_utc(datetime.combine(day, time())) for day in (first, after))
    return begins, ends


def writers(desk: Desk, person: RecordId) -> tuple[Choice, ...]:
    """Everybody who wrote about a person, by fingerprint, with their names."""
    with desk.journal.reading() as conn:
        authors = timeline.authors(conn, person)
        names = writer_names(desk, conn, authors)
    return tuple(Choice(author, names[author]) for author in sorted(authors, key=lambda each: names[each]))


def months(desk: Desk, person: RecordId) -> tuple[Choice, ...]:
    """The months of a person's timeline, newest first, with how much is told of each."""
    with desk.journal.reading() as conn:
        found = timeline.months(conn, person, desk.clock.to_local)
    return tuple(Choice(month, everything.month_words(month), help=str(count)) for month, count in found)
