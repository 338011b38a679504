from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.records.identifiers import FORMATS, canonical, cell, check_letter, nhs_number_is_sound
from recovery_tui.records.lists.person import IDENTIFIER_SYSTEM
from tests.records.samples import TODAY


def kept(system: str, value: str) -> str | None:
    return canonical(system, value, TODAY)


@pytest.mark.parametrize(
    ("system", "typed", "expected"),
    [
        ("prison_number", "a1234bc", "A1234BC"),
        ("prison_number", " A 1234 BC ", "A1234BC"),
        ("crn", "x862134", "X862134"),
        ("pnc", "2003/0062845E", "2003/0062845E"),
        ("pnc", "03/62845E", "2003/0062845E"),
        ("pnc", "0362845e", "2003/0062845E"),
        ("pnc", "20030062845E", "2003/0062845E"),
        ("pnc", "12/0052494Q", "2012/0052494Q"),
        ("nhs_number", "943 476 5919", "9434765919"),
        ("nhs_number", "943-476-5919", "9434765919"),
        ("other", " Case 12/b ", "Case 12/b"),
    ],
)
def test_a_number_is_taken_as_people_type_it(system: str, typed: str, expected: str) -> None:
    assert kept(system, typed) == expected


@pytest.mark.parametrize(
    ("system", "typed"),
    [
        ("prison_number", "A1234B"),
        ("prison_number", "A12345BC"),
        ("prison_number", "1A234BC"),
        ("prison_number", "A\u0661\u0662\u0663\u0664BC"),
        ("crn", "X86213"),
        ("crn", "XX62134"),
        ("pnc", "2003/0062845F"),
        ("pnc", "2003/0062846E"),
        ("pnc", "203/0062845E"),
        ("pnc", "2003/00628451E"),
        ("cro", "123456/99"),
        ("nhs_number", "9434765918"),
        ("nhs_number", "943476591"),
        ("other", "  "),
    ],
)
def test_a_number_that_does_not_add_up_is_not_taken(system: str, typed: str) -> None:
    assert kept(system, typed) is None


def test_a_two_digit_year_is_never_in_the_future() -> None:
    assert str(kept("pnc", f"26/1{check_letter(260000001)}")).startswith("2026/")
    assert str(kept("pnc", f"27/1{check_letter(270000001)}")).startswith("1927/")


@given(st.integers(1900, 2026), st.integers(0, 9_999_999))
def test_every_pnc_number_survives_being_typed_short(year: int, serial: int) -> None:
    letter = check_letter(int(f"{year % 100:02}{serial:07}"))
    whole = f"{year}/{serial:07}{letter}"
    assert kept("pnc", whole) == whole
    assert kept("pnc", f"{year}/{serial}{letter.lower()}") == whole


@given(st.integers(1900, 2026), st.integers(0, 9_999_999), st.sampled_from("ABCDEFGHJKLMNPQRTUVWXYZ"))
def test_a_pnc_number_with_any_other_letter_is_refused(year: int, serial: int, letter: str) -> None:
    right = check_letter(int(f"{year % 100:02}{serial:07}"))
    assert (kept("pnc", f"{year}/{serial:07}{letter}") is not None) == (letter == right)


@given(st.integers(0, 99), st.integers(1, 999_999))
def test_a_cro_number_carries_the_same_check_letter(year: int, serial: int) -> None:
    letter = check_letter(int(f"{year:02}{serial:06}"))
    assert kept("cro", f"{serial}/{year:02}{letter}") == f"{serial}/{year:02}{letter}"
    assert kept("cro", f"SF{year:02}/{serial}{letter}") == f"SF{year:02}/{serial}{letter}"
    assert kept("cro", f"{serial}/{year:02}{'A' if letter != 'A' else 'B'}") is None


@given(st.from_regex(r"[0-9]{9}", fullmatch=True))
def test_nine_digits_have_at_most_one_nhs_check_digit_and_one_wrong_digit_is_noticed(digits: str) -> None:
    sound = [last for last in "0123456789" if nhs_number_is_sound(digits + last)]
    assert len(sound) <= 1
    if sound:
        wrong = str((int(digits[0]) + 1) % 10) + digits[1:]
        assert not nhs_number_is_sound(wrong + sound[0])


@given(st.sampled_from(sorted(IDENTIFIER_SYSTEM.by_code)), st.text(max_size=16))
def test_what_is_kept_is_kept_again_unchanged(system: str, text: str) -> None:
    once = kept(system, text)
    assert once is None or kept(system, once) == once


def test_every_system_says_what_its_numbers_look_like() -> None:
    assert set(FORMATS) == set(IDENTIFIER_SYSTEM.by_code)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("b2/14", "B2-14"),
        ("B2 14", "B2-14"),
        (" b2 - 14 ", "B2-14"),
        ("b2\u201314", "B2-14"),
        ("a-1-001", "A-1-001"),
        ("hb1.2.14a", "HB1-2-14A"),
        ("c2", "C2"),
        ("B2-14", "B2-14"),
        ("Healthcare", "Healthcare"),
        ("c wing, bed 3", "c wing, bed 3"),
        ("Flat 3, 12 High St", "Flat 3, 12 High St"),
        ("ls1 4ab", "ls1 4ab"),
    ],
)
def test_a_cell_is_kept_in_one_spelling_and_other_places_as_they_are_typed(typed: str, expected: str) -> None:
    assert cell(typed) == expected


@given(
    st.one_of(
        st.text(max_size=40), st.from_regex(r"[a-zA-Z]{1,3}[0-9]{0,2}([-/. ][0-9]{1,3}){0,3}", fullmatch=True)
    )
)
def test_a_cell_that_is_kept_is_kept_as_it_is(typed: str) -> None:
    assert cell(cell(typed)) == cell(typed)
