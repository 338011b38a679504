"""Whom a store holds, and whether it is sound."""

from __future__ import annotations

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading


def names(desk: Desk) -> set[object]:
    """Surnames of everybody in a store."""
    with desk.journal.reading() as conn:
        return {each.values.get("surname") for each in reading.of_kind(conn, "person")}


def barnes(desk: Desk) -> RecordId:
    with desk.journal.reading() as conn:
        return next(
            RecordId(each.id)
            for each in reading.of_kind(conn, "person")
            if each.values["surname"] == "Barnes"
        )


def is_sound(desk: Desk) -> bool:
    return desk.journal.check(rebuild_tables=False).ok
