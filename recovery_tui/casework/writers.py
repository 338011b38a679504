"""Who wrote something: names for the fingerprints in the log."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk


def writer_names(desk: Desk, conn: Connection, authors: Iterable[str]) -> dict[str, str]:
    """The name of each author: the owner's own, that on their card, else the first eight digits."""
    names = {}
    for author in set(authors):
        card = conn.exec_driver_sql("SELECT content FROM card WHERE fingerprint = ?", (author,)).one_or_none()
        known = desk.owner.name if author == desk.me else _name_on(bytes(card[0])) if card else ""
        names[author] = known or author[:8] or "not known"
    return names


def _name_on(card_file: bytes) -> str:
    """The name on a card that was verified when it was kept."""
    return str(json.loads(json.loads(card_file)["card"])["name"])
