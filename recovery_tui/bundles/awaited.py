"""What was sent to somebody and is still waited for: neither confirmed, nor had by them in another file since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.ledger import without
from recovery_tui.bundles.scope import Scope

_EVERYTHING = Scope().to_json()
_HANDOVER = "handover"

_TO_THEM = "recipient IN (SELECT value FROM json_each(?))"

_WENT = (
    f"SELECT sent.bundle, feed, first, last FROM sent JOIN sent_range USING (bundle) WHERE {_TO_THEM} UNION ALL"
    f" SELECT sent.bundle, feed, seq, seq FROM sent JOIN sent_late USING (bundle) WHERE {_TO_THEM}"
)


@dataclass
class _File:
    at: str
    purpose: str
    scope: str
    confirmed: bool
    ranges: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def shows_what(self, other: _File) -> bool:
        """Whether nothing was kept back from this one that was in the other, where both tell of the same events."""
        return self.scope in (_EVERYTHING, other.scope)

    def comes_after(self, lost: _File) -> bool:
        """Whether it went later and does what the other should have done: only a hand-over hands over."""
        hands_over = (self.purpose, self.scope) == (_HANDOVER, lost.scope)
        return self.at >= lost.at and (hands_over or lost.purpose != _HANDOVER)


def awaited(conn: Connection, cards: Sequence[Card]) -> int:
    """How many files to somebody are waited for; `cards` are theirs, of the key in use and of those before it.

    A file that was lost, or kept aside because its key was revoked, is never confirmed itself: what was in it goes
    again with the next one, and it is waited for no longer once that one is confirmed.
    """
    recipient = json.dumps([card.fingerprint for card in cards])
    unanswered = f"SELECT 1 FROM sent WHERE {_TO_THEM} AND confirmed_at IS NULL LIMIT 1"
    if conn.exec_driver_sql(unanswered, (recipient,)).one_or_none() is None:
        return 0  # what years of files held need not be read
    files = _sent(conn, recipient)
    return sum(not each.confirmed and not _is_overtaken(each, files) for each in files)


def _is_overtaken(lost: _File, files: Sequence[_File]) -> bool:
    others = [each for each in files if each.confirmed and each.shows_what(lost)]
    return any(each.comes_after(lost) for each in others) and not any(
        without(first, last, [span for each in others for span in each.ranges.get(feed, ())])
        for feed, spans in lost.ranges.items()
        for first, last in spans
    )


def _sent(conn: Connection, recipient: str) -> list[_File]:
    rows = conn.exec_driver_sql(
        f"SELECT bundle, at, purpose, scope, confirmed_at IS NOT NULL FROM sent WHERE {_TO_THEM}",
        (recipient,),
    )
    found = {
        bytes(bundle): _File(str(at), str(purpose), str(scope), bool(confirmed))
        for bundle, at, purpose, scope, confirmed in rows
    }
    for bundle, feed, first, last in conn.exec_driver_sql(_WENT, (recipient, recipient)):
        found[bytes(bundle)].ranges.setdefault(feed, []).append((first, last))
    return list(found.values())
