"""Referrals that went because the person agreed, which nobody has written down yet."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from recovery_tui.casework.permissions import by_agency
from recovery_tui.casework.person_records import PersonRecords, text
from recovery_tui.journal import reading
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS, InfoClass
from recovery_tui.records.lists.links import CLOSED_REFERRALS

NOT_WRITTEN = "said yes, not written down yet"

_RULE, _AGREED = "V20", "verbal"
"""The rule that asks on what basis a referral went without a permission, and the reason that the person agreed."""


def unwritten(conn: Connection, records: PersonRecords, agencies: Mapping[str, str]) -> frozenset[str]:
    """Ids of the open referrals that rest on such a yes and on nothing else; `agencies` are names by record id.

    Where an answer about the agency is on record, whatever it is, that one counts.
    """
    said = by_agency(records.shown("permission"), agencies)
    waiting = [
        each.id
        for each in records.shown("referral")
        if text(each, "status") not in CLOSED_REFERRALS
        and not text(each, "permission")
        and not text(each, "lawful_basis")
        and all(text(one, "decision") == "asked" for one in said.get(agency_of(each, agencies), ()))
    ]
    if not waiting:
        return frozenset()
    given = reading.reasons_of(conn, waiting)
    return frozenset(each for each, why in given.items() if why.get(_RULE) == _AGREED)


def agency_of(referral: Record, agencies: Mapping[str, str]) -> str:
    """The agency's name, or its id while it has not arrived: as `by_agency` groups permissions."""
    agency = text(referral, "agency")
    return agencies.get(agency) or agency


def to_write_down(referral: Record, records: PersonRecords) -> dict[str, object]:
    """What a permission begins with that writes the yes down: to whom, what about, today."""
    about = KINDS["referral"].own_class(referral.values) or InfoClass.SOC
    return {
        "agency": text(referral, "agency"),
        "info_classes": [InfoClass.ID.value, str(about)],
        "decision": "given",
        "decided_on": records.today.isoformat(),
    }
