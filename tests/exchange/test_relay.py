"""What comes through others, and in whatever order: the same records as if it had come from their writers."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from recovery_tui.casework import cards, dumping, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.journal.log import Change
from tests.exchange.world import World, make_template
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague, receive, send

PLAN = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}


def _dump(desk: Desk) -> list[str]:
    return list(dumping.dump(desk))


def _trust(desk: Desk, other: Desk) -> None:
    """Compare the words of a card that came with a file."""
    [known] = [each for each in cards.listed(desk) if each.fingerprint == other.me]
    cards.trust_card(desk, known.fingerprint, " ".join(known.words))


@pytest.mark.parametrize("from_writer_too", [False, True])
def test_what_a_supervisor_passes_on_waits_for_its_writers_card_and_then_equals_what_the_writer_sends(
    tmp_path: Path, from_writer_too: bool
) -> None:
    kim, shah = colleague(tmp_path, "Kim Example"), colleague(tmp_path, "Shah Invented")
    rosa, lee = colleague(tmp_path, "Rosa Placeholder", Role.SUPERVISOR), colleague(tmp_path, "Lee Madeup")
    acquaint(kim, rosa)
    acquaint(rosa, shah)
    acquaint(kim, lee)
    person = add_person(kim)
    plan = kim.journal.save([Change("plan", PLAN, person=person)]).ids[0]
    receive(rosa, send(kim, tmp_path, rosa))
    rosa.journal.save([Change("plan", {"what_helps": "Music"}, plan, person)])
    passed_on = send(rosa, tmp_path, shah)
    [waits] = receive(shah, passed_on)
    assert (waits.outcome, waits.waits_for, waits.parked) == ("parked", (kim.me,), 4)
    assert plan in "".join(_dump(shah))
    assert _dump(shah) != _dump(rosa)
    _trust(shah, kim)
    [released] = receiving.release(shah)
    assert (released.outcome, released.new) == ("merged", 4)
    assert receiving.release(shah) == ()
    if from_writer_too:
        acquaint(kim, shah)
        [again] = receive(shah, send(kim, tmp_path, shah))
        assert (again.outcome, again.new) == ("nothing-new", 0)
    receive(kim, send(rosa, tmp_path, kim))
    acquaint(rosa, lee)
    receive(lee, send(kim, tmp_path, lee))
    assert _dump(shah) == _dump(rosa) == _dump(kim) == _dump(lee)
    for desk in (kim, shah, rosa, lee):
        assert desk.journal.check(rebuild_tables=False).ok
        desk.close()


def test_five_files_of_three_writers_give_the_same_records_in_every_order(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    template = make_template(tmp_path_factory.mktemp("template"))
    world = World(template, tmp_path / "world")
    kim, shah, rosa = world.at("kim"), world.at("shah"), world.at("rosa")
    plan, hidden = sorted(
        {(each.ent, each.person) for each in kim.held.bodies.values() if each.kind == "plan"}
    )

    def write(name: str, **values: str) -> None:
        world.save(world.at(name), Change("plan", values, *plan))

    write("kim", what_helps="Music", status="submitted")
    first = world.send(kim, ["lee"])
    world.deliver(world.send(kim, ["shah"]), shah)
    write("kim", what_helps="Walks")
    write("shah", what_helps="Music and walks")
    world.save(shah, Change("plan", {}, *hidden, hide="entered twice"))
    write("rosa", what_helps="Cooking", status="agreed")
    world.save(rosa, Change("plan", {"strengths": "Patient"}, *hidden))
    files = [first, world.send(kim, ["lee"]), world.send(shah, ["lee"]), world.send(rosa, ["lee"])]
    world.deliver(world.send(shah, ["rosa"]), rosa)
    world.settle(rosa, 0, 0)
    files.append(world.send(rosa, ["lee"]))
    lee = world.at("lee")
    world.copy(lee)
    dumps = set()
    for order in permutations(files):
        world.put_back(lee, world.copies[0])
        for file in order:
            world.deliver(file, lee)
        world.see(lee)
        dumps.add(tuple(world.dump(lee)))
    assert len(dumps) == 1
    assert '"also"' in "".join(*dumps)
    world.look_through(lee, rebuild=True)
    world.close()
