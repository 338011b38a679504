"""Stores that were put back from a backup or copied to another computer: they go on, and nothing is lost anywhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import exchange_state, restoring, safekeeping
from recovery_tui.casework.desk import Desk
from recovery_tui.clock import SetClock
from recovery_tui.journal.event import decode_genesis
from recovery_tui.journal.log import Change
from tests.exchange.world import Machine, Template, World, make_template
from tests.support.desks import PASSPHRASE, reopened
from tests.support.exchange import receive


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def world(template: Template, tmp_path: Path) -> Iterator[World]:
    """Everybody's computers, as they were at the beginning."""
    made = World(template, tmp_path / "world")
    yield made
    made.close()


def _write(world: World, machine: Machine, words: str) -> None:
    """An answer to the question of the first plan there."""
    plan = min(ent for ent, record in machine.held.records().items() if record.kind == "plan")
    owner = next(each.person for each in machine.held.bodies.values() if each.ent == plan)
    world.save(machine, Change("plan", {"what_helps": words}, plan, owner))


def _pass(world: World, machine: Machine, *to: Machine) -> None:
    """A file with what the others lack, taken in by all of them."""
    file = world.send(machine, sorted({each.owner for each in to}))
    for each in to:
        world.deliver(file, each)


def _all_hold_the_same(world: World, *machines: Machine) -> bool:
    for machine in machines:
        world.look_through(machine, rebuild=True)
    dumps = [world.dump(machine) for machine in machines]
    return all(dump == dumps[0] for dump in dumps)


def _feeds(machine: Machine) -> list[bytes]:
    """The feeds in a store that are branches of others."""
    with machine.desk.journal.reading() as conn:
        rows = conn.exec_driver_sql("SELECT id FROM feed WHERE no != root AND use = 'record' ORDER BY id")
        return [bytes(feed) for (feed,) in rows]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_restored_backup_goes_on_and_gets_back_what_was_sent_after_it(
    world: World, tmp_path: Path, elsewhere: bool
) -> None:
    kim, rosa = world.at("kim"), world.at("rosa")
    safekeeping.back_up(kim.desk, tmp_path / "kim.rpbackup")
    then = kim.held.copy()
    _write(world, kim, "Music")
    _write(world, rosa, "Walks")
    _pass(world, kim, rosa)
    _pass(world, rosa, kim)
    world.reply(kim)
    world.deliver(world.files[-1], rosa)
    kim.desk.close()
    data = tmp_path / "another computer" if elsewhere else world.folder
    if not elsewhere:
        shutil.rmtree(world.folder / "stores" / "kim")
    restoring.put_in_place(data, "kim", tmp_path / "kim.rpbackup", PASSPHRASE, kim.desk.clock)
    kim.desk, kim.held = reopened(data, "kim", SetClock(rosa.desk.clock.now(), 77)), then
    assert kim.desk.journal.restored
    assert exchange_state.state(kim.desk).only_here == 0
    _write(world, kim, "Cooking")
    assert exchange_state.state(kim.desk).only_here == 1
    _pass(world, kim, rosa)
    assert _announces(rosa.desk, kim.desk.me)
    _pass(world, rosa, kim)
    assert _all_hold_the_same(world, kim, rosa)
    assert {"Music", "Walks", "Cooking"} <= {each.set.get("what_helps") for each in kim.held.bodies.values()}
    world.reply(rosa)
    world.deliver(world.files[-1], kim)
    assert exchange_state.state(kim.desk).only_here == 0
    assert exchange_state.state(kim.desk).missing == ()


def _announces(desk: Desk, author: str) -> bool:
    """Whether a store has taken in a feed that says from where it goes on."""
    with desk.journal.reading() as conn:
        found = conn.exec_driver_sql("SELECT genesis FROM feed WHERE own = 0 AND genesis IS NOT NULL")
        parents = [decode_genesis(bytes(genesis)).parent for (genesis,) in found]
    return any(parents)


def test_what_a_colleague_confirmed_before_they_were_restored_is_sent_to_them_again(world: World) -> None:
    kim, shah = world.at("kim"), world.at("shah")
    world.copy(shah)
    _write(world, kim, "Music")
    _pass(world, kim, shah)
    confirms_it = world.send(shah, ["kim"])
    world.put_back(shah, world.copies[0])
    _write(world, shah, "Walks")
    _pass(world, shah, kim)
    world.deliver(confirms_it, kim)
    _pass(world, kim, shah)
    assert _all_hold_the_same(world, kim, shah)


def test_a_body_that_came_late_is_sent_on_though_the_clock_was_put_back(world: World) -> None:
    kim, shah, rosa = world.at("kim"), world.at("shah"), world.at("rosa")
    note = {"held_on": "2026-11-20", "outcome": "held", "summary": "Talked."}
    for person in world.template.people:
        world.save(kim, Change("contact", note, person=person))
    world.deliver(world.send(kim, ["shah"], world.template.people[:1]), shah)
    _pass(world, shah, rosa)
    for machine, other in ((rosa, shah), (shah, kim)):
        _confirm(world, machine, other)
    shah.desk.clock.advance(days=-3)  # type: ignore[attr-defined]
    late = world.send(kim, ["shah"])
    assert len(late.late) == 1
    world.deliver(late, shah)
    _pass(world, shah, rosa)
    assert _all_hold_the_same(world, kim, shah, rosa)


def _confirm(world: World, machine: Machine, to: Machine) -> None:
    before = len(world.files)
    world.reply(machine)
    for file in world.files[before:]:
        if to.desk.me in file.to:
            world.deliver(file, to)


def _two_computers(world: World) -> tuple[Machine, Machine, Machine]:
    """Kim's computer and another made of its whole disk, both written on, and what both sent, at Rosa's."""
    kim, rosa = world.at("kim"), world.at("rosa")
    clone = world.clone(kim)
    _write(world, kim, "Music")
    _write(world, clone, "Walks")
    _write(world, clone, "Long walks")
    _pass(world, kim, rosa)
    return kim, clone, rosa


def test_a_disk_that_was_copied_is_told_of_once_and_both_sides_are_kept(world: World) -> None:
    kim, clone, rosa = _two_computers(world)
    [result] = receive(rosa.desk, world.send(clone, ["rosa"]).path)
    assert result.outcome == "fork"
    branches = _feeds(rosa)
    assert len(branches) == 2
    _write(world, kim, "Music and tea")
    [result] = receive(rosa.desk, world.send(kim, ["rosa"]).path)
    assert result.outcome == "merged"
    assert _feeds(rosa) == branches
    assert rosa.desk.journal.check(rebuild_tables=False).ok


def test_whoever_works_on_two_computers_gets_on_each_what_was_written_on_the_other(world: World) -> None:
    kim, clone, rosa = _two_computers(world)
    _pass(world, clone, rosa)
    _pass(world, rosa, kim, clone)
    for machine in (kim, clone):
        assert any("another computer" in warning for warning in machine.desk.journal.warnings)
    assert _all_hold_the_same(world, kim, clone, rosa)
    for machine in (kim, clone):
        _write(world, machine, f"Sun, says {machine.name}")
        _pass(world, machine, rosa)
    _pass(world, rosa, kim, clone)
    assert _all_hold_the_same(world, kim, clone, rosa)


def test_what_was_written_between_two_restores_from_one_backup_comes_back(world: World) -> None:
    kim, rosa = world.at("kim"), world.at("rosa")
    world.copy(kim)
    for words in ("Music", "Walks"):
        world.put_back(kim, world.copies[0])
        _write(world, kim, words)
        _pass(world, kim, rosa)
    _pass(world, rosa, kim)
    assert _all_hold_the_same(world, kim, rosa)
    assert {"Music", "Walks"} <= {each.set.get("what_helps") for each in kim.held.bodies.values()}


def test_what_is_only_here_is_counted_too_when_the_feed_was_found_to_go_on_elsewhere(world: World) -> None:
    kim, rosa = world.at("kim"), world.at("rosa")
    clone = world.clone(kim)
    _write(world, clone, "Walks")
    _pass(world, clone, rosa)
    _write(world, kim, "Music")
    _pass(world, rosa, kim)
    _write(world, kim, "Cooking")
    assert exchange_state.state(kim.desk).only_here >= 2
    _pass(world, kim, rosa)
    _confirm(world, rosa, kim)
    assert exchange_state.state(kim.desk).only_here == 0
