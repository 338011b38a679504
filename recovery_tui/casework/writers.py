"""Who wrote something: names for the fingerprints in the log."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from recovery_tui.bundles import trust
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId


def writer_names(desk: Desk, conn: Connection, authors: Iterable[str]) -> dict[str, str]:
    """The name of each author: the owner's own, that on their card, else the first eight digits."""
    names = {}
    for author in set(authors):
        card = trust.find(conn, author) if author != desk.me else None
        known = desk.owner.name if author == desk.me else card.card.name if card else ""
        names[author] = known or author[:8] or "not known"
    return names


def who_looked(desk: Desk, person: RecordId) -> list[dict[str, str]]:
    """Who opened, printed or exported a person's records, when (`at`), by name (`by`) and how (`act`)."""
    looks = desk.journal.looks_at(person)
    with desk.journal.reading() as conn:
        names = writer_names(desk, conn, (look.author for look in looks))
    return [{"at": look.wall, "by": names[look.author], "act": look.act} for look in looks]
