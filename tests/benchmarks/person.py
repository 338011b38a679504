"""Asking the store for a person's page: every area, header included; and the timeline of somebody long known."""

from __future__ import annotations

import random
import statistics
import tempfile
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from recovery_tui.casework import person_file
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, RecordId, TimelineWish
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.benchmarks.measure import Figure, median_of, milliseconds, within
from tests.benchmarks.stores import empty_in, opened

NAME = "person"
N = 60
TIMELINE_N = 15
LONG_KNOWN = 10_000
"""Records of the person whose timeline is paged."""


def figures(people: int) -> list[Figure]:
    """Milliseconds from asking to a finished view, over people drawn by lot and all areas in turn."""
    desk = opened(people)
    with desk.journal.reading() as conn:
        everybody = [record.id for record in reading.of_kind(conn, "person")]
    drawn = random.Random(1).sample(everybody, min(N, len(everybody)))
    areas = list(Area)
    person_file.page(desk, RecordId(drawn[0]), Area.PLAN)
    taken = [
        milliseconds(lambda who=who, at=at: person_file.page(desk, RecordId(who), areas[at % len(areas)]))  # type: ignore[misc]
        for at, who in enumerate(drawn)
    ]
    desk.close()
    found = [within(f"person, query and view, {people:,} people", statistics.median(taken), 30, n=len(taken))]
    return found if people > 2000 else [*found, *_timeline()]


def _timeline() -> list[Figure]:
    """Pages of a timeline of 10,000 records: the newest, one in the middle, and narrowed; beside a bare query."""
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_in(Path(folder))
        person = _long_known(desk)

        def page(wish: TimelineWish, area: Area = Area.EVERYTHING) -> None:
            person_file.page(desk, person, area, wish=wish)

        with desk.journal.reading() as conn:
            bare = median_of(
                lambda: conn.exec_driver_sql(
                    "SELECT id, held_on FROM r_contact ORDER BY held_on DESC LIMIT 100 OFFSET 4000"
                ).all(),
                TIMELINE_N,
            )
        wishes = {
            "newest": TimelineWish(),
            "in the middle": TimelineWish(start=LONG_KNOWN // 2),
            "by one writer": TimelineWish(writer=desk.me),
            "of one area": TimelineWish(area=Area.PEERS),
        }
        found = [
            within(
                f"timeline page, {name}, {LONG_KNOWN:,} records",
                median_of(lambda wish=wish: page(wish), TIMELINE_N),  # type: ignore[misc]
                100,
                n=TIMELINE_N,
                base=bare,
                base_name="bare page of contacts",
            )
            for name, wish in wishes.items()
        ]
        plan = median_of(lambda: page(TimelineWish(), Area.PLAN), TIMELINE_N)
        desk.close()
    return [*found, within(f"plan of a person with {LONG_KNOWN:,} records", plan, 30, n=TIMELINE_N)]


def _long_known(desk: Desk) -> RecordId:
    """A made-up person with a note for nearly every hour of some years."""
    born: dict[str, Wire] = {
        "surname": "Madeup",
        "forename": "Pat",
        "born_on": "1970-01-01",
        "record_status": "active",
    }
    person = desk.journal.save([Change("person", born)]).ids[0]
    link: dict[str, Wire] = {"link_kind": "lero", "introduced_on": "2020-01-06", "where": "inside"}
    peer = desk.journal.save([Change("peer_link", link, person=person)]).ids[0]
    today = desk.clock.today()
    kinds: cycle[tuple[str, dict[str, Wire]]] = cycle(
        (
            ("contact", {"outcome": "held", "summary": "Talked about the week. " * 8}),
            ("contact", {"outcome": "not_unlocked"}),
            ("contact", {"outcome": "held", "summary": "Rang the clinic together.", "areas": ["peer"]}),
            ("peer_contact", {"peer_link": peer, "attended": "yes"}),
        )
    )
    notes = [
        Change(kind, {**values, "held_on": (today - timedelta(days=number // 4)).isoformat()}, person=person)
        for number, (kind, values) in zip(range(LONG_KNOWN), kinds, strict=False)
    ]
    for start in range(0, len(notes), 2000):
        desk.journal.save(notes[start : start + 2000])
    return RecordId(person)
