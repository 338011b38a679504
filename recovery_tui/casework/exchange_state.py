"""How far the exchange with others is: what is only here, who has confirmed what, who was last heard when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from recovery_tui.bundles import ledger, parking, trust
from recovery_tui.bundles.awaited import awaited
from recovery_tui.bundles.ledger import Sent
from recovery_tui.bundles.only_here import unconfirmed
from recovery_tui.casework import erasing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import Correspondent, ExchangeState, GapView
from recovery_tui.journal import authors
from recovery_tui.journal.answers import in_dispute
from recovery_tui.journal.runs import gaps
from recovery_tui.practice.day_words import spell_short
from recovery_tui.records.day_words import instant

NAG_AFTER = timedelta(days=7)
"""Work that nobody has confirmed for so long is told of on Today."""


def state(desk: Desk) -> ExchangeState:
    """Everything Send and receive shows."""
    with desk.journal.reading() as conn:
        only_here, since = unconfirmed(conn)
        missing, heard, sent = tuple(_missing(conn)), parking.last_from(conn), ledger.sent_to(conn)
        correspondents = tuple(
            _correspondent(desk, conn, trust.line(conn, each.fingerprint), sent, missing, heard)
            for each in trust.colleagues(conn)
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


def only_here(desk: Desk) -> tuple[int, str, bool]:
    """How many changes are only on this computer, since when, and whether there is somebody to send them to."""
    with desk.journal.reading() as conn:
        count, since = unconfirmed(conn)
        return count, spelled(desk, since), has_colleagues(conn)


def _correspondent(
    desk: Desk,
    conn: Connection,
    line: Sequence[trust.KnownCard],
    sent: Mapping[str, Sent],
    missing: tuple[GapView, ...],
    heard: Mapping[str, str],
) -> Correspondent:
    """Somebody by all their cards: of the key they use now, which stands first, and of those before it."""
    known, keys = line[0], [each.fingerprint for each in line]
    to_them = [sent.get(who, Sent()) for who in keys]
    return Correspondent(
        fingerprint=known.card.fingerprint,
        name=known.card.name,
        role=known.card.role,
        organisation=known.card.organisation,
        last_sent=spelled(desk, max(each.last for each in to_them)),
        waiting=awaited(conn, [each.card for each in line]),
        last_confirmed=spelled(desk, max(each.confirmed for each in to_them)),
        last_heard=spelled(desk, max(heard.get(who, "") for who in keys)),
        missing=tuple(gap for gap in missing if gap.author == known.card.name),
    )


def _missing(conn: Connection) -> list[GapView]:
    found = []
    for gap in gaps(conn):
        card = trust.find(conn, authors.of_feed(conn, gap.feed))
        found.append(GapView(gap.feed.hex(), gap.first, gap.last, card.card.name if card else "not known"))
    return found


def has_colleagues(conn: Connection) -> bool:
    """Whether there is somebody a file can be sent to."""
    return bool(trust.colleagues(conn))


def nag(desk: Desk, only_here: int, since: str, *, can_send: bool) -> str:
    """A sentence when the first of so many changes has stood unconfirmed for a week; empty before."""
    first = instant(since)
    if not only_here or first is None or desk.clock.now() - first < NAG_AFTER:
        return ""
    days = (desk.clock.now() - first).days
    do = "Send a file today" if can_send else "Exchange cards with a colleague, under Send and receive"
    return f"Nobody has confirmed your work for {days} days. {do}: if this computer is lost, so is it."


def spelled(desk: Desk, at: str) -> str:
    """`Fri 20 Nov 16:40`, here; empty for what is no instant."""
    found = instant(at)
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
