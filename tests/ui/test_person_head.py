"""The lines that never scroll away: whatever the width, the countdown and how old all this is stand whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recovery_tui.casework.views import Mark, PersonHeader, RecordId
from recovery_tui.ui.widgets.person_head import head_lines

IBRAHIM = PersonHeader(
    person=RecordId("a" * 32),
    name='GARROWHILL Ibrahim "Ibs"',
    number="A0029AZ",
    age="34",
    location="LEI C2-14",
    release="out Fri 18 Dec, 3 weeks, conditional",
    worst="treatment after release not booked",
    worst_mark=Mark.MISSING,
    next_action="me, ring the fictional service about a slot, Thu 26 Nov",
    sharing="some",
    community="COM Jo Fictional-Longname 01632 960 003",
    as_known="10:42, this computer",
)


@pytest.mark.parametrize("width", [60, 70, 80, 120])
@pytest.mark.parametrize("name", ["NOON Al", IBRAHIM.name, "FICTITIOUS-LONGERNAME Bartholomew Maximilian"])
def test_the_countdown_and_the_age_of_what_is_known_are_never_cut(width: int, name: str) -> None:
    who, worst, known = (
        "".join(part.text for part in line) for line in head_lines(replace(IBRAHIM, name=name), width, ">")
    )
    assert "out Fri 18 Dec, 3 weeks" in who
    assert who.startswith(f" {name[:20]}")
    assert "as known 10:42" in known
    assert "may share: some" in known
    assert worst.startswith(" ! treatment after release not booked")
    assert {len(line) for line in (who, worst, known)} <= {width, width - 1}


def test_what_gives_way_first_is_how_sure_the_date_is_then_the_age_then_the_number() -> None:
    said = ["".join(part.text for part in head_lines(IBRAHIM, width, ">")[0]) for width in (90, 80, 70, 64)]
    assert [("conditional" in each, "  34  " in each, "A0029AZ" in each) for each in said] == [
        (True, True, True), (False, True, True), (False, False, False), (False, False, False),
    ]  # fmt: skip
    assert all("LEI C2-14" in each for each in said)
    sure = replace(IBRAHIM, release="out Fri 18 Dec, 3 weeks")
    assert "LEI C2-14" in "".join(part.text for part in head_lines(sure, 64, ">")[0])


def test_a_number_stands_whole_or_not_at_all() -> None:
    both = [replace(IBRAHIM, sharing=said) for said in ("some", "said yes, not written down")]
    known = ["".join(part.text for part in head_lines(each, 80, ">")[2]) for each in both]
    assert ["01632 960 003" in each for each in known] == [True, False]
    assert not any(sign.isdigit() for sign in known[1].split("as known")[0])


def test_all_answers_to_when_somebody_is_out_stand_whole() -> None:
    both = "out Fri 27 Nov, 4 days or out Mon 30 Nov, 7 days"
    (first, *_) = head_lines(replace(IBRAHIM, release=both), 80, ">")
    assert both in "".join(part.text for part in first)
