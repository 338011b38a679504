"""The red list: what must not be left at the gate. Pure functions of a person's records, with their sources.

The first four weeks after release are the deadliest: of those who leave prison after opioid treatment, a quarter as
many die when it goes on (Marsden et al. 2017). Where writers disagree the most cautious answer wins (`weighing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.stays import Values, day_of, is_inside, release_day
from recovery_tui.practice.weighing import Case, Weighed, earliest, maybe, readings, shifted, surely
from recovery_tui.records.lists.treatment import OPIOID_MEDICINES, OPIOIDS

ACT = "!!"
MISSING = "!"

CONTINUITY_DAYS = 21
"""Treatment counts as continued when it starts within so many days of release (PHOF C20)."""
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

_NO_NEED = frozenset({"tobacco_vape", "not_disclosed"})
_NO_ROOF = frozenset(
    {"rough_sleeping", "shelter_emergency_hostel_campsite", "squat", "unknown", "unlawfully_at_large"}
)
_COUNTS_AS_BOOKED = frozenset({"booked", "kept", "kept_late"})
_NOT_OFFERED = frozenset({None, "not_offered"})
_NO_KIT_WANTED = frozenset({"already_holds", "declined", "not_appropriate"})
_IN_HAND = frozenset({"in_possession", "community"})
_SETTLED_ITEM = frozenset({"done", "not_applicable"})


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
    rules = (unrecorded_release, court_near, treatment_gap, no_first_night, kit_missing)
    return [worry for rule in rules for worry in rule(case)]


def has_died(case: Case) -> bool:
    """Whether somebody recorded that the person has died: then nothing is chased (V32)."""
    return any(
        maybe(each, lambda values: values.get("record_status") == "died") for each in case.get("person", ())
    )


def worst_worry(case: Case, today: date) -> tuple[str, str]:
    """Mark and neutral words of the worst thing about a person; two empty texts when there is none."""
    worst = next(iter(worries(case, today)), None)
    return (worst.mark, worst.text) if worst else ("", "")


def leaving(case: Case) -> Weighed | None:
    """The stay a person leaves by: the one in prison that may still run, else the one they were last released from."""
    stays = case.get("stay", ())
    inside = [each for each in stays if maybe(each, is_inside)]
    if inside:
        return max(inside, key=lambda stay: str(stay.values.get("started_on", "")))
    released = [each for each in stays if maybe(each, lambda values: bool(values.get("released_on")))]
    return max(released, key=lambda stay: str(stay.values.get("released_on") or ""), default=None)


def release_days(case: Case) -> list[date]:
    """Every day on which the person goes out, or went, by what writers say; the earliest first."""
    stay = leaving(case)
    going = [each for each in readings(stay) if is_inside(each) or each.get("released_on")] if stay else []
    return sorted({day for each in going if (day := release_day(each))})


def unrecorded_release(case: Case) -> Iterator[Worry]:
    """The day of release, or in court, has passed and nobody wrote down what became of it (domain §3.3)."""
    stay = leaving(case)
    expected = [
        day
        for each in (readings(stay) if stay else ())
        if is_inside(each) and (day := day_of(each, "release_expected_on"))
    ]
    if stay is not None and expected:
        what = "court" if stay.values.get("stay_type") == "remand" else "release"
        said = f"{what} date passed, not recorded"
        yield Worry(UNRECORDED, ACT, said, shifted(min(expected), 1), date.max, "stay", stay.id)


def court_near(case: Case) -> Iterator[Worry]:
    """A court may free somebody on remand within the week (domain §3.3: the three-minute minimum set)."""
    stay = leaving(case)
    days = [
        day
        for each in (readings(stay) if stay else ())
        if is_inside(each)
        and each.get("stay_type") == "remand"
        and (day := day_of(each, "release_expected_on"))
    ]
    if stay is None or not days:
        return
    left = len(unready_for_court(case, stay))
    said = (
        f"may be freed: {left} of {len(READY_FOR_COURT)} not ready" if left else "may be freed: all is ready"
    )
    yield Worry(COURT, ACT, said, shifted(min(days), -VERY_SOON_DAYS), max(days), "release_item")


def unready_for_court(case: Case, stay: Weighed) -> list[str]:
    """Items of the least that is ready before court (`READY_FOR_COURT`) which are not settled."""
    ready = {
        str(each.values.get("item"))
        for each in case.get("release_item", ())
        if surely(each, lambda item: item.get("stay") == stay.id and item.get("status") in _SETTLED_ITEM)
    }
    return [item for item in READY_FOR_COURT if item not in ready]


def treatment_gap(case: Case) -> Iterator[Worry]:
    """Nobody is released on substitution treatment without a community start booked within 21 days (PHOF C20).

    Others who need treatment are told of with a single mark, until they are out.
    """
    days = release_days(case)
    if not days or any(
        surely(each, lambda values: all(_starts_treatment(values, day) for day in days))
        for each in case.get("appointment", ())
    ):
        return
    on_substitutes = any(
        maybe(each, lambda values: _is_substitute(values) and _runs_on(values, days[0]))
        for each in case.get("intervention", ())
    )
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


def _is_substitute(intervention: Values) -> bool:
    return bool({intervention.get("medicine"), intervention.get("sub_type")} & OPIOID_MEDICINES)


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
        maybe(each, lambda values: values.get("substance", "not_disclosed") not in _NO_NEED)
        for each in case.get("substance", ())
    )


def no_first_night(case: Case) -> Iterator[Worry]:
    """There is somewhere to sleep on the night of release (RL15; M08). A home that is disputed is not known.

    Told of until that night is over, or while nobody has recorded that the person is out.
    """
    days, stay = release_days(case), leaving(case)
    homes = [each.values for each in case.get("home", ()) if not each.also]
    if stay is None or not days or any(all(_is_roof(home, night) for night in days) for home in homes):
        return
    near, code, said = (
        shifted(days[0], -VERY_SOON_DAYS),
        "no_first_night",
        "no place for the first night",
    )
    yield Worry(code, MISSING, said, shifted(days[0], -SOON_DAYS), shifted(near, -1), "home")
    yield Worry(code, ACT, said, near, date.max if maybe(stay, is_inside) else days[-1], "home")


def _is_roof(home: Values, night: date) -> bool:
    begins, ends = day_of(home, "from_on"), day_of(home, "until_on")
    stands = begins is not None and begins <= night and (ends is None or ends > night)
    return stands and home.get("home_type") not in _NO_ROOF


def kit_missing(case: Case) -> Iterator[Worry]:
    """Whoever used opioids is offered naloxone before release and has it in hand on the day (RL10, RL11; M07)."""
    days = release_days(case)
    if not days or not _opioid_history(case):
        return
    newest = _newest_kit(case)
    if newest is not None and surely(newest, _is_settled):
        return
    record = newest.id if newest else ""
    out, eve = days[0], shifted(days[0], -1)
    if newest is None or maybe(newest, lambda kit: kit.get("offer_outcome") in _NOT_OFFERED):
        soon = shifted(out, -SOON_DAYS)
        yield Worry("kit_not_offered", ACT, "gate kit not offered", soon, eve, "naloxone", record)
    elif maybe(newest, lambda kit: not kit.get("ready_at_gate_on")):
        soon = shifted(out, -VERY_SOON_DAYS)
        yield Worry("kit_not_packed", MISSING, "gate kit not packed", soon, eve, "naloxone", record)
    last = shifted(days[-1], AFTER_DAYS)
    yield Worry("kit_not_handed_over", ACT, "gate kit not handed over", out, last, "naloxone", record)


def _opioid_history(case: Case) -> bool:
    return any(
        maybe(each, lambda values: values.get("substance") in OPIOIDS) for each in case.get("substance", ())
    ) or any(maybe(each, _is_substitute) for each in case.get("intervention", ()))


def _newest_kit(case: Case) -> Weighed | None:
    """The newest word on the kit since the person was last out before this stay: an old kit is an old kit."""
    kits: Sequence[Weighed] = case.get("naloxone", ())
    stay = leaving(case)
    began = str(stay.values.get("started_on", "")) if stay else ""
    out_before = max(
        (
            str(each.values.get("released_on") or "")
            for each in case.get("stay", ())
            if each is not stay and str(each.values.get("started_on", "")) < began
        ),
        default="",
    )
    recent = [kit for kit in kits if str(earliest(kit, "offered_on") or "") > out_before]
    return max(recent, key=lambda kit: str(kit.values.get("offered_on", "")), default=None)


def _is_settled(kit: Values) -> bool:
    in_hand = bool(kit.get("handed_over_on")) or kit.get("held_where") in _IN_HAND
    return in_hand or kit.get("offer_outcome") in _NO_KIT_WANTED
