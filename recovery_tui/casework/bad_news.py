"""Bad news: what happened, who was told, what changes; the flag and the earlier review come with it, in one save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import Connection

from recovery_tui.casework import drafts, forms
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.forms import Component
from recovery_tui.casework.meanwhile import looked_again
from recovery_tui.casework.person_records import PersonRecords, joined, text
from recovery_tui.casework.preparing import Batch
from recovery_tui.casework.rules import is_gone
from recovery_tui.casework.typed import values_under
from recovery_tui.casework.views import Choice, FieldProblem, FormField, FormSpec, Outcome, RecordId, Widget
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.reading import Record
from recovery_tui.practice.day_words import as_typed_time, spell_short
from recovery_tui.records.lists.person import FLAG_KIND
from recovery_tui.records.lists.review import INCIDENT_KIND

BAD_NEWS = "bad-news"

KIND, FLAG = "incident.incident_kind", "flag"

REVIEW_WITHIN = timedelta(days=7)
"""After a lapse, an overdose, a recall or a loss the plan is looked at again within a week (domain §2.7)."""

NOT_FOR_SECURITY = "Not for security intelligence: that goes to the security department."

USUAL, NO_FLAG = "usual", "none"

USUAL_FLAG: Mapping[str, str] = {
    "lapse": "overdose_risk_now",
    "positive_test": "overdose_risk_now",
    "overdose": "recent_overdose",
    "self_harm_talk": "self_harm_plan_open",
}
"""The flag that goes with each kind, where one does."""

_FIELDS = ("incident_kind", "what", "told_to", "plan_change", "happened_at")


@dataclass(frozen=True)
class _Follows:
    """What is written beside the incident."""

    flag_kind: str
    """Empty when no flag is."""
    open_flag: Record | None
    """A flag of that kind that stands already: it is looked at sooner, not made twice."""
    plan: Record | None
    by: str
    """Day on the wire by which both are looked at."""


def form(desk: Desk, person: RecordId) -> FormSpec:
    """The page, at this minute; nothing is chosen yet."""
    now = desk.clock.local_now().strftime("%Y-%m-%dT%H:%M")
    with desk.journal.reading() as conn:
        made = forms.form(
            desk, conn, BAD_NEWS, "Bad news", (Component("incident", "incident.", _FIELDS),), person=person
        )
    flags = (
        Choice(USUAL, "as usual for this"),
        Choice(NO_FLAG, "no flag"),
        *(Choice(each.code, each.label, each.synonyms, each.help) for each in FLAG_KIND),
    )
    fields = (
        *(_as_shown(field) for field in made.fields),
        FormField(FLAG, "Flag", Widget.CHOICE, choices=flags),
    )
    values = {"incident.happened_at": as_typed_time(now), FLAG: USUAL}
    return replace(made, pages=(fields,), values=values, help=NOT_FOR_SECURITY)


def _as_shown(field: FormField) -> FormField:
    if field.key == KIND:
        brief = tuple(Choice(each.code, each.brief.lower(), each.synonyms) for each in INCIDENT_KIND)
        return replace(field, title="What", widget=Widget.OPTIONS, choices=brief)
    if field.key == "incident.told_to":
        hint = "With times: orderly officer 10:45, healthcare 10:50."
        return replace(field, title="Who was told, and when", widget=Widget.TEXT, help=hint)
    if field.key == "incident.plan_change":
        return replace(field, title="What changes", widget=Widget.TEXT)
    return field


def follows_words(desk: Desk, person: RecordId, kind: str, flag: str) -> str:
    """What saving will do besides keeping the note, in words."""
    with desk.journal.reading() as conn:
        follows = _follows(desk, conn, person, kind, flag)
    by = spell_short(follows.by)
    said = joined(
        f'flag "{FLAG_KIND.label(follows.flag_kind)}", to be looked at by {by}' if follows.flag_kind else "",
        f"plan review by {spell_short(_sooner(follows.plan, 'review_due_on', follows.by))}"
        if follows.plan
        else "",
        by="; ",
    )
    return f"With it: {said}." if said else ""


@looked_again
def save(desk: Desk, spec: FormSpec, typed: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
    """The note, the flag and the earlier review in one transaction, or what is wrong with it."""
    person = spec.person or RecordId("")
    problems: list[FieldProblem] = []
    incident = values_under(desk, spec, "incident.", typed, problems)
    with desk.journal.reading() as conn:
        follows = _follows(desk, conn, person, str(incident.get("incident_kind")), typed.get(FLAG, USUAL))
        batch = Batch(desk, conn, reasons, misread=problems)
        batch.add("incident", incident, person, prefix="incident.")
        _add_flag(batch, person, follows)
        if follows.plan is not None:
            due = _sooner(follows.plan, "review_due_on", follows.by)
            if _is_news(follows.plan, "review_due_on", due):
                batch.add("plan", {"review_due_on": due}, person, stored=follows.plan)
    due = _sooner(follows.plan, "review_due_on", follows.by)
    review = f"plan review by {spell_short(due)}" if follows.plan is not None else ""
    return batch.save(person, joined(f"saved {desk.clock.wall_time()}", review), draft=drafts.key_of(spec))


def _follows(desk: Desk, conn: Connection, person: str, kind: str, flag: str) -> _Follows:
    """Nothing but the note of somebody who is a colleague's by now, or has died."""
    records = PersonRecords(
        person, reading.of_person(conn, person, ("person", "plan", "flag")), desk.clock.today()
    )
    by = (records.today + REVIEW_WITHIN).isoformat()
    died = any(text(each, "record_status") == "died" for each in records.shown("person"))
    if died or is_gone(desk, conn, person):
        return _Follows("", None, None, by)
    chosen = USUAL_FLAG.get(kind, "") if flag in ("", USUAL) else flag
    chosen = chosen if chosen in FLAG_KIND else ""
    standing = [
        each
        for each in records.shown("flag")
        if text(each, "flag_kind") == chosen and not text(each, "ended_on")
    ]
    return _Follows(chosen, standing[-1] if standing else None, records.open_plan, by)


def _add_flag(batch: Batch, person: str, follows: _Follows) -> None:
    if not follows.flag_kind:
        return
    if follows.open_flag is not None:
        due = _sooner(follows.open_flag, "review_by_on", follows.by)
        if _is_news(follows.open_flag, "review_by_on", due):
            batch.add("flag", {"review_by_on": due}, person, stored=follows.open_flag)
        return
    today = batch.desk.clock.today().isoformat()
    values: dict[str, Wire] = {"flag_kind": follows.flag_kind, "from_on": today, "review_by_on": follows.by}
    batch.add("flag", values, person)


def _sooner(record: Record | None, field: str, by: str) -> str:
    """The day that stands, the earliest where writers disagree; `by` where that is sooner or none stands."""
    answers = record.also.get(field, [record.values.get(field)]) if record is not None else []
    return min([by, *(str(each) for each in answers if each)])


def _is_news(record: Record, field: str, day: str) -> bool:
    """Whether `day` is not among the answers that stand: what writers disagree on is left to be decided."""
    return day not in record.also.get(field, [record.values.get(field)])
