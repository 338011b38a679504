"""Permission to share, asked for agency by agency, and the log of what left."""

from __future__ import annotations

from recovery_tui.records.lists import sharing as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare(
    "permission",
    "Permission to share",
    InfoClass.JUS,
    plural="Permissions to share",
    status_field="decision",
    transitions={
        "asked": ("given", "limited", "refused"),
        "given": ("limited", "withdrawn"),
        "limited": ("withdrawn",),
        "refused": (),
        "withdrawn": (),
    },
    fixed=("agency",),
    summary=("decision", "info_classes", "decided_on"),
)
class PermissionFields(Record):
    """What the person said when asked "May we share?". Not the lawful basis. Asking again is a new record."""

    agency: str = field(Entry.REF, "May we share with", required=True, ref="agency")
    info_classes: list[str] = field(
        Entry.CODES,
        "What about",
        "Other people only where the person names it.",
        required=True,
        codes=lists.INFO_CLASSES,
    )
    purpose: str | None = field(Entry.SHORT, "What for")
    decision: str = field(Entry.CODE, "What they said", required=True, codes=lists.DECISION)
    decided_on: str = field(Entry.DATE, "Said on", required=True, bias=PAST)
    expires_on: str | None = field(
        Entry.DATE, "Runs out on", "Usually twelve months after release.", bias=FUTURE
    )
    evidence: str | None = field(Entry.SHORT, "How we know", "The signed form, or who heard them say it.")
    withdrawn_on: str | None = field(Entry.DATE, "Taken back on", bias=PAST)
    reason: str | None = field(Entry.SHORT, "Why", "Only if they want to say.")


@declare(
    "disclosure",
    "Sharing",
    InfoClass.JUS,
    plural="Sharing",
    merge=Merge.LOG,
    summary=("what", "recipient", "sent_on"),
)
class DisclosureFields(Record):
    """Something about the person that left for another organisation: what, to whom, and on what basis."""

    recipient: str = field(Entry.SHORT, "Who got it", required=True)
    what: str = field(Entry.CODE, "What left", required=True, codes=lists.WHAT_SENT)
    info_classes: list[str] = field(Entry.CODES, "What about", required=True, codes=lists.INFO_CLASSES)
    lawful_basis: str = field(Entry.CODE, "On what basis", required=True, codes=lists.DISCLOSURE_BASIS)
    permission: str | None = field(Entry.REF, "Permission to share", ref="permission")
    override_reason: str | None = field(Entry.SHORT, "Why without permission")
    sent_on: str = field(Entry.DATE, "Sent on", required=True, bias=PAST)
    corrects: str | None = field(Entry.REF, "Corrects", ref="disclosure", hidden_in_forms=True)
