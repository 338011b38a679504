"""One person whom two computers made separately: found, looked at side by side, joined, and taken apart again."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from recovery_tui.casework import (
    caseload,
    changing,
    forms,
    joining,
    person_file,
    recording,
    same_person,
    today,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.errors import NotFoundError
from recovery_tui.journal import reading
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS
from tests.journal.passing import desk_of, everything_of, take_in
from tests.support import line_files
from tests.support.desks import add_person


def _add(desk: Desk, forename: str, number: str) -> RecordId:
    return RecordId(add_person(desk, "Barnes", forename, number))


@pytest.fixture
def pair(desk: Desk) -> tuple[RecordId, RecordId]:
    """Lee and Baz, the one who is shown when they are joined first."""
    one, other = sorted((_add(desk, "Lee", "A1234BC"), _add(desk, "Baz", "A2345BC")))
    return one, other


def _listed(desk: Desk, text: str = "", *, mine: bool = False) -> list[str]:
    page = caseload.page(desk, text=text, order=CaseloadOrder.NAME, mine=mine, offset=0, limit=50)
    assert page.total == len(page.rows)
    return [row.person for row in page.rows]


def _groups(desk: Desk) -> dict[str, str]:
    """Everybody joined, and whom they are shown as, by id."""
    with desk.journal.reading() as conn:
        rows = conn.exec_driver_sql(
            "SELECT own.uid, shown.uid FROM alias JOIN entity AS own ON own.id = alias.entity"
            " JOIN entity AS shown ON shown.id = alias.shown"
        )
        return {bytes(one).hex(): bytes(other).hex() for one, other in rows}


def _step(desk: Desk, person: str, text: str) -> str:
    plan: dict[str, Wire] = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}
    goal: dict[str, Wire] = {
        "plan": "@plan",
        "area": "links",
        "title": "A room",
        "horizon": "gate",
        "status": "active",
    }
    step: dict[str, Wire] = {
        "goal": "@goal", "text": text, "actor": "keyworker", "status": "not_started", "due_on": "2026-11-23",
    }  # fmt: skip
    changes = [
        Change(kind, values, person=person)
        for kind, values in (("plan", plan), ("goal", goal), ("step", step))
    ]
    return desk.journal.save(changes, ["plan", "goal", None]).ids[2]


def test_whoever_is_joined_stands_once_on_the_caseload_and_is_found_by_every_name_and_number(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    assert len(_listed(desk)) == 2
    assert joining.join(desk, *pair).saved
    assert _listed(desk) == [pair[0]]
    for typed in ("lee", "baz", "A1234BC", "a2345", "ba"):
        assert _listed(desk, typed) == [pair[0]]
    for number in ("A1234BC", "A2345BC"):
        (found,) = same_person.likely_same(desk, {"value": number})
        assert found.person == pair[0]


def test_the_page_of_either_shows_the_records_of_both(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    _step(desk, pair[0], "ring the clinic")
    _step(desk, pair[1], "ring his sister")
    joining.join(desk, pair[1], pair[0])
    with desk.journal.reading() as conn:
        by_person = reading.of_people(conn, pair)
        one = by_person[pair[0]]
        assert one == by_person[pair[1]] == reading.of_person(conn, pair[1])
    assert {each.person for each in one} == set(pair)
    assert [each.made for each in one] == sorted(each.made for each in one)
    for person in pair:
        header, area = person_file.page(desk, person, Area.PLAN)
        assert header.person == person
        said = {line.text for section in area.sections for line in section.lines}
        assert {"ring the clinic", "ring his sister"} <= {
            each for text in said for each in (text, text.split(": ")[-1])
        }


def test_today_counts_the_person_once_and_leaves_nothing_out(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    steps = {_step(desk, person, "ring the clinic") for person in pair}
    joining.join(desk, *pair)
    view = today.view(desk, mine=True)
    assert (view.mine, view.everyone) == (1, 1)
    lines = [line for section in view.sections for line in section.lines]
    assert {line.record for line in lines if line.code == "step"} == steps
    assert {line.person for line in lines} == {pair[0]}


def test_a_person_is_mine_when_any_of_their_records_is(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    theirs: dict[str, Wire] = {
        "worker": "f" * 32,
        "worker_name": "R Shah",
        "role": "keyworker",
        "from_on": "2026-11-01",
    }
    desk.journal.save([Change("assignment", theirs, person=pair[0])])
    assert _listed(desk, mine=True) == [pair[1]]
    joining.join(desk, *pair)
    assert _listed(desk, mine=True) == [pair[0]]


def test_what_changes_of_any_of_them_changes_their_line(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    joining.join(desk, *pair)
    desk.journal.save([Change("person", {"known_as": "Quill"}, pair[1])])
    assert _listed(desk, "quill") == [pair[0]]
    desk.journal.save([Change("person", {"record_status": "died"}, pair[1])])
    assert _listed(desk) == []
    header, _ = person_file.page(desk, pair[0], Area.PLAN)
    assert header.frozen


def test_the_own_number_of_the_other_record_is_nobody_elses(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    with desk.journal.reading() as conn:
        (number,) = reading.of_person(conn, pair[1], ("identifier",))
    spec = recording.edit_form(desk, RecordId(number.id))
    joining.join(desk, *pair)
    assert recording.save(desk, spec, {**spec.values, "verified_on": "20 nov 2026"}, {}).saved


def test_joining_and_taking_apart_are_signed_changes_that_undo_each_other(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    before = _listed(desk)
    joined = joining.join(desk, *pair)
    assert (joined.said, joined.undo is not None) == ("joined", True)
    assert joining.join(desk, *pair).problems
    assert joining.separate(desk, pair[1]).said == "separated"
    assert _listed(desk) == before
    assert joining.separate(desk, pair[1]).problems
    again = joining.join(desk, *reversed(pair))
    assert again.undo is not None
    changing.undo(desk, again.undo)
    assert _listed(desk) == before
    assert desk.journal.check(rebuild_tables=False).ok


@pytest.mark.parametrize(
    "joins", [((0, 1), (2, 1), (1, 3)), ((0, 1), (0, 2), (0, 3)), ((1, 0), (2, 0), (3, 2))]
)
@pytest.mark.parametrize("leaving", range(4))
def test_whoever_is_taken_out_leaves_the_others_joined(
    desk: Desk, leaving: int, joins: tuple[tuple[int, int], ...]
) -> None:
    people = [_add(desk, f"Lee{'abcd'[each]}", f"A123{each}BC") for each in range(4)]
    for one, other in joins:
        joining.join(desk, people[one], people[other])
    assert _groups(desk) == dict.fromkeys(people, min(people))
    joining.separate(desk, people[leaving])
    rest = [each for each in people if each != people[leaving]]
    assert _groups(desk) == dict.fromkeys(rest, min(rest))
    assert sorted(_listed(desk)) == sorted([min(rest), people[leaving]])
    assert _listed(desk, f"A123{leaving}BC") == [people[leaving]]


def test_the_history_names_who_was_said_to_be_the_same_and_takes_it_back(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    joining.join(desk, *pair)
    newest, before = changing.history(desk, pair[0])
    (said,) = newest.changes
    assert said.title == "Same person as"
    assert said.after in {"Barnes, Lee", "Barnes, Baz"}
    changing.restore_version(desk, pair[0], before.version)
    assert not _groups(desk)


def test_people_may_come_joined_from_a_file(desk: Desk, tmp_path: Path) -> None:
    lines = [
        line_files.person("p"),
        line_files.person("q", "Quill", same_as="@p"),
        line_files.number("@q", "A9999BC"),
    ]
    load_file(desk, line_files.write(tmp_path / "in.jsonl", lines))
    assert len(_groups(desk)) == 2
    assert len(_listed(desk)) == 1
    assert _listed(desk, "quill") == _listed(desk, "marrowby") == _listed(desk, "A9999BC") == _listed(desk)


@pytest.mark.parametrize("leaving", range(3))
def test_people_whose_records_point_round_in_a_circle_can_be_joined_and_taken_out(
    desk: Desk, leaving: int
) -> None:
    people = [_add(desk, f"Lee{'abc'[each]}", f"A123{each}BC") for each in range(3)]
    for one, other in ((0, 1), (1, 2), (2, 0)):
        desk.journal.save([Change("person", {"same_as": people[other]}, people[one])])
    fourth = _add(desk, "Leed", "A9999BC")
    joining.join(desk, people[0], fourth)
    assert _groups(desk) == dict.fromkeys([*people, fourth], min([*people, fourth]))
    joining.separate(desk, people[leaving])
    rest = [each for each in (*people, fourth) if each != people[leaving]]
    assert _groups(desk) == dict.fromkeys(rest, min(rest))


def test_a_hidden_record_is_one_with_nobody(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    joining.join(desk, *pair)
    changing.hide(desk, pair[0], "entered twice")
    assert _groups(desk) == {}
    assert _listed(desk) == [pair[1]]
    assert joining.join(desk, *pair).problems
    changing.unhide(desk, pair[0])
    assert _listed(desk) == [pair[0]]


def test_only_two_people_or_two_agencies_can_be_one(desk: Desk, pair: tuple[RecordId, RecordId]) -> None:
    agency = RecordId(
        desk.journal.save([Change("agency", {"name": "Leeds Options", "agency_type": "gp"})]).ids[0]
    )
    for one, other in ((pair[0], agency), (agency, pair[0]), (pair[0], RecordId("f" * 32))):
        with pytest.raises(NotFoundError):
            joining.join(desk, one, other)
    assert joining.join(desk, agency, agency).problems
    desk.journal.save([Change("person", {"same_as": agency}, pair[0])])
    assert _groups(desk) == {}


def test_who_is_one_with_whom_depends_on_the_records_and_not_on_the_order_they_came_in(
    tmp_path: Path,
) -> None:
    authors = [desk_of(tmp_path, name) for name in ("kim", "shah", "pike")]
    people = [_add(desk, f"Lee{place}", f"A123{place}BC") for place, desk in enumerate(authors)]
    for desk, other in ((authors[0], authors[1]), (authors[1], authors[2]), (authors[2], authors[0])):
        take_in(desk, everything_of(other))
    joining.join(authors[0], people[0], people[1])
    joining.join(authors[1], people[1], people[2])
    joining.join(authors[2], people[2], people[0])
    joining.separate(authors[2], people[2])
    passed = [everything_of(desk) for desk in authors]
    found = []
    for place, order in enumerate(permutations(passed)):
        reader = desk_of(tmp_path, f"reader{place}")
        for each in (*order, order[0]):
            take_in(reader, each)
        found.append((_groups(reader), sorted(_listed(reader))))
        assert reader.journal.check(rebuild_tables=False).projection_ok
        reader.close()
    assert found[0][0]
    assert all(each == found[0] for each in found)
    for desk in authors:
        desk.close()


def test_joined_agencies_are_chosen_once_and_what_is_chosen_already_stays(desk: Desk) -> None:
    pair = sorted(
        desk.journal.save(
            [
                Change("agency", {"name": name, "agency_type": "gp"})
                for name in ("Elm Surgery", "The Elm Surgery")
            ]
        ).ids
    )
    joining.join(desk, RecordId(pair[0]), RecordId(pair[1]))
    field = KINDS["home"].fields["agency"]
    with desk.journal.reading() as conn:
        assert [each.value for each in forms.choices(conn, field, None)] == [pair[0]]
        assert {each.value for each in forms.choices(conn, field, None, pair[1])} == set(pair)


def test_likely_pairs_are_certain_by_number_and_likely_by_name_and_birth(desk: Desk) -> None:
    lee, same = _add(desk, "Lee", "A1234BC"), _add(desk, "Leigh", "A1234BC")
    stephen, steven = _add(desk, "Stephen", "A1111BC"), _add(desk, "Steven", "A2222BC")
    _add(desk, "Marmaduke", "A3333BC")
    found = joining.likely_pairs(desk)
    assert [({each.one, each.other}, each.certain) for each in found] == [
        ({lee, same}, True),
        ({stephen, steven}, False),
    ]
    assert all("born Sun 3 May 1992" in text for each in found for text in (each.one_text, each.other_text))
    (arrived,) = joining.likely_pairs(desk, [steven])
    assert {arrived.one, arrived.other} == {stephen, steven}
    assert joining.likely_pairs(desk, []) == ()


def test_a_pair_that_was_joined_or_found_to_be_two_is_not_listed_again(desk: Desk) -> None:
    one, other = _add(desk, "Stephen", "A1111BC"), _add(desk, "Steven", "A2222BC")
    joining.not_same(desk, other, one)
    assert joining.likely_pairs(desk) == ()
    joining.join(desk, one, other)
    assert joining.likely_pairs(desk) == ()
    joining.separate(desk, one)
    assert len(joining.likely_pairs(desk)) == 1


def test_agencies_of_one_name_or_nearly_so_may_be_one(desk: Desk) -> None:
    named = ("Leeds Housing Options", "Leeds Housing Option", "Leeds Jobcentre", "York Jobcentre")
    ids = desk.journal.save([Change("agency", {"name": name, "agency_type": "other"}) for name in named]).ids
    (found,) = joining.likely_pairs(desk)
    assert (found.kind, {found.one, found.other}) == ("agency", set(ids[:2]))


def test_side_by_side_shows_where_they_differ_and_is_entered_as_opening_both(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    desk.journal.save([Change("person", {"veteran": "yes"}, pair[1])])
    view = joining.side_by_side(desk, *pair)
    rows = {row.title: (row.one, row.other, row.differs) for row in view.rows}
    assert rows["Surname"] == ("Barnes", "Barnes", False)
    assert rows["Armed forces veteran"] == ("", "Yes", True)
    assert rows["Prison number"][2]
    assert not view.joined
    assert {tuple(look.act for look in desk.journal.looks_at(each)) for each in pair} == {("opened",)}
    joining.join(desk, *pair)
    assert joining.side_by_side(desk, *pair).joined


def test_each_page_says_the_number_of_its_own_record_first(
    desk: Desk, pair: tuple[RecordId, RecordId]
) -> None:
    alone = [person_file.page(desk, each, Area.PLAN)[0].number for each in pair]
    joining.join(desk, *pair)
    assert [person_file.page(desk, each, Area.PLAN)[0].number for each in pair] == alone
