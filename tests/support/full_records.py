"""A record of any kind with every field filled, made from its declaration; and the same record with each changed."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.records import KINDS, Entry, FieldSpec, Wire
from recovery_tui.records.lists.scores import DOMAINS

Values = dict[str, Wire]
Pair = tuple[Wire, Wire]

_BEFORE, _AFTER = "2026-11-10", "2026-11-12"

CHOSEN: Mapping[str, Mapping[str, Pair]] = {
    "person": {"born_on": ("1990-05-03", "1990-06-04"), "record_status": ("active", "closed")},
    "identifier": {"system": ("crn", "crn"), "value": ("X100001", "X100002")},
    "stay": {"stay_type": ("bail", "licence"), "release_expected_on": ("2026-11-20", "2026-11-21")},
    "permission": {
        "decision": ("given", "withdrawn"), "withdrawn_on": (None, "2026-11-12"),
        "expires_on": ("2027-11-10", "2027-11-12"),
    },
    "plan": {"agreement": ("draft", "could_not_answer")},
    "goal": {"status": ("active", "removed"), "target_on": ("2026-12-10", "2026-12-12")},
    "step": {"due_on": ("2026-12-01", "2026-12-02")},
    "review": {"next_due_on": ("2026-12-10", "2026-12-12")},
    "substance": {"rank": (3, 2), "route": ("smoke", "oral")},
    "intervention": {"sub_type": ("withdrawal", "other")},
    "drug_test": {"result": ("pos", "pos_prescribed")},
    "score": {
        "instrument": ("arc", "arc"), "scoring": ("binary50", "likert300"), "total": ("38", "138"),
        "subscales": (dict.fromkeys(DOMAINS["arc"], "4"), dict.fromkeys(DOMAINS["arc"], "24")),
    },
    "top": {"period": ("last_28_days", "last_28_days"), "stage": ("review", "exit")},
    "referral": {"status": ("sent", "acknowledged"), "rejected_reason": (None, None)},
    "appointment": {"starts_at": ("2026-12-08T10:00", "2026-12-08T14:30")},
    "release_item": {"status": ("due", "not_done")},
    "temporary_absence": {"back_at": ("2026-11-10T17:00Z", "2026-11-12T17:00Z")},
    "post_release_check": {"day": (14, 14)},
    "contact": {"outcome": ("held", "held")},
    "handover": {"to_fingerprint": ("b" * 32, "c" * 32)},
    "erasure": {"subject": ("c" * 32, "d" * 32)},
    "erasure_approval": {"subject": ("c" * 32, "d" * 32)},
}  # fmt: skip
"""Values that the rules or life cycles ask to be chosen with care, before and after a change."""

APART = {("person", "same_as"), ("agency", "same_as")}
"""Fields that make two records one: joining is a job of its own, with its own tests."""


def word(kind: str, name: str) -> str:
    """A word that stands in no other field."""
    return f"{kind}{name}".replace("_", "")


def full(kind: str, records: Mapping[str, str], *, changed: bool = False) -> Values:
    """Values for every field of a kind; references point to `records`, by kind. With `changed` all differ that can."""
    values: Values = {}
    for name, spec in KINDS[kind].fields.items():
        chosen = CHOSEN.get(kind, {}).get(name)
        value = chosen[changed] if chosen else _value(kind, spec, records, changed)
        if value is not None and (kind, name) not in APART:
            values[name] = value
    return values


def _value(kind: str, spec: FieldSpec, records: Mapping[str, str], changed: bool) -> Wire:
    codes = [code.code for code in spec.codes or ()]
    day = _AFTER if changed else _BEFORE
    low = max(spec.low or 0, 0)
    match spec.entry:
        case Entry.SHORT | Entry.LONG | Entry.NAME:
            return (word(kind, spec.name) + (" again" if changed else " of somebody made up"))[
                : spec.max_length
            ]
        case Entry.CODE:
            return codes[changed]
        case Entry.CODES:
            return codes[1:2] if changed else codes[:2]
        case Entry.DATE:
            return day
        case Entry.PARTIAL_DATE:
            return "2024-03" if changed else "2024"
        case Entry.INSTANT:
            return f"{day}T09:30Z"
        case Entry.LOCAL_TIME:
            return f"{day}T10:00"
        case Entry.INTEGER:
            return spec.allowed[changed] if spec.allowed else low + 1 + changed
        case Entry.DECIMAL:
            return f"{low + 1 + changed}.5"
        case Entry.REF:
            return records.get(spec.ref or spec.among[0])
        case Entry.REFS:
            return [records["step" if changed else "goal"]]
        case Entry.BOOLEAN:
            return not changed
        case Entry.MAP:
            return {"home": "2" if changed else "1"}
        case Entry.RANK:
            return "b1" if changed else "a1"
