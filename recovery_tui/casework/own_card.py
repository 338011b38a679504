"""The card of this store's owner: made when it is first needed, and again when what stands on it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Connection

from recovery_tui.bundles import cards, trust
from recovery_tui.bundles.card_text import cleaned
from recovery_tui.bundles.trust import KnownCard, Trust
from recovery_tui.casework.desk import Desk
from recovery_tui.journal import reading, tables
from recovery_tui.journal.event import decode_genesis
from recovery_tui.journal.log import Change
from recovery_tui.journal.many import marks
from recovery_tui.records.tables import table_of
from recovery_tui.vault import retired

MADE_IN = "card_made_in"
"""Setting: which copy of the store the card was made in."""


def own(desk: Desk) -> KnownCard:
    """The owner's card as it stands now; the same text until their name, place or keys change.

    A restored copy makes a new one too: others may hold a newer card with a reading key that was lost. With a new
    author key the records that name the owner by the old one name them by the new one first, also after a crash.
    Not to be called inside a transaction that writes.
    """
    with desk.vault.reading() as conn:
        known = trust.find(conn, desk.me)
        if known is not None and _stands(desk, conn, known):
            return known
    if known is None:
        name_by_new_key(desk)
    with desk.vault.writing() as conn:
        return _make(desk, conn)


def name_by_new_key(desk: Desk) -> None:
    """Make the owner's people theirs again: records that name them by a key they had before name the one in use.

    Colleagues write by the old key until they have the new card, so this is asked for after every file that came.
    """
    with desk.journal.reading() as conn:
        named = list(_named_before(desk, conn))
    if named:
        desk.journal.save(named)


def _named_before(desk: Desk, conn: Connection) -> Iterator[Change]:
    before = sorted(trust.own(conn) - {desk.me})
    for kind, field in (("assignment", "worker"), ("handover", "to_fingerprint")) if before else ():
        table = table_of(kind).name
        rows = conn.exec_driver_sql(
            f"SELECT entity.uid FROM {table} JOIN entity ON entity.id = {table}.id WHERE {field} IN ({marks(before)})",
            tuple(before),
        )
        for record in reading.several(conn, [bytes(uid).hex() for (uid,) in rows]).values():
            if field not in record.also:  # where writers disagree somebody must choose first
                yield Change(kind, {field: desk.me}, record.id, record.person)


def _make(desk: Desk, conn: Connection) -> KnownCard:
    owner, author = desk.owner, desk.vault.author
    before = retired.author_before(conn, author)
    try:
        raw = cards.make(
            author,
            desk.vault.reading_recipient,
            name=owner.name,
            role=owner.role.value,
            organisation=owner.organisation,
            establishment=owner.establishment,
            made_at=_after_the_last(conn, desk.clock.now()),
            previous=before,
        )
    finally:
        if before is not None:
            before.wipe()
    retired.forget_author(conn)
    tables.set_setting(conn, MADE_IN, _copy(conn))
    return trust.keep_own(conn, cards.read(raw), desk.clock.now())


def _stands(desk: Desk, conn: Connection, known: KnownCard) -> bool:
    """Whether a card says what is so, and no key waits to vouch for it."""
    owner, card = desk.owner, known.card
    waiting = retired.author_before(conn, desk.vault.author)
    if waiting is not None:
        waiting.wipe()
    return (
        waiting is None
        and known.trust is Trust.OWN
        and (card.name, card.organisation) == (cleaned(owner.name), cleaned(owner.organisation))
        and (card.role, card.establishment) == (owner.role.value, owner.establishment)
        and card.reading == desk.vault.reading_recipient
        and tables.setting(conn, MADE_IN) == _copy(conn)
    )


def _after_the_last(conn: Connection, now: datetime) -> datetime:
    """Now, or just after the card before, made while the clock was fast: only a newer card replaces an older one."""
    own_cards = (each.card.made_at for each in trust.every(conn) if each.trust is Trust.OWN)
    return max([now, *(made_at + timedelta(seconds=1) for made_at in own_cards)])


def _copy(conn: Connection) -> str:
    """Which copy of the store this is: the feed that began when a backup was last restored; none in the first."""
    rows = conn.exec_driver_sql(
        "SELECT id, genesis FROM feed WHERE own = 1 AND use = 'record' ORDER BY no DESC"
    )
    for feed, genesis in rows:
        if decode_genesis(bytes(genesis)).reason == "restored":
            return bytes(feed).hex()
    return ""
