"""Cards, files, replies, conflicts and erasure from the command line: names, exit codes and JSON keys as agreed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recovery_tui import cli
from recovery_tui.vault import kdf

PASSPHRASE = "four quiet herons wading"
Answer = tuple[int, Any, str]
Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """A command as somebody: exit status, the JSON object it printed, and what it said on standard error."""
    monkeypatch.setattr(kdf, "calibrated", lambda clock: kdf.QUICK)
    (tmp_path / "passphrase").write_text(PASSPHRASE + "\n", "utf-8")

    def command(who: str, *words: str | Path, plain: bool = False) -> Answer:
        flags = ["--data-dir", str(tmp_path / who), "--passphrase-file", str(tmp_path / "passphrase")]
        status = cli.main([*map(str, words), *flags, *([] if plain else ["--json"])])
        out, err = capfd.readouterr()
        return status, out if plain else json.loads(out) if out else None, err

    return command


def _made(run: Run, who: str, role: str, *more: str | Path) -> Any:
    status, made, err = run(
        who, "init", "--name", f"{who.title()} Example", "--role", role, "--establishment", "FIC", *more
    )
    assert status == 0, err
    return made


def _person(run: Run, who: str, folder: Path) -> str:
    """A fictional person in somebody's store."""
    lines = folder / "people.jsonl"
    fields = {"surname": "Barnes", "forename": "Lee", "born_on": "1992-05-03"}
    lines.write_text(json.dumps({"kind": "person", "fields": fields}) + "\n", "utf-8")
    assert run(who, "load", lines)[0] == 0
    _, dumped, _ = run(who, "dump")
    return str(dumped["records"][0]["id"])


def _accepts(run: Run, who: str, other: str, folder: Path) -> None:
    file = folder / f"{other}.rpcard"
    assert run(other, "card", "export", file)[0] == 0
    _, shown, _ = run(who, "card", "show", file)
    status, trusted, err = run(who, "card", "trust", file, "--words", " ".join(shown["words"]))
    assert (status, trusted["trust"]) == (0, "trusted"), err


@pytest.fixture
def team(run: Run, tmp_path: Path) -> tuple[Any, Any]:
    kim, rosa = _made(run, "kim", "keyworker"), _made(run, "rosa", "supervisor")
    _accepts(run, "kim", "rosa", tmp_path)
    _accepts(run, "rosa", "kim", tmp_path)
    return kim, rosa


def test_a_card_shows_who_it_is_and_is_accepted_by_its_words_only(run: Run, tmp_path: Path) -> None:
    kim, rosa = _made(run, "kim", "keyworker"), _made(run, "rosa", "supervisor")
    run("rosa", "card", "export", tmp_path / "rosa.rpcard")
    status, shown, _ = run("kim", "card", "show", tmp_path / "rosa.rpcard")
    assert status == 0
    assert set(shown) >= {"name", "role", "organisation", "establishment", "fingerprint", "words", "trust"}
    assert (shown["fingerprint"], shown["trust"], len(shown["words"])) == (rosa["fingerprint"], "unknown", 8)
    wrong = " ".join(reversed(shown["words"]))
    status, told, _ = run("kim", "card", "trust", tmp_path / "rosa.rpcard", "--words", wrong)
    assert (status, told["error"]["code"]) == (1, "words-differ")
    _, told, _ = run("kim", "card", "trust", tmp_path / "rose.rpcard", "--words", wrong)
    assert "no card file of that name" in told["error"]["message"]
    assert run("kim", "export", tmp_path / "out.rpb", "--to", kim["fingerprint"])[0] == 1
    _accepts(run, "kim", "rosa", tmp_path)
    _, listed, _ = run("kim", "card", "list")
    assert {each["name"]: each["trust"] for each in listed["cards"]}["Rosa Example"] == "trusted"
    status, revoked, _ = run("kim", "card", "revoke", rosa["fingerprint"], "--reason", "lost")
    assert (status, revoked["trust"]) == (0, "revoked")
    status, renewed, _ = run("rosa", "card", "renew")
    assert (status, renewed["trust"], set(renewed)) == (0, "own", set(shown))
    assert renewed["fingerprint"] != rosa["fingerprint"]
    assert renewed["words"] != shown["words"]
    _accepts(run, "kim", "rosa", tmp_path)


def test_export_inspect_import_and_receipts_keep_their_keys(
    run: Run, team: tuple[Any, Any], tmp_path: Path
) -> None:
    assert len(team) == 2
    _person(run, "kim", tmp_path)
    out = tmp_path / "out.rpb"
    assert run("kim", "export", out, "--to", "Rosa Example")[0] == 0
    status, seen, _ = run("rosa", "inspect", out)
    assert status == 0
    assert set(seen) == {
        "signer", "to", "for_me", "type", "purpose", "written_at", "sections", "counts", "gaps", "effect", "verified",
        "withheld", "size", "app", "schema",
    }  # fmt: skip
    assert set(seen["signer"]) == {"name", "role", "fingerprint", "trust"}
    assert (seen["verified"], seen["effect"], seen["for_me"]) == ("manifest", None, True)
    assert set(seen["sections"][0]) == {"feed", "author", "first", "last", "shown", "withheld", "outcome"}
    _, full, _ = run("rosa", "inspect", out, "--full")
    assert full["verified"] == "all"
    assert full["effect"] == {"new": 1, "known": 0, "conflicts": 0, "parked": 0}
    assert run("rosa", "dump")[1]["records"] == []
    status, taken, _ = run("rosa", "import", out)
    assert status == 0
    assert taken["bundles"] == [
        {
            "file": "out.rpb",
            "outcome": "merged",
            "new": 1,
            "known": 0,
            "conflicts": 0,
            "gaps": [],
            "parked": 0,
        }
    ]
    assert run("rosa", "import", out)[1]["bundles"][0]["outcome"] == "nothing-new"
    replies = tmp_path / "replies"
    replies.mkdir()
    assert len(run("rosa", "receipts", "--write", replies)[1]["written"]) == 1
    assert run("kim", "receipts")[1]["only_here"] == 1
    assert run("kim", "import", replies)[0] == 0
    assert run("kim", "receipts")[1]["only_here"] == 0
    assert run("kim", "dump")[1] == run("rosa", "dump")[1]


def test_what_is_refused_exits_1_and_what_must_be_looked_at_exits_3(
    run: Run, team: tuple[Any, Any], tmp_path: Path
) -> None:
    _person(run, "kim", tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    run("kim", "export", stick / "a.rpb", "--to", "Rosa Example")
    whole = (stick / "a.rpb").read_bytes()
    (tmp_path / "cut.rpb").write_bytes(whole[:-5])
    status, told, err = run("rosa", "import", tmp_path / "cut.rpb")
    assert status == 1
    assert (told["bundles"][0]["outcome"], told["error"]["code"]) == ("refused", "damaged")
    assert err.startswith("recovery-tui: damaged: ")
    assert run("rosa", "dump")[1]["records"] == []
    (stick / "b.rpb").write_bytes(whole[:-5])
    status, told, _ = run("rosa", "import", stick)
    assert status == 3
    assert [each["outcome"] for each in told["bundles"]] == ["merged", "refused"]
    assert run("rosa", "import", tmp_path / "not-there.rpb")[0] == 1
    assert run("kim", "import", stick / "a.rpb")[1]["error"]["code"] == "not-for-you"


def test_a_conflict_is_listed_and_resolved_by_number(run: Run, team: tuple[Any, Any], tmp_path: Path) -> None:
    person = _person(run, "kim", tmp_path)
    run("kim", "export", tmp_path / "1.rpb", "--to", "Rosa Example")
    run("rosa", "import", tmp_path / "1.rpb")
    for who, name in (("kim", "Baz"), ("rosa", "Bazza")):
        lines = tmp_path / f"{who}.jsonl"
        lines.write_text(
            json.dumps({"kind": "person", "id": person, "fields": {"known_as": name}}) + "\n", "utf-8"
        )
        assert run(who, "load", lines)[0] == 0
    run("kim", "export", tmp_path / "2.rpb", "--to", "Rosa Example")
    status, taken, _ = run("rosa", "import", tmp_path / "2.rpb")
    assert (status, taken["bundles"][0]["conflicts"]) == (3, 1)
    status, told, _ = run("rosa", "conflicts", "list")
    assert status == 3
    [conflict] = told["conflicts"]
    assert set(conflict) == {"id", "record", "field", "values"}
    assert conflict["id"] == f"{person}/known_as"
    chosen = next(each["n"] for each in conflict["values"] if each["value"] == "Baz")
    assert run("rosa", "conflicts", "resolve", conflict["id"], "--take", str(chosen))[0] == 0
    assert run("rosa", "conflicts", "list")[1] == {"conflicts": []}
    run("rosa", "export", tmp_path / "3.rpb", "--to", "Kim Example")
    assert run("kim", "import", tmp_path / "3.rpb")[0] == 0
    assert run("kim", "dump")[1] == run("rosa", "dump")[1]


def test_erasing_takes_two_and_reaches_whoever_holds_the_person(
    run: Run, team: tuple[Any, Any], tmp_path: Path
) -> None:
    person = _person(run, "kim", tmp_path)
    run("kim", "export", tmp_path / "1.rpb", "--to", "Rosa Example")
    run("rosa", "import", tmp_path / "1.rpb")
    status, asked, _ = run("kim", "erase", person, "--reason", "retention_ended")
    assert status == 0
    status, told, _ = run("kim", "erase", "--approve", asked["request"])
    assert (status, told["error"]["code"]) == (4, "not-allowed")
    run("kim", "export", tmp_path / "2.rpb", "--to", "Rosa Example")
    run("rosa", "import", tmp_path / "2.rpb")
    assert run("rosa", "erase", "--approve", asked["request"])[0] == 0
    run("rosa", "export", tmp_path / "3.rpb", "--to", "Kim Example")
    run("kim", "import", tmp_path / "3.rpb")
    for who in ("kim", "rosa"):
        _, dumped, _ = run(who, "dump")
        assert {each["kind"] for each in dumped["records"]} == {"erasure", "erasure_approval"}
        assert run(who, "import", tmp_path / "1.rpb")[0] in (0, 1)
        assert "Barnes" not in json.dumps(run(who, "dump")[1])
        assert run(who, "check")[0] == 0


def test_a_start_pack_makes_the_first_run_know_the_supervisor_and_the_site(run: Run, tmp_path: Path) -> None:
    rosa = _made(run, "rosa", "supervisor", "--organisation", "Fictional Prison Service")
    agency = {
        "kind": "agency",
        "fields": {"name": "Made-up Forward", "agency_type": "community_drug_alcohol"},
    }
    (tmp_path / "agencies.jsonl").write_text(json.dumps(agency) + "\n", "utf-8")
    _person(run, "rosa", tmp_path)
    run("rosa", "load", tmp_path / "agencies.jsonl")
    assert run("rosa", "start-pack", tmp_path / "pack.rpstart")[0] == 0
    assert b"Barnes" not in (tmp_path / "pack.rpstart").read_bytes()
    _made(run, "kim", "keyworker", "--start-pack", tmp_path / "pack.rpstart")
    _, listed, _ = run("kim", "card", "list")
    [card] = [each for each in listed["cards"] if each["fingerprint"] == rosa["fingerprint"]]
    assert (card["trust"], card["organisation"]) == ("unverified", "Fictional Prison Service")
    assert run("kim", "dump")[1]["records"] == []
    assert run("kim", "card", "trust", rosa["fingerprint"], "--words", " ".join(card["words"]))[0] == 0
    _, dumped, _ = run("kim", "dump")
    assert [each["fields"]["name"] for each in dumped["records"]] == ["Made-up Forward"]
    (tmp_path / "broken.rpstart").write_bytes((tmp_path / "pack.rpstart").read_bytes()[:300])
    broken = ("init", "--name", "Sam", "--role", "keyworker", "--establishment", "FIC")
    assert run("sam", *broken, "--start-pack", tmp_path / "broken.rpstart")[0] == 1
    assert not (tmp_path / "sam").exists()
