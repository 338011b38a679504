"""Release and aftercare: the countdown before the gate and the calls after it."""

from __future__ import annotations

from collections.abc import Mapping

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import links, release
from recovery_tui.records.schema import Bias, Entry, InfoClass, Record, Wire, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


def _item_class(values: Mapping[str, Wire]) -> InfoClass:
    return InfoClass.TRT if values.get("item") in release.TREATMENT_ITEMS else InfoClass.REC


@declare(
    "release_item",
    "Release item",
    InfoClass.REC,
    natural_key=("stay", "item"),
    class_rule=_item_class,
    class_fields=("item",),
    status_field="status",
    transitions={
        "due": ("done", "not_done", "not_applicable"),
        "not_done": ("done", "due"),
        "not_applicable": ("due",),
        "done": ("due",),
    },
    summary=("item", "status"),
)
class ReleaseItemFields(Record):
    """One line of the countdown to a release; done may fall due again when the date moves."""

    stay: str = field(Entry.REF, "Stay", required=True, ref="stay", hidden_in_forms=True)
    item: str = field(Entry.CODE, "Item", required=True, codes=release.RELEASE_ITEM)
    status: str = field(Entry.CODE, "Status", required=True, codes=release.RELEASE_ITEM_STATUS)
    owner: str | None = field(Entry.SHORT, "Who sees to it", max_length=80)
    due_on: str | None = field(Entry.DATE, "By", bias=FUTURE)
    done_on: str | None = field(Entry.DATE, "Done on", bias=PAST)
    evidence: str | None = field(Entry.SHORT, "How we know")
    reason: str | None = field(Entry.SHORT, "Why not")


@declare(
    "post_release_check",
    "Check after release",
    InfoClass.SOC,
    plural="Checks after release",
    natural_key=("stay", "day"),
    summary=("day", "contact_made"),
)
class PostReleaseCheckFields(Record):
    """A call or a visit on a set day after release."""

    stay: str = field(Entry.REF, "Stay", required=True, ref="stay", hidden_in_forms=True)
    day: int = field(Entry.INTEGER, "Day", "Days after release.", required=True, allowed=release.CHECK_DAYS)
    checked_on: str = field(Entry.DATE, "Checked on", required=True, bias=PAST)
    contact_made: str = field(Entry.CODE, "Reached them", required=True, codes=YES_NO)
    housed: str | None = field(Entry.CODE, "Where they sleep", codes=links.HOME_TYPE)
    benefits_claimed: str | None = field(Entry.CODE, "Benefits claimed", codes=YES_NO)
    next_on: str | None = field(Entry.DATE, "Next call", bias=FUTURE)
    in_treatment: str | None = field(Entry.CODE, "In treatment", codes=YES_NO, info_class=InfoClass.TRT)
    treatment_started_on: str | None = field(
        Entry.DATE, "Treatment started on", bias=PAST, info_class=InfoClass.TRT
    )
    dose_collected: str | None = field(Entry.CODE, "Dose collected", codes=YES_NO, info_class=InfoClass.TRT)
    use_since: str | None = field(
        Entry.CODE, "Use since release", codes=links.USE_SINCE, info_class=InfoClass.TRT
    )
