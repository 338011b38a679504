"""Who is erased while somebody types stays erased: nothing is written of them, and it is said why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.casework import drafts, recording, session_note
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NotFoundError
from recovery_tui.journal.erase import erase
from recovery_tui.journal.log import Change
from tests.support.desks import add_person, new_desk

ERASED = "erased meanwhile"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path)
    yield desk
    desk.close()


def test_neither_a_note_nor_its_draft_is_kept_of_somebody_erased_while_it_was_typed(desk: Desk) -> None:
    lee = RecordId(add_person(desk))
    note, person = session_note.form(desk, lee), recording.edit_form(desk, lee)
    with desk.vault.writing() as conn:
        erase(conn, lee, desk.me, desk.clock.now())
    typed = {**note.values, "contact.summary": "words about somebody fictional"}
    with pytest.raises(NotFoundError, match=ERASED):
        drafts.keep(desk, note, typed)
    with pytest.raises(NotFoundError, match=ERASED):
        session_note.save(desk, note, typed, {})
    with pytest.raises(NotFoundError, match=ERASED):
        desk.journal.save([Change("person", {"known_as": "Lee"}, lee)])
    with pytest.raises(NotFoundError):
        recording.save(desk, person, {**person.values, "known_as": "Lee"}, {})
    with desk.journal.reading() as conn:
        left = "SELECT COUNT(*) FROM event WHERE instr(CAST(body AS TEXT), 'somebody fictional') > 0"
        assert conn.exec_driver_sql(left).scalar_one() == 0
    assert drafts.unfinished(desk) == ()
