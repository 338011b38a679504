"""Who stands where on the caseload: the situations that matter come first, mixed with ordinary ones."""

from __future__ import annotations

from collections.abc import Callable

from recovery_tui.casework.demo.case import Case
from recovery_tui.casework.demo.inside import (
    care_leaver,
    closed,
    declined_peers,
    depot,
    died,
    disagrees,
    empty_plan,
    gives_back,
    handed_over,
    not_seen,
    overdue_steps,
    pregnant,
    reading_help,
    transferred_in,
    unanswered_referrals,
    veteran,
)
from recovery_tui.casework.demo.leaving import (
    all_in_place,
    date_moved,
    day_seven_check,
    friday_release,
    going_to_wales,
    kit_in_property,
    no_first_night,
    ost_without_appointment,
    out_today,
    released_yesterday,
    remand_with_court,
    short_recall,
)
from recovery_tui.casework.demo.ordinary import (
    alcohol_worker,
    long_sentence,
    newly_arrived,
    ordinary,
    spice_user,
)

Situation = Callable[[Case], None]

ORDER: tuple[Situation, ...] = (
    ost_without_appointment, remand_with_court, friday_release, no_first_night, declined_peers, day_seven_check,
    ordinary, transferred_in, short_recall, empty_plan, all_in_place, depot, out_today, overdue_steps, alcohol_worker,
    unanswered_referrals, disagrees, gives_back, going_to_wales, care_leaver, spice_user, veteran, pregnant,
    reading_help, died, closed, newly_arrived, date_moved, not_seen, kit_in_property, released_yesterday,
    long_sentence, ordinary, ordinary, alcohol_worker, spice_user, ordinary, ordinary, ordinary, long_sentence,
    ordinary, spice_user, handed_over, alcohol_worker, ordinary,
)  # fmt: skip
"""The first forty-five people, in order."""

ORDINARY: tuple[Situation, ...] = (ordinary, ordinary, ordinary, spice_user, alcohol_worker, long_sentence)
"""Everybody after that, but for one in ten, who has one of the situations above."""
