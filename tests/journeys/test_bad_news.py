"""K11: bad news from anywhere, also while typing: what to do first, then one page and one save."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from recovery_tui.casework import drafts, session_note
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.bad_news import BadNewsScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.desks import stored
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock


async def on_the_page(pilot: Pilot[int], app: RecoveryApp) -> None:
    await wait_until(pilot, lambda: isinstance(app.screen, BadNewsScreen))
    await wait_until(pilot, lambda: not app.screen.asking("draft"))  # type: ignore[attr-defined]
    await see(pilot, "NOW")


async def prose(pilot: Pilot[int], text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await see(pilot, text[:20])


async def test_k11_while_typing_a_note_loses_nothing_and_takes_few_keys(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, people[0]))
        await see(pilot, "Keep my script")
        await pilot.press("s")
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await prose(pilot, "He was half-way through saying")
        keys = 0
        await pilot.press("f8")
        await on_the_page(pilot, app)
        kept = drafts.find(app.session.desk, session_note.form(app.session.desk, people[0]))
        assert kept is not None
        assert kept.values["contact.summary"] == "He was half-way through saying"
        await see(pilot, "Code blue on the radio now")
        await pilot.press("o")
        await see(pilot, "code blue on the radio, naloxone")
        await see(pilot, 'With it: flag "Recent overdose"')
        await see_golden(pilot, "bad-news")
        await pilot.press("tab")
        await prose(pilot, "Found on the landing, came round by himself.")
        await pilot.press("tab")
        await prose(pilot, "orderly officer 10:45, healthcare 10:50")
        await pilot.press("f2")
        keys += 5
        await wait_until(pilot, lambda: isinstance(app.screen, SessionNoteScreen))
        await see(pilot, "He was half-way through saying")
        (incident,) = stored(app.session.desk, people[0], "incident")
        assert incident.values["told_to"] == "orderly officer 10:45, healthcare 10:50"
        assert [each.values["flag_kind"] for each in stored(app.session.desk, people[0], "flag")] == [
            "recent_overdose"
        ]
        assert [each.values["review_due_on"] for each in stored(app.session.desk, people[0], "plan")] == [
            "2026-11-30"
        ]
        assert keys <= 10


async def test_without_a_person_open_it_asks_whose_and_never_takes_another(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f8")
        await see(pilot, "about whom?")
        await pilot.press(*"plac", "enter")
        await on_the_page(pilot, app)
        await see(pilot, "PLACEHOLDER Ray")
        await pilot.press("f8")
        await pilot.press("s")
        await see(pilot, "Open an ACCT now")
        await see(pilot, "Not for security intelligence")
        await pilot.press("tab")
        await prose(pilot, "Said he would not be here on Friday.")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await see(pilot, "Saved 10:42.   u undo")
        assert "ACCT" not in screen_text(app)
        assert len(stored(app.session.desk, people[2], "incident")) == 1
        assert stored(app.session.desk, people[0], "incident") == []


async def test_what_was_begun_about_bad_news_is_finished_from_today(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f8")
        await see(pilot, "about whom?")
        await pilot.press(*"testw", "enter")
        await on_the_page(pilot, app)
        await pilot.press("l", "escape", "k")
        await see(pilot, "To finish: 1 (TESTWELL, bad news, 10:42)")
        await pilot.press("f")
        await on_the_page(pilot, app)
        await see(pilot, "Tolerance is down")
        await see(pilot, "TESTWELL Lee")
