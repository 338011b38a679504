"""The plan: what matters to the person, goals, how they go, and the steps."""

from __future__ import annotations

from recovery_tui.records.lists import plan as lists
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE

_LEAVES = ("closed", "transferred_out")


@declare(
    "plan",
    "Plan",
    InfoClass.REC,
    status_field="status",
    transitions={
        "draft": ("submitted", "agreed", "active", *_LEAVES),
        "submitted": ("agreed", "draft", *_LEAVES),
        "agreed": ("approved", "active", "draft", *_LEAVES),
        "approved": ("active", "draft", *_LEAVES),
        "active": ("under_review", *_LEAVES),
        "under_review": ("active", *_LEAVES),
        "closed": (),
        "transferred_out": ("active", "closed"),
    },
    summary=("status", "agreement"),
)
class PlanFields(Record):
    """One plan for one person, in their words; it may be active without a supervisor's approval."""

    started_on: str = field(Entry.DATE, "Started on", required=True, bias=PAST)
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.PLAN_STATUS)
    matters_to_me: str | None = field(Entry.LONG, "What matters to me", "Their words, not ours.")
    strengths: str | None = field(Entry.LONG, "My strengths")
    barriers: str | None = field(Entry.LONG, "What gets in the way")
    agreement: str = field(Entry.CODE, "Does the person agree", required=True, codes=lists.PLAN_AGREEMENT)
    agreed_on: str | None = field(Entry.DATE, "Agreed on", bias=PAST)
    early_signs: str | None = field(Entry.LONG, "My early signs", "How I notice that it gets harder.")
    what_helps: str | None = field(Entry.LONG, "What helps")
    review_due_on: str | None = field(Entry.DATE, "Review due", bias=FUTURE)
    copy_given_on: str | None = field(Entry.DATE, "Copy given on", bias=PAST)
    who_to_call: str | None = field(
        Entry.LONG, "Who I can ring", "Names and numbers. Goes to nobody else.", info_class=InfoClass.THIRD
    )


@declare(
    "goal",
    "Goal",
    InfoClass.REC,
    status_field="status",
    transitions={
        "future": ("active", "removed"),
        "active": ("achieved", "removed"),
        "achieved": (),
        "removed": ("active",),
    },
    fixed=("plan",),
    summary=("title", "status"),
)
class GoalFields(Record):
    """Something the person wants to reach."""

    plan: str = field(Entry.REF, "Plan", required=True, ref="plan", hidden_in_forms=True)
    area: str = field(Entry.CODE, "Area", required=True, codes=lists.AREA)
    title: str = field(Entry.SHORT, "Goal", required=True)
    own_words: str | None = field(Entry.LONG, "In their own words")
    horizon: str = field(Entry.CODE, "For when", required=True, codes=lists.HORIZON)
    target_on: str | None = field(Entry.DATE, "Reach it by", bias=FUTURE)
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.GOAL_STATUS)
    removed_reason: str | None = field(Entry.CODE, "Why it was removed", codes=lists.GOAL_REMOVED_REASON)
    agreement: str | None = field(Entry.CODE, "Does the person agree", codes=lists.GOAL_AGREEMENT)
    disagreed_words: str | None = field(Entry.LONG, "Why not, in their words")
    rank: str | None = field(Entry.RANK, "Place in the list", hidden_in_forms=True)


@declare("progress", "Progress note", InfoClass.REC, merge=Merge.LOG, summary=("note", "noted_on"))
class ProgressFields(Record):
    """How a goal is going."""

    goal: str = field(Entry.REF, "Goal", required=True, ref="goal")
    noted_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    note: str = field(Entry.LONG, "How it goes", required=True)
    corrects: str | None = field(Entry.REF, "Corrects", ref="progress", hidden_in_forms=True)


@declare(
    "step",
    "Step",
    InfoClass.REC,
    status_field="status",
    transitions={
        "not_started": ("in_progress", "completed", "cannot_be_done_yet", "no_longer_needed"),
        "in_progress": ("completed", "cannot_be_done_yet", "no_longer_needed"),
        "cannot_be_done_yet": ("in_progress", "completed", "no_longer_needed"),
        "completed": (),
        "no_longer_needed": ("not_started",),
    },
    fixed=("goal",),
    summary=("text", "actor", "status"),
)
class StepFields(Record):
    """Something somebody does towards a goal, by a day."""

    goal: str = field(Entry.REF, "Goal", required=True, ref="goal", hidden_in_forms=True)
    text: str = field(Entry.SHORT, "Step", required=True)
    actor: str = field(Entry.CODE, "Who does it", required=True, codes=lists.ACTOR)
    due_on: str | None = field(Entry.DATE, "By", bias=FUTURE)
    status: str = field(Entry.CODE, "Status", required=True, codes=lists.STEP_STATUS)
    rank: str | None = field(Entry.RANK, "Place in the list", hidden_in_forms=True)
