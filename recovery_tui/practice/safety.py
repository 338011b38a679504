"""The red list: what must not be left at the gate. Pure functions of a person's records, with their sources.

The first four weeks after release are the deadliest: of those who leave prison after opioid treatment, a quarter as
many die when it goes on (Marsden et al. 2017). Where writers disagree the most cautious answer wins (`weighing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.release import applies
from recovery_tui.practice.stays import Values, day_of, is_inside
from recovery_tui.practice.ways_out import WayOut, days_out, last_released, ways_out
from recovery_tui.practice.weighing import Case, Weighed, earliest, heard, latest, maybe, shifted, surely
from recovery_tui.records.lists.release import CONTINUITY_DAYS, SETTLED_ITEMS
from recovery_tui.records.lists.treatment import (
    MEDICINE_CODES,
    NO_KIT_WANTED,
    NO_TREATMENT_NEEDED,
    OPIOID_MEDICINES,
    OPIOIDS,
)

ACT = "!!"
MISSING = "!"

SOON_DAYS = 28
"""Four weeks before release treatment is booked and the kit offered (release items RL07 and RL10)."""
VERY_SOON_DAYS = 7
"""A week before release the first night is settled (RL15); a court may free somebody within the week (RL29)."""
AFTER_DAYS = 28
"""Days after release in which a gap kills most (Marsden et al. 2017: no difference was seen after week four)."""

READY_FOR_COURT = ("rl05", "rl09", "rl11", "rl15", "rl21")
"""The least that is ready before a court may free somebody: referral, bridging dose, kit, first night, probation."""

UNRECORDED = "release_not_recorded"
"""Code of the worry that only recording answers."""
COURT = "court_near"
"""Code of the worry that stands until court even when everything is ready."""

_NO_ROOF = frozenset(
    {"rough_sleeping", "shelter_emergency_hostel_campsite", "squat", "unknown", "unlawfully_at_large"}
)
_COUNTS_AS_BOOKED = frozenset({"booked", "kept", "kept_late"})
_NOT_OFFERED = frozenset({None, "not_offered"})
_IN_HAND = frozenset({"in_possession", "community"})
_MEDICINES = frozenset(code.code for code in MEDICINE_CODES)
_KEEPS_ON = frozenset({"maintenance", "assess_stabilise"})


@dataclass(frozen=True, slots=True)
class Worry:
    """Something wrong about a release, in neutral words, and the days on which it is told."""

    code: str
    mark: str
    text: str
    from_on: date
    until_on: date
    kind: str
    """The kind of record that answers it."""
    record: str = ""
    """The record that answers it; empty when it is not there yet."""


def worries(case: Case, today: date) -> list[Worry]:
    """Everything about a person that must not be left today, the worst first."""
    standing = [each for each in all_worries(case) if each.from_on <= today <= each.until_on]
    return sorted(standing, key=lambda worry: worry.mark != ACT)


def all_worries(case: Case) -> list[Worry]:
    """Every worry as things stand, on whichever days; nothing for a person who has died."""
    if has_died(case):
        return []
    ways = ways_out(case)
    rules = (_unrecorded_release, _court_near, _treatment_gap, _no_first_night, _kit_missing)
    return [worry for rule in rules for worry in rule(case, ways)]


def has_died(case: Case) -> bool:
    """Whether somebody recorded that the person has died: then nothing is chased (V32)."""
    return any(
        maybe(each, lambda values: values.get("record_status") == "died") for each in case.get("person", ())
    )


def _unrecorded_release(case: Case, ways: Sequence[WayOut]) -> Iterator[Worry]:
    """The day of release, or in court, has passed and nobody wrote down what became of it (domain §3.3)."""
    for stay in (way.stay for way in ways):
        expected = [day for day in heard(stay, _expected) if day]
        if expected:
            what = "court" if stay.values.get("stay_type") == "remand" else "release"
            said = f"{what} date passed, not recorded"
            yield Worry(UNRECORDED, ACT, said, shifted(min(expected), 1), date.max, "stay", stay.id)


def _expected(stay: Values) -> date | None:
    return day_of(stay, "release_expected_on") if is_inside(stay) else None


def _court_near(case: Case, ways: Sequence[WayOut]) -> Iterator[Worry]:
    """A court may free somebody on remand within the week (domain §3.3: the three-minute minimum set)."""
    days = [
        day
        for way in ways
        for day in heard(way.stay, lambda each: _expected(each) if _on_remand(each) else None)
        if day
    ]
    if not days:
        return
    remands = _remands(ways)
    needed = _needed(case, remands)
    left = len(_unready(case, needed, remands))
    said = f"may be freed: {left} of {len(needed)} not ready" if left else "may be freed: all is ready"
    yield Worry(COURT, ACT, said, shifted(min(days), -VERY_SOON_DAYS), max(days), "release_item")


def _on_remand(stay: Values) -> bool:
    return stay.get("stay_type") == "remand"


def unready_for_court(case: Case) -> list[str]:
    """Items that are needed before court which are not settled for every remand."""
    remands = _remands(ways_out(case))
    return _unready(case, _needed(case, remands), remands)


def _needed(case: Case, remands: Sequence[Weighed]) -> list[str]:
    """Items of the least that is ready before court (`READY_FOR_COURT`) which apply, by what any writer says.

    One that somebody took up is needed even where it seems not to apply.
    """
    records = {
        kind: [values for each in case.get(kind, ()) for values in heard(each, dict) if values]
        for kind in ("substance", "intervention", "naloxone")
    }
    stays = [values for stay in remands for values in heard(stay, dict) if values]
    ids = {stay.id for stay in remands}
    taken_up = {
        each.values.get("item") for each in case.get("release_item", ()) if each.values.get("stay") in ids
    }
    return [
        item
        for item in READY_FOR_COURT
        if item in taken_up or any(applies(item, records, stay) is not False for stay in stays)
    ]


def _unready(case: Case, needed: Sequence[str], remands: Sequence[Weighed]) -> list[str]:
    return [item for item in needed if not all(is_settled(case, item, stay.id) for stay in remands)]


def _remands(ways: Sequence[WayOut]) -> list[Weighed]:
    return [way.stay for way in ways if maybe(way.stay, _on_remand)]


def is_settled(case: Case, item: str, stay: str) -> bool:
    """Whether an item of the countdown from a stay needs nothing more, whoever of the writers is right."""

    def says_so(said: Values) -> bool:
        is_it = said.get("item") == item and said.get("stay") == stay
        return is_it and said.get("status") in SETTLED_ITEMS

    return any(surely(each, says_so) for each in case.get("release_item", ()))


def _treatment_gap(case: Case, ways: Sequence[WayOut]) -> Iterator[Worry]:
    """Nobody is released on substitution treatment without a community start booked within 21 days (PHOF C20).

    Others who need treatment are told of with a single mark, until they are out.
    """
    days = days_out(ways)
    if not days or any(
        surely(each, lambda values: all(_starts_treatment(values, day) for day in days))
        for each in case.get("appointment", ())
    ):
        return
    on_substitutes = any(maybe(each, lambda values: _runs_on(values, days[0])) for each in _substitutes(case))
    first = shifted(days[0], -SOON_DAYS)
    if on_substitutes:
        last = shifted(days[-1], AFTER_DAYS)
        yield Worry(
            "treatment_not_booked", ACT, "treatment after release not booked", first, last, "appointment"
        )
    elif _needs_treatment(case):
        yield Worry(
            "treatment_not_booked",
            MISSING,
            "treatment after release not booked",
            first,
            days[-1],
            "appointment",
        )


def _starts_treatment(appointment: Values, release: date) -> bool:
    day = day_of(appointment, "starts_at")
    return (
        day is not None
        and release <= day <= shifted(release, CONTINUITY_DAYS)
        and appointment.get("structured_treatment") == "yes"
        and appointment.get("status") in _COUNTS_AS_BOOKED
    )


def _substitutes(case: Case) -> list[Weighed]:
    """Treatments that are, or may be, opioid substitution.

    Who is kept on a medicine that nobody named is taken to be kept on a substitute, unless all they use is known and
    none of it is an opioid.
    """
    use = case.get("substance", ())
    unknown = not use or any(maybe(each, _is_opioid) for each in use)
    return [
        each
        for each in case.get("intervention", ())
        if maybe(each, lambda values: _is_substitute(values) or (unknown and _is_unnamed(values)))
    ]


def _is_opioid(substance: Values) -> bool:
    return substance.get("substance") in OPIOIDS


def _is_substitute(intervention: Values) -> bool:
    return bool({intervention.get("medicine"), intervention.get("sub_type")} & OPIOID_MEDICINES)


def _is_unnamed(intervention: Values) -> bool:
    """Whether this keeps somebody on a medicine, and nobody wrote down on which."""
    kept_on = {intervention.get("sub_type"), intervention.get("purpose")} & _KEEPS_ON
    named = intervention.get("medicine") or intervention.get("sub_type") in _MEDICINES
    return intervention.get("intervention_type") == "pharm" and bool(kept_on) and not named


def _runs_on(intervention: Values, day: date) -> bool:
    """Whether it was not over before that day; in prison it ends with the release."""
    ended = day_of(intervention, "ended_on")
    return ended is None or ended >= day


def _needs_treatment(case: Case) -> bool:
    in_treatment = any(
        maybe(each, lambda values: bool(values) and not values.get("ended_on"))
        for each in case.get("intervention", ())
    )
    return in_treatment or any(
        maybe(each, lambda values: values.get("substance", "not_disclosed") not in NO_TREATMENT_NEEDED)
        for each in case.get("substance", ())
    )


def _no_first_night(case: Case, ways: Sequence[WayOut]) -> Iterator[Worry]:
    """There is somewhere to sleep on the night of release (RL15; M08). A home that is disputed is not known.

    Told of until that night is over, or while nobody has recorded that the person is out.
    """
    days = days_out(ways)
    homes = [each.values for each in case.get("home", ()) if not each.also]
    if not days or any(all(_is_roof(home, night) for night in days) for home in homes):
        return
    near, code, said = (
        shifted(days[0], -VERY_SOON_DAYS),
        "no_first_night",
        "no place for the first night",
    )
    yield Worry(code, MISSING, said, shifted(days[0], -SOON_DAYS), shifted(near, -1), "home")
    until = date.max if any(way.still_inside for way in ways) else days[-1]
    yield Worry(code, ACT, said, near, until, "home")


def _is_roof(home: Values, night: date) -> bool:
    begins, ends = day_of(home, "from_on"), day_of(home, "until_on")
    stands = begins is not None and begins <= night and (ends is None or ends > night)
    return stands and home.get("home_type") not in _NO_ROOF


def _kit_missing(case: Case, ways: Sequence[WayOut]) -> Iterator[Worry]:
    """Whoever used opioids is offered naloxone before release and has it in hand on the day (RL10, RL11; M07)."""
    days = days_out(ways)
    if not days or not _opioid_history(case):
        return
    newest = _newest_kits(case, [way.stay for way in ways])
    unsettled = [kit for kit in newest if not surely(kit, _is_settled)]
    if newest and not unsettled:
        return
    unoffered = [kit for kit in unsettled if maybe(kit, _is_unoffered)]
    record = next((kit.id for kit in (*unoffered, *unsettled)), "")
    out, eve = days[0], shifted(days[0], -1)
    if not newest or unoffered:
        soon = shifted(out, -SOON_DAYS)
        yield Worry("kit_not_offered", ACT, "gate kit not offered", soon, eve, "naloxone", record)
    elif any(maybe(kit, lambda said: not said.get("ready_at_gate_on")) for kit in unsettled):
        soon = shifted(out, -VERY_SOON_DAYS)
        yield Worry("kit_not_packed", MISSING, "gate kit not packed", soon, eve, "naloxone", record)
    last = shifted(days[-1], AFTER_DAYS)
    yield Worry("kit_not_handed_over", ACT, "gate kit not handed over", out, last, "naloxone", record)


def _opioid_history(case: Case) -> bool:
    return any(maybe(each, _is_opioid) for each in case.get("substance", ())) or bool(_substitutes(case))


def _newest_kits(case: Case, running: Sequence[Weighed]) -> list[Weighed]:
    """What may be the newest word on the kit since the person was last out before this stay: an old kit is an old kit.

    More than one where several were written on a day, or writers disagree about the day.
    """
    came_in = max((day for each in running if (day := latest(each, "started_on"))), default=date.min)
    others = [each for each in case.get("stay", ()) if each not in running]
    released = [day for each in others if (day := last_released(each))]
    out_before = max((day for day in released if day <= came_in), default=date.min)
    kits = [kit for kit in case.get("naloxone", ()) if (earliest(kit, "offered_on") or date.min) > out_before]
    newest = max((earliest(kit, "offered_on") or date.min for kit in kits), default=date.min)
    return sorted(
        (kit for kit in kits if (latest(kit, "offered_on") or date.min) >= newest), key=lambda kit: kit.id
    )


def _is_unoffered(kit: Values) -> bool:
    return kit.get("offer_outcome") in _NOT_OFFERED


def _is_settled(kit: Values) -> bool:
    in_hand = bool(kit.get("handed_over_on")) or kit.get("held_where") in _IN_HAND
    return in_hand or kit.get("offer_outcome") in NO_KIT_WANTED
