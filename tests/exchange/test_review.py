"""What somebody accepted, a stolen key or a faulty program can not do to others."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from recovery_tui.bundles import parking, trust
from recovery_tui.bundles.format import Seal
from recovery_tui.casework import (
    cards,
    erasing,
    receiving,
)
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import RecordId
from recovery_tui.errors import NotAllowedError
from recovery_tui.journal import reading
from recovery_tui.journal.event import leaf_of, next_head, seal_message
from recovery_tui.journal.log import Change
from tests.bundles.making import bundle
from tests.exchange.held import barnes, is_sound, names
from tests.exchange.insider import Insider, closed
from tests.support.desks import add_person
from tests.support.exchange import receive, send


def test_of_a_stolen_key_another_past_than_the_one_held_is_not_believed(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.person("True")
    ines.person("Also true")
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    with rosa.vault.writing() as conn:
        trust.revoke(conn, ines.me, trust.Reason.STOLEN, rosa.clock.now())
    forged = Insider()
    forged.person("Forged")
    relayed = forged.inner(rosa, author=kim.vault.author, bundle="0c" * 16)
    (tmp_path / "two.rpb").write_bytes(closed(relayed, rosa))
    [result] = receive(rosa, tmp_path / "two.rpb")
    assert result.outcome == "parked"
    assert "Forged" not in names(rosa)


def test_nobody_turns_a_supervisors_approval_to_another_request(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    with rosa.journal.reading() as conn:
        [carter] = [each.id for each in reading.of_kind(conn, "person")]
    other = add_person(rosa, "Fictional", "Sam", "A3456BC")
    asked = erasing.request(kim, barnes(kim), "court_order")
    receive(rosa, send(kim, tmp_path, rosa))
    erasing.approve(rosa, asked)
    with rosa.journal.reading() as conn:
        [approval] = [each.id for each in reading.of_kind(conn, "erasure_approval")]
    request = ines.write(
        kind="erasure", cls="", set={"subject": other, "reason": "court_order", "requested_on": "2026-11-20"}
    )
    ines.write(
        op="set",
        ent=approval,
        kind="erasure_approval",
        cls="",
        set={"request": request, "subject": other},
        hlc="03b9aca000000000",
    )
    receive(rosa, ines.file(tmp_path / "turned.rpb", rosa))
    assert {"CARTER", "FICTIONAL"} <= {str(name).upper() for name in names(rosa)}
    assert rosa.journal.record(carter) is not None


def test_one_person_with_two_keys_does_not_erase_alone(rosa: Desk, kim: Desk, tmp_path: Path) -> None:
    person = add_person(rosa, "Fictional", "Sam", "A3456BC")
    asked = erasing.request(rosa, RecordId(person), "court_order")
    cards.renew_author_key(rosa)
    receive(kim, send(rosa, tmp_path, kim))
    cards.renew_reading_key(rosa)
    with pytest.raises(NotAllowedError):
        erasing.approve(rosa, asked)
    rosa.journal.save(
        [Change("erasure_approval", {"request": asked, "subject": person, "approved_on": "2026-11-23"})]
    )
    receive(kim, send(rosa, tmp_path, kim))
    assert "Fictional" in names(kim)


def test_a_bundle_can_not_take_the_number_of_another(
    rosa: Desk, kim: Desk, shah: Desk, ines: Insider, tmp_path: Path
) -> None:
    """Else what its signer sends would count as confirmed by whoever confirms the other."""
    ines.is_accepted_by(kim)
    send(kim, tmp_path, rosa, shah)
    with kim.journal.reading() as conn:
        number = bytes(conn.exec_driver_sql("SELECT DISTINCT bundle FROM sent").scalar_one()).hex()
    ines.person()
    [result] = receive(kim, ines.file(tmp_path / "same.rpb", kim, bundle=number))
    assert result.outcome == "refused"


def test_what_is_kept_aside_is_not_overwritten_by_a_bundle_of_the_same_number(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    stranger = Insider("Nobody Fictional", seed=9)
    stranger.person("Waiting")
    receive(rosa, stranger.file(tmp_path / "one.rpb", rosa))
    ines.person()
    receive(rosa, ines.file(tmp_path / "two.rpb", rosa))
    stranger.is_accepted_by(rosa)
    receiving.release(rosa)
    assert "Waiting" in names(rosa)


@pytest.mark.parametrize(
    "odd",
    [
        {"kind": "erasure", "cls": "", "set": {"subject": "nobody", "reason": "court_order"}},
        {"kind": "erasure", "cls": "", "set": {"subject": "ab " * 10 + "ab", "reason": "court_order"}},
        {"kind": "erasure", "cls": "", "set": {"reason": "court_order"}},
        {"kind": "kind2", "cls": "ID", "set": {"subject": "x"}},
    ],
    ids=["a subject that is no id", "a subject with gaps", "no subject", "a kind not known here"],
)
def test_an_odd_event_of_a_colleague_does_not_keep_others_from_sending(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path, odd: dict[str, object]
) -> None:
    ines.is_accepted_by(kim)
    ines.write(**odd)
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    [result] = receive(kim, send(rosa, tmp_path, kim))
    assert result.outcome == "merged"


def test_a_feed_sealed_over_another_past_is_refused(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    """Else it would be sent on in a file that everybody else refuses."""
    ines.is_accepted_by(kim)
    for name in ("One", "Two", "Three"):
        ines.person(name)
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    section, items = ines.made.stretch(2)
    past = bytes(32)
    head = next_head(past, leaf_of(ines.bodies[1]))
    section = msgspec.structs.replace(section, before=past.hex(), head=head.hex(), last=2, shown=1)
    items = [items[0], Seal(2, ines.key.sign(seal_message(ines.feed, 2, head)))]
    inner = bundle([(section, items)], author=ines.key, to=(rosa.me,), bundle="0c" * 16)
    (tmp_path / "two.rpb").write_bytes(closed(inner, rosa))
    [result] = receive(rosa, tmp_path / "two.rpb")
    assert result.outcome == "refused"
    assert is_sound(rosa)


def _up_to(insider: Insider, seq: int) -> Insider:
    return Insider(bodies=insider.bodies[:seq])


def test_a_gap_behind_a_fork_is_closed_by_what_was_missing(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    ines.person("One")
    other = Insider(bodies=list(ines.bodies))
    other.person("Other")
    for name in ("Two", "Three", "Four"):
        ines.person(name)
    came = []
    for number, (whose, first) in enumerate(
        [(other, 1), (_up_to(ines, 2), 1), (ines, 4), (_up_to(ines, 3), 3), (ines, 1)]
    ):
        path = whose.file(tmp_path / f"{number}.rpb", rosa, first=first, bundle=f"{number:032x}")
        [result] = receive(rosa, path)
        came.append(result.outcome)
    assert came == ["merged", "fork", "merged-with-gap", "merged", "nothing-new"]
    assert is_sound(rosa)


def test_an_event_that_stands_in_two_pasts_is_refused(rosa: Desk, ines: Insider, tmp_path: Path) -> None:
    ines.person("One")
    other = Insider(bodies=list(ines.bodies))
    other.person("Other")
    for name in ("Two", "Three"):
        ines.person(name)
    other.write_raw(ines.bodies[2])
    receive(rosa, ines.file(tmp_path / "one.rpb", rosa))
    [result] = receive(rosa, other.file(tmp_path / "two.rpb", rosa, bundle="0c" * 16))
    assert result.outcome == "refused"
    assert is_sound(rosa)


def test_what_was_kept_aside_is_taken_in_part_however_much_it_is(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Insider("Nobody Fictional", seed=9)
    friend = Insider("Somebody Fictional", seed=10)
    stranger.person("One")
    friend.person("Two")
    inner = bundle(
        [stranger.made.stretch(), friend.made.stretch()],
        author=friend.key,
        to=(rosa.me,),
        cards=(friend.card(),),
    )
    (tmp_path / "one.rpb").write_bytes(closed(inner, rosa))
    receive(rosa, tmp_path / "one.rpb")
    with rosa.journal.reading() as conn:
        size = int(conn.exec_driver_sql("SELECT length(content) FROM parked").scalar_one())
    monkeypatch.setattr(parking, "MOST_EACH", size + 10)
    friend.is_accepted_by(rosa)
    receiving.release(rosa)
    assert "Two" in names(rosa)


def test_what_was_kept_aside_and_turns_out_damaged_is_told_of_once(
    rosa: Desk, kim: Desk, tmp_path: Path
) -> None:
    stranger = Insider("Nobody Fictional", seed=9)
    stranger.write_raw(b"{}")
    receive(rosa, stranger.file(tmp_path / "one.rpb", rosa))
    stranger.is_accepted_by(rosa)
    assert [each.outcome for each in receiving.release(rosa)] == ["refused"]
    assert receiving.release(rosa) == ()


def test_a_gap_in_the_first_file_of_somebody_is_told_with_their_name(
    rosa: Desk, kim: Desk, ines: Insider, tmp_path: Path
) -> None:
    ines.person("One")
    ines.person("Two")
    view = receiving.look(rosa, ines.file(tmp_path / "one.rpb", rosa, first=2))
    assert [gap.author for gap in view.gaps] == [ines.name]


def test_a_file_of_somebody_not_known_is_looked_into_whole(rosa: Desk, tmp_path: Path) -> None:
    stranger = Insider("Nobody Fictional", seed=9)
    stranger.person("One")
    view = receiving.look(rosa, stranger.file(tmp_path / "one.rpb", rosa, cards=()), full=True)
    assert (view.trust, view.verified) == ("unknown", "all")
