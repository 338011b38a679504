from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.errors import InvalidRecordError, Problem
from recovery_tui.records import KINDS, Entry, InfoClass, Record, Wire, declare, field, validate
from recovery_tui.records.clean_text import clean
from recovery_tui.records.codes import YES_NO
from tests.records.samples import GOAL, PLAN, TODAY, sample


@declare("every_entry", "Everything", InfoClass.REC)
class EveryEntryFields(Record):
    short: str | None = field(Entry.SHORT, "Short")
    long: str | None = field(Entry.LONG, "Long")
    name: str | None = field(Entry.NAME, "Name")
    code: str | None = field(Entry.CODE, "Code", codes=YES_NO)
    several: list[str] | None = field(Entry.CODES, "Several", codes=YES_NO)
    day: str | None = field(Entry.DATE, "Day")
    about: str | None = field(Entry.PARTIAL_DATE, "About")
    at: str | None = field(Entry.INSTANT, "At")
    wall: str | None = field(Entry.LOCAL_TIME, "Wall")
    count: int | None = field(Entry.INTEGER, "Count", low=0, high=28)
    picked: int | None = field(Entry.INTEGER, "Picked", allowed=(1, 3, 7))
    amount: str | None = field(Entry.DECIMAL, "Amount", low=0, high=100)
    one: str | None = field(Entry.REF, "One")
    many: list[str] | None = field(Entry.REFS, "Many")
    sure: bool | None = field(Entry.BOOLEAN, "Sure")
    sums: dict[str, str] | None = field(Entry.MAP, "Sums")
    place: str | None = field(Entry.RANK, "Place")


EVERY = EveryEntryFields.declaration


def kept(name: str, value: object) -> Wire:
    return validate(EVERY, {name: value}, today=TODAY).get(name)


def problems(kind: str, values: dict[str, object], *, partial: bool = False) -> list[Problem]:
    with pytest.raises(InvalidRecordError) as refused:
        validate(KINDS[kind], values, today=TODAY, partial=partial)
    return list(refused.value.problems)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("short", "  two\twords \r\n", "two words"),
        ("short", "x" * 200, "x" * 200),
        ("short", " " * 900, None),
        ("long", "a\r\nb\tc", "a\nb\tc"),
        ("long", "x" * 4000, "x" * 4000),
        ("name", "Zoe\u0308", "Zoë"),
        ("name", "O\u202e\u200eBrien\x07\x9b\x7f", "OBrien"),
        ("several", ["no", "yes"], ["yes", "no"]),
        ("several", [], None),
        ("day", "1900-01-01", "1900-01-01"),
        ("day", "2100-12-31", "2100-12-31"),
        ("day", "2028-02-29", "2028-02-29"),
        ("about", "2024", "2024"),
        ("about", "2024-03", "2024-03"),
        ("about", "2024-03-09", "2024-03-09"),
        ("at", "2026-11-24T09:30Z", "2026-11-24T09:30Z"),
        ("at", "2026-06-24T09:30:59+01:00", "2026-06-24T08:30Z"),
        ("wall", "2026-11-24T23:59", "2026-11-24T23:59"),
        ("count", 0, 0),
        ("count", 28, 28),
        ("picked", 7, 7),
        ("amount", "0.40", "0.4"),
        ("amount", "100.000", "100"),
        ("amount", 8, "8"),
        ("amount", "-0", "0"),
        ("one", "ab" * 16, "ab" * 16),
        ("one", "@plan", "@plan"),
        ("many", [GOAL, PLAN], [GOAL, PLAN]),
        ("sure", False, False),
        ("sums", {" home ": "7.50"}, {"home": "7.5"}),
        ("place", "a0V", "a0V"),
        ("short", "", None),
        ("short", None, None),
    ],
)
def test_a_value_is_kept_in_its_one_form(name: str, value: object, expected: Wire) -> None:
    assert kept(name, value) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("short", "x" * 201),
        ("short", 7),
        ("short", "half \ud800"),
        ("long", "x" * 4001),
        ("name", "x" * 81),
        ("code", "maybe"),
        ("code", "Yes"),
        ("code", ["yes"]),
        ("several", "yes"),
        ("several", ["yes", "yes"]),
        ("several", ["yes", "maybe"]),
        ("day", "1899-12-31"),
        ("day", "2101-01-01"),
        ("day", "2026-02-29"),
        ("day", "2026-W48-2"),
        ("day", "20261124"),
        ("day", "2026-11-24T09:30"),
        ("day", "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0664"),
        ("about", "24"),
        ("about", "2024-13"),
        ("about", "1899"),
        ("about", "2024-02-30"),
        ("at", "2026-11-24T09:30"),
        ("at", "2026-11-24T24:30Z"),
        ("at", "1899-11-24T09:30Z"),
        ("at", 1764),
        ("wall", "2026-11-24T09:30Z"),
        ("wall", "2026-11-24T24:00"),
        ("wall", "2026-11-31T09:30"),
        ("count", -1),
        ("count", 29),
        ("count", 2.0),
        ("count", True),
        ("count", "2"),
        ("picked", 2),
        ("amount", 0.7),
        ("amount", "0.1234"),
        ("amount", "1e3"),
        ("amount", "101"),
        ("amount", "-1"),
        ("amount", "NaN"),
        ("one", "AB" * 16),
        ("one", "ab" * 15),
        ("many", [GOAL, GOAL]),
        ("many", GOAL),
        ("sure", "agreed"),
        ("sure", 1),
        ("sums", {"home": 0.5}),
        ("sums", {"": "1"}),
        ("sums", {"a": "1", " a": "2"}),
        ("sums", ["home"]),
        ("place", "a b"),
        ("place", "ä"),
        ("place", "a" * 121),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence_and_without_the_value(name: str, value: object) -> None:
    with pytest.raises(InvalidRecordError) as refused:
        kept(name, value)
    (problem,) = refused.value.problems
    assert problem.field == name
    assert problem.reason.startswith(EVERY.fields[name].title)
    assert problem.reason.endswith(".")
    assert "input" not in problem.reason
    assert str(value) not in problem.reason or len(str(value)) < 3


def test_every_problem_is_told_at_once() -> None:
    found = problems("goal", {"plan": PLAN, "area": "sport", "target_on": "soon", "colour": "red"})
    assert [problem.field for problem in found] == [
        "area",
        "target_on",
        "colour",
        "title",
        "horizon",
        "status",
    ]
    assert found[-1].reason == "Status is needed."


def test_a_change_may_name_some_fields_and_clear_others() -> None:
    changed = validate(KINDS["goal"], {"target_on": None, "title": "Find a room"}, today=TODAY, partial=True)
    assert changed == {"target_on": None, "title": "Find a room"}


@pytest.mark.parametrize("emptied", [None, "", "  "])
def test_a_change_can_not_empty_a_required_field(emptied: str | None) -> None:
    found = problems("goal", {"title": emptied}, partial=True)
    assert [(problem.field, problem.reason) for problem in found] == [("title", "Goal is needed.")]


@pytest.mark.parametrize(
    ("kind", "name", "high"),
    [("contact", "share_line", 160), ("goal", "title", 200), ("plan", "barriers", 4000)],
)
def test_text_is_limited_to_the_character(kind: str, name: str, high: int) -> None:
    assert validate(KINDS[kind], sample(kind, **{name: "é" * high}), today=TODAY)
    assert problems(kind, {**sample(kind), name: "é" * (high + 1)})


@pytest.mark.parametrize("day", [1, 3, 7, 14, 21, 28, 84, 182])
def test_checks_after_release_are_made_on_their_days(day: int) -> None:
    assert validate(KINDS["post_release_check"], sample("post_release_check", day=day), today=TODAY)
    assert problems("post_release_check", {**sample("post_release_check"), "day": day + 1})


def test_a_number_is_kept_as_its_system_writes_it() -> None:
    values = validate(KINDS["identifier"], {"system": "pnc", "value": "03/62845e"}, today=TODAY)
    assert values["value"] == "2003/0062845E"
    assert problems("identifier", {"system": "pnc", "value": "03/62845F"})[0].field == "value"


def test_a_changed_number_is_kept_as_the_system_it_stands_under_writes_it() -> None:
    kind, standing = (
        KINDS["identifier"],
        {"system": "pnc", "value": "2012/0052494Q", "verified_on": "2026-11-01"},
    )
    changed = validate(kind, {"value": "03/62845e"}, today=TODAY, partial=True, standing=standing)
    assert changed == {"value": "2003/0062845E"}
    with pytest.raises(InvalidRecordError):
        validate(kind, {"value": "03/62845f"}, today=TODAY, partial=True, standing=standing)


def test_a_prison_is_kept_in_capitals_and_a_cell_as_everybodys() -> None:
    values = validate(KINDS["stay"], sample("stay", establishment="mdi", location="b2/14"), today=TODAY)
    assert (values["establishment"], values["location"]) == ("MDI", "B2-14")


def test_a_former_spelling_of_a_code_is_kept_as_the_code() -> None:
    values = validate(KINDS["appointment"], sample("appointment", status="did_not_attend"), today=TODAY)
    assert values["status"] == "dna"


@given(st.text(max_size=60), st.booleans())
def test_cleaned_text_is_safe_and_cleaning_it_again_changes_nothing(text: str, lines: bool) -> None:
    cleaned = clean(text, lines=lines)
    if cleaned is None:
        assert any(unicodedata.category(each) == "Cs" for each in text)
        return
    assert clean(cleaned, lines=lines) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    allowed = "\n\t" if lines else ""
    assert all(each in allowed or unicodedata.category(each) != "Cc" for each in cleaned)
    assert not set(cleaned) & set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.dictionaries(st.sampled_from(list(EVERY.fields)), st.text(max_size=20) | st.integers() | st.none()))
def test_whatever_is_kept_is_kept_again_unchanged(values: dict[str, object]) -> None:
    try:
        once = validate(EVERY, values, today=TODAY)
    except InvalidRecordError:
        return
    assert validate(EVERY, once, today=TODAY) == once
