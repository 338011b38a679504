"""The release countdown: which of its items apply to a person, and from which day on each is due.

Timings: prison work coach and pre-release team meet about 12 weeks before; duty to refer within 56 days; at least seven
days of medicine or a script; healthcare plans a month ahead (`research/domain.md` 2.9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from recovery_tui.practice.calendar import early_release_may_apply, is_awkward_release
from recovery_tui.practice.stays import Records, Values, day_of, release_day, released_day
from recovery_tui.records.lists.links import HOME_TYPE
from recovery_tui.records.lists.release import RELEASE_ITEMS, ReleaseItem
from recovery_tui.records.lists.review import OPEN_NEEDS
from recovery_tui.records.lists.sharing import YES
from recovery_tui.records.lists.treatment import (
    NO_KIT_WANTED,
    NO_TREATMENT_NEEDED,
    OPIOID_MEDICINES,
    OPIOIDS,
    TOLERANCE_MATTERS,
)

AMBER_DAYS = 7
"""An item due within so many days is amber, one past its day red."""

FIRST_DAYS = 7
"""Whoever has just come is met within so many days (M22): nothing is late before."""

_SETTLED_HOME = frozenset(code.code for code in HOME_TYPE.codes if code.group == "Settled")
_PARENTS = frozenset({"all_children_live_with", "some", "none"})
_NO_BENEFIT = frozenset({"employed", "student", "retired"})


@dataclass(frozen=True)
class CountdownItem:
    """One thing to have ready."""

    item: ReleaseItem
    due: date | None
    """None while there is no release date."""
    applies: bool | None
    """None where the person must be asked first."""


def countdown(records: Records, stay: Values) -> list[CountdownItem]:
    """All items in their order, for the release from `stay`."""
    out = release_day(stay)
    return [
        CountdownItem(
            item,
            _due(item, stay, out) if out else None,
            applies(item.code, records, stay),
        )
        for item in RELEASE_ITEMS.values()
    ]


def applies(item: str, records: Records, stay: Values) -> bool | None:
    """Whether an item of the countdown applies; None where the person must be asked first."""
    return _APPLIES[item](records, stay) if item in _APPLIES else True


def _due(item: ReleaseItem, stay: Values, out: date) -> date:
    """The item's weeks before the release; not before the first week inside is over, and not after the release."""
    begun = day_of(stay, "started_on")
    planned = out - timedelta(weeks=item.weeks_before)
    return min(max(planned, begun + timedelta(days=FIRST_DAYS)), out) if begun else planned


def carried_on(records: Records, stay: Values) -> date | None:
    """The first day of treatment after the release, as somebody noted or as an appointment was kept; else None."""
    out = released_day(stay)
    days = [day_of(each, "treatment_started_on") for each in records.get("post_release_check", ())]
    days += [
        day_of(each, "starts_at")
        for each in records.get("appointment", ())
        if each.get("structured_treatment") == "yes" and each.get("status") in ("kept", "kept_late")
    ]
    return min((day for day in days if day and (out is None or day >= out)), default=None)


def _is_awkward(records: Records, stay: Values) -> bool:
    out = release_day(stay)
    return out is not None and is_awkward_release(out) and early_release_may_apply(stay)


def _needs_treatment(records: Records, stay: Values) -> bool:
    uses = any(each.get("substance") not in NO_TREATMENT_NEEDED for each in records.get("substance", ()))
    return uses or any(not each.get("ended_on") for each in records.get("intervention", ()))


def _on_medicine(records: Records, stay: Values) -> bool:
    return any(
        each.get("intervention_type") == "pharm" and not each.get("ended_on")
        for each in records.get("intervention", ())
    )


def _linked_to_opioids(records: Records, stay: Values) -> bool:
    used = {each.get("substance") for each in records.get("substance", ())}
    taken = {each.get("medicine") for each in records.get("intervention", ())}
    return bool(used & OPIOIDS or taken & OPIOID_MEDICINES or records.get("naloxone"))


def _wants_kit(records: Records, stay: Values) -> bool:
    newest = max(records.get("naloxone", ()), key=lambda kit: str(kit.get("offered_on", "")), default=None)
    return newest is not None and newest.get("offer_outcome") not in NO_KIT_WANTED


def _loses_tolerance(records: Records, stay: Values) -> bool:
    return any(each.get("substance") in TOLERANCE_MATTERS for each in records.get("substance", ()))


def _no_settled_home(records: Records, stay: Values) -> bool:
    night = release_day(stay)

    def lasts(home: Values) -> bool:
        ends = day_of(home, "until_on")
        return ends is None or (night is not None and ends > night)

    return not any(each.get("home_type") in _SETTLED_HOME and lasts(each) for each in records.get("home", ()))


def _has_need(*domains: str) -> Callable[[Records, Values], bool | None]:
    """Yes with an open need in one of these domains, no when all of them are settled, else not known."""

    def applies(records: Records, stay: Values) -> bool | None:
        here = [
            each.get("status") in OPEN_NEEDS
            for each in records.get("need", ())
            if each.get("domain") in domains
        ]
        return any(here) if here else None

    return applies


def _reconnect(records: Records, stay: Values) -> bool | None:
    """In England only."""
    if stay.get("jurisdiction") == "wales":
        return False
    return _has_need("mental_health", "physical_health")(records, stay)


def _needs_benefits(records: Records, stay: Values) -> bool | None:
    work = max(records.get("work", ()), key=lambda each: str(each.get("from_on", "")), default=None)
    return work.get("employment_status") not in _NO_BENEFIT if work else None


def _under_supervision(records: Records, stay: Values) -> bool:
    return stay.get("stay_type") in ("custody", "recall")


def _has_family(records: Records, stay: Values) -> bool | None:
    status = next((each.get("parental_status") for each in records.get("person", ())), None)
    return True if status in _PARENTS else False if status == "not_parent" else None


def _has_peer(where: str | None) -> Callable[[Records, Values], bool | None]:
    def applies(records: Records, stay: Values) -> bool | None:
        links = [each for each in records.get("peer_link", ()) if not each.get("ended_on")]
        return True if any(where in (None, each.get("where")) for each in links) else None

    return applies


def _may_share(records: Records, stay: Values) -> bool | None:
    said = {each.get("decision") for each in records.get("permission", ())}
    return True if said & YES else None if not said else False


def _may_be_sudden(records: Records, stay: Values) -> bool:
    return stay.get("stay_type") in ("remand", "recall") or stay.get("release_basis") == "hdc"


_APPLIES: dict[str, Callable[[Records, Values], bool | None]] = {
    "rl02": _is_awkward,
    **dict.fromkeys(("rl04", "rl05", "rl06", "rl07"), _needs_treatment),
    **dict.fromkeys(("rl08", "rl09"), _on_medicine),
    "rl10": _linked_to_opioids,
    "rl11": _wants_kit,
    "rl12": _loses_tolerance,
    **dict.fromkeys(("rl13", "rl14"), _no_settled_home),
    "rl17": _reconnect,
    "rl18": _has_need("mental_health"),
    **dict.fromkeys(("rl19", "rl20"), _needs_benefits),
    "rl21": _under_supervision,
    "rl22": _has_family,
    "rl23": _has_peer(None),
    "rl24": _has_peer("outside"),
    "rl27": _may_share,
    "rl29": _may_be_sudden,
}
"""What decides whether an item applies; those not named apply to everyone."""
