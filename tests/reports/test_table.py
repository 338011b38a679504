"""Tables that leave the program: no cell is run as a formula, and what was written out can be read in again."""

from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import agencies
from recovery_tui.journal.log import Change
from recovery_tui.reports.table import to_csv
from tests.support.desks import new_desk


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("", ""),
        ("-", "-"),
        ("7", "7"),
        ("=1+1", "'=1+1"),
        ("+44", "'+44"),
        ("-2", "'-2"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
    ],
)
def test_only_what_a_spreadsheet_would_run_is_marked(cell: str, written: str) -> None:
    assert to_csv(["a", "b"], [[cell, "x"]]) == f"a,b\r\n{written},x\r\n"


def test_the_list_of_agencies_comes_back_as_it_went_out(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    values = {"name": "Fictional Housing", "agency_type": "la_housing", "phone": "+44 113 496 0000"}
    made = desk.journal.save([Change("agency", {**values})]).ids[0]
    file = tmp_path / "agencies.csv"
    file.write_text(to_csv(*agencies.table(desk)), newline="")
    assert agencies.preview_csv(desk, file).rejected == ()
    agencies.load_csv(desk, file, partial=False)
    stored = desk.journal.record(made)
    assert stored is not None
    assert {name: stored.values.get(name) for name in values} == values
    assert len(agencies.listed(desk)) == 1
    desk.close()
