"""Heads depend on the set of events only: proved against a model that knows nothing but sets."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from recovery_tui.journal.event import Wire
from recovery_tui.journal.merge import HIDDEN, Group, Heads, Source, apply, disputed, pack, unpack


@dataclass(frozen=True)
class Written:
    """One event of the model: its place, stamp, values, and what each value replaces."""

    source: Source
    hlc: str
    values: tuple[tuple[str, Wire], ...]
    replaces: tuple[tuple[str, tuple[Source, ...]], ...]


@st.composite
def histories(draw: st.DrawFn) -> list[Written]:
    """Two or three writers who each see some of what the others wrote; most histories hold conflicts."""
    writers = draw(st.integers(2, 3))
    seen: list[set[int]] = [set() for _ in range(writers)]
    events: list[Written] = []
    for number in range(draw(st.integers(1, 12))):
        writer = draw(st.integers(0, writers - 1))
        if draw(st.integers(0, 3)) == 0:
            seen[writer] |= set(range(len(events)))
        fields = draw(st.sets(st.sampled_from(["title", "due_on", HIDDEN]), min_size=1, max_size=2))
        replaces = []
        known = [events[index] for index in sorted(seen[writer])]
        for field in sorted(fields):
            standing = _in_force(known) if field == HIDDEN else _standing(known, field)
            replaces.append((field, tuple(event.source for event in standing)))
        values = tuple((field, draw(st.sampled_from(["a", "b", None]))) for field in sorted(fields))
        stamp = f"{draw(st.integers(1, 5)):015x}{writer}"
        events.append(Written((writer, number, f"{number:016x}"), stamp, values, tuple(replaces)))
        seen[writer].add(number)
    return events


def _standing(events: list[Written], field: str) -> list[Written]:
    """The model: events that set the field and are named by no other event for that field."""
    replaced = {
        source for event in events for name, sources in event.replaces if name == field for source in sources
    }
    return [event for event in events if field in dict(event.values) and event.source not in replaced]


def _in_force(events: list[Written]) -> list[Written]:
    """The model: events of which anything stands; a hide names them all."""
    return [event for event in events if any(event in _standing(events, name) for name, _ in event.values)]


def _hidden_as(events: list[Written]) -> tuple[set[Wire], bool]:
    """The model: what stands of `hidden`, and whether anything stands that no hide in force has seen."""
    hides = _standing(events, HIDDEN)
    seen = {source for hide in hides for source in dict(hide.replaces)[HIDDEN]}
    unseen = [event for event in _in_force(events) if event not in hides and event.source not in seen]
    return {dict(hide.values)[HIDDEN] for hide in hides}, bool(unseen)


def _folded(events: list[Written]) -> Heads:
    heads = Heads()
    arrived: set[Source] = set()
    for event in events:
        root, seq, leaf = event.source
        saw = list(dict(event.replaces).get(HIDDEN, ()))
        group = Group(root, seq, leaf, event.hlc, dict(event.values), saw)
        apply(heads, group, dict(event.replaces), arrived)
        arrived.add(event.source)
        heads = unpack(pack(heads))
    return heads


@settings(max_examples=300, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_heads_are_the_unreplaced_values_in_every_order(events: list[Written], chance: random.Random) -> None:
    first = _folded(events)
    shuffled = events[:]
    chance.shuffle(shuffled)
    assert pack(_folded(shuffled)) == pack(first)
    for field in ("title", "due_on", HIDDEN):
        expected = {event.source for event in _standing(events, field)}
        assert {group.source for group in first.field_groups(field)} == expected
    reasons, unseen = _hidden_as(events)
    hidden = bool(reasons) and None not in reasons and not unseen
    assert (first.hidden() is not None) == hidden
    if unseen and reasons - {None}:
        assert None in first.conflicts()[HIDDEN]


def _one(seq: int, values: dict[str, Wire], hlc: str = "") -> Group:
    return Group(1, seq, f"{seq:016x}", hlc or f"{seq:016x}", values)


def test_two_different_values_are_both_kept_and_the_newest_is_shown() -> None:
    heads = Heads()
    apply(heads, _one(1, {"title": "first"}), {}, ())
    apply(heads, _one(2, {"title": "second"}), {}, ())
    assert heads.values() == {"title": "second"}
    assert heads.conflicts() == {"title": ["second", "first"]}


def test_the_same_value_written_twice_is_no_conflict() -> None:
    heads = Heads()
    apply(heads, _one(1, {"title": "same"}), {}, ())
    apply(heads, _one(2, {"title": "same"}), {}, ())
    assert heads.conflicts() == {}


def test_a_value_replaced_before_it_arrives_never_shows() -> None:
    heads = Heads()
    apply(heads, _one(2, {"title": "new"}), {"title": [(1, 1, f"{1:016x}")]}, ())
    apply(heads, _one(1, {"title": "old"}), {}, ())
    assert heads.values() == {"title": "new"}
    assert heads.conflicts() == {}
    assert heads.replaced_early == []


def test_a_cleared_field_is_absent_and_can_be_set_again() -> None:
    heads = Heads()
    apply(heads, _one(1, {"title": "x"}), {}, ())
    apply(heads, _one(2, {"title": None}), {"title": [(1, 1, f"{1:016x}")]}, [(1, 1, f"{1:016x}")])
    assert heads.values() == {}
    apply(heads, _one(3, {"title": "y"}), {"title": [(1, 2, f"{2:016x}")]}, [(1, 2, f"{2:016x}")])
    assert heads.values() == {"title": "y"}


def _hide(seq: int, saw: list[Source], reason: str = "entered twice") -> Group:
    return Group(1, seq, f"{seq:016x}", f"{seq:016x}", {HIDDEN: reason}, saw)


def test_a_hide_that_saw_everything_hides_and_an_edit_it_did_not_see_shows_the_record() -> None:
    heads = Heads()
    made = _one(1, {"title": "first"})
    apply(heads, made, {}, ())
    apply(heads, _hide(3, [made.source]), {HIDDEN: [made.source]}, [made.source])
    assert heads.hidden() == "entered twice"
    assert heads.conflicts() == {}
    apply(heads, _one(2, {"title": "second"}), {"title": [made.source]}, [made.source])
    assert heads.hidden() is None
    assert heads.conflicts() == {HIDDEN: ["entered twice", None]}


def test_two_who_hide_the_same_record_agree_that_it_is_hidden() -> None:
    heads = Heads()
    made = _one(1, {"title": "first"})
    apply(heads, made, {}, ())
    for seq, reason in ((2, "entered twice"), (3, "wrong person")):
        apply(heads, _hide(seq, [made.source], reason), {HIDDEN: [made.source]}, [made.source])
    assert heads.hidden() == "wrong person"
    assert heads.conflicts() == {HIDDEN: ["wrong person", "entered twice"]}


def test_equal_answers_about_somebodys_safety_stay_apart_until_somebody_decides() -> None:
    heads = Heads()
    apply(heads, _one(1, {"note": "same"}), {}, ())
    apply(heads, _one(2, {"note": "same"}), {}, ())
    assert disputed(heads, "goal") == {}
    assert disputed(heads, "flag") == {"note": ["same", "same"]}
