"""The command line keeps its contract: names, flags, exit codes, one JSON object, errors in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recovery_tui import cli
from recovery_tui.vault import kdf

PASSPHRASE = "four quiet herons wading"
PEOPLE: list[dict[str, Any]] = [
    {
        "kind": "person",
        "ref": "p1",
        "fields": {"surname": "Barnes", "forename": "Lee", "born_on": "1992-05-03"},
    },
    {"kind": "identifier", "fields": {"person": "@p1", "system": "prison_number", "value": "A1234BC"}},
    {
        "kind": "stay",
        "fields": {
            "person": "@p1",
            "stay_type": "custody",
            "establishment": "FIC",
            "location": "C2-14",
            "started_on": "2026-06-01",
        },
    },
]

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kdf, "calibrated", lambda clock: kdf.QUICK)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, capfd: pytest.CaptureFixture[str]) -> Command:
    def command(*words: str | Path, secret: bool = True) -> tuple[int, str, str]:
        flags = ["--data-dir", str(data)]
        if secret:
            flags += ["--passphrase-file", str(data.parent / "passphrase")]
        status = cli.main([*map(str, words), *flags])
        out, err = capfd.readouterr()
        return status, out, err

    return command


@pytest.fixture
def store(run: Command, data: Path) -> dict[str, Any]:
    status, out, _ = run(
        "init", "--name", "Kim Ahmed", "--role", "keyworker", "--establishment", "FIC", "--json", "--quiet"
    )
    assert status == 0
    made: dict[str, Any] = json.loads(out)
    return made


def lines(folder: Path, records: list[dict[str, Any]]) -> Path:
    path = folder / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_init_prints_the_words_once_as_one_object(store: dict[str, Any], data: Path) -> None:
    assert set(store) == {"words", "fingerprint", "store"}
    assert len(store["words"]) == 12
    assert len(store["fingerprint"]) == 32
    for path in data.rglob("*"):
        assert not path.is_file() or " ".join(store["words"][:2]).encode() not in path.read_bytes()


def test_init_refuses_what_no_card_can_bear_a_bad_establishment_and_a_short_passphrase(
    run: Command, data: Path
) -> None:
    words = ("init", "--name", "Kim", "--role", "keyworker", "--establishment")
    assert run(*words, "FIC", "--name", "K" * 81)[0] == 2
    assert run(*words, "FIC", "--organisation", "K" * 81)[0] == 2
    status, _, err = run(*words, "leeds")
    assert (status, err.split(":")[1].strip()) == (2, "usage")
    (data.parent / "passphrase").write_text("short\n", "utf-8")
    status, _, err = run(*words, "FIC")
    assert status == 1
    assert "12" in err
    assert not (data / "stores" / "kim").exists()


def test_flags_may_stand_before_or_after_the_command(store: dict[str, Any], data: Path) -> None:
    secret = str(data.parent / "passphrase")
    assert cli.main(["--data-dir", str(data), "--passphrase-file", secret, "check", "--quiet"]) == 0
    assert cli.main(["check", "--quiet", "--data-dir", str(data), "--passphrase-file", secret]) == 0


def test_a_wrong_passphrase_is_4_waits_longer_each_time_and_never_locks_out(
    store: dict[str, Any], run: Command, data: Path
) -> None:
    (data.parent / "passphrase").write_text("something quite different\n", "utf-8")
    status, out, err = run("check", "--json")
    assert status == 4
    assert json.loads(out)["error"]["code"] == "wrong-passphrase"
    assert err.startswith("recovery-tui: wrong-passphrase: ")
    status, _, err = run("check")
    assert status == 4
    assert "wait" in err


def test_load_dump_check_history_access_tell_one_story(
    store: dict[str, Any], run: Command, tmp_path: Path
) -> None:
    status, out, _ = run("load", lines(tmp_path, PEOPLE), "--json")
    assert (status, json.loads(out)["new"]) == (0, 3)
    status, dumped, _ = run("dump")
    records = [json.loads(line) for line in dumped.splitlines()]
    assert [record["kind"] for record in records] == ["person", "identifier", "stay"]
    assert dumped == "".join(
        json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
        for record in records
    )
    person = records[0]["id"]
    assert run("dump", "--person", "a1234bc")[1] == dumped
    assert run("dump", "--since", "2999-01-01")[1] == ""
    status, out, _ = run("history", person, "--json")
    assert json.loads(out)["history"][0]["by"] == "Kim Ahmed"
    status, out, _ = run("access", person, "--json")
    assert [look["act"] for look in json.loads(out)["access"]] == ["exported", "opened"]
    status, out, _ = run("check", "--rebuild", "--json")
    found = json.loads(out)
    assert (status, found["ok"], found["projection_ok"]) == (0, True, True)
    assert set(found["feeds"][0]) == {"feed", "length", "head", "chain_ok", "seals_ok"}


def test_a_dump_loaded_again_changes_nothing(store: dict[str, Any], run: Command, tmp_path: Path) -> None:
    run("load", lines(tmp_path, PEOPLE))
    dumped = run("dump")[1]
    again = tmp_path / "again.jsonl"
    again.write_text(dumped, "utf-8")
    status, out, _ = run("load", again, "--json")
    assert (status, json.loads(out)) == (0, {"new": 0, "changed": 0, "same": 3, "rejected": []})
    assert run("dump")[1] == dumped


def test_a_bad_line_loads_nothing_and_is_named(store: dict[str, Any], run: Command, tmp_path: Path) -> None:
    bad = [*PEOPLE, {"kind": "person", "fields": {"surname": "Carter", "forename": "Jo", "born_on": "soon"}}]
    status, out, err = run("load", lines(tmp_path, bad), "--json")
    told = json.loads(out)
    assert status == 1
    assert [(each["line"], each["field"]) for each in told["rejected"]] == [(4, "born_on")]
    assert told["error"]["code"] == "failed"
    assert "soon" not in err
    assert told["error"]["message"].startswith("1 line can't be loaded.")
    assert run("dump")[1] == ""
    status, out, _ = run("load", lines(tmp_path, bad), "--partial", "--json")
    assert (status, json.loads(out)["new"]) == (3, 3)


def test_check_tells_altered_tables_from_an_altered_log(
    store: dict[str, Any], run: Command, data: Path, tmp_path: Path
) -> None:
    from recovery_tui.casework import opening
    from recovery_tui.clock import Clock

    def alter(statement: str) -> None:
        desk = opening.open_desk(data, "kim-ahmed", PASSPHRASE, Clock())
        with desk.vault.writing() as conn:
            conn.exec_driver_sql(statement)
        desk.close()

    run("load", lines(tmp_path, PEOPLE))
    alter("UPDATE r_person SET surname = 'Somebody'")
    status, out, err = run("check", "--json")
    assert (status, json.loads(out)["projection_ok"]) == (1, False)
    assert "check --rebuild" in err
    assert "made again" in run("check", "--rebuild")[2]
    assert run("check")[0] == 0
    alter("UPDATE event SET body = CAST('{' AS BLOB) WHERE seq = 1 AND feed = 1")
    status, out, err = run("check", "--json")
    told = json.loads(out)
    assert (status, told["ok"], told["error"]["code"]) == (1, False, "failed")
    assert [feed["chain_ok"] for feed in told["feeds"]] == [False, True]
    assert "restore the newest backup" in err


def test_reading_a_history_is_entered_as_looking(store: dict[str, Any], run: Command, tmp_path: Path) -> None:
    run("load", lines(tmp_path, PEOPLE))
    stay = next(json.loads(line)["id"] for line in run("dump")[1].splitlines() if '"kind":"stay"' in line)
    assert run("history", stay)[0] == 0
    looks = json.loads(run("access", "A1234BC", "--json")[1])["access"]
    assert [look["act"] for look in looks] == ["exported", "opened"]


def test_history_of_what_is_no_record_is_1_and_said_plainly(store: dict[str, Any], run: Command) -> None:
    for asked in ("nobody", "ab", "12" * 16):
        status, out, err = run("history", asked, "--json")
        assert (status, json.loads(out)["error"]["code"]) == (1, "not-found")
        assert err.startswith("recovery-tui: not-found: ")


def test_a_passphrase_file_may_begin_with_the_mark_some_editors_write(
    store: dict[str, Any], run: Command, data: Path
) -> None:
    (data.parent / "passphrase").write_text("\ufeff" + PASSPHRASE + "\r\n", "utf-8")
    assert run("check")[0] == 0


def test_a_name_that_the_output_can_not_spell_is_escaped(
    store: dict[str, Any], run: Command, data: Path, tmp_path: Path
) -> None:
    run("load", lines(tmp_path, [{**PEOPLE[0], "fields": {**PEOPLE[0]["fields"], "surname": "Łęcka"}}]))
    record = json.loads(run("dump")[1])["id"]
    asked = ["history", record, "--data-dir", str(data), "--passphrase-file", str(data.parent / "passphrase")]
    for more, expected in (([], b"\\u0141\\u0119cka"), (["--json"], b"\\u0141\\u0119cka")):
        done = subprocess.run(
            [sys.executable, "-m", "recovery_tui", *asked, *more],
            env={**os.environ, "PYTHONIOENCODING": "cp1252:strict"},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert expected in done.stdout


def test_a_passphrase_is_changed_and_recovered(store: dict[str, Any], run: Command, data: Path) -> None:
    new = data.parent / "new"
    new.write_text("another slow green boat\n", "utf-8")
    assert run("passphrase", "--new-passphrase-file", new)[0] == 0
    assert run("check")[0] == 4
    words = data.parent / "words"
    words.write_text(" ".join(store["words"]).upper() + "\n", "utf-8")
    back = data.parent / "passphrase"
    assert run("recover", "--words-file", words, "--new-passphrase-file", back, secret=False)[0] == 0
    assert run("check")[0] == 0


def test_a_backup_is_restored_beside_what_was_there(
    store: dict[str, Any], run: Command, tmp_path: Path
) -> None:
    run("load", lines(tmp_path, PEOPLE))
    dumped = run("dump")[1]
    copy = tmp_path / "kim.rpbackup"
    assert run("backup", copy)[0] == 0
    more = [{"kind": "person", "fields": {"surname": "Carter", "forename": "Jo", "born_on": "1990"}}]
    run("load", lines(tmp_path, more))
    assert run("restore", copy)[0] == 0
    assert run("dump")[1] == dumped
    copy.write_bytes(copy.read_bytes()[:-40])
    status, _, err = run("restore", copy)
    assert status == 1
    assert "Nothing was changed" in err
    assert run("restore", copy, "--user", "../elsewhere")[0] == 2


def test_a_restore_says_which_store_it_made_and_what_is_kept_only_where_something_was(
    store: dict[str, Any], run: Command, tmp_path: Path
) -> None:
    copy = tmp_path / "kim.rpbackup"
    run("backup", copy)
    assert "kept beside it" in run("restore", copy)[1]
    assert run("restore", copy, "--user", "second")[1] == "Restored, as the store “second”.\n"


def test_several_stores_need_a_name(store: dict[str, Any], run: Command) -> None:
    add = ("user", "add", "--name", "Rae Shah", "--role", "supervisor", "--establishment", "FIC")
    assert run(*add)[0] == 0
    assert run("user", "list", secret=False)[1] == "kim-ahmed\nrae-shah\n"
    status, _, err = run("check")
    assert status == 2
    assert "--user" in err
    assert run("check", "--user", "rae-shah")[0] == 0
    assert run("check", "--user", "nobody")[0] == 1


@pytest.mark.parametrize("form", ["text", "html", "csv", "json"])
def test_reports_come_in_their_forms(store: dict[str, Any], run: Command, tmp_path: Path, form: str) -> None:
    markup = [{**PEOPLE[0], "fields": {**PEOPLE[0]["fields"], "surname": "<b>Barnes</b>"}}, *PEOPLE[1:]]
    run("load", lines(tmp_path, markup))
    status, out, _ = run("report", "caseload", "--format", form)
    assert status == 0
    assert "<B>BARNES</B> Lee" not in out or form != "html"
    assert "A1234BC" in out
    assert run("report", "today", "--format", form)[0] == 0
    status, out, _ = run("report", "plan", "--person", "A1234BC", "--format", form, "--large")
    assert status == 0
    assert "A1234BC" not in out
    assert "OFFICIAL" not in out
    status, out, _ = run("report", "day-sheet", "--where", "C2", "--format", form)
    assert status == 0
    assert "C2-14" in out
    assert "Barnes" not in out
    assert run("report", "caseload", "--format", "pdf")[0] == 2


def test_a_report_goes_into_a_file_whole(store: dict[str, Any], run: Command, tmp_path: Path) -> None:
    run("load", lines(tmp_path, PEOPLE))
    target = tmp_path / "caseload.csv"
    assert run("report", "caseload", "--format", "csv", "--out", target)[0] == 0
    assert "BARNES Lee" in target.read_text("utf-8")
    status, out, _ = run("report", "caseload", "--format", "csv", "--out", target, "--json")
    assert (status, json.loads(out)) == (0, {"done": True})
    assert target.read_text("utf-8").startswith("name,")


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["load"],
        ["check", "--as-of", "soon"],
        ["report", "everything"],
        ["user"],
        ["backup", ""],
    ],
)
def test_a_wrongly_put_command_is_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(words) == 2
    assert capsys.readouterr().err.startswith("recovery-tui: usage: ")


def test_a_second_process_is_5_and_named(store: dict[str, Any], data: Path) -> None:
    from recovery_tui.casework import opening
    from recovery_tui.clock import Clock

    desk = opening.open_desk(data, "kim-ahmed", PASSPHRASE, Clock())
    command = [
        sys.executable,
        "-m",
        "recovery_tui",
        "check",
        "--data-dir",
        str(data),
        "--passphrase-file",
        "-",
    ]
    done = subprocess.run(command, input=PASSPHRASE + "\n", capture_output=True, text=True, check=False)
    desk.close()
    assert done.returncode == 5
    assert done.stderr.startswith("recovery-tui: in-use: ")


def test_something_unexpected_shows_a_reference_and_no_value(
    store: dict[str, Any], run: Command, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from recovery_tui.casework import opening

    def fails(*_: object) -> None:
        raise ValueError("Barnes A1234BC")

    monkeypatch.setattr(opening, "open_desk", fails)
    status, out, err = run("check")
    assert status == 1
    assert "reference" in err
    assert "Barnes" not in err + out
    assert "Traceback" not in err
    (log,) = data.glob("*.log")
    assert "ValueError" in log.read_text("utf-8")
    assert "Barnes" not in log.read_text("utf-8")


def test_the_demo_without_a_terminal_prints_today_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path), "RECOVERY_TUI_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "recovery_tui", "demo", "--people", "12"],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("DEMO")
    assert "Today" in done.stdout
    assert list(tmp_path.rglob("*.db")) == []


def test_the_screens_without_a_terminal_are_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "recovery_tui", "--data-dir", str(tmp_path)]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "terminal" in done.stderr


def test_the_parser_loads_neither_screens_nor_database() -> None:
    loaded = (
        "import sys; from recovery_tui import cli; cli.parser();"
        "print([m for m in ('textual', 'sqlmodel', 'sqlalchemy', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_with_a_passphrase_file_nothing_is_asked(store: dict[str, Any], run: Command) -> None:
    status, _, err = run("passphrase")
    assert status == 2
    assert "--new-passphrase-file" in err


def test_printing_a_list_is_entered_for_everybody_on_it(
    store: dict[str, Any], run: Command, tmp_path: Path
) -> None:
    run("load", lines(tmp_path, PEOPLE))
    run("report", "caseload")
    looks = json.loads(run("access", "A1234BC", "--json")[1])["access"]
    assert [look["act"] for look in looks] == ["printed"]
