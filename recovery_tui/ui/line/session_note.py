"""The session note in line mode, and writing one up later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recovery_tui.casework import session_note
from recovery_tui.casework.session_note import SUMMARY
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.ui.commands import Place, commands_of
from recovery_tui.ui.line.form import Form
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.sentences import NO_EARLIER_NOTE


class SessionNote(Form):
    """A form that can copy what the last note said, or be left for later."""

    def _help(self) -> Iterable[str]:
        yield from super()._help()
        yield from (
            f"{each.title}: {each.help}" for each in commands_of(Place.SESSION_NOTE) if each.id in _OWN
        )

    def _other(self, typed: str) -> Outcome | None:
        titles = {each.title: each.id for each in commands_of(Place.SESSION_NOTE)}
        doing = _OWN.get(titles.get(typed, ""))
        return doing(self) if doing is not None else super()._other(typed)

    def copy_last(self) -> None:
        """Put what the last note said under what stands here."""
        last = session_note.last_note(self._talk.session.desk, self._spec.person or RecordId(""))
        if not last:
            self._talk.say(NO_EARLIER_NOTE)
            return
        self._take(self._by_key(SUMMARY), session_note.beneath(self.typed[SUMMARY], last))
        self._talk.say("Copied.")

    def write_later(self) -> Outcome:
        """Leave it for later: what stands here is kept, and Today reminds of it."""
        self._keeper.keep(session_note.reminding(self._talk.session.desk, self.typed, ""))
        self._talk.say(f"{session_note.STANDS_ON_TODAY}.")
        return Outcome(said=session_note.STANDS_ON_TODAY)


_OWN = {"note.copy": SessionNote.copy_last, "note.later": SessionNote.write_later}
"""What can be done with a note besides what any form can, by the id of the command."""


def write_note(
    talk: Talk, person: RecordId, subject: str, preset: Mapping[str, str] | None = None
) -> Outcome | None:
    """Write a session note about a person; `preset` are wire values it starts with."""
    return SessionNote(talk, session_note.opened(talk.session.desk, person, preset), subject).run()


def write_later(talk: Talk, person: RecordId) -> None:
    """Keep a line about a session, to be written up. Raises Back."""
    said = talk.ask("A few words to remember it by; Enter alone will do")
    talk.say(f"{session_note.write_up_later(talk.session.desk, person, said).said}.")
