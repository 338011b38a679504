"""Whatever happens to a file on its way, or was forged: a store refuses it in plain words and stays as it was."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyrage
import pytest

from recovery_tui import cli
from recovery_tui.bundles import importing
from recovery_tui.casework import receiving
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.owner import Role
from recovery_tui.errors import RecoveryError
from recovery_tui.vault.identity import AuthorKey
from tests.bundles.making import edited, frame_of, resigned
from tests.bundles.test_mutations import frames_of, zeros
from tests.exchange.content import digest, files
from tests.exchange.insider import Insider, closed
from tests.support.desks import PASSPHRASE, add_person
from tests.support.exchange import acquaint, colleague, send

STRANGER = AuthorKey(b"s" * 32)


class Mailbox:
    """Rosa's store, and a whole file for her by Kim that she has not received."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.kim = colleague(data, "Kim Example")
        self.rosa = colleague(data, "Rosa Placeholder", Role.SUPERVISOR)
        acquaint(self.kim, self.rosa)
        add_person(self.rosa, "Carter", "Jo", "A2345BC")
        add_person(self.kim)
        self.file = send(self.kim, data, self.rosa)
        self.whole = self.file.read_bytes()
        self.altered = data / "altered.rpb"
        self.before = digest(self.rosa)

    @property
    def inner(self) -> bytes:
        return opened(self.rosa, self.whole)

    def outcome(self, content: bytes) -> str:
        """What comes of receiving `content`: `refused`, when it is, and nothing at all was changed."""
        self.altered.write_bytes(content)
        [result] = receiving.receive(self.rosa, [self.altered])
        if result.outcome != "refused" or (result.new, result.parked, result.confirmed) != (0, 0, 0):
            return result.outcome
        assert result.told.endswith(".")
        assert result.code
        return "refused"

    def accepts_nothing(self, contents: Iterable[bytes]) -> int:
        """Receive them all; how many. Nothing may have come of any."""
        count = 0
        for content in contents:
            assert self.outcome(content) == "refused", f"number {count} of {len(content)} bytes"
            count += 1
        assert digest(self.rosa) == self.before
        return count


def opened(desk: Desk, content: bytes) -> bytes:
    """The inside of a sealed file."""
    with desk.vault.reading() as conn:
        keys = [pyrage.x25519.Identity.from_str(each) for each in desk.vault.reading_secrets(conn)]
    return bytes(pyrage.decrypt(content, keys))


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    made = Mailbox(tmp_path)
    yield made
    made.kim.close()
    made.rosa.close()


def _flipped(whole: bytes, step: int) -> Iterator[bytes]:
    for place in range(0, len(whole), step):
        yield whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :]


def _altered_anywhere(mailbox: Mailbox, step: int) -> None:
    whole = mailbox.whole
    before = files(mailbox.rosa)
    assert mailbox.accepts_nothing(_flipped(whole, step)) >= len(whole) // step
    assert mailbox.accepts_nothing(whole[:size] for size in range(0, len(whole), step)) >= len(whole) // step
    assert files(mailbox.rosa) == before
    # so the file was sound, and only what was altered was refused
    [whole_one] = receiving.receive(mailbox.rosa, [mailbox.file])
    assert (whole_one.outcome, whole_one.new) == ("merged", 3)


def test_a_file_flipped_or_cut_short_anywhere_changes_nothing(mailbox: Mailbox) -> None:
    _altered_anywhere(mailbox, 7)


@pytest.mark.long
def test_a_file_flipped_or_cut_short_at_every_byte_changes_nothing(mailbox: Mailbox) -> None:
    _altered_anywhere(mailbox, 1)


def test_a_file_with_something_behind_its_end_changes_nothing(mailbox: Mailbox) -> None:
    whole, inner = mailbox.whole, mailbox.inner
    more = (b"\0", b"x", whole, inner)
    mailbox.accepts_nothing(whole + each for each in more)
    mailbox.accepts_nothing(closed(inner + each, mailbox.rosa) for each in more)


def test_what_is_no_bundle_at_all_changes_nothing(mailbox: Mailbox) -> None:
    mailbox.accepts_nothing(
        [b"", b"RPB", b"RPB\x02" + bytes(400), b"PK\x03\x04" + bytes(400), bytes(5000), mailbox.inner]
    )


def test_frames_of_another_order_or_file_change_nothing(mailbox: Mailbox) -> None:
    ines, rosa = Insider(), mailbox.rosa
    ines.is_accepted_by(rosa)
    mailbox.before = digest(rosa)
    ines.person()
    ines.write(op="set", ent=ines.next()["ent"], set={"forename": "Ida"})
    inner, other = mailbox.inner, ines.inner(rosa)

    def with_frames(content: bytes, frames: list[bytes]) -> bytes:
        front = 8 + int.from_bytes(content[4:8], "big") + 64
        end = front + sum(map(len, frames_of(content)))
        return closed(content[:front] + b"".join(frames) + content[end:], rosa)

    ours, theirs = frames_of(inner), frames_of(other)
    mailbox.accepts_nothing(
        with_frames(content, frames)
        for content, frames in (
            (inner, theirs),
            (other, ours),
            (inner, [*ours, *theirs]),
            (inner, [*ours, *ours]),
            (inner, []),
        )
    )


def test_what_a_stranger_signed_anew_changes_nothing(mailbox: Mailbox) -> None:
    """An attacker who reads a file can put its parts into one of their own, not sign it as somebody accepted."""
    rosa, inner = mailbox.rosa, mailbox.inner
    as_their_own = edited(lambda told: told.update(author=STRANGER.public_key.hex()))
    mailbox.accepts_nothing(
        closed(resigned(inner, change, STRANGER), rosa)
        for change in (lambda raw: raw, as_their_own, edited(lambda told: told.update(sections=[])))
    )


def test_a_file_passed_on_or_with_other_addressees_changes_nothing(mailbox: Mailbox, tmp_path: Path) -> None:
    """Rosa can't be made to take in what Kim wrote to somebody else, whoever closes it to her."""
    sam = colleague(tmp_path, "Sam Sample")
    acquaint(mailbox.kim, sam)
    passed_on = opened(sam, send(mailbox.kim, tmp_path, sam).read_bytes())
    renamed = passed_on.replace(sam.me.encode(), mailbox.rosa.me.encode())
    mailbox.accepts_nothing([closed(passed_on, mailbox.rosa), closed(renamed, mailbox.rosa)])
    header, *stanzas = mailbox.whole.split(b"-> X25519 ")
    assert len(stanzas) == 1
    mac = b"---" + mailbox.whole.split(b"\n---", 1)[1]
    again = b"-> X25519 ".join([header, stanzas[0].split(b"---", 1)[0], stanzas[0]])
    mailbox.accepts_nothing([header + mac, again])
    sam.close()


@pytest.mark.parametrize("place", [1, 2, 3], ids=["length", "expanded length", "items"])
def test_sizes_that_lie_change_nothing_even_signed_by_somebody_accepted(mailbox: Mailbox, place: int) -> None:
    ines = Insider()
    ines.is_accepted_by(mailbox.rosa)
    mailbox.before = digest(mailbox.rosa)
    ines.person()
    inner = ines.inner(mailbox.rosa)

    def lying(change: int) -> bytes:
        def lie(told: dict[str, list[list[int]]]) -> None:
            told["frames"][0][place] += change

        return closed(resigned(inner, edited(lie), ines.key), mailbox.rosa)

    mailbox.accepts_nothing(lying(change) for change in (-1, 1, 1000, 4 * 1024 * 1024, -(10**6), 2**60))


def test_a_bomb_of_1_gib_changes_nothing_even_signed_by_somebody_accepted(mailbox: Mailbox) -> None:
    ines = Insider()
    ines.is_accepted_by(mailbox.rosa)
    mailbox.before = digest(mailbox.rosa)
    ines.person()
    inner = ines.inner(mailbox.rosa)
    front = 8 + int.from_bytes(inner[4:8], "big")

    def bomb(told: int | None) -> bytes:
        content = zeros(1 << 30, told=told)
        frames = [list(frame_of(content, 4 * 1024 * 1024, 2))]
        signed = resigned(
            inner[: front + 64], edited(lambda page: page.update(frames=frames, pad=0)), ines.key
        )
        return closed(signed + content, mailbox.rosa)

    mailbox.accepts_nothing([bomb(None), bomb(4 * 1024 * 1024)])


CHUNK = 64 * 1024
"""age seals in chunks: what stands before a cut at their edge can be read, and is."""


def _long_file(mailbox: Mailbox) -> bytes:
    """A file of several frames, whose first are taken in long before its end is read."""
    ines = Insider()
    ines.is_accepted_by(mailbox.rosa)
    mailbox.before = digest(mailbox.rosa)
    ines.person()
    chance = random.Random(20261123)
    for _ in range(150):
        ines.write(
            kind="plan",
            cls="",
            person=ines.next()["ent"],
            set={"matters_to_me": chance.randbytes(9000).hex()},
        )
    inner = ines.inner(mailbox.rosa)
    assert len(frames_of(inner)) > 2
    return closed(inner, mailbox.rosa)


def test_a_long_file_cut_at_the_edge_of_a_chunk_changes_nothing(mailbox: Mailbox) -> None:
    whole = _long_file(mailbox)
    header = len(whole) - len(opened(mailbox.rosa, whole)) - 16 * (len(whole) // (CHUNK + 16) + 1)
    edges = range(header, len(whole), CHUNK + 16)
    assert len(edges) > 10
    mailbox.accepts_nothing(whole[:edge] for edge in edges)
    assert mailbox.outcome(whole) == "merged"


def test_a_file_on_a_stick_that_was_pulled_out_changes_nothing(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operating system fails a read in the middle: whatever was taken in so far goes again."""
    whole = _long_file(mailbox)

    class PulledOut(io.BytesIO):
        end = 0

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= self.end:
                raise OSError(5, "Input/output error")
            return super().read(size)

    monkeypatch.setattr(importing, "open_file", lambda path: PulledOut(path.read_bytes()))
    for PulledOut.end in (1, 500, len(whole) // 2, len(whole) - 1):
        assert mailbox.outcome(whole) == "refused"
    assert digest(mailbox.rosa) == mailbox.before


def test_nothing_of_a_damaged_file_comes_out_of_looking_inside(mailbox: Mailbox) -> None:
    for content in _flipped(mailbox.whole, 97):
        mailbox.altered.write_bytes(content)
        with pytest.raises(RecoveryError):
            receiving.look(mailbox.rosa, mailbox.altered, full=True)
    assert digest(mailbox.rosa) == mailbox.before


@pytest.mark.parametrize("kind", ["flipped", "cut", "longer", "not a bundle", "stranger"])
def test_the_command_line_exits_1_when_all_are_refused_and_3_when_some_are(
    mailbox: Mailbox, kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole, rosa = mailbox.whole, mailbox.rosa
    as_their_own = edited(lambda told: told.update(author=STRANGER.public_key.hex(), cards=[]))
    bad = {
        "flipped": next(_flipped(whole[::-1], 1))[::-1],
        "cut": whole[:-1],
        "longer": whole + b"\0",
        "not a bundle": b"A letter.\n" * 50,
        "stranger": closed(resigned(mailbox.inner, as_their_own, STRANGER), rosa),
    }[kind]
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "bad.rpb").write_bytes(bad)
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n", "utf-8")
    rosa.close()
    command = ["import", str(stick), "--data-dir", str(mailbox.data), "--user", rosa.store_name]
    command += ["--passphrase-file", str(secret)]
    assert cli.main(command) == 1
    assert capfd.readouterr().err.startswith("recovery-tui: ")
    shutil.copy(mailbox.file, stick / "good.rpb")
    assert cli.main(command) == 3
    out = capfd.readouterr().out
    assert "bad.rpb: refused: " in out
    assert "good.rpb: merged: " in out
