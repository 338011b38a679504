from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from recovery_tui.casework import bad_news, changing, filling_in, joining, person_file, timeline
from recovery_tui.casework.areas.everything import PAGE
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.typed import settled, understood
from recovery_tui.casework.views import TURN, Area, Line, RecordId, TimelineWish
from recovery_tui.clock import SetClock
from recovery_tui.journal.event import Wire
from recovery_tui.journal.log import Change
from tests.support.area_pages import Somebody, read, somebody
from tests.support.desks import add_person, new_desk
from tests.support.two_writers import two_writers

FIRST = date(2026, 1, 5)


def told(lee: Somebody, wish: TimelineWish | None = None, hidden: bool = False) -> list[Line]:
    _, view = person_file.page(lee.desk, lee.person, Area.EVERYTHING, hidden, wish or TimelineWish())
    return [line for section in view.sections for line in section.lines]


def test_a_day_is_told_newest_first_under_its_month(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("incident", incident_kind="lapse", happened_at="2026-10-30T21:00Z", what="Used on the wing")
    lee.has("drug_test", taken_on="2026-11-02", reason="voluntary", result="neg")
    lee.has("top", stage="start", taken_on="2025-01-06")
    assert lee.titles(Area.EVERYTHING) == ["November 2026", "October 2026", "June 2026", "January 2025"]
    said = lee.said(Area.EVERYTHING)
    assert said.index("Drug test: Negative | Mon 2 Nov") < said.index("Bad news: Lapse | Fri 30 Oct 21:00")
    assert said[-1] == "TOP: Start | Mon 6 Jan 2025"


def test_what_began_before_1970_is_told_last_and_under_its_month(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("home", home_type="social_rent", from_on="1962-08-01")
    lee.has("drug_test", taken_on="2026-11-02", reason="voluntary", result="neg")
    assert lee.titles(Area.EVERYTHING)[-1] == "August 1962"
    assert timeline.months(desk, lee.person)[-1].value == "1962-08"
    assert [line.kind for line in told(lee, TimelineWish(month="1962-08"))[1:]] == ["home"]


@pytest.fixture(scope="module")
def long_story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Somebody]:
    desk = new_desk(tmp_path_factory.mktemp("story"))
    lee = somebody(desk)
    contacts: list[Change] = []
    for number in range(2 * PAGE + 50):
        values: dict[str, Wire] = {
            "held_on": (FIRST + timedelta(days=number)).isoformat(),
            "outcome": "not_unlocked",
            "areas": ["peer"] if number % 5 == 0 else None,
        }
        contacts.append(Change("contact", values, person=lee.person))
    desk.journal.save(contacts)
    yield lee
    desk.close()


def test_pages_follow_each_other_without_a_gap_or_a_repeat(long_story: Somebody) -> None:
    seen: list[RecordId | None] = []
    start: object = 0
    while isinstance(start, int):
        lines = told(long_story, TimelineWish(start=start))
        records = [line.record for line in lines if line.kind != TURN]
        assert len(records) <= PAGE
        seen += records
        start = next((each.preset["start"] for each in lines if each.text == "Earlier ones"), None)
    with long_story.desk.journal.reading() as conn:
        everything = {each.id for each in person_file.read(long_story.desk, conn, long_story.person).records}
    assert len(seen) == len(set(seen))
    assert set(seen) == everything


def test_a_page_says_how_many_come_before_and_after_it(long_story: Somebody) -> None:
    first, *_, last = told(long_story, TimelineWish(start=PAGE))
    assert (first.text, first.note, first.preset) == ("Later ones", f"{PAGE} more", {"start": 0})
    assert (last.text, last.preset) == ("Earlier ones", {"start": 2 * PAGE})


def test_the_page_that_holds_a_record_is_found(long_story: Somebody) -> None:
    pages = [told(long_story, TimelineWish(start=start)) for start in (0, PAGE, 2 * PAGE)]
    for lines in pages:
        record = lines[len(lines) // 2].record
        assert read(told(long_story, TimelineWish(record=record))[0]) == read(lines[0])


def test_an_area_tells_its_kinds_and_the_contacts_that_touched_it(long_story: Somebody) -> None:
    lines = told(long_story, TimelineWish(area=Area.PEERS))
    assert lines[0].text == "Peers"
    assert lines[0].note.startswith("50 found")
    assert {line.kind for line in lines[1:]} == {"contact"}
    stays = told(long_story, TimelineWish(area=Area.RELEASE))
    assert [line.kind for line in stays[1:]] == ["stay"]


def test_a_month_begins_and_ends_where_it_should(long_story: Somebody) -> None:
    lines = told(long_story, TimelineWish(month="2026-02"))
    assert lines[0].note.startswith("28 found")
    assert (lines[1].note, lines[-1].note) == ("Sat 28 Feb", "Sun 1 Feb")


def test_months_are_counted(long_story: Somebody) -> None:
    found = {
        each.value: (each.label, each.help) for each in timeline.months(long_story.desk, long_story.person)
    }
    assert found["2026-02"] == ("February 2026", "28")
    assert found["2026-01"] == ("January 2026", "27")


def test_a_writer_is_found_by_what_they_wrote_or_changed(tmp_path: Path) -> None:
    both = two_writers(tmp_path)
    lee = Somebody(both.kim, both.person)
    home = both.make("home", {"home_type": "cas3", "from_on": "2026-11-27"})
    both.write(both.shah, home, area="Leeds")
    both.swap()
    writers = {each.label: each.value for each in timeline.writers(both.kim, both.person)}
    assert len(writers) == 2
    other = next(value for value in writers.values() if value != both.kim.me)
    assert [line.kind for line in told(lee, TimelineWish(writer=other))[1:]] == ["home"]
    assert "home" in {line.kind for line in told(lee, TimelineWish(writer=both.kim.me))}
    assert "this computer" not in lee.header.as_known
    both.close()


def test_hidden_records_are_told_when_asked_for_and_corrected_notes_struck(desk: Desk) -> None:
    lee = somebody(desk)
    home = lee.has("home", home_type="cas3", from_on="2026-11-27")
    changing.hide(desk, home, "entered by mistake")
    test = lee.has("peer_link", link_kind="lero", introduced_on="2026-11-02")
    first = lee.has("peer_contact", peer_link=test, held_on="2026-11-09", attended="no")
    lee.has("peer_contact", peer_link=test, held_on="2026-11-16", attended="yes", corrects=first)
    assert home not in {line.record for line in told(lee)}
    assert next(line.hidden for line in told(lee, hidden=True) if line.record == home) == "entered by mistake"
    assert next(line.hidden for line in told(lee) if line.record == first) == "corrected"


def test_people_who_were_joined_have_one_timeline(desk: Desk) -> None:
    lee = somebody(desk)
    other = RecordId(add_person(desk, "Barnes", "Baz", "A2345BC"))
    joining.join(desk, lee.person, other)
    assert len({line.record for line in told(lee) if line.kind == "stay"}) == 2


def test_what_a_newer_version_wrote_is_told_too(tmp_path: Path) -> None:
    from recovery_tui.records import KINDS, unregister
    from recovery_tui.records.schema import register

    desk = new_desk(tmp_path)
    lee = somebody(desk)
    made = lee.has("harm_reduction", recorded_on="2026-11-02")
    every = [kind.model for kind in KINDS.values()]
    try:
        unregister("harm_reduction")
        assert made in {line.record for line in told(lee)}
    finally:
        for name in list(KINDS):
            unregister(name)
        for model in every:  # in the order they had: tables are made again for another
            register(model)
        desk.close()


class _Summer(SetClock):
    """A clock in a summer in which clocks are an hour ahead."""

    def to_local(self, instant: datetime) -> datetime:
        return super().to_local(instant) + timedelta(hours=1)


def test_the_timeline_begins_at_what_happened_last_not_at_what_is_to_come(desk: Desk) -> None:
    lee = somebody(desk)
    lee.has("home", home_type="cas3", from_on="2026-12-04")
    last = lee.has("contact", held_on="2026-11-23", outcome="held", summary="Met.")
    _, view = person_file.page(desk, lee.person, Area.EVERYTHING)
    lines = [line for section in view.sections for line in section.lines]
    assert lines[0].text == "Home: CAS3"
    assert view.begin == next(line.record for line in lines if "Mon 23 Nov" in line.note)
    assert view.begin is not None
    assert last in {line.record for line in lines}


def test_what_happened_after_midnight_is_told_everywhere_at_its_local_time_and_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, clock=_Summer(datetime(2026, 7, 2, 9, tzinfo=UTC)))
    lee = somebody(desk)
    overdose = lee.has("incident", incident_kind="overdose", happened_at="2026-06-30T23:30Z")
    assert "Overdose, Wed 1 Jul 00:30" in lee.said(Area.TREATMENT, "Bad news")
    assert lee.said(Area.EVERYTHING, "July 2026")[-1] == "Bad news: Overdose | Wed 1 Jul 00:30"
    assert told(lee, TimelineWish(month="2026-07"))[-1].record == overdose
    assert overdose not in {line.record for line in told(lee, TimelineWish(month="2026-06"))}
    assert ("2026-07", "July 2026") in {
        (each.value, each.label) for each in timeline.months(desk, lee.person)
    }
    assert changing.named(desk, overdose) == "Bad news: Overdose, Wed 1 Jul 2026 00:30"
    (entry,) = changing.history(desk, overdose)
    assert "Wed 1 Jul 2026 00:30" in {each.after for each in entry.changes}
    desk.close()


def test_a_time_typed_here_is_read_back_and_kept_in_a_draft_as_typed_and_saved_in_utc(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, clock=_Summer(datetime(2026, 7, 2, 9, tzinfo=UTC)))
    spec = bad_news.form(desk, somebody(desk).person)
    (field,) = (each for each in spec.fields if each.key == "incident.happened_at")
    assert filling_in.read_back(desk, spec, field, "1/7/2026 00:30") == "Wed 1 Jul 2026 00:30"
    assert settled(desk, field, "1/7/2026 00:30") == "01/07/2026 00:30"
    assert understood(desk, field, "1/7/2026 00:30") == "2026-06-30T23:30Z"
    desk.close()


def test_services_and_groups_are_told_by_name(desk: Desk) -> None:
    lee = somebody(desk)
    forward = lee.agency("Forward Valley (fictional)", "community_drugs")
    lee.has("referral", agency=forward, domain="housing", status="sent", sent_on="2026-11-05")
    group = lee.has(
        "intervention", intervention_type="psysoc", sub_type="cbt_substance", started_on="2026-10-01"
    )
    lee.has("session", intervention=group, held_on="2026-11-04", attendance="came")
    said = lee.said(Area.EVERYTHING)
    assert "Referral: Housing, Forward Valley (fictional), sent | Thu 5 Nov" in said
    assert "Session: Came, CBT for substance use | Wed 4 Nov" in said
