"""The person: who they are, numbers, how to reach them, whose they are, custody and supervision, flags."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from recovery_tui.errors import Problem
from recovery_tui.records import identifiers
from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import person as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, Wire, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare(
    "person",
    "Person",
    InfoClass.ID,
    plural="People",
    needs_person=False,
    status_field="record_status",
    transitions={
        "active": ("closed", "transferred_out", "died"),
        "closed": ("active", "died"),
        "transferred_out": ("active", "closed", "died"),
        "died": ("active",),
    },
    summary=("surname", "forename"),
)
class PersonFields(Record):
    """The person the plan belongs to. `died` freezes the plan; going back from it puts a mistake right."""

    surname: str = field(Entry.NAME, "Surname", required=True)
    forename: str = field(Entry.NAME, "First name", required=True)
    known_as: str | None = field(Entry.NAME, "Known as", "What they like to be called.")
    born_on: str = field(
        Entry.PARTIAL_DATE,
        "Date of birth",
        "A year alone is enough when it is estimated.",
        required=True,
        bias=PAST,
    )
    born_estimated: bool | None = field(Entry.BOOLEAN, "Birth date estimated")
    sex: str | None = field(Entry.CODE, "Sex registered at birth", codes=lists.SEX)
    gender: str | None = field(Entry.SHORT, "Gender", "In their own words.")
    ethnicity: str | None = field(
        Entry.CODE, "Ethnicity", "As the person describes it.", codes=lists.ETHNICITY
    )
    language: str | None = field(Entry.SHORT, "Preferred language", "Ask whether Welsh is preferred.")
    interpreter: str | None = field(Entry.CODE, "Interpreter needed", codes=YES_NO)
    reading_help: str | None = field(Entry.CODE, "Help with reading", codes=lists.READING_HELP)
    access_needs: str | None = field(Entry.LONG, "Access needs", "Hearing, sight, moving about, attention.")
    veteran: str | None = field(Entry.CODE, "Armed forces veteran", codes=YES_NO)
    care_leaver: str | None = field(Entry.CODE, "Care leaver", codes=YES_NO)
    record_status: str | None = field(Entry.CODE, "Record", codes=lists.RECORD_STATUS)
    closed_on: str | None = field(Entry.DATE, "Closed on", bias=PAST)
    closed_reason: str | None = field(Entry.SHORT, "Why it was closed")
    same_as: str | None = field(Entry.REF, "Same person as", ref="person", hidden_in_forms=True)
    pregnant: str | None = field(Entry.CODE, "Pregnant", codes=lists.PREGNANT, info_class=InfoClass.TRT)
    parental_status: str | None = field(
        Entry.CODE, "Children", codes=lists.PARENTAL_STATUS, info_class=InfoClass.SOC
    )


def _identifier_class(values: Mapping[str, Wire]) -> InfoClass:
    return InfoClass.TRT if values.get("system") == "nhs_number" else InfoClass.ID


def _settle_identifier(values: dict[str, Wire], today: date) -> list[Problem]:
    system, value = values.get("system"), values.get("value")
    if not isinstance(system, str) or not isinstance(value, str):
        return []
    kept = identifiers.canonical(system, value, today)
    if kept is None:
        return [Problem("value", identifiers.FORMATS[system])]
    values["value"] = kept
    return []


@declare(
    "identifier",
    "Number",
    InfoClass.ID,
    class_rule=_identifier_class,
    class_fields=("system",),
    summary=("system", "value"),
    settle=_settle_identifier,
)
class IdentifierFields(Record):
    """A number the person is known by elsewhere."""

    system: str = field(Entry.CODE, "Which number", required=True, codes=lists.IDENTIFIER_SYSTEM)
    value: str = field(Entry.SHORT, "Number", required=True, max_length=40)
    verified_on: str | None = field(Entry.DATE, "Checked on", bias=PAST)


@declare(
    "contact_route",
    "Way to reach them",
    InfoClass.ID,
    plural="Ways to reach them",
    summary=("route_type", "value"),
)
class ContactRouteFields(Record):
    """How the person can be reached, and whether a message may be left there."""

    route_type: str = field(Entry.CODE, "How", required=True, codes=lists.ROUTE_TYPE)
    value: str = field(Entry.SHORT, "Number or address", required=True)
    safe_to_leave_message: str = field(Entry.CODE, "Safe to leave message", required=True, codes=YES_NO)
    from_on: str | None = field(Entry.DATE, "From")
    until_on: str | None = field(Entry.DATE, "Until")


@declare("assignment", "Worker", InfoClass.ID, summary=("worker_name", "role"))
class AssignmentFields(Record):
    """Whose person this is, since when and until when."""

    worker: str = field(Entry.SHORT, "Worker's card", required=True, max_length=64, hidden_in_forms=True)
    worker_name: str = field(Entry.NAME, "Worker", required=True)
    role: str = field(Entry.CODE, "Role", required=True, codes=lists.ASSIGNMENT_ROLE)
    from_on: str = field(Entry.DATE, "From", required=True)
    until_on: str | None = field(Entry.DATE, "Until")
    reason: str | None = field(Entry.SHORT, "Why")


@declare("professional", "Professional", InfoClass.JUS, summary=("role", "name"))
class ProfessionalFields(Record):
    """Somebody else who works with the person."""

    role: str = field(Entry.CODE, "Role", required=True, codes=lists.PROFESSIONAL_ROLE)
    name: str = field(Entry.NAME, "Name", required=True)
    agency: str | None = field(Entry.REF, "Agency", ref="agency")
    phone: str | None = field(Entry.SHORT, "Phone", max_length=40)
    email: str | None = field(Entry.SHORT, "E-mail")
    from_on: str = field(Entry.DATE, "From", required=True)
    until_on: str | None = field(Entry.DATE, "Until")


def _settle_stay(values: dict[str, Wire], today: date) -> list[Problem]:
    place = values.get("establishment")
    if isinstance(place, str) and len(place) == 3:
        values["establishment"] = place.upper()
    location = values.get("location")
    if isinstance(location, str):
        values["location"] = identifiers.cell(location)
    return []


@declare(
    "stay", "Stay", InfoClass.JUS, summary=("stay_type", "establishment", "started_on"), settle=_settle_stay
)
class StayFields(Record):
    """A time in prison or under supervision, with the dates it turns on."""

    stay_type: str = field(Entry.CODE, "Kind of stay", required=True, codes=lists.STAY_TYPE)
    recall_kind: str | None = field(Entry.CODE, "Kind of recall", codes=lists.RECALL_KIND)
    establishment: str = field(
        Entry.SHORT,
        "Prison or office",
        "Prisons by their three letters, such as MDI.",
        required=True,
        max_length=80,
    )
    location: str | None = field(Entry.SHORT, "Wing and cell", max_length=40)
    started_on: str = field(Entry.DATE, "Started on", required=True, bias=PAST)
    ended_on: str | None = field(Entry.DATE, "Ended on", bias=PAST)
    end_reason: str | None = field(Entry.CODE, "How it ended", codes=lists.STAY_END_REASON)
    legal_status: str | None = field(Entry.CODE, "Legal status", codes=lists.LEGAL_STATUS)
    conditional_release_on: str | None = field(Entry.DATE, "Conditional release date", bias=FUTURE)
    automatic_release_on: str | None = field(Entry.DATE, "Automatic release date", bias=FUTURE)
    sentence_end_on: str | None = field(Entry.DATE, "Sentence ends", bias=FUTURE)
    hdc_eligible_on: str | None = field(Entry.DATE, "Eligible for HDC", bias=FUTURE)
    parole_eligible_on: str | None = field(Entry.DATE, "Eligible for parole", bias=FUTURE)
    top_up_ends_on: str | None = field(Entry.DATE, "Top-up supervision ends", bias=FUTURE)
    post_recall_release_on: str | None = field(Entry.DATE, "Release after recall", bias=FUTURE)
    release_expected_on: str | None = field(
        Entry.DATE, "Expected release", "On remand: the next day in court.", bias=FUTURE
    )
    release_basis: str | None = field(Entry.CODE, "How sure is the date", codes=lists.RELEASE_BASIS)
    no_date_reason: str | None = field(Entry.SHORT, "Why there is no date")
    released_on: str | None = field(Entry.DATE, "Released on", bias=PAST)
    home_area: str | None = field(Entry.SHORT, "Home area", "The council where they will live.")
    jurisdiction: str | None = field(
        Entry.CODE, "Going home to", "Services differ in England and Wales.", codes=lists.JURISDICTION
    )


def _flag_class(values: Mapping[str, Wire]) -> InfoClass:
    return InfoClass.TRT if values.get("flag_kind") in lists.CLINICAL_FLAGS else InfoClass.RISK


@declare(
    "flag",
    "Flag",
    InfoClass.RISK,
    merge=Merge.SAFETY,
    class_rule=_flag_class,
    class_fields=("flag_kind",),
    summary=("flag_kind",),
)
class FlagFields(Record):
    """Something everybody who meets the person must know; always with a day on which to look again."""

    flag_kind: str = field(Entry.CODE, "Flag", required=True, codes=lists.FLAG_KIND)
    note: str | None = field(Entry.LONG, "Note", "What to do. No security intelligence here.")
    from_on: str = field(Entry.DATE, "From", required=True, bias=PAST)
    review_by_on: str | None = field(Entry.DATE, "Look again by", bias=FUTURE)
    ended_on: str | None = field(Entry.DATE, "Ended on", bias=PAST)
