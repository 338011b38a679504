"""Gaps stand where a text would tell, and nowhere else."""

from __future__ import annotations

import pytest

from recovery_tui.practice.blanks import GAP, Blanks
from recovery_tui.practice.own_copy import NOTHING, Tick

SERVICES = ["Forward Valley (fictional)", "Recovery Example"]
PEOPLE = ["Mo Imagined", "Will May", "Bo O'Quill"]
BLANKS = Blanks(NOTHING, services=SERVICES, people=PEOPLE)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Keep my script", f"Keep my {GAP}"),
        ("No more SPICE, no drinking", f"No more {GAP}, no {GAP}"),
        ("60mg of methadone daily", f"{GAP} of {GAP} daily"),
        ("go to the NA meeting", f"go to the {GAP} meeting"),
        ("ring forward  valley on +44 (0)113 496 0000", f"ring {GAP} on {GAP}"),
        ("number A1234BC, CRN X123456, PNC 2003/0062845E", f"number {GAP}, CRN {GAP}, PNC {GAP}"),
        ("write to mo@example.invalid", f"write to {GAP}"),
        ("M. Imagined and Mo's cat", f"{GAP} and {GAP}'s cat"),
        ("ring imagined, ring IMAGINED", f"ring {GAP}, ring {GAP}"),
        ("ring O\u2019Quill", f"ring {GAP}"),
        ("ring Forward", f"ring {GAP}"),
        ("number a1234bc, crn x123456", f"number {GAP}, crn {GAP}"),
        ("the na meeting, or N.A. on Friday", f"the {GAP} meeting, or {GAP}. on Friday"),
    ],
)  # fmt: skip
def test_what_tells_is_a_gap(typed: str, printed: str) -> None:
    assert BLANKS.put_into(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "Be there on Fri 27 Nov 2026 at 10.30, room 12, bus 51",
        "by 27/11/2026 or 3 weeks later",
        "More forward planning, white paper, a rock band",
        "The moon and a National Assembly",
        "I will be there in may, and go on with my recovery",
        "",
    ],
)
def test_days_times_and_everyday_words_stay(typed: str) -> None:
    assert BLANKS.put_into(typed) == typed


def test_everything_stays_once_all_is_ticked() -> None:
    typed = "Mo, 0113 496 0000, Forward Valley, methadone"
    assert Blanks(frozenset(Tick), services=["Forward Valley"], people=["Mo"]).put_into(typed) == typed
