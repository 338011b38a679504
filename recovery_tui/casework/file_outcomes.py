"""What came of a file, in plain sentences: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from recovery_tui.bundles.cards import Card
from recovery_tui.bundles.manifest import Manifest
from recovery_tui.bundles.received import Outcome, Received
from recovery_tui.bundles.trust import KnownCard, Trust
from recovery_tui.casework.sharing_views import GapView
from recovery_tui.practice.counts import counted
from recovery_tui.records.day_words import instant, spell

_DOUBT = timedelta(hours=24)
_OLD = timedelta(days=31)
_NAMED = 3
"""People who are named in a sentence."""


def told(
    received: Received,
    sender: str,
    gaps: Sequence[GapView],
    waits_for: Sequence[str],
    *,
    revoked: bool = False,
    gone: Sequence[str] = (),
) -> str:
    """What came of a received file; `revoked` says that the card it waits for was revoked here.

    `gone` are the names of those who are not the owner's any more.
    """
    arrived = f"{counted(len(received.confirmed), 'file of yours has', 'files of yours have')} arrived there."
    is_reply = received.outcome is Outcome.NOTHING_NEW and bool(received.confirmed)
    said = [] if is_reply else [_came_of(received.outcome, gaps, waits_for, revoked=revoked)]
    if received.confirmed:
        said.append(arrived)
    if received.conflicts:
        said.append(disagreement(received.conflicts))
    if gone:
        more = f" and {len(gone) - _NAMED} more" if len(gone) > _NAMED else ""
        said.append(
            f"No longer among your people: {', '.join(gone[:_NAMED])}{more}. Find them, and ask {sender}."
        )
    if received.unread:
        changes = "1 change was" if received.unread == 1 else f"{received.unread} changes were"
        said.append(f"{changes} written by a newer version: kept, and shown once this program is up to date.")
    if received.elsewhere:
        said.append(
            "The sender has entries of yours that are not here: is this a restored copy? Ask for them."
        )
    return " ".join(said)


def disagreement(records: int) -> str:
    """On how many records of a file two writers disagree."""
    if not records:
        return "Where two writers disagreed, the answers are given."
    return f"{'1 record has' if records == 1 else f'{records} records have'} two answers now; nothing was overwritten."


def inspected(
    manifest: Manifest, known: KnownCard | None, card: Card | None, gaps: Sequence[GapView], now: datetime
) -> tuple[str, ...]:
    """What a look inside means."""
    said = [_who(known, card)]
    written = instant(manifest.wall)
    if written is not None and written - now > _DOUBT:
        said.append("It says it was written in the future: the sender's clock, or this one, is wrong.")
    elif written is not None and now - written > _OLD:
        said.append(f"It is {(now - written).days} days old. Ask whether there is a newer one.")
    if manifest.erases:
        said.append(f"It asks to erase {counted(len(manifest.erases), 'person', 'people')} for good.")
    if manifest.handovers:
        said.append(f"It hands over {counted(len(manifest.handovers), 'person', 'people')} to you.")
    if manifest.withheld:
        said.append(
            f"{counted(manifest.withheld, 'entry was', 'entries were')} kept back; only their place is marked."
        )
    said += [f"A file is missing: changes {_span(gap)} from {gap.author}. Ask them for it." for gap in gaps]
    return tuple(said)


def _who(known: KnownCard | None, card: Card | None) -> str:
    if known is not None and known.trust is Trust.OWN:
        return "You wrote it yourself."
    if known is not None and known.trust is Trust.TRUSTED:
        if known.compared_at is None:
            return "The sender's card is accepted: the key they had before vouches for it."
        return f"The sender's card is accepted: the eight words were compared on {spell(known.compared_at.date())}."
    if known is not None and known.trust is Trust.REVOKED:
        return (
            "The sender's card was revoked. What it brings is kept aside: ask for their card with new keys."
        )
    if card is not None:
        return (
            "Not verified: nobody has compared the eight words of the sender's card yet. Ring them and compare; "
            "until then what it brings is kept aside."
        )
    return "Not known: there is no card here for the sender, and the file brings none. It can't be received."


def _came_of(outcome: Outcome, gaps: Sequence[GapView], waits_for: Sequence[str], *, revoked: bool) -> str:
    names = ", ".join(waits_for) or "the sender"
    match outcome:
        case Outcome.NOTHING_NEW:
            return "Everything in it was here already."
        case Outcome.GAP:
            missing = "; ".join(f"changes {_span(gap)} from {gap.author}" for gap in gaps)
            asks = "What is here is safe. Write a reply, which asks for them."
            return f"Taken in, but a file is missing: {missing}. {asks}"
        case Outcome.FORK:
            return (
                "One identity writes on two computers, perhaps after a backup was restored. Both sides are kept. "
                "Ask the writer which computer they go on with."
            )
        case Outcome.PARKED if revoked:
            return (
                f"Kept aside: the card of {names} was revoked here. Nothing of it shows and nothing is lost. "
                "If they still work with you, ask for their card with new keys and compare its words."
            )
        case Outcome.PARKED:
            return (
                f"Kept aside, sender not known: {names}. Nothing of it shows yet and nothing is lost. "
                "Compare the eight words of the card by telephone; then it is taken in."
            )
        case _:
            return "Taken in."


def _span(gap: GapView) -> str:
    return str(gap.first) if gap.first == gap.last else f"{gap.first} to {gap.last}"
