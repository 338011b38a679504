from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import agencies
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import UsageError
from recovery_tui.reports.table import to_csv

HEADINGS = "Name,What it does,Area,Phone,Days to acknowledge"
CLINIC = "Forward (fictional),Community drug and alcohol service,Leeds,0113 496 0001,5"
COUNCIL = "Leeds Housing (fictional),housing options,Leeds,,10"


def _list(folder: Path, *rows: str) -> Path:
    path = folder / "agencies.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_looking_at_a_list_changes_nothing_and_says_what_can_not_come_in(desk: Desk, tmp_path: Path) -> None:
    wrong = (CLINIC.replace("5", "soon"), ",Pharmacy,,,", "Nowhere (fictional),zoo,,,", COUNCIL, COUNCIL)
    preview = agencies.preview_csv(desk, _list(tmp_path, HEADINGS + ",Colour", *wrong))
    assert preview.total == 5
    assert preview.unknown_headings == ("Colour",)
    assert [(each.line, each.field) for each in preview.rejected] == [
        (2, "sla_days"), (3, "name"), (4, "agency_type"), (6, "name"),
    ]  # fmt: skip
    assert agencies.listed(desk) == ()


def test_a_list_is_brought_in_once_and_later_only_changes_what_it_says(desk: Desk, tmp_path: Path) -> None:
    first = agencies.load_csv(desk, _list(tmp_path, HEADINGS, CLINIC, COUNCIL))
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    again = agencies.load_csv(desk, _list(tmp_path, HEADINGS, CLINIC.replace("0001", "0002"), COUNCIL))
    assert (again.new, again.changed, again.same) == (0, 1, 1)
    clinic, council = agencies.listed(desk)
    assert (clinic.name, clinic.phone, clinic.days) == (
        "Forward (fictional)",
        "0113 496 0002",
        "chased after 5 days",
    )
    assert (council.kind, council.area) == ("Council housing team", "Leeds")


def test_what_is_given_out_is_taken_back_as_the_same(desk: Desk, tmp_path: Path) -> None:
    agencies.load_csv(desk, _list(tmp_path, HEADINGS, CLINIC.replace("0113", "+44 113"), COUNCIL))
    path = tmp_path / "out.csv"
    path.write_text(to_csv(*agencies.table(desk)), encoding="utf-8")
    back = agencies.load_csv(desk, path)
    assert (back.new, back.changed, back.same, back.rejected) == (0, 0, 2, ())


def test_a_list_with_a_wrong_row_comes_in_whole_or_not_at_all_unless_told(desk: Desk, tmp_path: Path) -> None:
    path = _list(tmp_path, HEADINGS, CLINIC, "Nowhere (fictional),zoo,,,")
    assert agencies.load_csv(desk, path).new == 0
    assert agencies.load_csv(desk, path, partial=True).new == 1


def test_a_list_without_the_columns_it_needs_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="What it does"):
        agencies.preview_csv(desk, _list(tmp_path, "Name,Area", "Forward (fictional),Leeds"))
