"""Whether somebody has asked that a person be erased: the line on the person's page that leads to the request."""

from __future__ import annotations

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.person_records import joined
from recovery_tui.casework.views import Line, Mark, Section
from recovery_tui.casework.writers import writer_names
from recovery_tui.journal import alias, erase
from recovery_tui.practice.day_words import spell_any

REQUEST = "erasure-request"
"""Stands as `kind` of a line that opens the page on which requests are decided."""


def section(desk: Desk, conn: Connection, person: str) -> Section | None:
    """Who has asked and when, until it is decided; not why, since others may see the page. None when nobody has."""
    group = alias.members(conn, [person])[person]
    found = [
        each
        for each in erase.asked(conn)
        if each.subject in group and not erase.is_erased(conn, each.subject)
    ]
    if not found:
        return None
    asked = found[0]
    by = writer_names(desk, conn, [asked.by])[asked.by]
    said = joined(f"asked by {by}", spell_any(asked.on) if asked.on else "")
    return Section("Asked of a supervisor", (Line("To erase this record", said, Mark.MISSING, kind=REQUEST),))
