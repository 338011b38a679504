"""Opening every page of a store, to see that nothing that came in makes any of them fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from recovery_tui.casework import (
    caseload,
    changing,
    conflicts,
    dumping,
    erasing,
    exchange_state,
    handing_over,
    likely_pairs,
    my_plan,
    person_file,
    sending,
    today,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId


def everything_shown(desk: Desk) -> str:
    """What all pages show, as one text."""
    return "\n".join(_shown(desk))


def _shown(desk: Desk) -> Iterator[str]:
    for order in CaseloadOrder:
        mine = order is CaseloadOrder.NAME
        yield from _plain(caseload.page(desk, text="", order=order, mine=mine, offset=0, limit=100))
    yield from _plain(caseload.page(desk, text="a", order=CaseloadOrder.NAME, mine=False, offset=0, limit=9))
    yield from _plain([today.view(desk, mine=True), today.view(desk, mine=False)])
    with desk.journal.reading() as conn:
        people = [
            bytes(uid).hex()
            for (uid,) in conn.exec_driver_sql(
                "SELECT uid FROM entity, listing WHERE entity.id = listing.person"
            )
        ]
        records = [
            bytes(uid).hex()
            for (uid,) in conn.exec_driver_sql("SELECT uid FROM entity WHERE kind IS NOT NULL")
        ]
    for person in map(RecordId, people):
        for area in Area:
            yield from _plain(person_file.page(desk, person, area, show_hidden=area is not Area.PLAN))
        yield from _plain([my_plan.own_plan(desk, person), conflicts.listed(desk, person)])
    for record in records:
        yield from _plain([desk.journal.record(record), changing.history(desk, RecordId(record))])
    yield from _plain([conflicts.listed(desk), exchange_state.state(desk), likely_pairs.likely_pairs(desk)])
    yield from _plain([erasing.listed(desk), handing_over.offered_to_me(desk), sending.recipients(desk)])
    yield from dumping.dump(desk)


def _plain(shown: object) -> Iterator[str]:
    """Every text in a view, however deep."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, dict):
        for name, value in shown.items():
            yield from (*_plain(name), *_plain(value))
    elif isinstance(shown, (list, tuple, set, frozenset)):
        for each in shown:
            yield from _plain(each)
    elif hasattr(shown, "__dataclass_fields__"):
        for name in cast(dict[str, object], shown.__dataclass_fields__):
            yield from _plain(getattr(shown, name))
    elif hasattr(shown, "__struct_fields__"):
        for name in cast(tuple[str, ...], shown.__struct_fields__):
            yield from _plain(getattr(shown, name))
