from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.practice.dates import (
    NotADateError,
    add_months,
    as_typed,
    as_typed_time,
    parse_date,
    parse_partial_date,
    parse_time,
    spell,
    spell_any,
)
from recovery_tui.records.terms import Bias

TODAY = date(2026, 11, 23)
"""A Monday."""

PAST, FUTURE, NONE = Bias.PAST, Bias.FUTURE, Bias.NONE
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TODAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("typed", "bias", "expected"),
    [
        ("27/11/26", FUTURE, "2026-11-27"),
        ("27/11/2026", NONE, "2026-11-27"),
        ("27.11.2026", NONE, "2026-11-27"),
        ("27-11-2026", NONE, "2026-11-27"),
        ("27 11 2026", NONE, "2026-11-27"),
        ("271126", FUTURE, "2026-11-27"),
        ("27112026", FUTURE, "2026-11-27"),
        ("2026-11-27", PAST, "2026-11-27"),
        ("2026-1-7", PAST, "2026-01-07"),
        ("27 nov", FUTURE, "2026-11-27"),
        ("27nov", FUTURE, "2026-11-27"),
        ("27th of november", FUTURE, None),
        ("27th nov", FUTURE, "2026-11-27"),
        ("3 march 2027", NONE, "2027-03-03"),
        ("3 Mar. 27", FUTURE, "2027-03-03"),
        ("  3   MARCH,  2027 ", NONE, "2027-03-03"),
        ("fri 27 nov 2026", NONE, "2026-11-27"),
        ("friday 27/11", FUTURE, "2026-11-27"),
        ("today", FUTURE, "2026-11-23"),
        ("tomorrow", PAST, "2026-11-24"),
        ("yesterday", FUTURE, "2026-11-22"),
        ("+6w", PAST, "2027-01-04"),
        ("+ 3 days", FUTURE, "2026-11-26"),
        ("+1m", FUTURE, "2026-12-23"),
        ("-2w", FUTURE, "2026-11-09"),
        ("-1y", FUTURE, "2025-11-23"),
        ("6w", FUTURE, "2027-01-04"),
        ("6 weeks", PAST, "2026-10-12"),
        ("3/4/85", PAST, "1985-04-03"),
        ("3/4/26", PAST, "2026-04-03"),
        ("3/4/27", PAST, "1927-04-03"),
        ("3/4/79", FUTURE, "2079-04-03"),
        ("3/4/80", FUTURE, "1980-04-03"),
    ],
)
def test_a_date_is_understood_as_people_type_it(typed: str, bias: Bias, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(NotADateError):
            parse_date(typed, TODAY, bias)
    else:
        assert parse_date(typed, TODAY, bias).isoformat() == expected


@pytest.mark.parametrize(
    ("typed", "past", "future", "nearest"),
    [
        ("fri", "2026-11-20", "2026-11-27", "2026-11-20"),
        ("friday", "2026-11-20", "2026-11-27", "2026-11-20"),
        ("mon", "2026-11-23", "2026-11-30", "2026-11-23"),
        ("tue", "2026-11-17", "2026-11-24", "2026-11-24"),
        ("thurs", "2026-11-19", "2026-11-26", "2026-11-26"),
        ("last mon", "2026-11-16", "2026-11-16", "2026-11-16"),
        ("next mon", "2026-11-30", "2026-11-30", "2026-11-30"),
        ("this mon", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("this sun", "2026-11-29", "2026-11-29", "2026-11-29"),
        ("23/11", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("24/11", "2025-11-24", "2026-11-24", "2026-11-24"),
        ("22/11", "2026-11-22", "2027-11-22", "2026-11-22"),
        ("1 jan", "2026-01-01", "2027-01-01", "2027-01-01"),
        ("29/2", "2024-02-29", "2028-02-29", "2028-02-29"),
    ],
)
def test_a_day_without_a_year_is_looked_for_where_the_field_looks(
    typed: str, past: str, future: str, nearest: str
) -> None:
    found = [parse_date(typed, TODAY, bias).isoformat() for bias in (PAST, FUTURE, NONE)]
    assert found == [past, future, nearest]


@pytest.mark.parametrize(
    "typed",
    [
        "", "soon", "31/11", "31/11/2026", "29/2/2027", "11/27/2026", "0/1", "1/13", "fr", "27 no", "27 xyz 2026",
        "2026", "27/11/1899", "27/11/2101", "27/11/026", "+9999y", "-9999w", "+2", "1/2/3/4", "27/11/2026 9.30",
        "thu 27 nov 2026", "nov 27", "today tomorrow", "\u0662\u0667/\u0661\u0661", "9" * 400,
    ],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(NotADateError) as refused:
        parse_date(typed, TODAY, FUTURE)
    assert str(refused.value).endswith(".")
    assert len(typed) < 6 or typed not in str(refused.value)


def test_a_weekday_that_does_not_fit_the_date_is_pointed_out() -> None:
    with pytest.raises(NotADateError, match="27 Nov 2026 is a Friday"):
        parse_date("thu 27/11/2026", TODAY, FUTURE)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024", "2024"),
        ("mar 2024", "2024-03"),
        ("march 2024", "2024-03"),
        ("03/2024", "2024-03"),
        ("3.2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("mar", "2026-03"),
        ("dec", "2025-12"),
        ("nov", "2026-11"),
        ("9/3/2024", "2024-03-09"),
        ("2024-03-09", "2024-03-09"),
        ("fri", "2026-11-20"),
        ("090324", "2024-03-09"),
        ("mar2024", "2024-03"),
    ],
)
def test_a_month_or_a_year_is_enough_where_that_is_allowed(typed: str, expected: str) -> None:
    assert parse_partial_date(typed, TODAY, PAST) == expected


@pytest.mark.parametrize("typed", ["1899", "2101", "13/2024", "00/2024", "xyz 2024", "mar 1899", "24", ""])
def test_a_partial_date_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NotADateError):
        parse_partial_date(typed, TODAY, PAST)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fri 9.30", "2026-11-27T09:30"),
        ("27/11 14:00", "2026-11-27T14:00"),
        ("27 nov 2026 930", "2026-11-27T09:30"),
        ("27 nov 1430", "2026-11-27T14:30"),
        ("27/11/26 2 pm", "2026-11-27T14:00"),
        ("27.11.2026 9.30", "2026-11-27T09:30"),
        ("tomorrow 9", "2026-11-24T09:00"),
        ("+1w noon", "2026-11-30T12:00"),
        ("14:05", "2026-11-23T14:05"),
        ("9.10", "2026-11-23T09:10"),
        ("2026-11-27T14:00", "2026-11-27T14:00"),
        ("2026-11-27 14:00", "2026-11-27T14:00"),
    ],
)
def test_a_day_and_a_time_are_understood_together(typed: str, expected: str) -> None:
    assert parse_time(typed, TODAY, FUTURE).isoformat(timespec="minutes") == expected


@pytest.mark.parametrize(
    "typed", ["", "fri", "27 nov 2026", "27/11/2026", "fri 25:00", "fri 2", "soon 9.30", "27/11 26"]
)
def test_a_time_that_is_missing_or_impossible_is_refused(typed: str) -> None:
    with pytest.raises(NotADateError) as refused:
        parse_time(typed, TODAY, FUTURE)
    assert str(refused.value).endswith(".")


@given(DAYS, TODAYS, st.sampled_from(Bias))
def test_what_is_spelled_out_is_understood_again(day: date, today: date, bias: Bias) -> None:
    assert parse_date(spell(day), today, bias) == day
    assert parse_date(as_typed(day.isoformat()), today, bias) == day
    assert parse_date(day.isoformat(), today, bias) == day
    assert parse_date(spell(day)[4:].lower(), today, bias) == day


@given(DAYS, TODAYS, st.sampled_from(Bias))
def test_a_partial_date_is_understood_again_as_typed_and_as_spelled(
    day: date, today: date, bias: Bias
) -> None:
    for wire in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert parse_partial_date(as_typed(wire), today, bias) == wire
        assert parse_partial_date(spell_any(wire), today, bias) == wire


@given(st.builds(datetime.combine, DAYS, st.times()), TODAYS)
def test_a_time_is_understood_again_as_typed(moment: datetime, today: date) -> None:
    wire = moment.strftime("%Y-%m-%dT%H:%M")
    assert parse_time(as_typed_time(wire), today, NONE).isoformat(timespec="minutes") == wire
    assert parse_time(spell_any(wire), today, NONE).isoformat(timespec="minutes") == wire


@given(DAYS, TODAYS)
def test_a_day_and_month_lands_on_the_right_side_of_today(day: date, today: date) -> None:
    typed = f"{day.day}/{day.month}"
    past, future = parse_date(typed, today, PAST), parse_date(typed, today, FUTURE)
    assert past <= today <= future
    assert {(past.day, past.month), (future.day, future.month)} == {(day.day, day.month)}
    nearest = parse_date(typed, today, NONE)
    assert abs(nearest - today) == min(abs(past - today), abs(future - today))


@given(st.integers(0, 6), TODAYS)
def test_a_weekday_is_at_most_a_week_away(number: int, today: date) -> None:
    name = spell(date(2026, 11, 23) + timedelta(days=number))[:3]
    past, future = parse_date(name, today, PAST), parse_date(name, today, FUTURE)
    assert past.weekday() == future.weekday() == number
    assert today - timedelta(days=6) <= past <= today < future <= today + timedelta(days=7)


@given(st.text(max_size=30) | st.text("0123456789/.-:+ dwmyapjfnovtues", max_size=14), st.sampled_from(Bias))
def test_any_text_is_understood_or_refused(text: str, bias: Bias) -> None:
    for parse in (parse_date, parse_partial_date, parse_time):
        with suppress(NotADateError):
            assert parse(text, TODAY, bias)


@given(DAYS, st.integers(-240, 240))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day
    assert moved.day == day.day or (moved + timedelta(days=1)).day == 1
