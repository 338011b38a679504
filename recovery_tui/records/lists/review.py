"""Code lists of needs, reviews, approvals and bad news."""

from __future__ import annotations

from recovery_tui.records.codes import Code, CodeList

SEVERITY = CodeList(
    "severity",
    (Code("low", "A little", "low"), Code("med", "Some", "medium"), Code("high", "A lot", "high")),
    former={"medium": "med"},
)

NEED_STATUS = CodeList(
    "need_status",
    (
        Code("not_started", "Not started"),
        Code("in_progress", "In progress"),
        Code("met", "Met"),
        Code("declined", "Declined by the person", "declined"),
        Code("not_needed", "Not needed after all", "not needed"),
        Code("reopened", "Opened again", "reopened"),
    ),
)

OPEN_NEEDS = frozenset({"not_started", "in_progress", "reopened"})
"""Needs that still wait for somebody."""

REVIEW_TRIGGER = CodeList(
    "review_trigger",
    (
        Code("scheduled", "It was due", "due"),
        Code("reception", "Came to this prison", synonyms=("transfer", "readmission")),
        Code("treatment_changed", "Treatment started or stopped", synonyms=("ost",)),
        Code("lapse", "Lapse", synonyms=("relapse",)),
        Code("overdose", "Overdose"),
        Code("positive_test", "Positive test"),
        Code("recall", "Recall"),
        Code("move", "Move"),
        Code("bereavement", "Bereavement"),
        Code("after_release", "Three weeks after release"),
        Code("court_order", "Asked for by an order", synonyms=("drr", "atr")),
        Code("other", "Other"),
    ),
)

REVIEW_EXEMPTION = CodeList(
    "review_exemption",
    (
        Code("ill_dependence", "Ill, from dependence", group="Ten days more"),
        Code("ill_other", "Ill, otherwise", group="Ten days more"),
        Code("safety", "Safety", group="Ten days more"),
        Code("regime", "Regime", group="Ten days more"),
        Code("risk_to_staff", "Risk to staff", group="Ten days more"),
        Code("will_not_engage", "Does not want to", group="Five days more"),
        Code("absconded", "Absconded", group="Five days more"),
        Code("staff_redeployed", "Staff sent elsewhere", group="Five days more"),
        Code("security_incident", "Security incident", group="Five days more"),
        Code("system_down", "System down", group="Five days more"),
    ),
)

_DAYS_MORE = {"Ten days more": 10, "Five days more": 5}

EXEMPTION_DAYS = {code.code: _DAYS_MORE[code.group] for code in REVIEW_EXEMPTION}
"""Days by which each of them moves a review."""

APPROVAL_DECISION = CodeList(
    "approval_decision",
    (Code("approved", "Approved"), Code("changes_asked", "Asks for changes", "changes asked")),
)

INCIDENT_KIND = CodeList(
    "incident_kind",
    (
        Code("lapse", "Lapse", synonyms=("relapse", "used")),
        Code("overdose", "Overdose", synonyms=("od", "collapse")),
        Code("self_harm_talk", "Talk of self-harm or suicide", "self-harm talk", ("acct", "suicide")),
        Code("positive_test", "Positive test", synonyms=("mdt", "failed test")),
        Code("recall", "Recall"),
        Code("bereavement", "Bereavement", synonyms=("death", "loss")),
        Code("other", "Other"),
    ),
)
