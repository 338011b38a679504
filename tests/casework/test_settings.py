from __future__ import annotations

from pathlib import Path

import pytest

from recovery_tui.casework import cover_pin, my_plan, opening, recording, settings, start_packs
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.casework.setting_list import SETTINGS, Taken
from recovery_tui.casework.settings import Settings
from recovery_tui.casework.views import Choice, RecordId
from recovery_tui.clock import SetClock
from recovery_tui.errors import RecoveryError, UsageError, WeakPassphraseError, WrongPassphraseError
from recovery_tui.records.labels import value_words
from recovery_tui.reports.plan_sheet import plan_sheet
from recovery_tui.reports.sheet import to_text
from recovery_tui.vault import kdf
from tests.support.desks import MONDAY, PASSPHRASE, add_person, new_desk, reopened


def own_copy(desk: Desk, person: str) -> str:
    return to_text(plan_sheet(my_plan.own_plan(desk, RecordId(person))))


def test_a_new_store_has_the_settings_that_are_declared(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    assert settings.read(desk) == Settings()
    said = {line.setting.name: line.said for line in settings.lines(desk)}
    assert said["cover_minutes"] == "5 minutes"
    assert said["theme"] == "dark"
    assert said["backup_days"] == "every day"
    desk.close()


def test_every_default_can_be_set_and_is_what_an_unset_store_has(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    before = settings.read(desk)
    for setting in SETTINGS:
        if setting.default:
            settings.change(desk, setting.name, setting.default)
    assert settings.read(desk) == before
    desk.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cover_minutes", "0"),
        ("cover_minutes", "121"),
        ("lock_minutes", "soon"),
        ("lock_minutes", "\u00b2"),
        ("theme", "ansi-dark"),
        ("accessible", "true"),
        ("classification", "x" * 41),
        ("pin", "123456"),
        ("owner", "somebody else"),
    ],
)
def test_what_a_setting_cannot_be_is_refused_and_changes_nothing(
    name: str, value: str, tmp_path: Path
) -> None:
    desk = new_desk(tmp_path)
    before = settings.stored(desk)
    with pytest.raises(UsageError):
        settings.change(desk, name, value)
    assert settings.stored(desk) == before
    desk.close()


def test_what_keyworkers_are_called_here_stands_wherever_the_word_stood_and_what_is_kept_stays(
    tmp_path: Path,
) -> None:
    desk = new_desk(tmp_path)
    person = add_person(desk, "Testwell", "Lee", "A1234AA")
    settings.change(desk, "job_title", "psychosocial worker")
    desk.close()
    desk = reopened(tmp_path)
    assert value_words("step", "actor", "keyworker") == "Psychosocial worker"
    assert value_words("score", "completed_by", "with_keyworker") == "Together with the psychosocial worker"
    (actor,) = [
        each for each in recording.goal_form(desk, RecordId(person)).fields if each.key == "step.actor"
    ]
    assert Choice("keyworker", "Psychosocial worker", ("me", "us", "i", "keyworker")) in actor.choices
    copy = own_copy(desk, person)
    assert "my psychosocial worker" in copy
    assert "keyworker" not in copy.casefold()
    settings.change(desk, "job_title", "Drug worker")
    assert "my keyworker" in own_copy(desk, person)
    settings.change(desk, "job_title", "")
    assert value_words("step", "actor", "keyworker") == "Keyworker"
    desk.close()


def test_a_keyworker_names_the_title_at_set_up_and_a_newcomer_takes_the_sites(tmp_path: Path) -> None:
    def begun(name: str, role: Role, title: str) -> Desk:
        owner = Owner(name, role, "FIC", job_title=title)
        return opening.set_up(tmp_path, owner, PASSPHRASE, SetClock(MONDAY), kdf.QUICK)[0]

    leader = begun("Rosa Placeholder", Role.SUPERVISOR, "Team leader")
    assert settings.read(leader).job_title == "Keyworker"
    settings.change(leader, "job_title", "Recovery worker")
    start_packs.write(leader, tmp_path / "pack.rpstart")
    leader.close()
    assert start_packs.look(tmp_path / "pack.rpstart").job_title == "Recovery worker"
    kim = begun("Kim Example", Role.KEYWORKER, "Case worker")
    assert settings.read(kim).job_title == "Case worker"
    start_packs.take_in(kim, tmp_path / "pack.rpstart")
    assert settings.read(kim).job_title == "Recovery worker"
    settings.change(kim, "job_title", "")
    kim.close()


def test_a_start_pack_carries_the_sites_settings_and_nobodys_own(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    for name, value in (("clinical_on_lists", "yes"), ("accessible", "yes"), ("keys", '{"app.lock": "f12"}')):
        settings.change(desk, name, value)
    cover_pin.put(desk, PASSPHRASE, "271828")
    start_packs.write(desk, tmp_path / "pack.rpstart")
    site = dict(start_packs.look(tmp_path / "pack.rpstart").site)
    assert site["clinical_on_lists"] == "yes"
    assert site["cover_minutes"] == "5"
    assert not {"accessible", "keys", "pin", "backup_days"} & site.keys()
    desk.close()


def test_the_pin_opens_the_cover_and_never_the_store(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    assert not cover_pin.opens(desk, "271828")
    cover_pin.put(desk, PASSPHRASE, "271828")
    assert cover_pin.is_set(desk)
    assert cover_pin.opens(desk, "271828")
    assert not cover_pin.opens(desk, "271829")
    assert cover_pin.opens(desk, PASSPHRASE)
    assert "271828" not in settings.stored(desk)["pin"]
    desk.close()
    with pytest.raises(WrongPassphraseError):
        desk.unlock("271828")
    desk.unlock(PASSPHRASE)
    cover_pin.take_away(desk)
    assert not cover_pin.opens(desk, "271828")
    desk.close()


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "123456", "654321", "111111", "121212", "27182a", "٢٧١٨٢٨"]
)
def test_a_pin_that_anybody_would_try_first_is_refused(pin: str, tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    with pytest.raises(WeakPassphraseError):
        cover_pin.put(desk, PASSPHRASE, pin)
    assert not cover_pin.is_set(desk)
    desk.close()


def test_whoever_does_not_know_the_passphrase_sets_no_pin(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    with pytest.raises(RecoveryError):
        cover_pin.put(desk, "not the passphrase", "271828")
    assert not cover_pin.is_set(desk)
    desk.close()


def test_settings_given_on_pages_of_their_own_are_not_among_the_lines(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    shown = {line.setting.name for line in settings.lines(desk)}
    assert shown == {setting.name for setting in SETTINGS if setting.taken is not Taken.ELSEWHERE}
    desk.close()
