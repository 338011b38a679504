from __future__ import annotations

import gc
from pathlib import Path
from weakref import ref

import pytest
from textual.app import App
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Static

from recovery_tui.problems import LOG_NAME, note_problem
from recovery_tui.ui.textual_compat import (
    EncodableFilter,
    PlainBar,
    QuietEnd,
    forget_gone_pages,
    painted_lines,
    use_plain_bars,
)
from tests.ui.stage import Stage, session_at

SECRET = "FICTIONAL-SECRET-42"


class Broken(QuietEnd):
    """Breaks with a value in a local variable and in the error itself."""

    def on_mount(self) -> None:
        person = SECRET
        raise ValueError(person)


async def test_a_crash_prints_no_value(capsys: pytest.CaptureFixture[str]) -> None:
    app = Broken()
    with pytest.raises(ValueError, match=SECRET):
        async with app.run_test():
            pass
    app._print_error_renderables()
    said = capsys.readouterr()
    assert SECRET not in said.out + said.err
    assert "had to stop" in said.err


def test_the_log_holds_types_and_lines_but_no_value(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    try:
        person = SECRET
        raise ValueError(person)
    except ValueError as error:
        reference = note_problem(tmp_path, session.clock, error)
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert reference in log
    assert "ValueError" in log
    assert "test_textual_compat.py:" in log
    assert SECRET not in log


async def test_copied_text_stays_in_the_program_and_can_be_blanked() -> None:
    app = Stage(lambda: Static("x"))
    async with app.run_test():
        app.copy_to_clipboard("copied")
        assert app.clipboard == "copied"
        app.blank_clipboard()
        assert app.clipboard == ""


async def test_lines_are_read_as_they_are_painted_and_pass_the_filter() -> None:
    app = Stage(lambda: Static("Zoë", markup=False))
    async with app.run_test() as pilot:
        assert painted_lines(app)[0] == "Zoë"
        app.add_filter(EncodableFilter("ascii"))
        app.screen.refresh(layout=True)
        app.query_one(Static).update("Zoë")
        await pilot.pause()
        shown = [
            strip.text for strip in (line for line in app.query_one(Static).render_lines(app.screen.region))
        ]
        assert shown[0].startswith("Zoe")


def test_scroll_bars_are_drawn_with_whole_cells() -> None:
    use_plain_bars()
    assert ScrollBar.renderer is PlainBar
    assert set(PlainBar.VERTICAL_BARS) == {" "}


def test_the_private_names_are_still_there() -> None:
    for name in ("_fatal_error", "_handle_exception", "_close_messages_no_wait", "_print_error_renderables"):
        assert callable(getattr(App, name))
    app: App[int] = App()
    assert app._clipboard == ""
    assert app._exit_renderables == []
    assert isinstance(app._filters, list)
    assert hasattr(Screen(), "_compositor")


async def test_a_page_that_was_closed_is_let_go_with_all_it_had_painted() -> None:
    forget_gone_pages()
    forget_gone_pages()
    app: App[None] = App()
    async with app.run_test() as pilot:
        screen = Screen[None]()
        await app.push_screen(screen)
        await screen.mount(Static("A fictional name"))
        await pilot.pause()
        assert "A fictional name" in "".join(painted_lines(app))
        painted = [ref(widget._styles_cache) for widget in screen.query(Widget)]
        app.pop_screen()
        del screen
        await pilot.pause()
        gc.collect()
        assert [kept() for kept in painted] == [None] * len(painted)
