"""Whatever colleagues write, send, lose, copy, restore and erase: every store shows what follows from what it holds."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, event, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import SHOW, Change
from tests.exchange.world import GOAL, NAMES, SUPERVISOR, Machine, Template, World, make_template

ANY = st.integers(0, 2**16)
"""Picks one of however many there are."""

WHO = st.sampled_from(NAMES[:3] * 3 + NAMES[3:])
VALUES: dict[str, tuple[tuple[str, tuple[Wire, ...]], ...]] = {
    "person": (("known_as", ("Baz", "Bee", None)), ("surname", ("Burns", "Brown"))),
    "plan": (("status", ("submitted", "agreed")), ("what_helps", ("Music", "Music and walks", None))),
    "goal": (("title", ("Go to the meeting", "Ring the group")), ("target_on", ("2026-12-01", "2026-12-24"))),
    "flag": (("note", ("Ring first", "Do not ring")), ("review_by_on", ("2026-12-01", None))),
}
REASONS = ("entered by mistake", "entered twice", SHOW)
LONGEST = 4
"""Rounds of everybody sending to everybody after which all must hold the same."""


class Exchange(RuleBasedStateMachine):
    """Two keyworkers, a supervisor and a community worker; sometimes one of them on two computers."""

    histories = 0
    disagreements = 0

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.world = World(template, Path(tempfile.mkdtemp(dir=template.folder)))
        self.may_clone = False

    @rule(who=WHO, computer=ANY, record=ANY, field=ANY, value=ANY)
    def edit(self, who: str, computer: int, record: int, field: int, value: int) -> None:
        self._edit(self._computer(who, computer), record, field, value)

    @initialize(
        pair=st.permutations(NAMES[:3]),
        record=ANY,
        field=ANY,
        often=st.integers(0, 3),
        seldom=st.integers(0, 3),
    )
    def begin(self, pair: list[str], record: int, field: int, often: int, seldom: int) -> None:
        """Most histories begin with two answers to one question; in some, somebody works on two computers."""
        self.may_clone = seldom == 3
        if often:
            self.differ(pair, record, field)

    @rule(pair=st.permutations(NAMES[:3]), record=ANY, field=ANY)
    def differ(self, pair: list[str], record: int, field: int) -> None:
        """Two people answer the same question without seeing each other."""
        for value, who in enumerate(pair[:2]):
            self._edit(self.world.at(who), record, field, value)

    @rule(who=WHO, computer=ANY, kind=st.sampled_from(["goal", "contact", "progress"]), under=ANY)
    def add(self, who: str, computer: int, kind: str, under: int) -> None:
        """A goal under a plan, a note under a goal, or something that is only ever added."""
        machine = self._computer(who, computer)
        person = self._pick(machine, "person", under)
        if person and kind == "contact":
            values: dict[str, Wire] = {"held_on": "2026-11-20", "outcome": "held", "summary": "Talked."}
            self.world.save(machine, Change("contact", values, person=person))
        above = self._pick(machine, {"goal": "plan", "progress": "goal"}.get(kind, ""), under)
        if above:
            owner = self._owner(machine, above)
            note: dict[str, Wire] = {"goal": above, "noted_on": "2026-11-20", "note": "Went."}
            values = {"plan": above, **GOAL} if kind == "goal" else note
            self.world.save(machine, Change(kind, values, person=owner))

    @rule(who=WHO, computer=ANY, record=ANY, reason=ANY)
    def hide(self, who: str, computer: int, record: int, reason: int) -> None:
        """Hide a record, or show it again."""
        machine = self._computer(who, computer)
        kind, found, owner = self._any(machine, record)
        if found:
            hide = REASONS[reason % len(REASONS)]
            self.world.save(machine, Change(kind, {}, found, owner, hide=hide))

    @rule(pair=st.permutations(NAMES[:3]), record=ANY, field=ANY)
    def hide_beside_an_edit(self, pair: list[str], record: int, field: int) -> None:
        """One hides what another changes, without seeing each other."""
        self.hide(pair[0], 0, record, 0)
        self._edit(self.world.at(pair[1]), record, field, 0)

    @rule(who=WHO, computer=ANY, number=ANY, take=ANY)
    def settle(self, who: str, computer: int, number: int, take: int) -> None:
        self.world.settle(self._computer(who, computer), number, take)

    @rule(who=WHO, minutes=st.integers(-90, 90))
    def misset(self, who: str, minutes: int) -> None:
        """A clock is put forwards or back."""
        self.world.at(who).desk.clock.advance(minutes=minutes)  # type: ignore[attr-defined]

    @rule(who=WHO, computer=ANY, to=st.sets(WHO, min_size=1), person=ANY, full=st.booleans())
    def send(self, who: str, computer: int, to: set[str], person: int, full: bool) -> None:
        """A file for some, of everybody or of one person; it lies about until it is delivered, or for ever."""
        machine = self._computer(who, computer)
        people = sorted(self.world.template.people)
        chosen = people[person % 3 : person % 3 + 1]
        if to - {who} and not set(chosen) - machine.held.records().keys():
            self.world.send(machine, sorted(to - {who}), tuple(chosen), full=full)

    @rule(who=WHO, to=WHO, computers=ANY)
    def pass_on(self, who: str, to: str, computers: int) -> None:
        """A file for somebody who takes it in at once, and says so."""
        if who != to:
            sender, receiver = self._computer(who, computers), self._computer(to, computers // 2)
            self.world.deliver(self.world.send(sender, [to]), receiver)
            self.world.see(receiver)

    @rule(which=ANY, to=ANY)
    def deliver(self, which: int, to: int) -> None:
        """One of the files that lie about, whether it was taken in before or not."""
        files = self.world.files
        if files:
            file = files[-1 - which % len(files)]
            readers = self._readers(file.to)
            if readers:
                self.world.deliver(file, readers[to % len(readers)])
                self.world.see(readers[to % len(readers)])

    @rule(who=WHO, computer=ANY)
    def reply(self, who: str, computer: int) -> None:
        self.world.reply(self._computer(who, computer))

    @rule(who=WHO, computer=ANY)
    def copy(self, who: str, computer: int) -> None:
        if len(self.world.copies) < 2:
            self.world.copy(self._computer(who, computer))

    @rule(which=ANY, computer=ANY)
    def restore(self, which: int, computer: int) -> None:
        if self.world.copies:
            copy = self.world.copies[which % len(self.world.copies)]
            self.world.put_back(self._computer(copy.owner, computer), copy)

    @rule(pair=st.permutations(NAMES[:3]), record=ANY, field=ANY)
    def relapse(self, pair: list[str], record: int, field: int) -> None:
        """Somebody confirms what they then lose: their store is put back to what it was before."""
        machine, other = self.world.at(pair[0]), self.world.at(pair[1])
        if len(self.world.copies) < 4:
            self.world.copy(machine)
            copy = self.world.copies[-1]
            for step, each in enumerate((machine, other)):
                self._edit(each, record + step, field, step)
            self.pass_on(pair[0], pair[1], 0)
            self.pass_on(pair[1], pair[0], 0)
            self.pass_on(pair[0], pair[1], 0)
            self.world.put_back(machine, copy)

    @rule(who=WHO, computer=ANY, record=ANY, field=ANY)
    def clone(self, who: str, computer: int, record: int, field: int) -> None:
        """Somebody goes on on two computers."""
        if self.may_clone and not self.cloned:
            machine = self._computer(who, computer)
            for value, each in enumerate((self.world.clone(machine), machine)):
                self._edit(each, record, field, value)

    @rule(who=st.sampled_from([name for name in NAMES if name != SUPERVISOR]), person=ANY)
    def erase(self, who: str, person: int) -> None:
        """One asks, the supervisor approves; an old file about the person lies about."""
        machine, people = self.world.at(who), self.world.template.people
        self.world.send(machine, [name for name in NAMES[:3] if name != who], full=True)
        self.world.ask_to_erase(machine, people[person % len(people)])
        self.pass_on(who, SUPERVISOR, 0)
        self.world.approve(self.world.at(SUPERVISOR))

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self._end()
        finally:
            self.world.close()

    @property
    def cloned(self) -> bool:
        return any(each.name != each.owner for each in self.world.machines.values())

    def _end(self) -> None:
        """Everybody sends to everybody until all hold the same; then nothing that lies about changes anything."""
        world = self.world
        for machine in world.machines.values():
            if machine.restored:  # it tells with the first thing that is written in it
                world.save(machine, Change("agency", {"name": "Llanw", "agency_type": "gp"}))
        files = list(world.files)
        self._meet(full=self.cloned)
        waiting = [(file, each) for file in files for each in self._readers(file.to)]
        found = [world.deliver(file, each) for file, each in waiting if file.path not in each.taken]
        if any(found):
            self._meet(full=True)
        machines = list(world.machines.values())
        for number, machine in enumerate(machines):
            world.look_through(machine, rebuild=number == len(files) % len(machines))
        dumps = [world.dump(machine) for machine in machines]
        assert all(dump == dumps[0] for dump in dumps)
        for number, file in enumerate(files):
            readers = self._readers(file.to)
            assert not readers or world.deliver(file, readers[number % len(readers)]) == 0
        assert [world.dump(machine) for machine in machines] == dumps
        type(self).histories += 1
        type(self).disagreements += world.disagreed
        event("writers disagreed" if world.disagreed else "nobody disagreed")

    def _meet(self, *, full: bool) -> None:
        world = self.world
        for _ in range(LONGEST):
            for machine in list(world.machines.values()):
                for name in sorted({each.owner for each in world.machines.values()} - {machine.owner}):
                    file = world.send(machine, [name], full=full)
                    for other in world.everywhere(name):
                        world.deliver(file, other)
            held = [set(machine.held.bodies) for machine in world.machines.values()]
            if all(each == held[0] for each in held):
                return
        raise AssertionError(f"after {LONGEST} rounds somebody still lacks something")

    def _computer(self, who: str, which: int) -> Machine:
        self.world.at(who)
        computers = self.world.everywhere(who)
        return computers[which % len(computers)]

    def _readers(self, to: frozenset[str]) -> list[Machine]:
        return [each for each in self.world.machines.values() if self.world.me(each.owner) in to]

    def _pick(self, machine: Machine, kind: str, which: int) -> str:
        """One of the records of a kind in a store, or nothing."""
        found = sorted(ent for ent, record in machine.held.records().items() if record.kind == kind)
        return found[which % len(found)] if found else ""

    def _any(self, machine: Machine, record: int) -> tuple[str, str, str | None]:
        """One of the records that can be changed, or nothing: kind, id and whose it is."""
        kinds = sorted(VALUES)
        kind = kinds[record % len(kinds)]
        found = self._pick(machine, kind, record // len(kinds))
        return kind, found, self._owner(machine, found) if found and kind != "person" else None

    def _owner(self, machine: Machine, record: str) -> str:
        return next(each.person for each in machine.held.bodies.values() if each.ent == record)

    def _edit(self, machine: Machine, record: int, field: int, value: int) -> None:
        kind, found, owner = self._any(machine, record)
        if found:
            name, values = VALUES[kind][field % len(VALUES[kind])]
            self.world.save(machine, Change(kind, {name: values[value % len(values)]}, found, owner))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return make_template(tmp_path_factory.mktemp("template"))


def _run(template: Template, number: int, examples: int, steps: int) -> None:
    class Counted(Exchange):
        def __init__(self) -> None:
            super().__init__(template)

    run_state_machine_as_test(
        seed(number)(Counted),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Counted.histories >= examples
    assert Counted.disagreements > 0.3 * Counted.histories


@pytest.mark.parametrize("number", [1, 2])
def test_every_store_shows_what_follows_from_what_it_holds(template: Template, number: int) -> None:
    _run(template, number, 50, 12)


@pytest.mark.long
@pytest.mark.parametrize(
    ("number", "examples", "steps"), [(3, 640, 15), (4, 640, 15), (5, 640, 15), (6, 80, 40)]
)
def test_every_store_shows_what_follows_from_what_it_holds_in_two_thousand_histories(
    template: Template, number: int, examples: int, steps: int
) -> None:
    _run(template, number, examples, steps)
