"""Receiving in line mode: a file is looked into first, a folder taken in whole; then what must be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recovery_tui.casework import receiving
from recovery_tui.casework.received_since import as_they_stand
from recovery_tui.casework.sharing_views import FileResult, InspectView
from recovery_tui.ui.commands import Place
from recovery_tui.ui.found_files import folders_with_files
from recovery_tui.ui.inspect_words import inspect_rows
from recovery_tui.ui.line.cards import CardPage
from recovery_tui.ui.line.files import ask_path, used
from recovery_tui.ui.line.long_work import work
from recovery_tui.ui.line.page import Item, Page
from recovery_tui.ui.line.pairs import PairsPage
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import labelled, said_row
from recovery_tui.ui.received_files import OUTCOMES, Received, reply_to_all, take_in
from recovery_tui.ui.received_words import NO_CARD, STOPPED, file_rows, nothing_to_see, replied_words
from recovery_tui.ui.wording import counted, written_words


def receive(page: Page) -> None:
    """Take in a file or every file of a folder, after asking which."""
    path = ask_path(page.talk, "A file, a folder or a stick.", folders_with_files(page.session))
    if not path.is_dir():
        InspectPage(page.talk, path, receiving.look(page.desk, path)).run()
        return
    count = len(receiving.files(path))
    if page.talk.confirm(f"{counted(count, 'file', 'files')} in {path}.", "receive", "not now"):
        take(page, path)


def take(page: Page, path: Path) -> None:
    """Take in a file or a folder, and show what came of it."""
    talk = page.talk
    received = work(talk, "Taking in", STOPPED, lambda progress: take_in(page.desk, path, progress))
    folder = path if path.is_dir() else path.parent
    used(talk, folder)
    ReceivedPage(talk, folder, received).run()


def write_replies(page: Page, folder: Path) -> None:
    """Write a reply to everybody who is due one."""
    replied = reply_to_all(page.desk, folder)
    if replied.written:
        used(page.talk, folder)
    page.talk.say(replied_words(replied, folder))


class InspectPage(Page):
    """What a file says of itself, before anything is trusted or changed."""

    PLACE = Place.INSPECT

    def __init__(self, talk: Talk, path: Path, view: InspectView) -> None:
        super().__init__(talk)
        self._path = path
        self._view = view
        self._details = False
        self._is_taken = False

    def items(self) -> Iterable[Item]:
        """A line a fact."""
        yield Item(self._path.name)
        yield from (Item(said_row(row)) for row in inspect_rows(self._view, self._details))
        yield Item("Nothing is changed yet. receive takes it in.")

    def goes_on(self) -> bool:
        """Once it is taken in there is nothing to decide here."""
        return not self._is_taken

    def do_details(self, rest: str) -> None:
        """Fingerprint, feeds and versions too, or not."""
        self._details = not self._details
        self.show()

    def do_look_at_all(self, rest: str) -> None:
        """Read all of it, and say what would come of it."""
        self.talk.say("Reading all of it.")
        self._view = receiving.look(self.desk, self._path, True)
        self.show()

    def do_take(self, rest: str) -> None:
        """Receive it."""
        self._is_taken = True
        take(self, self._path)

    def help_text(self) -> str:
        """What is told."""
        return "What the file says of itself. Its signature is right, and it opens with your key."


class ReceivedPage(Page):
    """What was received: a line a file, and only what must be looked at opens."""

    PLACE = Place.RECEIVED

    def __init__(self, talk: Talk, folder: Path, received: Received) -> None:
        super().__init__(talk)
        self._folder = folder
        self._received = received
        self._results = tuple(result for result in received.results if not result.for_others)

    def items(self) -> Iterable[Item]:
        """The files, who sent none, and what is worth knowing besides."""
        self._results = as_they_stand(self.desk, self._results, self.session.released)
        new = sum(result.new for result in self._results)
        yield Item(
            f"{counted(len(self._results), 'file', 'files')}: {counted(new, 'new change', 'new changes')}"
        )
        heard = {each.name: each.last_heard for each in self._received.before}
        for result in self._results:
            yield Item(_result(result, heard.get(result.sender) or "never"), result)
        others = len(self._received.results) - len(self._results)
        confirmed = sum(result.confirmed for result in self._results)
        facts = (
            (others, f"For others: {counted(others, 'file', 'files')}"),
            (confirmed, f"Of yours confirmed: {counted(confirmed, 'file', 'files')}"),
            (self._received.offered, f"Handed over to you: {self._received.offered}; replies takes them on"),
            (
                len(self._received.pairs),
                f"Likely pairs: {len(self._received.pairs)}; likely pairs shows them",
            ),
        )
        yield from (Item(said) for count, said in facts if count)
        senders = {result.sender for result in self._results}
        if len(self._results) > 1:
            for each in self._received.before:
                if each.name not in senders:
                    yield Item(f"No file from: {each.name}; last heard: {each.last_heard or 'never'}")

    def do_open(self, rest: str) -> None:
        """What must be looked at; everything else needs nothing."""
        result = self.item(rest, FileResult)
        if result.needs_looking or result.unread:
            ReceivedFilePage(self.talk, self._folder, result).run()
        else:
            self.talk.say(nothing_to_see(result))

    def do_write_replies(self, rest: str) -> None:
        """Every reply back to where the files came from."""
        write_replies(self, self._folder)

    def do_answers(self, rest: str) -> None:
        """Decide where two writers disagree."""
        from recovery_tui.ui.line.answers import AnswersPage

        AnswersPage(self.talk).run()

    def do_pairs(self, rest: str) -> None:
        """People and agencies who may be here twice."""
        PairsPage(self.talk, self._received.pairs or None).run()


class ReceivedFilePage(Page):
    """One file that must be looked at: what happened, what is safe, what to do next."""

    PLACE = Place.RECEIVED_FILE

    def __init__(self, talk: Talk, folder: Path, result: FileResult) -> None:
        super().__init__(talk)
        self._folder = folder
        self._result = result

    def items(self) -> Iterable[Item]:
        """The sentence, then the numbers."""
        [result] = as_they_stand(self.desk, [self._result], self.session.released)
        yield Item(f"{result.sender or result.file}: {result.told}")
        yield from (Item(said_row(row)) for row in file_rows(result))

    def do_answers(self, rest: str) -> None:
        """Decide where two writers disagree."""
        from recovery_tui.ui.line.answers import AnswersPage

        AnswersPage(self.talk).run()

    def do_card(self, rest: str) -> None:
        """The card whose words must be compared first."""
        if self._result.waits_for:
            CardPage(self.talk, self._result.waits_for[0]).run()
        else:
            self.talk.say(NO_CARD)

    def do_write_replies(self, rest: str) -> None:
        """The replies, which ask for what is missing."""
        write_replies(self, self._folder)


def _result(result: FileResult, heard: str) -> str:
    missing = sum(gap.last - gap.first + 1 for gap in result.gaps)
    outcome = "a reply" if result.confirmed and not result.new else OUTCOMES[result.outcome]
    said = labelled(
        ("", result.sender or result.file),
        ("written", written_words(result.written)),
        ("new", f"{result.new:,}"),
        ("to decide", f"{result.conflicts:,}" if result.conflicts else ""),
        ("missing", f"{missing:,}" if missing else ""),
        ("heard", heard),
        ("outcome", outcome),
    )
    return f"Look at this. {said}" if result.needs_looking else said
