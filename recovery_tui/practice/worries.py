"""What must not be left at the gate: an unrecorded release, no treatment booked, no roof, no kit.

The first four weeks after release are the deadliest; who leaves on opioid treatment without a booked start is
in the worst state a plan can be in (Marsden et al. 2017).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from recovery_tui.practice.stays import Records, Values, current_stay, day_of, is_inside, release_day
from recovery_tui.records.lists.treatment import OPIOID_MEDICINES, OPIOIDS

ACT = "!!"
MISSING = "!"

CONTINUITY_DAYS = 21
"""Treatment counts as continued when it starts within so many days of release (PHOF C20)."""
SOON_DAYS = 28
VERY_SOON_DAYS = 7
AFTER_DAYS = 28
"""Days after release in which a missing kit still matters."""

_NO_NEED = frozenset({"tobacco_vape", "not_disclosed"})
_NO_ROOF = frozenset(
    {"rough_sleeping", "shelter_emergency_hostel_campsite", "squat", "unknown", "unlawfully_at_large"}
)
_COUNTS_AS_START = frozenset({"proposed", "booked", "kept", "kept_late"})
_HAS_KIT = frozenset({"already_holds", "declined", "not_appropriate"})


@dataclass(frozen=True)
class Worry:
    """Something wrong about a release, in neutral words."""

    code: str
    mark: str
    text: str


def worries(records: Records, today: date) -> list[Worry]:
    """Everything that must not be left, the worst first; nothing for a person who has died."""
    stay = current_stay(records.get("stay", ()))
    if stay is None or any(each.get("record_status") == "died" for each in records.get("person", ())):
        return []
    day = release_day(stay)
    found = [*_unrecorded(stay, day, today)]
    if day is not None and is_inside(stay) and (day - today).days <= SOON_DAYS:
        found += [*_treatment(records, day), *_first_night(records, day, today)]
    if day is not None and (is_inside(stay) or stay.get("released_on")):
        found += _kit(records, day, today)
    return sorted(found, key=lambda worry: worry.mark != ACT)


def _unrecorded(stay: Values, day: date | None, today: date) -> Iterator[Worry]:
    if day is not None and is_inside(stay) and day < today:
        yield Worry("release_not_recorded", ACT, "release date passed, not recorded")


def _treatment(records: Records, day: date) -> Iterator[Worry]:
    if _needs_treatment(records) and not _start_booked(records, day):
        yield Worry("treatment_not_booked", ACT, "treatment after release not booked")


def _needs_treatment(records: Records) -> bool:
    in_treatment = any(not each.get("ended_on") for each in records.get("intervention", ()))
    return in_treatment or any(each.get("substance") not in _NO_NEED for each in records.get("substance", ()))


def _start_booked(records: Records, release: date) -> bool:
    last = release + timedelta(days=CONTINUITY_DAYS)
    return any(
        (day := day_of(each, "starts_at")) is not None and release <= day <= last
        for each in records.get("appointment", ())
        if each.get("structured_treatment") == "yes" and each.get("status") in _COUNTS_AS_START
    )


def _first_night(records: Records, day: date, today: date) -> Iterator[Worry]:
    if any(_is_roof(each, day) for each in records.get("home", ())):
        return
    mark = ACT if (day - today).days <= VERY_SOON_DAYS else MISSING
    yield Worry("no_first_night", mark, "no place for the first night")


def _is_roof(home: Values, night: date) -> bool:
    begins, ends = day_of(home, "from_on"), day_of(home, "until_on")
    stands = begins is not None and begins <= night and (ends is None or ends > night)
    return stands and home.get("home_type") not in _NO_ROOF


def _kit(records: Records, day: date, today: date) -> Iterator[Worry]:
    left = (day - today).days
    if not _opioid_link(records) or left > VERY_SOON_DAYS or left < -AFTER_DAYS or _kit_settled(records):
        return
    if left <= 0:
        yield Worry("kit_not_handed_over", ACT, "gate kit not handed over")
    elif not any(each.get("ready_at_gate_on") for each in records.get("naloxone", ())):
        yield Worry("kit_not_packed", MISSING, "gate kit not packed")


def _opioid_link(records: Records) -> bool:
    uses = any(each.get("substance") in OPIOIDS for each in records.get("substance", ()))
    return uses or any(
        {each.get("medicine"), each.get("sub_type")} & OPIOID_MEDICINES
        for each in records.get("intervention", ())
    )


def _kit_settled(records: Records) -> bool:
    """Whether the newest word on the kit is that it is in hand, or not wanted."""
    newest = max(records.get("naloxone", ()), key=lambda each: str(each.get("offered_on", "")), default=None)
    if newest is None:
        return False
    in_hand = newest.get("handed_over_on") or newest.get("held_where") in ("in_possession", "community")
    return bool(in_hand) or newest.get("offer_outcome") in _HAS_KIT
