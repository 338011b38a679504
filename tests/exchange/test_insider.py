"""What somebody accepted signs against the rules is refused whole, or kept where it does no harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from recovery_tui.casework import changing, dumping, receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import FileResult
from recovery_tui.casework.views import RecordId
from recovery_tui.journal import reading
from recovery_tui.journal.event import natural_id
from recovery_tui.journal.log import Change
from recovery_tui.records import KINDS
from tests.exchange.content import digest, log
from tests.exchange.insider import Insider, packed
from tests.exchange.looking import everything_shown

Event = dict[str, Any]
LATER = "03b9aca000000000"
"""A stamp in 2099."""


def receive(desk: Desk, insider: Insider, folder: Path, **told: Any) -> FileResult:
    [result] = receiving.receive(desk, [insider.file(folder / "insider.rpb", desk, **told)])
    return result


def is_sound(desk: Desk) -> str:
    """Every page opens, the log verifies, and the tables are what it says. Gives all that is shown."""
    shown = everything_shown(desk)
    assert desk.journal.check(rebuild_tables=False).ok
    return shown


REFUSED: dict[str, Callable[[Event], object]] = {
    "another place": lambda event: event.update(seq=9),
    "place 0": lambda event: event.update(seq=0),
    "another author": lambda event: event.update(au="ab" * 16),
    "no author": lambda event: event.pop("au"),
    "an id that does not follow from it": lambda event: event.update(ent="ab" * 16),
    "no id": lambda event: event.update(ent=""),
    "an id in capitals": lambda event: event.update(ent="AB" * 16),
    "no salt": lambda event: event.update(salt=""),
    "a short salt": lambda event: event.update(salt="ab" * 8),
    "a fraction": lambda event: event["set"].update(forename=0.5),
    "a number beyond all": lambda event: event["set"].update(forename=2**70),
    "a number just beyond": lambda event: event["set"].update(forename=2**53 + 1),
    "a list in a list": lambda event: event["set"].update(forename=[["x"]]),
    "a number in a map": lambda event: event["set"].update(forename={"a": 1}),
    "a list too long": lambda event: event["set"].update(forename=["x"] * 1001),
    "a name in a map too long": lambda event: event["set"].update(forename={"a" * 201: "b"}),
    "a text too long": lambda event: event["set"].update(forename="x" * 20_001),
    "half a character": lambda event: event["set"].update(forename="\ud800"),
    "65 fields": lambda event: event["set"].update({f"field_{n}": "x" for n in range(65)}),
    "a field name with capitals": lambda event: event["set"].update(Forename="x"),
    "a field name with an end": lambda event: event["set"].update({"forename\n": "x"}),
    "an unknown part": lambda event: event.update(more="x"),
    "an unknown act": lambda event: event.update(op="erase"),
    "a kind that is no name": lambda event: event.update(kind="Person"),
    "a wall time that is none": lambda event: event.update(wall="soon"),
    "a wall time that is on no calendar": lambda event: event.update(wall="2026-02-30T10:00:00+00:00"),
    "a wall time in no zone": lambda event: event.update(wall="2026-11-23T10:00:00+99:00"),
    "a stamp beyond the calendar": lambda event: event.update(hlc="f" * 16),
    "a stamp that is none": lambda event: event.update(hlc="soon"),
    "a person who is no id": lambda event: event.update(person="x" * 32),
    "a person who is somebody else's": lambda event: event.update(person="ab" * 16),
    "a reason too long": lambda event: event.update(why={"V1": "x" * 401}),
    "replaces without a new value": lambda event: event.update(prev={"born_on": [["ab" * 16, 1, "ab" * 8]]}),
    "replaces nonsense": lambda event: event.update(prev={"surname": "everything"}),
    "replaces something without a place": lambda event: event.update(prev={"surname": [["ab" * 16, 0, "ab" * 8]]}),
    "replaces something without a feed": lambda event: event.update(prev={"surname": [["", 1, "ab" * 8]]}),
    "replaces 257 values": lambda event: event.update(prev={"surname": [["ab" * 16, 1, "ab" * 8]] * 257}),
    "version 0": lambda event: event.update(sv=0),
    "a version in words": lambda event: event.update(sv="1"),
}  # fmt: skip


@pytest.mark.parametrize("change", REFUSED.values(), ids=REFUSED.keys())
def test_an_event_that_breaks_the_format_takes_its_whole_file_with_it(
    rosa: Desk, ines: Insider, tmp_path: Path, change: Callable[[Event], object]
) -> None:
    ines.person()
    event = ines.next(set={"surname": "Insider", "forename": "Ira"})
    change(event)
    ines.write_raw(packed(event))
    before = digest(rosa)
    result = receive(rosa, ines, tmp_path)
    assert (result.outcome, result.code) == ("refused", "damaged")
    assert digest(rosa) == before


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b"\xff\xfe{}",
        b'{"sv":1}',
        b'{"sv":2}',
        b'{"sv":2,"seq":3}',
        b"{" * 5000,
        b'{"sv":2,"seq":2,"x":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda raw: str(raw[:20]),
)
def test_what_is_no_event_takes_its_whole_file_with_it(
    rosa: Desk, ines: Insider, tmp_path: Path, raw: bytes
) -> None:
    ines.person()
    ines.write_raw(raw or b" ")
    before = digest(rosa)
    assert receive(rosa, ines, tmp_path).outcome == "refused"
    assert digest(rosa) == before


def test_a_name_that_stands_twice_in_an_event_is_refused(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    """Two readers would take it for two different things."""
    raw = packed(ines.next(set={"surname": "Insider"}))
    for twice in (
        raw.replace(b'"surname":"Insider"', b'"surname":"Insider","surname":"Other"'),
        raw.replace(b'"op":"make"', b'"op":"make","op":"make"'),
    ):
        ines.bodies = [twice]
        before = digest(rosa)
        assert receive(rosa, ines, tmp_path).outcome == "refused"
        assert digest(rosa) == before


def test_a_natural_key_too_long_to_be_one_is_refused(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    person = ines.person()
    ines.write(
        kind="release_item",
        person=person,
        ent=natural_id("release_item", ["0" * 32, "id"]),
        set={"stay": "0" * 32, "item": "\U0001f600" * 20_000, "state": "yes"},
    )
    before = digest(rosa)
    assert receive(rosa, ines, tmp_path).outcome == "refused"
    assert digest(rosa) == before


ODD_VALUES: tuple[Any, ...] = (
    "x", "2026-02-30", "2026-13", "0000", "0", "-",
    "9999-99-99T99:99", "Z" * 20_000, "\U0001f600" * 5_000, 7, -1, 2**53,
    True, ["x"], {"a": "b"}, [], {}, "\x1b[2J\x1b]52;c;QQ==\x07", "a\u202eb", "[bold]x[/]", "", "\r", "\x9b31m",
)  # fmt: skip


@pytest.mark.parametrize("value", ODD_VALUES, ids=lambda value: repr(value)[:24])
def test_values_of_any_shape_in_any_field_are_kept_and_no_page_fails(
    rosa: Desk, ines: Insider, tmp_path: Path, value: Any
) -> None:
    """One record of every kind, each of its fields in turn holding what never fits it."""
    person = ines.person()
    for kind, declared in KINDS.items():
        if declared.natural_key:
            continue
        names = list(declared.fields)
        for start in range(0, len(names), 8):
            some = dict.fromkeys(names[start : start + 8], value)
            ines.write(kind=kind, cls="", person="" if kind == "person" else person, set=some)
    result = receive(rosa, ines, tmp_path)
    assert result.outcome == "merged"
    shown = is_sound(rosa)
    assert not {c for c in shown if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f" or c == "\u202e"}
    assert [each for each in log(rosa) if each[0] == ines.feed.hex().upper()]


def test_hidden_characters_are_shown_as_signs_and_kept_as_they_were_written(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    person = ines.person("Ev\x1b]52;c;QQ==\x07il", forename="abc\u202edef")
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    stored = rosa.journal.record(person)
    assert stored is not None
    assert stored.values["surname"] == "Ev\u241b]52;c;QQ==\u2407il"
    assert stored.values["forename"] == "abc\u27e8U+202E\u27e9def"
    [entry] = changing.history(rosa, RecordId(person))
    assert "\x1b" not in repr(entry)
    with rosa.journal.reading() as conn:
        kept = conn.exec_driver_sql(
            "SELECT body FROM event WHERE instr(body, ?)", (person.encode(),)
        ).scalars()
        assert [bytes(raw) for raw in kept] == ines.bodies


def test_a_record_stays_of_the_kind_it_was_made(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    """Nobody turns a person into something else and so off every list."""
    [lee] = _people(rosa)
    before = rosa.journal.record(lee)
    ines.write(op="set", ent=lee, kind="goal", person=lee, set={"title": "x", "status": "active"})
    ines.write(op="set", ent=lee, kind="from_later", set={"surname": "Gone"})
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    assert rosa.journal.record(lee) == before
    assert _people(rosa) == [lee]


def test_a_record_stays_whose_it_was_made(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    """Nobody moves a record to another person's page."""
    [jo] = _people(rosa)
    own = ines.person()
    with rosa.journal.reading() as conn:
        [stay] = [each.id for each in reading.of_person(conn, jo, ("stay",))]
    ines.write(op="set", ent=stay, kind="stay", person=own, set={"location": "Z9"})
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    stored = rosa.journal.record(stay)
    assert stored is not None
    assert stored.person == jo


def test_a_record_is_what_its_beginning_says_though_it_came_last(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    """What was written of it under another kind first, before it came, then goes."""
    person = ines.person()
    made = ines.next(kind="goal", cls="", person=person, set={"title": "Find work", "status": "active"})
    ines.write_raw(packed(made))
    strays = Insider("Stray Example", seed=8)
    strays.is_accepted_by(rosa)
    [jo] = _people(rosa)
    for kind in ("from_later", "plan", "goal", "stay", "plan"):
        strays.write(
            op="set", kind=kind, cls="", ent=made["ent"], person=jo, set={"status": "x", "rank": "a"}
        )
    assert receive(rosa, strays, tmp_path).outcome == "merged"
    is_sound(rosa)
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    stored = rosa.journal.record(made["ent"])
    assert stored is not None
    assert (stored.kind, stored.person, stored.values["title"]) == ("goal", person, "Find work")


def test_a_value_that_replaces_what_nobody_wrote_is_taken_in(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    person = ines.person()
    nonsense = [["ab" * 16, 2**53 - 1, "cd" * 8], [ines.feed.hex(), 999, "ef" * 8]]
    ines.write(op="set", ent=person, set={"surname": "Other"}, prev={"surname": nonsense})
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    stored = rosa.journal.record(person)
    assert stored is not None
    assert sorted(map(str, stored.also["surname"])) == ["Insider", "Other"]


def test_a_value_that_replaces_one_of_another_record_is_taken_in_whatever_came_first(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    """The tables are what the log says also when the other record's body comes late."""
    ines.person()
    ines.person("Other")
    ines.write(
        kind="plan",
        cls="",
        person="",
        set={"status": "draft"},
        prev={"status": [[ines.feed.hex(), 2, ines.leaf(2)]]},
    )
    assert receive(rosa, ines, tmp_path, withheld={2}, late={2}).outcome == "merged"
    is_sound(rosa)


def test_a_hand_over_without_a_day_is_shown(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    person = ines.person()
    values = {"to_fingerprint": "ab" * 16, "status": "accepted", "reason": "moves"}
    ines.write(kind="handover", cls="", person=person, set=values)
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    assert "handed over" in is_sound(rosa)


def test_a_clock_in_2099_decides_nothing_and_is_not_caught(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    """A stamp far ahead is kept; what is written here afterwards bears this computer's own time."""
    [jo] = _people(rosa)
    ines.write(op="set", ent=jo, hlc=LATER, wall="2099-01-01T00:00:00+00:00", set={"forename": "Joanna"})
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    stored = rosa.journal.record(jo)
    assert stored is not None
    assert sorted(map(str, stored.also["forename"])) == ["Jo", "Joanna"]
    rosa.journal.save(
        [Change("plan", {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"}, person=jo)]
    )
    with rosa.journal.reading() as conn:
        [plan] = list(reading.of_kind(conn, "plan"))
    assert "01a2" < plan.made < "01a3"


@pytest.mark.parametrize(
    "later", [{"sv": 2}, {"sv": 2, "op": "merge", "more": {"deep": [1, {"x": 0.5}]}}, {"sv": 2**70}]
)
def test_what_a_newer_version_wrote_is_kept_and_not_shown(
    rosa: Desk, ines: Insider, tmp_path: Path, later: Event
) -> None:
    ines.person()
    raw = packed(ines.next(set={"surname": "Later"}) | later)
    ines.write_raw(raw)
    result = receive(rosa, ines, tmp_path)
    assert (result.outcome, result.new, result.unread) == ("merged", 2, 1)
    assert "newer version" in result.told
    assert "Later" not in is_sound(rosa)
    with rosa.journal.reading() as conn:
        assert conn.exec_driver_sql("SELECT COUNT(*) FROM event WHERE body = ?", (raw,)).scalar_one() == 1


def test_kinds_and_fields_nobody_here_knows_are_kept_and_passed_over(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    person = ines.person(favourite_colour="blue")
    ines.write(kind="from_later", cls="NEW", person=person, set={"surname": "x", "n": 1})
    assert receive(rosa, ines, tmp_path).outcome == "merged"
    is_sound(rosa)
    lines = {line["id"]: line for line in map(json.loads, dumping.dump(rosa))}
    assert lines[person]["fields"]["surname"] == "Insider"


def test_a_date_on_a_page_of_the_exchange_may_be_beyond_the_calendar(
    rosa: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.person()
    assert receive(rosa, ines, tmp_path, wall="9999-12-31T23:59:59-23:59").outcome == "merged"
    is_sound(rosa)


def _a_look(insider: Insider, **told: object) -> None:
    """Somebody looked at a person, as the access feed has it."""
    event = insider.next(op="look") | {"act": "opened", "note": "seen\x1b[2J"} | told
    names = ("sv", "seq", "hlc", "wall", "au", "act", "person", "note", "salt")
    insider.write_raw(packed({name: event[name] for name in names}))


def test_a_note_of_somebody_who_looked_is_shown_with_signs(rosa: Desk, tmp_path: Path) -> None:
    looks = Insider("Looking Example", seed=9, use="access")
    looks.is_accepted_by(rosa)
    [jo] = _people(rosa)
    _a_look(looks, person=jo)
    assert receive(rosa, looks, tmp_path).outcome == "merged"
    assert [look.note for look in rosa.journal.looks_at(jo)] == ["seen\u241b[2J"]


@pytest.mark.parametrize(
    "told",
    [
        {"wall": "soon"},
        {"wall": "2026-02-30T10:00:00+00:00"},
        {"act": "x\x1b[2J"},
        {"note": "x" * 201},
        {"hlc": "f" * 16},
        {"salt": ""},
        {"seq": 2},
        {"au": "ab" * 16},
        {"person": "everybody"},
    ],
    ids=str,
)
def test_a_look_that_breaks_the_format_takes_its_whole_file_with_it(
    rosa: Desk, tmp_path: Path, told: Event
) -> None:
    looks = Insider("Looking Example", seed=9, use="access")
    looks.is_accepted_by(rosa)
    _a_look(looks, **{"person": _people(rosa)[0]} | told)
    before = digest(rosa)
    assert receive(rosa, looks, tmp_path).outcome == "refused"
    assert digest(rosa) == before


def _people(desk: Desk) -> list[RecordId]:
    with desk.journal.reading() as conn:
        return [RecordId(each.id) for each in reading.of_kind(conn, "person")]
