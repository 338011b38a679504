"""How far the exchange with others is: what is only here, who has confirmed what, who was last heard when."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from recovery_tui.bundles import parking, trust
from recovery_tui.bundles.scope import Scope
from recovery_tui.bundles.trust import Trust
from recovery_tui.casework import erasing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import Correspondent, ExchangeState, GapView
from recovery_tui.journal.answers import in_dispute
from recovery_tui.journal.event import decode_if_known
from recovery_tui.journal.runs import gaps
from recovery_tui.practice.day_words import spell_short
from recovery_tui.vault.identity import fingerprint_of

NAG_AFTER = timedelta(days=7)
"""Work that nobody has confirmed for so long is told of on Today."""

_OWN = "root IN (SELECT no FROM feed WHERE own = 1)"
"""The feeds written here, and what became of them when they were written on another computer too."""


def state(desk: Desk) -> ExchangeState:
    """Everything Send and receive shows."""
    with desk.journal.reading() as conn:
        only_here, since = unconfirmed(conn)
        missing, heard = tuple(_missing(conn)), parking.last_from(conn)
        correspondents = tuple(
            _correspondent(desk, conn, each, missing, heard.get(each.fingerprint, ""))
            for each in trust.every(conn)
            if each.trust is Trust.TRUSTED
        )
        return ExchangeState(
            only_here=only_here,
            since=spelled(desk, since),
            correspondents=correspondents,
            kept_aside=len(parking.every(conn)),
            disagreements=len(in_dispute(conn)),
            nag=nag(desk, only_here, since, can_send=bool(correspondents)),
            missing=missing,
            erasures=erasing.waiting(conn),
        )


def unconfirmed(conn: Connection) -> tuple[int, str]:
    """How many own changes nobody has confirmed, and the stamp (wall time with offset) of the first of them."""
    confirmed: dict[int, list[tuple[int, int]]] = {}
    for row, first, last in conn.exec_driver_sql(
        "SELECT DISTINCT feed, first, last FROM sent_range JOIN sent ON sent.bundle = sent_range.bundle"
        f" WHERE sent.confirmed_at IS NOT NULL AND feed IN (SELECT no FROM feed WHERE {_OWN}) AND scope = ?",
        (Scope().to_json(),),
    ):
        confirmed.setdefault(row, []).append((first, last))
    count, firsts = 0, []
    for row, start, last in conn.exec_driver_sql(
        "SELECT no, (SELECT MIN(seq) FROM event WHERE event.feed = feed.no), last_seq FROM feed"
        f" WHERE {_OWN} AND use = 'record' AND last_seq > 0 ORDER BY no"
    ).all():
        open_ones = _open(int(start), int(last), confirmed.get(row, []))
        count += sum(end - first + 1 for first, end in open_ones)
        if open_ones:
            firsts.append((row, open_ones[0][0]))
    return count, min((_wall(conn, row, seq) for row, seq in firsts), default="")


def _open(start: int, last: int, confirmed: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches from `start` to `last` that are in none of the confirmed ones."""
    found = []
    for first, end in sorted(confirmed):
        if first > start:
            found.append((start, min(first - 1, last)))
        start = max(start, end + 1)
    return [*found, (start, last)] if start <= last else found


def _wall(conn: Connection, row: int, seq: int) -> str:
    found = conn.exec_driver_sql(
        "SELECT body FROM event WHERE feed = ? AND seq >= ? AND body IS NOT NULL ORDER BY seq LIMIT 1",
        (row, seq),
    ).scalar_one_or_none()
    body = decode_if_known(bytes(found)) if found is not None else None
    return body.wall if body is not None else ""


def _correspondent(
    desk: Desk, conn: Connection, known: trust.KnownCard, missing: tuple[GapView, ...], heard: str
) -> Correspondent:
    fingerprint = known.card.fingerprint
    last_sent, waiting, last_confirmed = conn.exec_driver_sql(
        "SELECT MAX(at), COUNT(*) FILTER (WHERE confirmed_at IS NULL), MAX(confirmed_at) FROM sent"
        " WHERE recipient = ? AND state != 'theirs'",
        (fingerprint,),
    ).one()
    return Correspondent(
        fingerprint=fingerprint,
        name=known.card.name,
        role=known.card.role,
        organisation=known.card.organisation,
        last_sent=spelled(desk, str(last_sent or "")),
        waiting=int(waiting),
        last_confirmed=spelled(desk, str(last_confirmed or "")),
        last_heard=spelled(desk, heard),
        missing=tuple(gap for gap in missing if gap.author == known.card.name),
    )


def _missing(conn: Connection) -> list[GapView]:
    found = []
    for gap in gaps(conn):
        author = conn.exec_driver_sql(
            "SELECT author FROM feed WHERE id = ?", (gap.feed,)
        ).scalar_one_or_none()
        card = trust.find(conn, fingerprint_of(bytes(author))) if author else None
        found.append(GapView(gap.feed.hex(), gap.first, gap.last, card.card.name if card else "not known"))
    return found


def has_colleagues(conn: Connection) -> bool:
    """Whether there is somebody a file can be sent to."""
    return any(each.trust is Trust.TRUSTED for each in trust.every(conn))


def nag(desk: Desk, only_here: int, since: str, *, can_send: bool) -> str:
    """A sentence when the first of so many changes has stood unconfirmed for a week; empty before."""
    first = _instant(since)
    if not only_here or first is None or desk.clock.now() - first < NAG_AFTER:
        return ""
    days = (desk.clock.now() - first).days
    do = "Send a file today" if can_send else "Exchange cards with a colleague, under Send and receive"
    return f"Nobody has confirmed your work for {days} days. {do}: if this computer is lost, so is it."


def spelled(desk: Desk, at: str) -> str:
    """`Fri 20 Nov 16:40`, here; empty for what is no instant."""
    found = _instant(at)
    if found is None:
        return ""
    try:
        local = desk.clock.to_local(found)
    except (
        OverflowError,
        ValueError,
    ):  # the first or the last day of the calendar, as somebody else wrote it
        return ""
    return f"{spell_short(local.date().isoformat())} {local:%H:%M}"


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
