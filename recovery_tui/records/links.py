"""Links: referrals, appointments, home and work."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import links as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Record, Wire, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


def _agency_class(values: Mapping[str, Wire]) -> InfoClass:
    """Treatment information where the agency treats, or where its type is not known: the cautious reading."""
    agency_type = values.get("agency_type")
    return InfoClass.TRT if agency_type is None or agency_type in lists.TREATING else InfoClass.SOC


_STOPS = ("withdrawn", "revoked")


@declare(
    "referral",
    "Referral",
    InfoClass.SOC,
    class_rule=_agency_class,
    class_fields=("agency", "agency_type"),
    status_field="status",
    transitions={
        "draft": ("sent", *_STOPS),
        "sent": ("acknowledged", "accepted", "rejected", *_STOPS),
        "acknowledged": ("accepted", "rejected", *_STOPS),
        "accepted": ("started", *_STOPS),
        "started": ("done", *_STOPS),
        "done": (),
        "rejected": (),
        "withdrawn": (),
        "revoked": (),
    },
    summary=("domain", "agency", "status"),
)
class ReferralFields(Record):
    """Asking an agency for help. Acknowledged is not accepted, accepted is not started."""

    agency: str = field(Entry.REF, "Agency", required=True, ref="agency")
    agency_type: str | None = field(
        Entry.CODE, "Kind of agency", codes=lists.AGENCY_TYPE, hidden_in_forms=True
    )
    domain: str = field(Entry.CODE, "About", required=True, codes=lists.DOMAIN)
    reason: str | None = field(Entry.LONG, "Why")
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.REFERRAL_STATUS)
    urgency: str | None = field(Entry.CODE, "How urgent", codes=lists.URGENCY)
    sent_on: str | None = field(Entry.DATE, "Sent on", bias=PAST)
    sent_how: str | None = field(Entry.CODE, "Sent how", codes=lists.SENT_HOW)
    permission: str | None = field(Entry.REF, "Permission to share", ref="permission")
    lawful_basis: str | None = field(Entry.CODE, "Or another lawful basis", codes=lists.LAWFUL_BASIS)
    acknowledged_on: str | None = field(Entry.DATE, "Acknowledged on", bias=PAST)
    accepted_on: str | None = field(Entry.DATE, "Accepted on", bias=PAST)
    rejected_reason: str | None = field(
        Entry.CODE, "Why it was turned down", codes=lists.REFERRAL_CLOSED_REASON
    )
    closed_on: str | None = field(Entry.DATE, "Closed on", bias=PAST)
    outcome: str | None = field(Entry.CODE, "Outcome", codes=lists.REFERRAL_OUTCOME)
    supersedes: str | None = field(Entry.REF, "Follows the referral", ref="referral", hidden_in_forms=True)


_CANCELLED = ("cancelled_service", "cancelled_person", "rescheduled")


@declare(
    "appointment",
    "Appointment",
    InfoClass.SOC,
    class_rule=_agency_class,
    class_fields=("agency", "agency_type"),
    status_field="status",
    transitions={
        "proposed": ("booked", *_CANCELLED),
        "booked": ("kept", "kept_late", "dna", "logistics", *_CANCELLED),
        "kept": (),
        "kept_late": (),
        "dna": (),
        "cancelled_service": (),
        "cancelled_person": (),
        "rescheduled": (),
        "logistics": (),
    },
    summary=("purpose", "agency", "starts_at", "status"),
)
class AppointmentFields(Record):
    """A time and a place. Booked is not kept."""

    agency: str = field(Entry.REF, "Agency", required=True, ref="agency")
    agency_type: str | None = field(
        Entry.CODE, "Kind of agency", codes=lists.AGENCY_TYPE, hidden_in_forms=True
    )
    purpose: str = field(Entry.SHORT, "What for", required=True)
    starts_at: str = field(Entry.LOCAL_TIME, "When", required=True, bias=FUTURE)
    minutes: int | None = field(Entry.INTEGER, "Minutes", low=5, high=480)
    place: str | None = field(Entry.SHORT, "Where")
    travel: str | None = field(Entry.SHORT, "How to get there")
    mode: str | None = field(Entry.CODE, "How it is held", codes=lists.APPOINTMENT_MODE)
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.APPOINTMENT_STATUS)
    reason: str | None = field(Entry.SHORT, "Why not kept")
    rescheduled_to: str | None = field(Entry.REF, "Moved to", ref="appointment", hidden_in_forms=True)
    on_release_day: str | None = field(Entry.CODE, "On the day of release", codes=YES_NO)
    accompanied_by: str | None = field(Entry.SHORT, "Who comes along")
    structured_treatment: str | None = field(Entry.CODE, "Starts treatment", codes=YES_NO)


@declare("home", "Home", InfoClass.SOC, summary=("home_type", "area", "from_on"))
class HomeFields(Record):
    """Where the person lives or will live."""

    home_type: str = field(Entry.CODE, "Kind of home", required=True, codes=lists.HOME_TYPE)
    area: str | None = field(Entry.SHORT, "Area", "The council's area; no full address is needed.")
    agency: str | None = field(Entry.REF, "Through", ref="agency")
    from_on: str = field(Entry.DATE, "From", required=True)
    until_on: str | None = field(Entry.DATE, "Until")
    confirmed_on: str | None = field(Entry.DATE, "Confirmed on", bias=PAST)
    stage: int | None = field(
        Entry.INTEGER, "Stage", "Supported and recovery housing, 1 to 4.", low=1, high=4
    )


@declare("work", "Work", InfoClass.SOC, plural="Work", summary=("employment_status", "detail"))
class WorkFields(Record):
    """Work, study and what is missing for it."""

    employment_status: str = field(Entry.CODE, "Work or study", required=True, codes=lists.EMPLOYMENT_STATUS)
    detail: str | None = field(Entry.SHORT, "What exactly")
    from_on: str = field(Entry.DATE, "From", required=True)
    until_on: str | None = field(Entry.DATE, "Until")
    has_cv: str | None = field(Entry.CODE, "Has a CV", codes=YES_NO)
    has_id: str | None = field(Entry.CODE, "Has identity documents", codes=YES_NO)
    has_bank_account: str | None = field(Entry.CODE, "Has a bank account", codes=YES_NO)
