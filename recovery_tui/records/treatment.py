"""Treatment: what is used, medicines, talking and group work, naloxone."""

from __future__ import annotations

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import treatment as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare("substance", "Substance", InfoClass.TRT, summary=("substance", "rank"))
class SubstanceFields(Record):
    """A substance the person uses or used; the first three are ranked."""

    substance: str = field(Entry.CODE, "Substance", required=True, codes=lists.SUBSTANCE)
    rank: int = field(Entry.INTEGER, "Rank", "1 is the main one.", required=True, low=1, high=3)
    age_first_used: int | None = field(Entry.INTEGER, "Age first used", low=5, high=80)
    route: str | None = field(Entry.CODE, "How it is taken", codes=lists.ROUTE)
    injecting_status: str | None = field(Entry.CODE, "Injecting", codes=lists.INJECTING_STATUS)
    days_used: int | None = field(Entry.INTEGER, "Days used", "Of the 28 days.", low=0, high=28)
    reference_period: str | None = field(Entry.CODE, "Which 28 days", codes=lists.REFERENCE_PERIOD)
    last_used_on: str | None = field(Entry.PARTIAL_DATE, "Last used", bias=PAST)
    overdose_ever: str | None = field(Entry.CODE, "Ever overdosed", codes=YES_NO)
    last_overdose_on: str | None = field(Entry.PARTIAL_DATE, "Last overdose", bias=PAST)


@declare("intervention", "Treatment", InfoClass.TRT, summary=("intervention_type", "sub_type", "medicine"))
class InterventionFields(Record):
    """A medicine, a talking therapy or group, or recovery support. Not a prescribing record.

    Its life is told by its dates: referred, offered, started, ended.
    """

    intervention_type: str = field(Entry.CODE, "Kind", required=True, codes=lists.INTERVENTION_TYPE)
    sub_type: str = field(Entry.CODE, "What it is", required=True, codes=lists.SUB_TYPE)
    medicine: str | None = field(Entry.CODE, "Medicine", codes=lists.MEDICINE)
    form: str | None = field(Entry.CODE, "Form", codes=lists.MEDICINE_FORM)
    purpose: str | None = field(Entry.CODE, "Purpose", codes=lists.PURPOSE)
    daily_dose_mg: str | None = field(Entry.DECIMAL, "Daily dose in mg", low=0, high=2000)
    supervised: str | None = field(Entry.CODE, "Supervised", codes=YES_NO)
    setting: str | None = field(Entry.CODE, "Where", codes=lists.SETTING)
    provider: str | None = field(Entry.SHORT, "Provider")
    whose_choice: str | None = field(Entry.CODE, "Whose choice", codes=lists.WHOSE_CHOICE)
    referred_on: str | None = field(Entry.DATE, "Referred on", bias=PAST)
    offered_on: str | None = field(Entry.DATE, "First appointment for")
    started_on: str | None = field(Entry.DATE, "Started on", bias=PAST)
    ended_on: str | None = field(Entry.DATE, "Ended on", bias=PAST)
    exit_status: str | None = field(Entry.CODE, "How it ended", codes=lists.EXIT_STATUS)
    sessions_planned: int | None = field(Entry.INTEGER, "Sessions planned", low=0, high=300)
    last_reviewed_on: str | None = field(Entry.DATE, "Last reviewed on", bias=PAST)
    last_dose_at: str | None = field(Entry.INSTANT, "Last dose", bias=PAST)
    depot_interval_days: int | None = field(Entry.INTEGER, "Days between injections", low=1, high=180)
    next_dose_on: str | None = field(Entry.DATE, "Next dose", bias=FUTURE)
    next_dose_place: str | None = field(Entry.SHORT, "Where the next dose is")
    script_days: int | None = field(Entry.INTEGER, "Script days at release", low=0, high=90)
    confirmed_on: str | None = field(Entry.DATE, "Confirmed on", bias=PAST)
    confirmed_how: str | None = field(Entry.CODE, "Who said so", codes=lists.CONFIRMED_HOW)


@declare("session", "Session", InfoClass.TRT, merge=Merge.LOG, summary=("attendance", "held_on"))
class SessionFields(Record):
    """One meeting of a group or one-to-one: did the person come."""

    intervention: str = field(Entry.REF, "Treatment", required=True, ref="intervention")
    held_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    attendance: str = field(Entry.CODE, "Attendance", required=True, codes=lists.ATTENDANCE)
    minutes: int | None = field(Entry.INTEGER, "Minutes", low=1, high=480)
    corrects: str | None = field(Entry.REF, "Corrects", ref="session", hidden_in_forms=True)


@declare("naloxone", "Naloxone", InfoClass.TRT, plural="Naloxone", summary=("offer_outcome", "issued_on"))
class NaloxoneFields(Record):
    """Offered, trained, packed and in hand are four different facts."""

    offered_on: str = field(Entry.DATE, "Offered on", required=True, bias=PAST)
    offer_outcome: str = field(Entry.CODE, "What came of it", required=True, codes=lists.NALOXONE_OUTCOME)
    trained_on: str | None = field(Entry.DATE, "Trained on", bias=PAST)
    trained_by: str | None = field(Entry.CODE, "Trained by", codes=lists.TRAINED_BY)
    issued_on: str | None = field(Entry.DATE, "Issued on", bias=PAST)
    product: str | None = field(Entry.CODE, "Product", codes=lists.NALOXONE_PRODUCT)
    doses: int | None = field(Entry.INTEGER, "Doses", low=1, high=20)
    expires_on: str | None = field(Entry.DATE, "Expires on", bias=FUTURE)
    ready_at_gate_on: str | None = field(Entry.DATE, "Packed for the gate on", bias=PAST)
    handed_over_on: str | None = field(Entry.DATE, "Handed over on", bias=PAST)
    held_where: str | None = field(Entry.CODE, "Where it is now", codes=lists.HELD_WHERE)
    carer_trained: str | None = field(Entry.CODE, "Family or friend trained", codes=YES_NO)
