from __future__ import annotations

import pytest
from textual import events
from textual.containers import Vertical
from textual.pilot import Pilot
from textual.widget import Widget

from recovery_tui.casework.narrowing import meant, narrowed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.glyphs import UNICODE
from recovery_tui.ui.widgets.choice_field import ChoiceRow
from recovery_tui.ui.widgets.field_kinds import field_row, start_of
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.options_line import letters_of
from recovery_tui.ui.widgets.typed_input import TypedInput
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.stage import Stage

SUBSTANCES = (
    Choice("alcohol", "Alcohol", ("hooch", "drink")),
    Choice("buprenorphine", "Buprenorphine", ("subutex", "subs")),
    Choice("synthetic", "Synthetic cannabinoids", ("spice", "mamba")),
)
WHO = (Choice("peer", "Peer"), Choice("family", "Family"), Choice("staff", "Staff"))


def stage(field: FormField, value: str = "", last_used: tuple[str, ...] = ()) -> Stage:
    def make() -> Widget:
        return Vertical(field_row(field, value, UNICODE, last_used), TypedInput(id="after"))

    return Stage(make)


def row_of(app: Stage) -> FieldRow:
    return app.query_one(FieldRow)


async def type_text(pilot: Pilot[int], text: str) -> None:
    await pilot.press(*("space" if letter == " " else letter for letter in text))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("spi", "synthetic"),
        ("sub", "buprenorphine"),
        ("alc", "alcohol"),
        ("hoo", "alcohol"),
        ("canna", "synthetic"),
    ],
)
def test_typing_narrows_by_label_and_by_what_people_say(typed: str, found: str) -> None:
    assert narrowed(SUBSTANCES, typed)[0].value == found


def test_the_last_used_choice_comes_first() -> None:
    assert narrowed(SUBSTANCES, "", ["synthetic"])[0].value == "synthetic"


def test_a_choice_is_meant_by_value_label_or_synonym_and_by_nothing_else() -> None:
    assert [
        c.value if (c := meant(SUBSTANCES, text)) else None for text in ("spice", "ALCOHOL", "synthetic", "s")
    ] == [
        "synthetic",
        "alcohol",
        "synthetic",
        None,
    ]


async def test_a_choice_is_taken_with_three_letters_and_tab() -> None:
    app = stage(FormField("s", "Substance", Kind.CHOICE, choices=SUBSTANCES))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await type_text(pilot, "spi")
        await see(pilot, "Synthetic cannabinoids")
        await pilot.press("tab")
        await wait_until(pilot, lambda: row_of(app).typed == "synthetic")
        assert app.query_one("#after").has_focus


async def test_a_choice_is_taken_with_the_arrows() -> None:
    app = stage(FormField("s", "Substance", Kind.CHOICE, choices=SUBSTANCES))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.press("down", "down", "enter")
        await wait_until(pilot, lambda: row_of(app).typed == "buprenorphine")
        row = row_of(app)
        assert isinstance(row, ChoiceRow)
        assert not row.is_open


async def test_what_is_typed_and_fits_no_choice_is_kept() -> None:
    app = stage(FormField("s", "Substance", Kind.CHOICE, choices=SUBSTANCES))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await type_text(pilot, "xyz")
        await see(pilot, "Nothing fits")
        await pilot.press("tab")
        await wait_until(pilot, lambda: app.query_one("#after").has_focus)
        assert row_of(app).typed == "xyz"


async def test_a_stored_code_is_shown_as_its_label_and_given_back_as_the_code() -> None:
    field = FormField("s", "Substance", Kind.CHOICE, choices=SUBSTANCES)
    app = stage(field, "synthetic")
    async with app.run_test() as pilot:
        await see(pilot, "Synthetic cannabinoids")
        assert row_of(app).typed == "synthetic" == start_of(field, "Synthetic cannabinoids")


async def test_several_choices_are_ticked_with_the_space_bar() -> None:
    field = FormField("w", "Who helps", Kind.CHOICES, choices=WHO)
    app = stage(field, "staff, old-code")
    async with app.run_test() as pilot:
        assert row_of(app).typed == "staff, old-code" == start_of(field, "staff, old-code")
        row_of(app).start_typing()
        await pilot.press("f", "space")
        await see(pilot, "[x] Family")
        assert row_of(app).typed == "family, staff, old-code"


async def test_ctrl_z_takes_typing_back_and_ctrl_y_types_it_again() -> None:
    app = stage(FormField("t", "Goal", Kind.TEXT), "Keep")
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.press("end", "x", "y", "ctrl+z", "ctrl+z")
        await wait_until(pilot, lambda: row_of(app).typed == "Keep")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: row_of(app).typed == "Keepx")


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG])
async def test_a_paste_of_ten_megabytes_is_cut_to_the_field_with_a_message(kind: Kind) -> None:
    app = stage(FormField("t", "Note", kind, max_length=500))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.pause()
        control = row_of(app).control
        assert control is not None
        control.post_message(events.Paste("ab c" * 2_500_000))
        await see(pilot, "Cut off: this field holds 500 characters")
        assert 0 < len(row_of(app).typed) <= 500


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.LONG])
async def test_what_a_field_can_not_hold_is_told_whether_it_is_typed_or_pasted(kind: Kind) -> None:
    app = stage(FormField("t", "Note", kind, max_length=5), "abcd")
    async with app.run_test() as pilot:
        row_of(app).start_typing(going_on=True)
        await pilot.press("end", "e")
        for key in ("f", "ctrl+v"):
            row_of(app).show_error("")
            app.copy_to_clipboard("gh")
            await pilot.press(key)
            await see(pilot, "Cut off")
            assert row_of(app).typed == "abcde"


async def test_a_line_end_counts_as_a_letter_of_a_long_text() -> None:
    app = stage(FormField("t", "Note", Kind.LONG, max_length=4), "abcd")
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.press("end", "enter")
        await see(pilot, "Cut off")
        assert row_of(app).typed == "abcd"


async def test_lines_copied_from_a_long_text_become_one_line_in_a_field_of_one() -> None:
    app = stage(FormField("t", "Goal", Kind.TEXT))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        app.copy_to_clipboard("first\nsecond")
        await pilot.press("ctrl+v")
        await wait_until(pilot, lambda: row_of(app).typed == "first second")


async def test_tab_leaves_a_field_of_many_lines() -> None:
    app = stage(FormField("t", "Note", Kind.LONG))
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.press("a", "enter", "b", "tab")
        await wait_until(pilot, lambda: app.query_one("#after").has_focus)
        assert row_of(app).typed == "a\nb"


async def test_an_error_stands_under_the_field_in_words_and_the_label_is_before_it() -> None:
    app = stage(FormField("t", "Goal", Kind.TEXT, required=True), "x")
    async with app.run_test() as pilot:
        row_of(app).show_error("Goal is needed.")
        await see(pilot, "! Goal is needed.")
        lines = screen_text(app).splitlines()
        assert lines[0].lstrip("> ").startswith("Goal *")
        assert "! Goal is needed." in lines[1]


async def test_the_understood_date_stands_beside_what_was_typed() -> None:
    app = stage(FormField("d", "Target date", Kind.DATE), "+4d")
    async with app.run_test() as pilot:
        row_of(app).show_echo("Fri 27 Nov 2026")
        await see(pilot, "|+4d             | Fri 27 Nov 2026")


async def test_what_was_not_understood_is_said_where_there_is_room() -> None:
    app = stage(FormField("d", "Target date", Kind.DATE), "x")
    async with app.run_test(size=(60, 20)) as pilot:
        row_of(app).show_echo("Not understood: a date is written like 27/11, 27 nov, fri or +6w.")
        await see(pilot, "= Not understood: a date is")


async def test_who_sees_a_text_is_cut_with_a_sign_where_there_is_no_room() -> None:
    field = FormField(
        "t", "What was said and done", Kind.LONG, seen_by="seen by: you, team, treatment services"
    )
    app = stage(field, "")
    async with app.run_test(size=(60, 20)) as pilot:
        await see(pilot, "seen by: you, team, t")
        line = next(line for line in screen_text(app).splitlines() if "seen by" in line)
        assert line.rstrip().endswith(UNICODE.cut)


async def test_a_fixed_field_is_shown_and_can_not_be_reached() -> None:
    app = stage(FormField("m", "Made on", Kind.TEXT, fixed=True), "Mon 23 Nov 2026")
    async with app.run_test() as pilot:
        await see(pilot, "Mon 23 Nov 2026  (can't be changed here)")
        assert row_of(app).control is None
        assert row_of(app).typed == "Mon 23 Nov 2026"


async def test_options_are_all_in_sight_and_chosen_with_letters_and_arrows() -> None:
    who = (Choice("peer", "peer"), Choice("family", "family"), Choice("staff", "staff"))
    field = FormField("who", "Who", Kind.OPTIONS, choices=(*who, Choice("friend", "old friend")))
    app = stage(field, "peer")
    async with app.run_test() as pilot:
        row = row_of(app)
        row.start_typing()
        await see(pilot, "[peer] family  staff  old friend")
        for key, taken in (
            ("f", "family"),
            ("o", "friend"),
            ("f", "family"),
            ("right", "staff"),
            ("x", "staff"),
        ):
            await pilot.press(key)
            assert row.typed == taken
        row.put("")
        await wait_until(pilot, lambda: "[" not in screen_text(app))
        await pilot.press("left")
        assert row.typed == "friend"


def test_each_option_has_a_letter_of_its_own() -> None:
    labels = ("overdose", "recall", "not unlocked", "no answer", "other")
    found = [(label[at], label) for label, at in letters_of(labels)]
    assert [letter for letter, _ in found] == ["o", "r", "n", "a", "t"]


async def test_what_is_typed_first_replaces_what_stood_there_and_ctrl_z_brings_it_back() -> None:
    app = stage(FormField("what", "What", Kind.TEXT), "in the yard")
    async with app.run_test() as pilot:
        row = row_of(app)
        row.start_typing()
        await type_text(pilot, "at")
        assert row.typed == "at"
        await pilot.press("ctrl+z", "ctrl+z")
        assert row.typed == "in the yard"
        await pilot.press("tab", "shift+tab", "end")
        await type_text(pilot, "s")
        assert row.typed == "in the yards"
        await pilot.press("tab")
        row.start_typing(going_on=True)
        await type_text(pilot, "!")
        assert row.typed == "in the yards!"


async def test_a_choice_that_stands_there_gives_way_to_what_is_typed() -> None:
    app = stage(FormField("substance", "Substance", Kind.CHOICE, choices=SUBSTANCES), "alcohol")
    async with app.run_test() as pilot:
        row = row_of(app)
        row.start_typing()
        await pilot.press(*"spi", "tab")
        assert row.typed == "synthetic"


async def test_who_came_late_has_come() -> None:
    marks = (Choice("came", "came"), Choice("late", "came late", ("l",)), Choice("not", "declined", ("d",)))
    field = FormField("came", "Who came", Kind.MARKS, choices=WHO, marks=marks, ticks=2)
    app = stage(field)
    async with app.run_test() as pilot:
        row_of(app).start_typing()
        await pilot.press("l", "d")
        await see(pilot, "[-] Family")
        assert "[x] Peer" in screen_text(app)


async def test_lines_are_marked_with_the_space_bar_and_with_letters_and_keep_their_marks() -> None:
    marks = (Choice("came", "came"), Choice("late", "came late", ("l",)))
    field = FormField("came", "Who came", Kind.MARKS, choices=WHO, marks=marks)
    app = stage(field, "staff came")
    async with app.run_test() as pilot:
        row = row_of(app)
        row.start_typing()
        await see(pilot, "[x] Staff")
        await pilot.press("space", "l", "space")
        assert row.typed == "peer came\nfamily late"
        await see(pilot, "came late")
        row.put("staff fell asleep")
        await see(pilot, "fell asleep")
        assert row.typed == "staff fell asleep"
