"""Today in line mode: what must be done, the worst first, for my people or everyone."""

from __future__ import annotations

from collections.abc import Iterable

from recovery_tui.casework import filling_in, today
from recovery_tui.casework.today_views import TodayLine, TodayOrder
from recovery_tui.casework.views import Line, Mark
from recovery_tui.records.day_words import spell
from recovery_tui.ui.commands import Place
from recovery_tui.ui.line.forms import form_of
from recovery_tui.ui.line.page import Item
from recovery_tui.ui.line.people import PeoplePage
from recovery_tui.ui.line.words import labelled, with_state
from recovery_tui.ui.sentences import NOTHING_UNFINISHED
from recovery_tui.ui.wording import counted


class TodayPage(PeoplePage):
    """One list in sections; what is only on this computer and what is unfinished comes last."""

    PLACE = Place.TODAY
    IS_TOP = True

    _order = TodayOrder.WORST

    def items(self) -> Iterable[Item]:
        """The day, the sections, what is only here."""
        left = today.make_ready(self.desk)
        if left:
            self.talk.say(f"Counting what is due of {counted(left, 'person', 'people')}. This takes a while.")
        view = today.view(self.desk, mine=self.session.mine, order=self._order)
        self._unfinished = view.unfinished
        yield Item(f"Today, {spell(self.session.clock.today())}, {self.whose(view.mine, view.everyone)}")
        for section in view.sections:
            if section.total:
                shown = len(section.lines)
                yield Item(
                    f"{section.title}: {section.total}"
                    + (f", {shown} shown" if shown < section.total else "")
                )
            for line in section.lines:
                yield Item(self._line(line), line)
        if not any(section.total for section in view.sections):
            yield Item("Nothing is due.")
        since = f" since {view.since}" if view.since else ""
        changes = counted(view.only_here, "change", "changes")
        yield Item(
            f"Only on this computer: {changes}{since}{'' if view.can_send else '. Exchange cards first.'}"
            if view.only_here
            else "Nothing is only on this computer."
        )
        if view.nag:
            yield Item(view.nag)
        for begun in view.unfinished:
            yield Item(f"To finish: {labelled(('', begun.text), ('since', begun.note))}", begun)

    def _line(self, line: TodayLine) -> str:
        said = labelled(
            ("", line.name),
            ("where", self.session.place(line.location)),
            ("when", line.when),
            ("what", line.text),
            ("next", line.following),
        )
        return with_state(Mark(line.mark), said)

    def do_open(self, rest: str) -> None:
        """Open the person at what the line is about, or go on with what is unfinished."""
        subject = self.item(rest, object)
        if isinstance(subject, Line):
            self._finish(subject)
        elif isinstance(subject, TodayLine) and subject.conflict:
            self._decide(subject.conflict)
        elif isinstance(subject, TodayLine):
            self.open_person(subject.person, subject.record, subject.kind, subject.area)

    def do_order(self, rest: str) -> None:
        """What is due by how bad it is, by wing or by time."""
        self._order = self._order.next
        self.talk.say(f"By {self._order.value}.")
        self.show()

    def do_decide(self, rest: str) -> None:
        """Go through everything on which two writers disagree."""
        self._decide("")

    def _decide(self, conflict: str) -> None:
        from recovery_tui.ui.line.answers import AnswersPage

        AnswersPage(self.talk, at=conflict).run()

    def do_finish(self, rest: str) -> None:
        """Go on with something unfinished."""
        lines: tuple[Line, ...] = self._unfinished
        if not lines:
            self.talk.say(NOTHING_UNFINISHED)
        elif len(lines) == 1:
            self._finish(lines[0])
        else:
            options = [(f"{line.text} {line.note}", line) for line in lines]
            self._finish(self.talk.choose("Finish which?", options))

    def _finish(self, line: Line) -> None:
        form_of(self.talk, filling_in.reopened(self.desk, line), resume=True).run()

    def chosen(self, rest: str) -> TodayLine:
        """The line whose person is meant."""
        return self.item(rest, TodayLine)

    def help_text(self) -> str:
        """What Today is."""
        return "What has to be done, the worst first. A number opens the person where the answer belongs."
