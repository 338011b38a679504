"""What a bundle says beside the records: cards, what it confirms, what its sender has seen and what they miss."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from recovery_tui.bundles import ledger, parking, trust
from recovery_tui.bundles.choosing import Chosen
from recovery_tui.bundles.exporting import Letter
from recovery_tui.bundles.trust import KnownCard, Trust
from recovery_tui.journal.feeds import FEED_ID_BYTES
from recovery_tui.journal.runs import gaps, runs_of
from recovery_tui.vault.identity import fingerprint_of

MOST_CARDS = 500
MOST_WANTS = 1000


def letter_to(
    conn: Connection,
    me: str,
    to: Sequence[KnownCard],
    chosen: Chosen | None,
    *,
    purpose: str = "",
    basis: str = "",
    again: bool = False,
    people: Sequence[str] = (),
) -> Letter:
    """What goes with a bundle to some cards; `chosen` is None for a receipt. `me` is the own fingerprint."""
    recipients = tuple(each.card.fingerprint for each in to)
    kind = "receipt" if chosen is None else "snapshot" if again else "delta"
    return Letter(
        type=purpose if chosen is not None and purpose in ("handover", "review") else kind,
        to=recipients,
        purpose=purpose,
        basis=basis,
        previous=ledger.newest_to(conn, recipients[0]) if len(recipients) == 1 else "",
        cards=_cards(conn, me, chosen),
        confirms=tuple(bundle for each in recipients for bundle in parking.to_confirm(conn, each)),
        seen=_seen(conn, to),
        wants=tuple((gap.feed.hex(), gap.first, gap.last) for gap in gaps(conn)[:MOST_WANTS]),
        handovers=tuple(people) if purpose == "handover" else (),
    )


def _cards(conn: Connection, me: str, chosen: Chosen | None) -> tuple[str, ...]:
    """The own card, and those of everybody whose log goes; of who left too, for newcomers to compare the words."""
    wanted = {me}
    for out in chosen.stretches if chosen is not None else ():
        wanted.add(fingerprint_of(out.stretch.author))
    found = [trust.find(conn, each) for each in sorted(wanted, key=lambda each: (each != me, each))]
    good = [each for each in found if each is not None and each.trust is not Trust.UNVERIFIED]
    return tuple(each.card.raw for each in good[:MOST_CARDS])


def _seen(conn: Connection, to: Sequence[KnownCard]) -> tuple[tuple[str, int, str], ...]:
    """How far the recipients' own feeds have come here, every branch of them."""
    found = []
    for each in to:
        rows = conn.exec_driver_sql(
            "SELECT no, id FROM feed WHERE author = ? ORDER BY no", (each.card.author,)
        )
        for no, feed in rows.all():
            runs = runs_of(conn, no)
            if runs:
                found.append((bytes(feed)[:FEED_ID_BYTES].hex(), runs[-1].last, runs[-1].head.hex()))
    return tuple(found)
