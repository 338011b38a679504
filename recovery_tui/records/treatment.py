"""Treatment: what is used, medicines, talking and group work, naloxone."""

from __future__ import annotations

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import courses
from recovery_tui.records.lists import treatment as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare(
    "treatment_episode",
    "Course of treatment",
    InfoClass.TRT,
    plural="Courses of treatment",
    summary=("provider", "referred_on", "discharged_on"),
)
class TreatmentEpisodeFields(Record):
    """A time in treatment with one provider, from referral to discharge; earlier ones say what has helped before."""

    provider: str = field(Entry.SHORT, "Provider", required=True)
    referred_on: str = field(Entry.DATE, "Referred on", required=True, bias=PAST)
    referral_source: str | None = field(Entry.CODE, "Who referred them", codes=courses.REFERRAL_SOURCE)
    triaged_on: str | None = field(Entry.DATE, "First seen on", bias=PAST)
    assessed_on: str | None = field(Entry.DATE, "Assessed on", bias=PAST)
    care_plan_on: str | None = field(Entry.DATE, "Care plan made on", bias=PAST)
    ndtms_consent: str | None = field(
        Entry.CODE,
        "Agrees to NDTMS",
        "National monitoring: a consent of its own, with its own leaflet.",
        codes=YES_NO,
    )
    discharged_on: str | None = field(Entry.DATE, "Discharged on", bias=PAST)
    discharge_reason: str | None = field(Entry.CODE, "Why discharged", codes=courses.DISCHARGE_REASON)
    referral_on_release: str | None = field(
        Entry.CODE, "Referred on at release", codes=courses.REFERRAL_ON_RELEASE
    )
    helped: str | None = field(Entry.LONG, "What helped")


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
    sub_type: str = field(
        Entry.CODE,
        "What it is",
        required=True,
        codes=lists.SUB_TYPE,
        narrowed_by="intervention_type",
        fitting=lists.SUB_TYPES_OF,
    )
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


@declare(
    "session", "Session", InfoClass.TRT, merge=Merge.LOG, summary=("attendance", "intervention", "held_on")
)
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


@declare(
    "harm_reduction",
    "Harm reduction",
    InfoClass.TRT,
    plural="Harm reduction",
    summary=("recorded_on", "hep_b_vaccine", "hep_c_test"),
)
class HarmReductionFields(Record):
    """Vaccine, test and information against infection. A test's result is not kept here."""

    recorded_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    hep_b_vaccine: str | None = field(Entry.CODE, "Hepatitis B vaccine", codes=courses.HEP_B_VACCINE)
    hep_c_test: str | None = field(Entry.CODE, "Hepatitis C test", codes=courses.HEP_C_TEST)
    information_given: str | None = field(Entry.CODE, "Information given", codes=YES_NO)


@declare("drug_test", "Drug test", InfoClass.TRT, summary=("taken_on", "result"))
class DrugTestFields(Record):
    """A test and its result. Mandatory ones belong to the prison: here only with the person's yes, or for the plan."""

    taken_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    reason: str = field(Entry.CODE, "Why", required=True, codes=courses.TEST_REASON)
    result: str = field(Entry.CODE, "Result", required=True, codes=courses.TEST_RESULT)
    substances: list[str] | None = field(Entry.CODES, "Substances found", codes=lists.SUBSTANCE)
    disclosed_to: str | None = field(Entry.SHORT, "Who was told")
