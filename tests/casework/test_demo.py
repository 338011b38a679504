"""The demo: fictional people in every situation that matters, in a real store that leaves nothing behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from recovery_tui.casework import caseload, covering, demo, exchange_state, person_file, today
from recovery_tui.casework.demo import folders, names, writing
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_files import load_file
from recovery_tui.casework.today_views import NOBODY
from recovery_tui.casework.views import Area, CaseloadOrder, RecordId
from recovery_tui.clock import Clock, SetClock
from recovery_tui.errors import InvalidRecordError
from recovery_tui.journal import reading
from recovery_tui.records import KINDS, Wire, breaches, validate
from tests.support.desks import new_desk

TODAY = date(2026, 11, 23)
DATES = (TODAY, date(2026, 12, 24), date(2027, 3, 27), date(2028, 2, 29))

Values = dict[str, Wire]
File = dict[str, list[Values]]
"""A person's records by kind."""

FOREVER = """
import sys, time
from recovery_tui.casework import demo
from recovery_tui.clock import Clock
desk = demo.open_demo(1, 1, Clock())
print(desk.demo_folder, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))


@cache
def files(count: int = 45, seed: int = 1, today: date = TODAY) -> list[File]:
    """Everybody's records, validated."""
    found: dict[str, File] = {}
    for line in demo.people(count, seed, today):
        fields = dict(line["fields"])
        whose = fields.pop("person", f"@{line['ref']}")
        values = {**validate(KINDS[line["kind"]], fields, today=today), "id": f"@{line['ref']}"}
        if line["kind"] != "agency":
            found.setdefault(whose, {}).setdefault(line["kind"], []).append(values)
    return list(found.values())


def has(file: File, kind: str, **wanted: Wire) -> bool:
    """Whether there is a record of this kind with these values."""
    return any(all(each.get(name) == value for name, value in wanted.items()) for each in file.get(kind, ()))


def in_days(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


def out_within(file: File, days: int) -> bool:
    """Whether the person leaves prison in the next so many days."""
    return any(
        in_days(0) <= str(stay.get("release_expected_on", "")) <= in_days(days) and not stay.get("ended_on")
        for stay in file["stay"]
    )


def on_substitution(file: File) -> bool:
    medicines = {"methadone", "buprenorphine_oral", "buprenorphine_depot"}
    return any(
        each.get("medicine") in medicines and not each.get("ended_on")
        for each in file.get("intervention", ())
    )


def treated_outside(file: File) -> bool:
    return has(file, "appointment", structured_treatment="yes", status="booked")


SITUATIONS: dict[str, Callable[[File], bool]] = {
    "substitution treatment, release within days, no appointment outside": lambda f: (
        on_substitution(f) and out_within(f, 6) and not treated_outside(f)
    ),
    "on remand and in court this week": lambda f: (
        has(f, "stay", stay_type="remand", ended_on=None) and out_within(f, 7)
    ),
    "release on a Friday": lambda f: any(
        date.fromisoformat(str(stay["release_expected_on"])).weekday() == 4
        for stay in f["stay"]
        if stay.get("release_expected_on") and out_within(f, 12)
    ),
    "nowhere to sleep on the first night": lambda f: out_within(f, 14) and "home" not in f,
    "peer support declined": lambda f: has(f, "release_item", item="rl23", status="not_applicable"),
    "day-7 check due": lambda f: has(f, "stay", released_on=in_days(-7)) and not has(f, "post_release_check", day=7),
    "came from another prison last week": lambda f: has(f, "stay", end_reason="transfer_prison", ended_on=in_days(-4)),
    "short recall": lambda f: has(f, "stay", recall_kind="fixed_term_28", ended_on=None),
    "empty new plan": lambda f: has(f, "plan", status="draft", matters_to_me=None) and "goal" not in f,
    "all in place": lambda f: out_within(f, 60) and treated_outside(f) and on_substitution(f)
    and has(f, "peer_link", gate_meet="yes") and has(f, "work", employment_status="employed")
    and any(home.get("confirmed_on") for home in f.get("home", ())),
    "depot with its next injection": lambda f: any(
        each.get("medicine") == "buprenorphine_depot" and str(each.get("next_dose_on")) > in_days(0)
        for each in f.get("intervention", ())
    ),
    "naloxone offered": lambda f: any(not kit.get("trained_on") for kit in f.get("naloxone", ())),
    "naloxone trained": lambda f: any(
        kit.get("trained_on") and not kit.get("issued_on") for kit in f.get("naloxone", ())
    ),
    "naloxone in property": lambda f: has(f, "naloxone", held_where="property", ready_at_gate_on=None),
    "naloxone packed": lambda f: any(
        kit.get("ready_at_gate_on") and not kit.get("handed_over_on") for kit in f.get("naloxone", ())
    ),
    "naloxone handed over": lambda f: has(f, "naloxone", held_where="in_possession"),
    "naloxone declined": lambda f: has(f, "naloxone", offer_outcome="declined"),
    "overdue steps": lambda f: sum(
        str(step.get("due_on")) < in_days(0) and step["status"] != "completed" for step in f.get("step", ())
    ) >= 3,
    "unanswered referrals": lambda f: sum(
        each["status"] == "sent" and str(each["sent_on"]) < in_days(-20) for each in f.get("referral", ())
    ) >= 2,
    "referral turned down": lambda f: has(f, "referral", status="rejected"),
    "disagrees with a goal": lambda f: has(f, "goal", agreement="do_not_agree", status="active"),
    "recovered and gives back": lambda f: any(link.get("gives_back") for link in f.get("peer_link", ())),
    "going home to Wales": lambda f: has(f, "stay", jurisdiction="wales"),
    "care leaver": lambda f: has(f, "person", care_leaver="yes"),
    "veteran": lambda f: has(f, "person", veteran="yes"),
    "pregnant": lambda f: has(f, "person", pregnant="yes"),
    "needs reading help": lambda f: has(f, "person", reading_help="cannot_read"),
    "died": lambda f: has(f, "person", record_status="died"),
    "closed": lambda f: has(f, "person", record_status="closed"),
    "leaves today": lambda f: has(f, "stay", release_expected_on=in_days(0), ended_on=None),
    "not unlocked twice": lambda f: sum(each["outcome"] == "not_unlocked" for each in f.get("contact", ())) >= 2,
}  # fmt: skip


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_situation_that_matters_is_among_the_first_forty_five(situation: str) -> None:
    assert any(SITUATIONS[situation](file) for file in files())


def test_every_kind_that_people_type_occurs_among_the_first_forty_five() -> None:
    told = {line["kind"] for line in demo.people(45, 1, TODAY)}
    assert {kind.name for kind in KINDS.values() if kind.typed} <= told


def test_the_same_seed_and_date_tell_the_same_people_and_another_seed_others() -> None:
    assert list(demo.people(60, 7, TODAY)) == list(demo.people(60, 7, TODAY))
    assert list(demo.people(60, 7, TODAY)) != list(demo.people(60, 8, TODAY))


@pytest.mark.parametrize("today", DATES)
def test_nothing_that_is_told_breaks_a_rule_without_giving_its_reason(today: date) -> None:
    reasons = {f"@{line['ref']}": line.get("reasons", {}) for line in demo.people(120, 3, today)}
    for file in files(120, 3, today):
        living = {**file, "person": [{**file["person"][0], "record_status": "active"}]}
        for kind, records in living.items():
            for values in records:
                found = breaches(KINDS[kind], values, living, today)
                assert [each for each in found if each.rule not in reasons[str(values["id"])]] == []


@pytest.mark.parametrize("seed", range(5))
def test_everybody_has_between_six_and_forty_records(seed: int) -> None:
    sizes = [sum(map(len, file.values())) for file in files(200, seed)]

    assert min(sizes) >= 6
    assert max(sizes) <= 40


def test_a_load_test_gets_as_many_records_a_person_as_it_asks_for() -> None:
    lines = [line for line in demo.people(300, 1, TODAY, records_each=20) if line["kind"] != "agency"]

    assert len(lines) == pytest.approx(300 * 20, rel=0.05)
    assert len({line["ref"] for line in lines}) == len(lines)


def test_lines_point_only_at_lines_that_are_there() -> None:
    lines = list(demo.people(45, 1, TODAY))
    refs = {f"@{line['ref']}" for line in lines}
    pointed = {value for line in lines for value in line["fields"].values() if str(value).startswith("@")}

    assert pointed <= refs


def test_numbers_and_names_can_not_be_those_of_anybody_real() -> None:
    for file in files(300):
        assert file["person"][0]["surname"] in names.SURNAMES
        for each in file.get("contact_route", []):
            assert str(each["value"]).startswith("07700 900")
        for each in file["stay"]:
            assert each["establishment"] in {names.PLACE, names.OLD_PLACE}
    services = [line["fields"]["name"] for line in demo.people(1, 1, TODAY) if line["kind"] == "agency"]
    assert services
    assert all(name.endswith("(fictional)") for name in services)
    assert names.OWNER.endswith("(fictional)")


def test_nobody_shares_a_number() -> None:
    numbers = [each["value"] for file in files(300) for each in file["identifier"]]

    assert len(set(numbers)) == len(numbers)


@contextmanager
def opened(people: int, seed: int = 1) -> Iterator[Desk]:
    desk = demo.open_demo(people, seed, Clock())
    try:
        yield desk
    finally:
        desk.close()


@pytest.mark.parametrize("count", [0, 1, 45])
def test_a_demo_of_any_size_is_a_sound_store_with_that_many_people(count: int) -> None:
    with opened(count) as desk:
        with desk.journal.reading() as conn:
            assert len(list(reading.of_kind(conn, "person"))) == count
        assert desk.demo
        assert desk.journal.check(rebuild_tables=False).ok


def test_the_store_holds_what_the_lines_say() -> None:
    with opened(45, seed=4) as desk, desk.journal.reading() as conn:
        told = files(45, 4, desk.clock.today())
        for kind in KINDS:
            stored = [record.values for record in reading.of_kind(conn, kind)]
            said = [values for file in told for values in file.get(kind, [])]
            if kind not in ("agency", "approval"):
                assert len(stored) == len(said), kind
        goals = sorted(str(record.values["title"]) for record in reading.of_kind(conn, "goal"))
        assert goals == sorted(str(values["title"]) for file in told for values in file.get("goal", []))


def test_history_looks_lived_in_and_ends_before_now() -> None:
    with opened(45) as desk:
        with desk.journal.reading() as conn:
            plans = [record.id for record in reading.of_kind(conn, "plan")]
            days = {record.made_on for kind in KINDS for record in reading.of_kind(conn, kind)}
        edits = [(one.before, one.after) for plan in plans for one in desk.journal.history(plan)[1:]]
        assert any(
            before.get("agreement") == "draft" and after["agreement"] == "agreed" for before, after in edits
        )
        assert len(days) > 8
        assert max(days) <= desk.clock.now().date().isoformat()
        assert desk.journal.warnings == ()


def test_a_moved_release_date_keeps_its_reason() -> None:
    with opened(45) as desk:
        with desk.journal.reading() as conn:
            stays = [record.id for record in reading.of_kind(conn, "stay")]
        reasons = [version.reasons for stay in stays for version in desk.journal.history(stay)]
        assert {"V15": "recalculated"} in reasons


def test_everybody_open_is_on_the_owners_caseload_but_for_who_was_handed_over() -> None:
    with opened(45) as desk:
        page = caseload.page(desk, text="", order=CaseloadOrder.NAME, mine=True, offset=0, limit=100)
        assert (page.mine, page.everyone) == (42, 43)
        assert {row.name for row in page.rows}
        with desk.journal.reading() as conn:
            handed = {str(each.values["status"]): each.person for each in reading.of_kind(conn, "handover")}
        assert handed.keys() == {"offered", "accepted"}
        header, _ = person_file.page(desk, RecordId(handed["accepted"] or ""), Area.PLAN)
        assert "late notes only" in header.handed_over
        assert covering.form(desk).fields[0].choices[0].label == f"{names.COLLEAGUE_NAME}, 1 person"


def test_supervisors_have_said_yes_no_and_yes_to_what_has_changed_since() -> None:
    with opened(45) as desk:
        with desk.journal.reading() as conn:
            people = [RecordId(each.person or "") for each in reading.of_kind(conn, "approval")]
        pages = [person_file.page(desk, person, Area.PLAN)[1] for person in people]
        lines = [line for page in pages for section in page.sections for line in section.lines]
        said = {(line.text, "changed since" in line.note) for line in lines if line.kind == "approval"}
        assert said == {
            ("Supervisor: approved", False),
            ("Supervisor: approved", True),
            ("Supervisor: asks for changes", False),
        }


def test_on_today_some_red_lines_have_a_next_thing_and_some_have_nobody() -> None:
    with opened(45) as desk:
        following = [line.following for line in today.view(desk, mine=True).sections[0].lines]
        assert NOBODY in following
        assert any(each and each != NOBODY for each in following)


def test_the_demo_can_be_locked_and_opened_with_the_passphrase_it_shows() -> None:
    with opened(1) as desk:
        assert desk.matches(writing.PASSPHRASE)
        desk.lock()
        desk.unlock(writing.PASSPHRASE)
        assert exchange_state.state(desk).only_here > 0


def test_progress_counts_up_to_its_end() -> None:
    seen: list[tuple[int, int]] = []
    demo.open_demo(1, 1, Clock(), lambda done, of: seen.append((done, of))).close()

    assert [done for done, _ in seen] == list(range(1, len(seen) + 1))
    assert seen[-1][0] == seen[-1][1]


def test_the_folder_is_gone_after_closing(tmp_path: Path) -> None:
    with opened(1) as desk:
        assert desk.demo_folder is not None
        assert desk.demo_folder.is_dir()

    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    def fail(_done: int, _of: int) -> None:
        raise InvalidRecordError([])

    with pytest.raises(InvalidRecordError):
        demo.open_demo(3, 1, Clock(), fail)
    assert list(tmp_path.iterdir()) == []


def test_a_kept_demo_stays_where_it_is(tmp_path: Path) -> None:
    desk = demo.open_demo(1, 1, Clock())
    desk.keeps_folder = True
    desk.close()
    demo.sweep()

    assert desk.demo_folder is not None
    assert any(desk.demo_folder.rglob("records.db"))


def test_everybody_can_be_loaded_into_another_store_and_whoever_has_died_stays_frozen(tmp_path: Path) -> None:
    lines = list(demo.people(45, 1, TODAY))
    desk = new_desk(tmp_path, clock=SetClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    path = tmp_path / "people.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    loaded = load_file(desk, path)
    assert (loaded.new, loaded.rejected, loaded.listed) == (len(lines), (), ())

    with desk.journal.reading() as conn:
        person = next(p.id for p in reading.of_kind(conn, "person") if p.values["record_status"] == "died")
    late = {"person": person, "started_on": "2026-11-20", "status": "draft", "agreement": "draft"}
    path.write_text(json.dumps({"kind": "plan", "fields": late}), encoding="utf-8")
    again = load_file(desk, path)
    assert again.new == 0
    assert "died" in again.rejected[0].reason
    desk.close()


@contextmanager
def another_demo() -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A demo in a process of its own, and its folder."""
    with subprocess.Popen(
        [sys.executable, "-c", FOREVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_the_folder_of_a_killed_demo_is_swept_by_the_next_and_that_of_a_running_one_is_not() -> None:
    with another_demo() as (running, theirs), another_demo() as (killed, left):
        killed.send_signal(signal.SIGTERM)
        killed.wait()
        assert left.is_dir()
        with opened(1):
            assert not left.exists()
            assert theirs.is_dir()
            assert running.poll() is None


def test_sweeping_leaves_folders_of_others_alone(tmp_path: Path) -> None:
    others = [tmp_path / (folders.PREFIX + "unmarked"), tmp_path / "something-else"]
    for each in others:
        each.mkdir()
        (each / "file").write_text("kept")

    assert demo.sweep() == 0
    assert all((each / "file").exists() for each in others)
