"""Taking in files as the pages do it: the files, and what is worth knowing besides."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recovery_tui.casework import exchange_state, handing_over, joining, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.joining import LikelyPair
from recovery_tui.casework.sharing_views import Correspondent, FileResult, SentFile

OUTCOMES = {
    "merged": "taken in",
    "nothing-new": "nothing new",
    "merged-with-gap": "a file is missing",
    "fork": "two computers",
    "parked": "kept aside",
    "refused": "refused",
}
"""What came of a file, in plain words."""


@dataclass(frozen=True)
class Received:
    """What came of it, and what is worth knowing besides."""

    results: tuple[FileResult, ...]
    """Those to look at first, then what is new; last what was here already, as files that stay on a stick are."""
    before: tuple[Correspondent, ...]
    """Everybody, as they stood before."""
    pairs: tuple[LikelyPair, ...] = ()
    offered: int = 0
    """People whom colleagues hand over, and who are not taken on yet."""


@dataclass(frozen=True)
class Replied:
    """The replies, and what they settled."""

    written: tuple[SentFile, ...]
    taken_on: int
    """People who were handed over and are the owner's from now on."""


def take_in(desk: Desk, path: Path, progress: receiving.Progress) -> Received:
    """Take in a file or a folder; for a thread. What `progress` raises to stop comes out."""
    before = exchange_state.state(desk).correspondents
    results = tuple(sorted(receiving.receive(desk, [path], progress), key=_place))
    people = tuple(dict.fromkeys(person for result in results for person in result.people))
    pairs = joining.likely_pairs(desk, people) if people else ()
    return Received(results, before, pairs, len(handing_over.offered_to_me(desk)))


def _place(result: FileResult) -> tuple[bool, bool]:
    return not result.needs_looking, not (result.new or result.confirmed)


def reply_to_all(desk: Desk, folder: Path) -> Replied:
    """Write a reply to everybody who is due one; for a thread. Raises as `receiving.write_receipts`."""
    offered = len(handing_over.offered_to_me(desk))
    return Replied(receiving.write_receipts(desk, folder), offered)
