"""Lists of people from CSV, as offices keep them."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from recovery_tui.casework.csv_list import NEEDED, WELCOME, best_called, read_table
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file, preview_csv
from recovery_tui.casework.load_views import LoadResult
from recovery_tui.errors import UsageError
from recovery_tui.journal import reading
from tests.support.desks import add_person

HEADINGS = (
    "Surname,First name,Date of birth,Prison number,Wing and cell,Started on,Expected release,"
    "How sure is the date"
)
ROW = "Marrowby,Zoë,3/5/92,a1234bc,C2-14,1 June 2026,27/11/2026,Confirmed"


def _list(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes("\r\n".join(rows).encode(encoding))
    return path


def _of(desk: Desk, kind: str) -> list[reading.Record]:
    with desk.journal.reading() as conn:
        return list(reading.of_kind(conn, kind))


def _counts(result: LoadResult) -> tuple[int, int, int]:
    return (result.new, result.changed, result.same)


def test_a_row_makes_a_person_with_number_stay_and_worker(desk: Desk, tmp_path: Path) -> None:
    result = load_file(desk, _list(tmp_path, HEADINGS, ROW))
    assert (_counts(result), result.rejected) == ((4, 0, 0), ())
    assert _of(desk, "person")[0].values == {
        "surname": "Marrowby",
        "forename": "Zoë",
        "born_on": "1992-05-03",
        "record_status": "active",
    }
    assert _of(desk, "identifier")[0].values == {"system": "prison_number", "value": "A1234BC"}
    assert _of(desk, "stay")[0].values == {
        "stay_type": "custody",
        "establishment": desk.owner.establishment,
        "location": "C2-14",
        "started_on": "2026-06-01",
        "release_expected_on": "2026-11-27",
        "release_basis": "confirmed",
    }
    assert _of(desk, "assignment")[0].values["worker"] == desk.me


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(
    desk: Desk, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    rows = (HEADINGS.replace(",", delimiter), ROW.replace(",", delimiter))
    assert preview_csv(desk, _list(tmp_path, *rows, encoding=encoding)).rejected == ()
    load_file(desk, tmp_path / "list.csv")
    assert _of(desk, "person")[0].values["forename"] == "Zoë"


def test_the_same_list_again_changes_nothing_and_a_newer_one_only_what_differs(
    desk: Desk, tmp_path: Path
) -> None:
    load_file(desk, _list(tmp_path, HEADINGS, ROW))
    assert _counts(load_file(desk, tmp_path / "list.csv")) == (0, 0, 2)
    moved = _list(tmp_path, HEADINGS, ROW.replace("C2-14", "A1-03"))
    assert _counts(load_file(desk, moved)) == (0, 1, 1)
    assert [stay.values["location"] for stay in _of(desk, "stay")] == ["A1-03"]


def test_a_number_that_belongs_to_somebody_else_is_refused(desk: Desk, tmp_path: Path) -> None:
    add_person(desk, "Barnes", "Lee", "A1234BC")
    result = load_file(desk, _list(tmp_path, HEADINGS, ROW))
    assert [(each.line, each.field) for each in result.rejected] == [(2, "value")]
    assert len(_of(desk, "person")) == 1


def test_rows_that_can_not_come_in_are_shown_and_the_others_come_in_when_asked(
    desk: Desk, tmp_path: Path
) -> None:
    bad_day, no_name = ROW.replace("3/5/92", "31/2/1992"), ROW.replace("Marrowby", "")
    file = _list(tmp_path, HEADINGS, bad_day, "", ROW, no_name.replace("a1234bc", "A1235BC"))
    preview = preview_csv(desk, file)
    assert preview.total == 3
    assert [(each.line, each.field) for each in preview.rejected] == [(2, "born_on"), (5, "surname")]
    assert _of(desk, "person") == []
    assert load_file(desk, file).new == 0
    assert load_file(desk, file, partial=True).new == 4


def test_a_preview_shows_twenty_rows_and_the_columns_that_are_left_out(desk: Desk, tmp_path: Path) -> None:
    rows = [ROW.replace("a1234bc", f"A{each:04}BC") + ",44" for each in range(30)]
    preview = preview_csv(desk, _list(tmp_path, HEADINGS + ",Shoe size", *rows))
    assert (len(preview.rows), preview.total) == (20, 30)
    assert preview.unknown_headings == ("Shoe size",)
    assert preview.headings[0] == "Surname"


def test_a_whole_name_and_field_names_as_headings(desk: Desk, tmp_path: Path) -> None:
    rows = ("name,born_on,crn", '"D\'Ambervale, Jo",1990-01-02,x123456', "OAKENSHAW Ray,02.03.1991,X123457")
    assert load_file(desk, _list(tmp_path, *rows)).rejected == ()
    assert sorted((each.values["surname"], each.values["forename"]) for each in _of(desk, "person")) == [
        ("D'Ambervale", "Jo"),
        ("Oakenshaw", "Ray"),
    ]
    assert _of(desk, "stay") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Shoe size,Hat\n9,7\n", "surname"),
        (b"PK\x03\x04rest", "workbook"),
        (codecs.BOM_UTF16_LE + b"\x00", "text"),
        (b"Surname\x81,First name\n", "text"),
    ],
)
def test_a_file_that_is_no_list_is_named_for_what_it_is(
    desk: Desk, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    with pytest.raises(UsageError, match=said):
        preview_csv(desk, tmp_path / "list.csv")


def test_every_column_that_is_named_to_people_is_understood_and_called_so_in_sentences(
    tmp_path: Path,
) -> None:
    named = (*NEEDED, *WELCOME)
    table = read_table(_list(tmp_path, ",".join(named), encoding="utf-8"))
    assert table.unknown_headings == ()
    assert [best_called(column.field) for column in table.columns if column is not None] == list(named)
    assert best_called("started_on") == "Came in"
