"""What leaves the organisation: only classes that a permission or a lawful basis covers; and who it then belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_tui.casework import dumping, sending
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.casework.sharing_views import SendOrder
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NoBasisError, UsageError
from recovery_tui.journal import reading
from recovery_tui.journal.event import decode_body
from recovery_tui.journal.log import Change
from recovery_tui.records import InfoClass
from tests.support.desks import add_person
from tests.support.exchange import acquaint, colleague, receive, send

FORWARD = "Fictional Forward"


@pytest.fixture
def sides(tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Kim in a prison, and Ola in a community team of another organisation."""
    kim = colleague(tmp_path, "Kim Example")
    ola = colleague(tmp_path, "Ola Outside", Role.KEYWORKER, FORWARD, "OUT")
    acquaint(kim, ola)
    yield kim, ola
    kim.close()
    ola.close()


def _furnished(desk: Desk, surname: str, number: str) -> RecordId:
    """A person with records of every class."""
    person = add_person(desk, surname, "Lee", number)
    saved = desk.journal.save(
        [
            Change(
                "plan",
                {
                    "started_on": "2026-11-01",
                    "status": "draft",
                    "agreement": "draft",
                    "who_to_call": "A made-up sister",
                },
                person=person,
            ),
            Change(
                "intervention",
                {"intervention_type": "psysoc", "sub_type": "cbt_relapse_prevention"},
                person=person,
            ),
            Change("home", {"home_type": "cas3", "from_on": "2026-11-20"}, person=person),
            Change("flag", {"flag_kind": "self_harm", "from_on": "2026-11-20"}, person=person),
        ]
    )
    assert len(saved.ids) == 4
    return RecordId(person)


def _permit(desk: Desk, person: str, classes: list[str], decision: str = "given") -> None:
    with desk.journal.reading() as conn:
        named = [each.id for each in reading.of_kind(conn, "agency") if each.values.get("name") == FORWARD]
    agency = (
        named[0]
        if named
        else desk.journal.save(
            [Change("agency", {"name": FORWARD, "agency_type": "community_drug_alcohol"})]
        ).ids[0]
    )
    values = {
        "agency": agency,
        "info_classes": classes,
        "decision": decision,
        "decided_on": "2026-11-20",
    }
    desk.journal.save([Change("permission", values, person=person)])  # type: ignore[arg-type]


def _classes_here(desk: Desk) -> dict[str, set[str]]:
    """For each person the classes of which a body is here, but of one's own writing."""
    with desk.journal.reading() as conn:
        rows = conn.exec_driver_sql(
            "SELECT event.body FROM event JOIN feed ON feed.no = event.feed"
            " WHERE feed.own = 0 AND feed.use = 'record' AND event.body IS NOT NULL"
        )
        found: dict[str, set[str]] = {}
        for (raw,) in rows:
            body = decode_body(bytes(raw))
            owner = body.person or (body.ent if body.kind == "person" else "")
            if owner:
                found.setdefault(owner, set()).add(body.cls)
        return found


def test_nothing_leaves_the_organisation_without_a_lawful_basis(
    sides: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, ola = sides
    person = _furnished(kim, "Barnes", "A1234BC")
    assert sending.preview(kim, SendOrder((ola.me,), (person,))).needs_basis
    with pytest.raises(NoBasisError):
        send(kim, tmp_path, ola, people=(person,))
    with pytest.raises(UsageError):
        send(kim, tmp_path, ola, basis="safeguarding", reason="made up")
    assert not list(tmp_path.glob("*.rpb*"))


def test_with_permission_exactly_what_it_covers_goes_and_is_recorded(
    sides: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, ola = sides
    lee, ray = _furnished(kim, "Barnes", "A1234BC"), _furnished(kim, "Holt", "A2345BC")
    _permit(kim, lee, ["ID", "SOC"])
    receive(ola, send(kim, tmp_path, ola, basis="permission"))
    assert _classes_here(ola) == {lee: {"ID", "SOC"}}
    with kim.journal.reading() as conn:
        [disclosed] = reading.of_person(conn, lee, ("disclosure",))
        assert reading.of_person(conn, ray, ("disclosure",)) == ()
    assert disclosed.values["info_classes"] == ["ID", "SOC"]
    assert disclosed.values["lawful_basis"] == "permission"
    assert disclosed.values["permission"]
    assert FORWARD in str(disclosed.values["recipient"])


def test_a_later_no_stops_what_an_earlier_yes_allowed(sides: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, ola = sides
    lee = _furnished(kim, "Barnes", "A1234BC")
    _permit(kim, lee, ["ID", "TRT"])
    _permit(kim, lee, ["ID", "TRT"], "refused")
    receive(ola, send(kim, tmp_path, ola, basis="permission"))
    assert _classes_here(ola) == {}


def test_another_basis_never_carries_what_is_about_other_people(
    sides: tuple[Desk, Desk], tmp_path: Path
) -> None:
    kim, ola = sides
    lee = _furnished(kim, "Barnes", "A1234BC")
    receive(ola, send(kim, tmp_path, ola, people=(lee,), basis="safeguarding", reason="made up"))
    assert _classes_here(ola)[lee] == {"ID", "JUS", "TRT", "REC", "SOC", "RISK"}
    assert "made-up sister" not in "".join(dumping.dump(ola))


def test_what_a_permission_adds_goes_late(sides: tuple[Desk, Desk], tmp_path: Path) -> None:
    kim, ola = sides
    lee = _furnished(kim, "Barnes", "A1234BC")
    _permit(kim, lee, ["ID"])
    receive(ola, send(kim, tmp_path, ola, basis="permission"))
    _permit(kim, lee, ["ID", "REC"])
    receive(ola, send(kim, tmp_path, ola, basis="permission"))
    assert _classes_here(ola) == {lee: {"ID", "REC"}}
    assert ola.journal.check(rebuild_tables=False).ok


CLASSES = [each.value for each in InfoClass]
ANSWERS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sets(st.sampled_from(CLASSES), min_size=1),
        st.sampled_from(["given", "limited", "refused", "withdrawn", "asked"]),
    ),
    max_size=5,
)


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    answers=ANSWERS, basis=st.sampled_from(["permission", "safeguarding"]), named=st.sets(st.integers(0, 2))
)
def test_a_card_of_another_organisation_never_gets_an_uncovered_class(
    sides: tuple[Desk, Desk],
    tmp_path: Path,
    answers: list[tuple[int, set[str], str]],
    basis: str,
    named: set[int],
) -> None:
    kim, ola = sides
    number = len(list(dumping.dump(kim)))
    people = [_furnished(kim, f"Barnes{n}", f"A{(number + n) % 9000 + 1000}BC") for n in range(3)]
    newest: dict[str, tuple[set[str], str]] = {}
    for whose, classes, decision in answers:
        _permit(kim, people[whose], sorted(classes, key=CLASSES.index), decision)
        newest[people[whose]] = (classes, decision)
    chosen = tuple(people[each] for each in sorted(named))
    if basis != "permission" and not chosen:
        return
    receive(ola, send(kim, tmp_path, ola, people=chosen, basis=basis, reason="made up"))
    got = _classes_here(ola)
    for person in people:
        classes, decision = newest.get(person, (set(), "asked"))
        allowed = set(classes) if decision in ("given", "limited") else set()
        if basis != "permission" and person in chosen:
            allowed |= set(CLASSES) - {"THIRD"}
        if chosen and person not in chosen:
            allowed = set()
        assert got.get(person, set()) <= allowed
