"""Code lists of what may be shared, what was, and why somebody is erased."""

from __future__ import annotations

from recovery_tui.records.codes import Code, CodeList
from recovery_tui.records.lists.links import LAWFUL_BASIS
from recovery_tui.records.terms import InfoClass

_CLASS_SYNONYMS = {
    InfoClass.ID: ("name", "numbers", "identity"),
    InfoClass.JUS: ("sentence", "custody", "release date", "justice"),
    InfoClass.TRT: ("medicine", "health", "clinical", "treatment"),
    InfoClass.REC: ("plan", "goals", "recovery"),
    InfoClass.SOC: ("home", "housing", "work", "social"),
    InfoClass.RISK: ("risk", "flags", "safety"),
    InfoClass.THIRD: ("family", "third party"),
}

INFO_CLASSES = CodeList(
    "info_classes",
    tuple(Code(each.value, each.words.capitalize(), each.words, _CLASS_SYNONYMS[each]) for each in InfoClass),
    former={each.value.lower(): each.value for each in InfoClass},
)
"""The information classes under their own names, which are capitals everywhere else too."""

DECISION = CodeList(
    "decision",
    (
        Code("asked", "Asked, no answer yet", "asked"),
        Code("given", "Yes", synonyms=("agreed", "given")),
        Code("limited", "Yes, some of it", "some", ("limited", "partly"), "Only the kinds of record listed."),
        Code("refused", "No", synonyms=("refused", "declined"), help="A no needs no reason."),
        Code("withdrawn", "Taken back", synonyms=("withdrawn", "changed their mind")),
    ),
)

YES = frozenset({"given", "limited"})
"""Decisions that let something leave."""

WHAT_SENT = CodeList(
    "what_sent",
    (
        Code("report", "Report", synonyms=("print", "document")),
        Code("bundle", "File from this app", "file", ("bundle", "stick")),
        Code("letter", "Letter", synonyms=("post", "e-mail")),
    ),
)

DISCLOSURE_BASIS = CodeList(
    "disclosure_basis",
    (
        Code("permission", "The person's permission", "their permission", ("consent", "agreed")),
        *LAWFUL_BASIS,
    ),
)
"""On what something left; what a referral rests on without a permission is `LAWFUL_BASIS`."""

HANDOVER_STATUS = CodeList(
    "handover_status",
    (
        Code("offered", "Offered", help="Sent on; whose person it is has not changed."),
        Code("accepted", "Accepted", help="They said that they have it."),
        Code("on_paper", "Handed over on paper", "on paper", help="No receipt is expected."),
        Code("cancelled", "Cancelled"),
    ),
)

ERASURE_REASON = CodeList(
    "erasure_reason",
    (
        Code("retention_ended", "Kept for as long as allowed", "retention ended"),
        Code("request_of_person", "The person asked for it", "their request"),
        Code("entered_in_error", "Entered in error"),
        Code("court_order", "Court order"),
        Code("other", "Other"),
    ),
)
