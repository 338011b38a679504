"""Whose cards are kept here and how far each is believed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import Connection

from recovery_tui.bundles import cards, lookalike
from recovery_tui.bundles.cards import Card
from recovery_tui.errors import NotFoundError, NotTrustedError
from recovery_tui.journal.runs import runs_of
from recovery_tui.vault.identity import fingerprint_of

MOST_UNVERIFIED = 200
"""Cards whose words were not compared that are kept; the oldest go first, those no one introduced before others."""

SHORTEST_PREFIX = 8
"""Hex digits of a fingerprint that are enough to ask for a card."""

_COLUMNS = "fingerprint, content, trust, kept_at, introduced_by, compared_at, revoked_at, reason, follows"


class Trust(StrEnum):
    """How far a card is believed."""

    OWN = "own"
    UNVERIFIED = "unverified"
    """Its words were not compared: what its author sends is kept aside."""
    TRUSTED = "trusted"
    REVOKED = "revoked"


class Reason(StrEnum):
    """Why a card was revoked."""

    LOST = "lost"
    STOLEN = "stolen"
    LEFT = "left"


@dataclass(frozen=True)
class KnownCard:
    """A card that is kept here; one of each author."""

    card: Card
    trust: Trust
    kept_at: datetime
    introduced_by: str = ""
    """Fingerprint of whoever sent a bundle that brought it; empty when it came as a file."""
    compared_at: datetime | None = None
    """When its words were compared; None while they were not, and for one that follows a trusted card."""
    revoked_at: datetime | None = None
    reason: str = ""
    """`lost`, `stolen` or `left`, of a revoked one."""
    follows: str = ""
    """Fingerprint of the trusted card whose key vouched for it."""

    @property
    def fingerprint(self) -> str:
        """Of the card."""
        return self.card.fingerprint

    @property
    def is_lost(self) -> bool:
        """Whether somebody else may have its key: never believed again, not even with a newer card."""
        return self.trust is Trust.REVOKED and self.reason != Reason.LEFT


_BELIEVED = (Trust.OWN, Trust.TRUSTED)


def find(conn: Connection, fingerprint: str) -> KnownCard | None:
    """The card of this fingerprint, if it is kept here."""
    row = conn.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM card WHERE fingerprint = ?",
        (fingerprint,),
    ).one_or_none()
    return _known(*row) if row else None


def author_state(conn: Connection, author: bytes) -> KnownCard | None:
    """The card of the author with this public key, if it is kept here."""
    return find(conn, fingerprint_of(author))


def every(conn: Connection) -> list[KnownCard]:
    """All cards kept here, by name."""
    rows = conn.exec_driver_sql(f"SELECT {_COLUMNS} FROM card")
    return sorted(
        (_known(*row) for row in rows), key=lambda each: (each.card.name.casefold(), each.fingerprint)
    )


def colleagues(conn: Connection) -> list[KnownCard]:
    """Everybody whose card is accepted, by name: each once, by the card of the key they use now."""
    accepted = [each for each in every(conn) if each.trust is Trust.TRUSTED]
    before = {each.follows for each in accepted}
    return [each for each in accepted if each.fingerprint not in before]


def line(conn: Connection, fingerprint: str) -> tuple[KnownCard, ...]:
    """A card and those before it whose keys vouched for it: one person, with the key they use now first."""
    found: list[KnownCard] = []
    known = find(conn, fingerprint)
    while known is not None and known not in found:
        found.append(known)
        # a card made again since, for another reading key say, is not vouched for once more
        before = fingerprint_of(known.card.previous) if known.card.previous is not None else known.follows
        known = find(conn, before) if before and known.trust in _BELIEVED else None
    return tuple(found)


def is_one_person(conn: Connection, one: str, other: str) -> bool:
    """Whether two fingerprints are of one person, who signs with another key since."""
    lines = ({each.fingerprint for each in line(conn, who)} for who in (one, other))
    return one == other or {one, other} <= own(conn) or any({one, other} <= each for each in lines)


def goes_on_as(conn: Connection, revoked: KnownCard, signer: str) -> bool:
    """Whether the author of a revoked card goes on with the key of `signer`, as whoever compared the words heard.

    The key alone proves nothing, since somebody else may have it: the words must have been compared on a card that
    follows the revoked one and bears its name. What such a signer brings of their own is believed on their word.
    """
    follower: KnownCard | None = None
    for each in line(conn, signer):
        if each.fingerprint == revoked.fingerprint:
            return (
                follower is not None
                and follower.compared_at is not None
                and follower.follows == revoked.fingerprint
                and follower.card.name.casefold() == revoked.card.name.casefold()
            )
        follower = each
    return False


def own(conn: Connection) -> frozenset[str]:
    """Fingerprints of the store's owner: of the key in use and of those before it."""
    rows = conn.exec_driver_sql("SELECT fingerprint FROM card WHERE trust = ?", (Trust.OWN.value,))
    return frozenset(str(fingerprint) for (fingerprint,) in rows)


def named(conn: Connection, asked: str) -> list[KnownCard]:
    """The cards meant by a name, capitals aside, or by the first eight or more hex digits of a fingerprint."""
    wanted = " ".join(asked.split()).casefold()
    by_prefix = len(wanted) >= SHORTEST_PREFIX
    return [
        each
        for each in every(conn)
        if each.card.name.casefold() == wanted or (by_prefix and each.fingerprint.startswith(wanted))
    ]


def keep(conn: Connection, card: Card, now: datetime, introduced_by: str = "") -> KnownCard:
    """Keep a card, and tell how far it is believed from now on.

    A newer card of an author takes the older one's place, never an older the newer's; it is believed as that was,
    unless it claims another role or organisation: then its words must be compared again. A card for which the key
    of a trusted card vouches is trusted with it. A revoked card stays as it was, and so does one's own; of somebody
    who left a newer one is kept, revoked as it was, so that its words can be compared when they come back.
    """
    known = find(conn, card.fingerprint)
    if known is None:
        trust = Trust.OWN if _is_own(conn, card) else Trust.UNVERIFIED
        known = KnownCard(card, trust, now, introduced_by)
    elif known.trust is Trust.OWN or known.is_lost or card.order <= known.card.order:
        return known
    elif known.trust is Trust.REVOKED:
        known = replace(known, card=card)
    elif known.trust is Trust.UNVERIFIED or claims_the_same(known.card, card):
        known = replace(known, card=card, kept_at=now, introduced_by=known.introduced_by or introduced_by)
    else:
        known = KnownCard(card, Trust.UNVERIFIED, now, introduced_by)
    _write(conn, known)
    _believe(conn, known)
    _make_room(conn, card.fingerprint)
    return _found(conn, card.fingerprint)


def keep_own(conn: Connection, card: Card, now: datetime) -> KnownCard:
    """Keep the store's own card in place of the one before."""
    _write(conn, KnownCard(card, Trust.OWN, now))
    return _found(conn, card.fingerprint)


def compare(conn: Connection, fingerprint: str, now: datetime) -> KnownCard:
    """Trust a card whose words were compared, and the cards its key vouched for; also one of who left and came back.

    Raises NotFoundError, and NotTrustedError for a lost or stolen one: its owner may not be the only one who has it.
    """
    known = _found(conn, fingerprint)
    if known.is_lost:
        raise NotTrustedError(
            f"This card was revoked as {known.reason}, so it can't be accepted again. Nothing was changed. "
            "Ask for a card with new keys, which they make under Identity cards."
        )
    if known.trust is not Trust.OWN:
        before = fingerprint_of(known.card.previous) if known.card.previous is not None else known.follows
        trusted = replace(
            known, trust=Trust.TRUSTED, compared_at=now, revoked_at=None, reason="", follows=before
        )
        conn.exec_driver_sql("DELETE FROM cutoff WHERE fingerprint = ?", (fingerprint,))
        _write(conn, trusted)
        _believe_followers(conn, trusted)
    return _found(conn, fingerprint)


def revoke(conn: Connection, fingerprint: str, reason: Reason, now: datetime) -> KnownCard:
    """Believe nothing more of a card's author than what is here: that is pinned by the heads of their feeds.

    Cards that are trusted only because this one's key vouched for them must be compared again. Revoking twice
    changes nothing. Raises NotFoundError, and NotTrustedError for one's own card.
    """
    known = _found(conn, fingerprint)
    if known.trust is Trust.OWN:
        raise NotTrustedError("This is your own card; it can't be revoked here. Nothing was changed.")
    if known.trust is Trust.REVOKED:
        return known
    for feed, seq, head in _held(conn, known.card.author):
        conn.exec_driver_sql(
            "INSERT INTO cutoff (fingerprint, feed, seq, head) VALUES (?, ?, ?, ?)",
            (fingerprint, feed, seq, head),
        )
    _write(conn, replace(known, trust=Trust.REVOKED, revoked_at=now, reason=reason.value))
    _doubt_followers(conn, fingerprint)
    return _found(conn, fingerprint)


def cutoffs(conn: Connection, fingerprint: str) -> dict[bytes, tuple[int, bytes]]:
    """{feed id: (last seq, head there)} of what was held of a revoked author; up to there it is still believed."""
    rows = conn.exec_driver_sql("SELECT feed, seq, head FROM cutoff WHERE fingerprint = ?", (fingerprint,))
    return {bytes(feed): (int(seq), bytes(head)) for feed, seq, head in rows}


def lookalikes(known: Iterable[KnownCard], card: Card) -> list[str]:
    """Names on other people's cards that look like the one on `card`, the very same included."""
    return [
        other.card.name
        for other in known
        if not _is_of_same_person(other, card) and lookalike.alike(other.card.name, card.name)
    ]


def _is_of_same_person(known: KnownCard, card: Card) -> bool:
    """Whether both are of one key, or one key vouched for the other and was not revoked."""
    vouched = known.card.author == card.previous or known.card.previous == card.author
    return known.card.author == card.author or (vouched and known.trust is not Trust.REVOKED)


def claims_the_same(one: Card, other: Card) -> bool:
    """Whether a card gives its author no other standing: that decides what they are sent and may approve."""
    return (one.role, one.belongs_to) == (other.role, other.belongs_to)


def _believe(conn: Connection, known: KnownCard) -> None:
    """Trust a card if the key of a trusted one vouched for it, then those it vouched for in turn."""
    if known.trust is Trust.UNVERIFIED and known.card.previous is not None:
        voucher = author_state(conn, known.card.previous)
        if (
            voucher is not None
            and voucher.trust is Trust.TRUSTED
            and claims_the_same(voucher.card, known.card)
        ):
            known = replace(known, trust=Trust.TRUSTED, follows=voucher.fingerprint)
            _write(conn, known)
            _believe_followers(conn, known)


def _believe_followers(conn: Connection, known: KnownCard) -> None:
    for each in every(conn):
        if each.card.previous == known.card.author:
            _believe(conn, each)


def _doubt_followers(conn: Connection, fingerprint: str) -> None:
    """Whoever has a revoked key could vouch for any card: believe none of them before its words are compared."""
    for each in every(conn):
        if each.follows == fingerprint and each.trust is Trust.TRUSTED and each.compared_at is None:
            _write(conn, replace(each, trust=Trust.UNVERIFIED, follows=""))
            _doubt_followers(conn, each.fingerprint)


def _held(conn: Connection, author: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """(id, last seq, head) of an author's feeds as far as they are here without a gap, of each branch of a fork too."""
    rows = conn.exec_driver_sql("SELECT no, root, id FROM feed WHERE author = ? ORDER BY no", (author,)).all()
    for no, root, feed in rows:
        runs = runs_of(conn, no)
        if runs and (runs[0].first == 1 or no != root):
            yield bytes(feed), runs[0].last, runs[0].head


def _is_own(conn: Connection, card: Card) -> bool:
    row = conn.exec_driver_sql("SELECT 1 FROM feed WHERE own = 1 AND author = ? LIMIT 1", (card.author,))
    return row.one_or_none() is not None


def _make_room(conn: Connection, newest: str) -> None:
    conn.exec_driver_sql(
        "DELETE FROM card WHERE fingerprint IN (SELECT fingerprint FROM card WHERE trust = ? AND fingerprint != ?"
        " ORDER BY introduced_by = '', kept_at DESC, fingerprint LIMIT -1 OFFSET ?)",
        (Trust.UNVERIFIED.value, newest, MOST_UNVERIFIED - 1),
    )


def _found(conn: Connection, fingerprint: str) -> KnownCard:
    known = find(conn, fingerprint)
    if known is None:
        raise NotFoundError(
            "There is no such card here. Nothing was changed. Add the card from its file first."
        )
    return known


def _write(conn: Connection, known: KnownCard) -> None:
    conn.exec_driver_sql(
        f"INSERT OR REPLACE INTO card ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            known.fingerprint,
            known.card.raw.encode(),
            known.trust.value,
            known.kept_at.isoformat(),
            known.introduced_by,
            known.compared_at.isoformat() if known.compared_at else None,
            known.revoked_at.isoformat() if known.revoked_at else None,
            known.reason,
            known.follows,
        ),
    )


def _known(
    _: str,
    content: bytes,
    trust: str,
    kept_at: str,
    introduced_by: str,
    compared_at: str | None,
    revoked_at: str | None,
    reason: str,
    follows: str,
) -> KnownCard:
    return KnownCard(
        _read_kept(bytes(content)),
        Trust(trust),
        datetime.fromisoformat(kept_at),
        introduced_by or "",
        datetime.fromisoformat(compared_at) if compared_at else None,
        datetime.fromisoformat(revoked_at) if revoked_at else None,
        reason or "",
        follows or "",
    )


@lru_cache(maxsize=512)
def _read_kept(content: bytes) -> Card:
    """A kept card; lists read all of them again and again, and each costs two signatures to prove."""
    return cards.read(content)
