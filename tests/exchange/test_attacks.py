"""The list of attacks and faults, line by line, against whole stores: each is refused, kept aside, or does no harm."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from recovery_tui import cli
from recovery_tui.casework import cards, exchange_state, receiving
from recovery_tui.journal.log import Change
from tests.bundles.making import edited, frame_of, read, resigned
from tests.bundles.test_mutations import zeros
from tests.exchange.content import log
from tests.exchange.insider import Insider, closed
from tests.exchange.looking import everything_shown
from tests.exchange.team import PLAN, Team, dump, is_refused, take, take_bytes
from tests.faults.test_exchange_damage import opened
from tests.support.desks import PASSPHRASE


def test_a1_what_an_outsider_signs_is_refused_and_with_their_own_card_shows_nothing(team: Team) -> None:
    outsider = Insider("Kim Example", seed=66)
    outsider.person("Forged")
    assert is_refused(team.rosa, closed(outsider.inner(team.rosa, cards=()), team.rosa), team.folder)
    result = take_bytes(team.rosa, closed(outsider.inner(team.rosa), team.rosa), team.folder)
    assert (result.outcome, result.new, result.waits_for) == ("parked", 0, (outsider.me,))
    assert "Forged" not in everything_shown(team.rosa)


def test_a2_a_file_altered_anywhere_changes_nothing(team: Team) -> None:
    """Sampled; `faults/test_exchange_damage.py` goes through all of it."""
    whole = team.file(team.kim, team.rosa).read_bytes()
    for place in (0, 30, len(whole) // 3, len(whole) // 2, len(whole) - 1):
        assert is_refused(
            team.rosa, whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :], team.folder
        )


def test_a3_a_file_cut_short_or_made_longer_changes_nothing(team: Team) -> None:
    whole = team.file(team.kim, team.rosa).read_bytes()
    for content in (whole[:-1], whole[: len(whole) // 2], whole[:200], b"", whole + b"\0", whole + whole):
        assert is_refused(team.rosa, content, team.folder)


def test_a4_an_old_file_brings_nothing_back(team: Team) -> None:
    old = team.file(team.kim, team.rosa)
    team.kim.journal.save([Change("person", {"forename": "Leonard"}, team.lee)])
    take(team.rosa, old)
    take(team.rosa, team.file(team.kim, team.rosa))
    before, events = dump(team.rosa), log(team.rosa)
    result = take(team.rosa, old)
    assert (result.outcome, result.new, result.conflicts) == ("nothing-new", 0, 0)
    assert (dump(team.rosa), log(team.rosa)) == (before, events)


def test_a5_who_is_kept_from_news_sees_how_long_ago_the_last_was_written(team: Team) -> None:
    file = team.file(team.kim, team.rosa)
    take(team.rosa, file)
    team.rosa.clock.advance(days=40)  # type: ignore[attr-defined]
    assert any("days old" in each for each in receiving.look(team.rosa, file).told)
    [kim] = [each for each in exchange_state.state(team.rosa).correspondents if each.name == "Kim Example"]
    assert "23 Nov" in kim.last_heard


def test_a6_a_missing_file_is_told_asked_for_and_filled_in(team: Team) -> None:
    first = team.file(team.kim, team.rosa)
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    person = ines.person()
    for n in range(4):
        ines.write(kind="plan", cls="REC", person=person, set={**PLAN, "matters_to_me": f"number {n}"})
    result = take_bytes(team.rosa, closed(ines.inner(team.rosa, first=4), team.rosa), team.folder)
    assert (result.outcome, [(gap.first, gap.last, gap.author) for gap in result.gaps]) == (
        "merged-with-gap",
        [(1, 3, "Ines Example")],
    )
    assert "number 3" in "".join(dump(team.rosa))
    take(team.rosa, first)
    reply = opened(team.kim, team.file(team.rosa, team.kim).read_bytes())
    manifest = read(reply).manifest
    assert manifest is not None
    assert [tuple(each) for each in manifest.wants] == [(ines.feed.hex(), 1, 3)]
    result = take_bytes(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)
    assert (result.outcome, result.gaps, result.new) == ("merged", (), 3)


def test_a7_a_file_for_somebody_else_is_refused_whoever_closes_it(team: Team) -> None:
    file = team.file(team.kim, team.sam)
    assert is_refused(team.rosa, file.read_bytes(), team.folder)
    assert is_refused(team.rosa, closed(opened(team.sam, file.read_bytes()), team.rosa), team.folder)


def test_a8_with_a_stolen_key_nothing_new_is_believed_and_nothing_old_is_lost(team: Team) -> None:
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    person = ines.person("Before")
    take_bytes(team.rosa, closed(ines.inner(team.rosa), team.rosa), team.folder)
    cards.revoke(team.rosa, ines.me, "stolen")
    ines.write(
        op="set", ent=person, set={"surname": "After"}, prev={"surname": [[ines.feed.hex(), 1, ines.leaf(1)]]}
    )
    later = closed(ines.inner(team.rosa), team.rosa)
    ines.bodies = []
    ines.person("Backdated", forename="Other")
    backdated = closed(ines.inner(team.rosa), team.rosa)
    for content in (later, backdated):
        result = take_bytes(team.rosa, content, team.folder)
        assert (result.outcome, result.new) == ("parked", 0)
    shown = everything_shown(team.rosa)
    assert "BEFORE" in shown
    assert not re.search("After|AFTER|Backdated|BACKDATED", shown)


def test_a9_a_new_key_the_old_one_vouches_for_goes_on_and_one_without_does_not(team: Team) -> None:
    take(team.rosa, team.file(team.kim, team.rosa))
    cards.renew_author_key(team.kim)
    team.plan("with the new key")
    result = take(team.rosa, team.file(team.kim, team.rosa))
    assert (result.outcome, result.sender) == ("merged", "Kim Example")
    assert dump(team.rosa) == dump(team.kim)
    pretender = Insider("Kim Example", seed=67)
    pretender.person("Pretender")
    result = take_bytes(team.rosa, closed(pretender.inner(team.rosa), team.rosa), team.folder)
    assert result.outcome == "parked"


def test_a10_a_bomb_is_refused_before_it_is_expanded(team: Team) -> None:
    """Small here; one of a gigabyte is in `faults/test_exchange_damage.py`."""
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    ines.person()
    inner = ines.inner(team.rosa)
    front = inner[: 8 + int.from_bytes(inner[4:8], "big") + 64]

    def lying(told: int | None) -> bytes:
        bomb = zeros(1 << 25, told=told)
        frames = [list(frame_of(bomb, 4 * 1024 * 1024, 2))]
        page = edited(lambda page: page.update(frames=frames, pad=0))
        return closed(resigned(front, page, ines.key) + bomb, team.rosa)

    for told in (None, 1000, 4 * 1024 * 1024):
        assert is_refused(team.rosa, lying(told), team.folder)


def test_a11_nothing_in_a_file_is_ever_a_path(team: Team) -> None:
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    path = "../../outside"
    ines.person(path, forename="/etc/passwd", known_as="CON")
    told: dict[str, Any] = {
        "app": path,
        "basis": path,
        "site": {path: "/etc/x", "theme": path},
        "wall": "NUL",
    }
    before = {each for each in team.folder.rglob("*") if each.is_file()}
    result = take_bytes(team.rosa, closed(ines.inner(team.rosa, **told), team.rosa), team.folder)
    assert result.outcome == "merged"
    everything_shown(team.rosa)
    added = {each.name for each in team.folder.rglob("*") if each.is_file()} - {each.name for each in before}
    assert added <= {"made.rpb", "records.db-wal", "records.db-shm"}


def _named(folder: Path, name: str) -> Path:
    """A folder with files of this name that are no bundles."""
    folder.mkdir()
    for number in "12":
        (folder / f"{number}{name.replace('/', '')}.rpb").write_bytes(b"none")
    return folder


def test_a12_what_steers_a_terminal_or_turns_the_writing_round_reaches_no_terminal(
    team: Team, capfd: pytest.CaptureFixture[str]
) -> None:
    evil = "\x1b]52;c;QQ==\x07\x1b[2J\x9b31m\u202etxt\x7f"
    ines = Insider()
    ines.is_accepted_by(team.rosa)
    person = ines.person(evil, forename=evil)
    ines.write(kind="plan", cls="REC", person=person, set={**PLAN, "matters_to_me": evil}, why={"V1": evil})
    file = ines.file(team.folder / "evil.rpb", team.rosa)
    assert take(team.rosa, file).outcome == "merged"
    team.rosa.close()
    secret = team.folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    flags = ["--data-dir", str(team.folder), "--user", "rosa", "--passphrase-file", str(secret)]
    for command in (
        ["dump"],
        ["history", person],
        ["inspect", str(file), "--full"],
        ["conflicts", "list"],
        ["today"],
        ["import", str(_named(team.folder / "stick", evil))],
    ):
        cli.main([*command, *flags])
        said = set("".join(capfd.readouterr()))
        assert said
        assert not {each for each in said - {"\n"} if not each.isprintable()}, command
