"""The person's own copy: whatever their records hold, only what is theirs and harmless comes onto the paper."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_tui.casework.my_plan_parts import OwnParts
from recovery_tui.casework.person_records import PersonRecords
from recovery_tui.journal.event import Wire
from recovery_tui.journal.reading import Record
from recovery_tui.practice.own_copy import CLASSES, LISTED, NOTHING, TICKED_CLASS, Tick, Ticks
from recovery_tui.records import KINDS, Entry, InfoClass
from recovery_tui.reports import plan_sheet, sheet
from recovery_tui.reports.document import COLUMNS
from tests.records.samples import AGENCY, SMALLEST
from tests.reports.page import Page

TODAY = date(2026, 11, 23)
PERSON = "f" * 32
TEXTS = (Entry.SHORT, Entry.LONG, Entry.NAME)
HOSTILE = (
    "", "<script>alert(1)</script>", "</style><img src=x onerror=y>", "{{ 7*7 }}", "\x1b[31m", "\x00", "\u202e",
    "&amp;'\"", "\r\n\x0b", "=cmd()", "\ud800",
)  # fmt: skip
ALLOWED_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "br", "span", "section", "div", "p",
    "b",
}  # fmt: skip


def marker(kind: str, field: str, number: int) -> str:
    """A word that says where it came from and that nothing else holds."""
    return f"q{sorted(KINDS).index(kind)}x{list(KINDS[kind].fields).index(field)}x{number}z".translate(
        str.maketrans("0123456789", "ABCDEFGHIJ")
    )


@st.composite
def records(draw: st.DrawFn) -> PersonRecords:
    """A person with several records of every kind, every text field marked, hostile characters around it."""
    found = []
    for kind, declared in KINDS.items():
        for number in range(draw(st.integers(0, 2)) if kind not in ("person", "plan") else 1):
            values: dict[str, Wire] = dict(SMALLEST[kind])
            for name, spec in declared.fields.items():
                if spec.entry in TEXTS and draw(st.booleans()):
                    values[name] = marker(kind, name, number) + draw(st.sampled_from(HOSTILE))
                elif spec.codes is not None and spec.entry is Entry.CODE and draw(st.booleans()):
                    values[name] = draw(st.sampled_from([code.code for code in spec.codes]))
            if kind == "person":
                values["forename"] = "Lee"
            found.append(Record(_id(kind, number), kind, PERSON, _joined_up(kind, values), made=str(number)))
    return PersonRecords(PERSON, tuple(found), TODAY)


def _id(kind: str, number: int) -> str:
    return PERSON if kind == "person" else f"{sorted(KINDS).index(kind):030}{number:02}"


def _joined_up(kind: str, values: dict[str, Wire]) -> dict[str, Wire]:
    if kind == "step":
        return {**values, "goal": _id("goal", 0)}
    return values


def written(
    those: PersonRecords, ticks: Ticks, agency: str = "community_drug_alcohol"
) -> tuple[str, str, str]:
    """The copy as text, as HTML in both sizes."""
    plan = OwnParts(those, {AGENCY: ("Forward Valley", agency)}, ticks).plan()
    made = plan_sheet.plan_sheet(plan)
    return sheet.to_text(made), sheet.to_html(made), sheet.to_html(made, large=True)


@settings(max_examples=60, deadline=None)
@given(records(), st.frozensets(st.sampled_from(list(Tick))))
def test_no_class_but_those_allowed_and_no_field_but_those_listed_comes_onto_the_copy(
    those: PersonRecords, ticks: Ticks
) -> None:
    text, page, large = written(those, ticks)
    shown = [text, Page(page).text, Page(large).text]
    allowed = CLASSES | {each for each, tick in TICKED_CLASS.items() if tick in ticks}
    for record in those.records:
        for name, value in record.values.items():
            mark = value[: value.index("z") + 1] if isinstance(value, str) and value[:1] == "q" else ""
            if not mark or not any(mark in each for each in shown):
                continue
            assert name in LISTED.get(record.kind, ()), (record.kind, name)
            assert KINDS[record.kind].class_for(name, record.values) in allowed, (record.kind, name)
    assert Tick.SERVICES in ticks or not any("Forward Valley" in each for each in shown)


@settings(max_examples=40, deadline=None)
@given(records())
def test_every_text_is_escaped_and_hides_nothing(those: PersonRecords) -> None:
    text, page, large = written(those, frozenset(Tick))
    assert Page(page).tags <= ALLOWED_TAGS
    assert Page(page).fetched == Page(large).fetched == []
    assert max(map(len, text.splitlines())) <= COLUMNS
    for each in (text, page, large):
        each.encode("utf-8")
        assert not {c for c in each if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"}


def test_risk_never_comes_onto_the_copy_whatever_is_ticked() -> None:
    assert InfoClass.RISK not in CLASSES | TICKED_CLASS.keys()


MINE: dict[str, dict[str, Wire]] = {
    "plan": {"matters_to_me": "My girl. No more gear.", "who_to_call": "My sister Mo, 0113 496 0000"},
    "goal": {"title": "Keep my script", "own_words": "Mo says Forward Valley is all right"},
    "step": {
        "text": "ring A1234BC or 0113 496 0000 about 60 mg methadone",
        "actor": "person",
        "goal": _id("goal", 0),
    },
    "appointment": {
        "agency_type": "community_drug_alcohol",
        "purpose": "Assessment",
        "place": "12 High Street",
    },
    "supporter": {"name": "Mo Barnes", "relation": "sister", "phone": "0113 496 0000"},
    "permission": {"decision": "given", "info_classes": ["ID", "TRT"], "decided_on": "2026-11-20"},
    "home": {"home_type": "cas1_ap", "area": "Leeds"},
    "person": {},
    "stay": {"release_expected_on": "2026-11-27", "release_basis": "confirmed"},
}
"""What a fictional person's records say."""


def mine() -> PersonRecords:
    """Those records."""
    found = [Record(_id(kind, 0), kind, PERSON, {**SMALLEST[kind], **more}) for kind, more in MINE.items()]
    return PersonRecords(PERSON, tuple(found), TODAY)


@pytest.mark.parametrize(
    ("tick", "words"),
    [
        (Tick.MEDICINES, ("script", "gear", "60 mg", "methadone")),
        (Tick.SERVICES, ("Forward Valley", "Assessment", "12 High Street", "CAS1")),
        (Tick.NUMBERS, ("0113", "A1234BC")),
        (Tick.PEOPLE, ("Mo ", "My sister")),
    ],
)
def test_what_tells_comes_onto_the_copy_by_its_own_tick_only(tick: Tick, words: tuple[str, ...]) -> None:
    everything_else = written(mine(), frozenset(Tick) - {tick})[0]
    with_it = written(mine(), frozenset(Tick))[0]
    for word in words:
        assert word not in everything_else
        assert word in with_it
    assert not any(word in written(mine(), NOTHING)[0] for word in words)


def test_an_appointment_that_tells_keeps_its_time_and_leaves_room_for_the_place() -> None:
    text = written(mine(), NOTHING)[0]
    assert "Mon 30 Nov 2026 09:30: an appointment" in text
    assert "Where: ____" in text


def test_a_service_that_tells_nothing_is_named_without_a_tick() -> None:
    text = written(mine(), NOTHING, agency="la_housing")[0]
    assert "Forward Valley: my name and details, my health" in text


def test_whoever_was_told_stands_on_the_copy_whatever_is_ticked() -> None:
    treats = {**SMALLEST["referral"], "agency_type": "community_drug_alcohol", "domain": "drug"}
    told: list[tuple[str, dict[str, Wire]]] = [
        ("referral", {**treats, "status": "acknowledged", "sent_on": "2026-10-16"}),
        ("disclosure", {
            **SMALLEST["disclosure"], "recipient": "Forward Valley", "info_classes": ["ID", "TRT"],
            "sent_on": "2026-11-02",
        }),
        ("referral", {**treats, "status": "draft"}),
    ]  # fmt: skip
    found = [Record(_id(kind, n), kind, PERSON, values) for n, (kind, values) in enumerate(told)]
    those = PersonRecords(PERSON, (Record(PERSON, "person", PERSON, dict(SMALLEST["person"])), *found), TODAY)
    text = " ".join(written(those, NOTHING)[0].split())
    assert "Prison and probation staff: my name and details, my sentence and dates" in text
    assert "A service I was referred to: that I ask for help, since Fri 16 Oct" in text
    assert "A service that was told: my name and details, my health, since Mon 2 Nov" in text
    assert text.count("referred to") == 1
    named = " ".join(written(those, frozenset({Tick.SERVICES}))[0].split())
    assert "Forward Valley: that I ask for help with drugs, since Fri 16 Oct" in named
    unsent = PersonRecords(PERSON, (those.records[0], found[2]), TODAY)
    assert "referred to" not in written(unsent, NOTHING)[0]


def test_the_copy_has_its_seven_parts_and_no_classification() -> None:
    text, page, _ = written(mine(), NOTHING)
    parts = (
        "What matters to me", "My goals", "My next appointments", "When it gets hard", "My first day out",
        "Who knows what about me", "Do I agree?",
    )  # fmt: skip
    places = [text.index(part.upper()) for part in parts]
    assert places == sorted(places)
    assert [part in Page(page).text for part in parts] == [True] * 7
    assert "OFFICIAL" not in text + page
    assert "Signed, me: ____" in text


def test_parts_that_are_empty_leave_ruled_space() -> None:
    alone = PersonRecords(PERSON, (Record(PERSON, "person", PERSON, dict(SMALLEST["person"])),), TODAY)
    text, page, _ = written(alone, NOTHING)
    for label in ("My goal", "When", "My warning signs", "Who I ring", "I leave on"):
        assert f"{label}: ____" in text
    assert page.count('class="ruled"') > 15
    assert "Lee" in text


def test_at_most_three_goals_stand_on_the_copy_and_the_rest_are_counted() -> None:
    goals = [
        Record(
            f"{number:032}", "goal", PERSON, {**SMALLEST["goal"], "title": f"Goal {number}"}, made=f"{number}"
        )
        for number in range(5)
    ]
    those = replace(mine(), records=(*mine().records[:1], *goals))
    text = written(those, NOTHING)[0]
    assert "Goal 2" in text
    assert "Goal 3" not in text
    assert "2 more goals stand in my record." in text


def test_while_two_answers_stand_the_copy_shows_both_or_asks_again() -> None:
    goal = {"agreement": ["agreed", "do_not_agree"], "title": ["Keep my room", "Find a room"]}
    also: dict[str, dict[str, list[Wire]]] = {
        "goal": {name: list(values) for name, values in goal.items()},
        "stay": {"release_expected_on": ["2026-11-27", "2026-12-04"]},
    }
    those = tuple(replace(each, also=also.get(each.kind, {})) for each in mine().records)
    text = written(replace(mine(), records=those), NOTHING)[0]
    assert "Keep my room or Find a room" in text
    assert "[ ] I agree  [ ] I don't agree" in text
    assert "I leave on: Fri 27 Nov 2026 or Fri 4 Dec 2026 (not certain yet)" in text


def test_on_remand_the_date_is_a_day_in_court() -> None:
    those = [
        replace(each, values={**each.values, "stay_type": "remand"}) if each.kind == "stay" else each
        for each in mine().records
    ]
    text = written(replace(mine(), records=tuple(those)), NOTHING)[0]
    assert "My day in court: Fri 27 Nov 2026" in text
    assert "I leave on" not in text


def test_who_goes_home_to_wales_or_prefers_welsh_reads_it_in_those_words() -> None:
    step = Record("9" * 32, "step", PERSON, {**SMALLEST["step"], "actor": "housing", "goal": _id("goal", 0)})
    changed = {"person": {"language": "Welsh"}, "stay": {"jurisdiction": "wales"}}
    those = [replace(each, values={**each.values, **changed.get(each.kind, {})}) for each in mine().records]
    text = written(replace(mine(), records=(*those, step)), NOTHING)[0]
    assert "My plan / Fy nghynllun" in text
    assert "The council's housing pathway" in text
    assert "Fy nghynllun" not in written(mine(), NOTHING)[0]
