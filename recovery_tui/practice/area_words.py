"""How each area of a plan stands, in one neutral word that may stand on a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from recovery_tui.practice.due import is_overdue
from recovery_tui.practice.stays import Records
from recovery_tui.records.lists.links import WAITING_REFERRALS
from recovery_tui.records.lists.release import SETTLED_ITEMS


def area_words(records: Records, today: date) -> tuple[str, str, str, str]:
    """A neutral word each for treatment, peers, home and work, release."""
    return (
        "running" if _any_open(records.get("intervention", ()), "ended_on") else "none",
        "linked" if _any_open(records.get("peer_link", ()), "ended_on") else "none",
        _home_word(records, today),
        _release_word(records),
    )


def _any_open(records: Sequence[Mapping[str, object]], ended: str) -> bool:
    return any(not each.get(ended) for each in records)


def _home_word(records: Records, today: date) -> str:
    homes = [
        each for each in records.get("home", ()) if not is_overdue(str(each.get("until_on") or ""), today)
    ]
    if any(each.get("confirmed_on") for each in homes):
        return "confirmed"
    if any(each.get("status") in WAITING_REFERRALS for each in records.get("referral", ())):
        return "waiting"
    return "not yet" if homes else "none"


def _release_word(records: Records) -> str:
    items = records.get("release_item", ())
    if not items:
        return "not begun"
    ready = sum(each.get("status") in SETTLED_ITEMS for each in items)
    return f"{ready} of {len(items)}"
