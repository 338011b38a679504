from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.records import KINDS, Wire, describe, value_words
from recovery_tui.records.day_words import first_day, last_day, spell, spell_partial, whole_years
from tests.records.samples import GOAL, SMALLEST


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("goal", {"title": "Keep my script", "status": "active"}, "Goal: Keep my script, active"),
        ("person", {"surname": "Barnes", "forename": "Lee"}, "Person: Barnes, Lee"),
        ("identifier", {"system": "pnc", "value": "2003/0062845E"}, "Number: PNC number, 2003/0062845E"),
        (
            "home",
            {"home_type": "b_and_b", "from_on": "2026-11-27"},
            "Home: Bed and breakfast, from Fri 27 Nov 2026",
        ),
        ("professional", {"role": "pom", "name": "J Pike"}, "Professional: Prison offender manager, J Pike"),
        (
            "post_release_check",
            {"day": 3, "contact_made": "yes"},
            "Check after release: Day 3, reached them: yes",
        ),
        (
            "naloxone",
            {"offer_outcome": "issued_nasal", "issued_on": "2026-11-10"},
            "Naloxone: Issued, nasal spray, issued on Tue 10 Nov 2026",
        ),
        ("naloxone", {"offer_outcome": "unknown"}, "Naloxone: What came of it: not known"),
        ("contact", {"outcome": "held", "with_whom": "person"}, "Contact: Held, with the person"),
        ("session", {"attendance": "came", "intervention": "1" * 32}, "Session: Came"),
        (
            "permission",
            {"decision": "limited", "info_classes": ["ID", "SOC"]},
            "Permission to share: Yes, some of it, identity, home, work and links",
        ),
        ("step", {"text": "Ask first.", "actor": "person"}, "Step: Ask first, the person"),
        ("progress", {"note": "One\n\ntwo " + "x" * 200}, "Progress note: One two " + "x" * 89 + "..."),
        ("goal", {}, "Goal"),
        ("from_later", {"title": "?"}, "From later"),
    ],
)
def test_a_record_is_told_in_one_plain_line(kind: str, values: dict[str, Wire], expected: str) -> None:
    assert describe(kind, values) == expected


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_is_told_without_codes_or_ids(kind: str) -> None:
    line = describe(KINDS[kind], SMALLEST[kind])
    assert line.startswith(KINDS[kind].title)
    assert "_" not in line
    assert GOAL not in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("kind", "name", "wire", "expected"),
    [
        ("goal", "target_on", "2026-11-27", "Fri 27 Nov 2026"),
        ("person", "born_on", "1992", "1992"),
        ("person", "born_on", "1992-03", "Mar 1992"),
        ("person", "born_estimated", True, "Yes"),
        ("appointment", "starts_at", "2026-11-27T09:30", "Fri 27 Nov 2026 09:30"),
        ("intervention", "last_dose_at", "2026-11-27T09:30Z", "Fri 27 Nov 2026 09:30 UTC"),
        ("stay", "end_reason", "released_hdc", "Released on home detention curfew"),
        ("stay", "end_reason", "from_later", "from later"),
        ("contact", "areas", ["peer", "links"], "Peers, Home and work"),
        ("goal", "plan", "1" * 32, "plan"),
        ("contact", "about", "1" * 32, "a record"),
        ("substance", "days_used", 28, "28"),
        ("goal", "title", None, ""),
        ("goal", "from_later", "as it is", "as it is"),
        ("from_later", "title", "as it is", "as it is"),
    ],
)
def test_a_value_is_told_as_people_read_it(kind: str, name: str, wire: Wire, expected: str) -> None:
    assert value_words(kind, name, wire) == expected


def test_references_are_told_by_name_and_instants_by_the_wall_clock_where_known() -> None:
    names = {"3" * 32: "Forward Valley"}
    assert value_words("referral", "agency", "3" * 32, name_of=names.get) == "Forward Valley"
    assert value_words("referral", "agency", "4" * 32, name_of=names.get) == "agency"

    def summer(instant: datetime) -> datetime:
        return (instant + timedelta(hours=1)).replace(tzinfo=None)

    said = value_words("intervention", "last_dose_at", "2026-06-27T09:30Z", to_local=summer)
    assert said == "Sat 27 Jun 2026 10:30"


def test_names_and_numbers_are_told_in_pairs() -> None:
    assert value_words("goal", "title", {"home": "7", "work": "4.5"}) == "home 7, work 4.5"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_partial_date_spans_exactly_its_month_or_year(day: date) -> None:
    for wire in (f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()):
        assert first_day(wire) <= day <= last_day(wire)
        assert first_day(wire).isoformat().startswith(wire)
        assert last_day(wire).isoformat().startswith(wire)
        assert not (last_day(wire) + timedelta(days=1)).isoformat().startswith(wire)
    assert spell_partial(day.isoformat()) == spell(day)


def test_age_is_counted_to_the_birthday() -> None:
    assert whole_years(date(2000, 2, 29), date(2018, 2, 28)) == 17
    assert whole_years(date(2000, 2, 29), date(2018, 3, 1)) == 18
