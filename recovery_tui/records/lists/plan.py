"""Code lists of the plan: agreement, goals, steps and sessions held."""

from __future__ import annotations

from recovery_tui.records.codes import Code, CodeList

PLAN_STATUS = CodeList(
    "plan_status",
    (
        Code("draft", "Draft"),
        Code("submitted", "Sent to the supervisor", "submitted"),
        Code("agreed", "Agreed with the person", "agreed"),
        Code("approved", "Approved by the supervisor", "approved"),
        Code("active", "Active"),
        Code("under_review", "Under review", "review"),
        Code("closed", "Closed"),
        Code("transferred_out", "Handed over", "handed over", ("transfer",)),
    ),
)

PLAN_AGREEMENT = CodeList(
    "plan_agreement",
    (
        Code("draft", "Not asked yet", "not asked"),
        Code("agreed", "Agrees", "agreed", ("yes",)),
        Code("do_not_agree", "Does not agree", "not agreed", ("no",)),
        Code("could_not_answer", "Could not answer", "no answer"),
        Code("updated_agreed", "Changed, and agrees", "agreed"),
        Code("updated_do_not_agree", "Changed, and does not agree", "not agreed"),
    ),
)

AGREED = frozenset({"agreed", "updated_agreed"})
"""Agreement codes that mean yes."""

ENDED_PLANS = frozenset({"closed", "transferred_out"})
"""Plans of which nothing is due any more."""

AREA = CodeList(
    "area",
    (
        Code("treatment", "Treatment"),
        Code("peer", "Peers", "peers"),
        Code("links", "Home and work", "home+work"),
        Code("aftercare", "Release", synonyms=("aftercare",)),
    ),
)

HORIZON = CodeList(
    "horizon",
    (
        Code("custody", "In prison"),
        Code("gate", "At the gate", "gate"),
        Code("first_21_days", "First 21 days"),
        Code("three_months", "Three months"),
        Code("six_months_plus", "Six months and more", "6 months+"),
    ),
)

GOAL_STATUS = CodeList(
    "goal_status",
    (
        Code("future", "For later", "later"),
        Code("active", "Active"),
        Code("achieved", "Achieved"),
        Code("removed", "Removed"),
    ),
)

ENDED_GOALS = frozenset({"achieved", "removed"})
"""Goals that nobody works on any more, nor on their steps."""

GOAL_REMOVED_REASON = CodeList(
    "goal_removed_reason",
    (
        Code("no_longer_wanted", "No longer wanted"),
        Code("will_not_work_with_service", "Does not want to work with the service", "not this service"),
        Code("not_available_here", "Not available here"),
        Code("replaced", "Replaced by another goal", "replaced"),
        Code("other", "Other"),
    ),
)

GOAL_AGREEMENT = CodeList(
    "goal_agreement",
    (
        Code("not_asked", "Not asked yet", "not asked"),
        Code("agreed", "Agrees", "agreed", ("yes",)),
        Code("do_not_agree", "Does not agree", "not agreed", ("no",)),
        Code("could_not_answer", "Could not answer", "no answer"),
        Code("agreed_by_previous_version", "Agreed in an earlier version", "agreed earlier"),
    ),
)

ACTOR = CodeList(
    "actor",
    (
        Code("person", "The person", "person", ("self", "prisoner")),
        Code("keyworker", "Keyworker", synonyms=("me", "us", "i")),
        Code("peer", "Peer", synonyms=("mentor",)),
        Code("healthcare", "Healthcare", synonyms=("nurse", "doctor")),
        Code("pom", "Prison offender manager", "POM"),
        Code("com", "Community offender manager", "COM", ("probation",)),
        Code("pre_release_team", "Pre-release team", "pre-release"),
        Code("crs_provider", "Commissioned rehabilitative service", "CRS"),
        Code("reconnect", "RECONNECT"),
        Code("housing", "Housing service", "housing"),
        Code("dwp_work_coach", "Work coach", synonyms=("jobcentre", "dwp")),
        Code("family", "Family"),
        Code("other", "Other"),
    ),
)

STEP_STATUS = CodeList(
    "step_status",
    (
        Code("not_started", "Not started"),
        Code("in_progress", "In progress"),
        Code("completed", "Done", synonyms=("completed", "finished")),
        Code("cannot_be_done_yet", "Can't be done yet", "not yet", ("blocked",)),
        Code("no_longer_needed", "No longer needed", "not needed"),
    ),
)

OPEN_STEPS = frozenset({"not_started", "in_progress", "cannot_be_done_yet"})
"""Steps that still wait for somebody."""

ENDED_STEPS = frozenset(code.code for code in STEP_STATUS) - OPEN_STEPS
"""Steps that nobody has to see to any more."""

CONTACT_OUTCOME = CodeList(
    "contact_outcome",
    (
        Code("held", "Held"),
        Code("declined", "Declined by the person", "declined"),
        Code("not_unlocked", "Not unlocked"),
        Code("elsewhere", "Was elsewhere", "elsewhere", ("court", "visit", "healthcare")),
        Code("cancelled_by_us", "Cancelled by us"),
        Code("no_answer", "No answer"),
    ),
)

WITH_WHOM = CodeList(
    "with_whom",
    (
        Code("person", "The person", "person"),
        Code("agency", "An agency", "agency"),
        Code("family", "Family"),
        Code("pom_com", "Offender manager", "POM or COM", ("probation",)),
        Code("healthcare", "Healthcare"),
    ),
)

CONTACT_MODE = CodeList(
    "contact_mode",
    (
        Code("in_person", "In person", synonyms=("wing", "face to face")),
        Code("in_person_at_office", "In person, at the office", "at office"),
        Code("in_person_elsewhere", "In person, somewhere else", "elsewhere"),
        Code("phone", "By phone", "phone"),
        Code("video", "By video", "video"),
        Code("letter", "By letter", "letter"),
    ),
)

NEXT_WEEKS = 12
"""Weeks within which the next session comes: what is further off is a slip of the year more often than not."""
