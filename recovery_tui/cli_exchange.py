"""The commands for cards, files that leave and enter, conflicts and erasure: open the store, ask casework, print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui.cli_terminal import (
    LOOK,
    Options,
    complain,
    done,
    opened_desk,
    refuse,
    say,
    wants_json,
    write,
    write_json,
)
from recovery_tui.clock import Clock
from recovery_tui.errors import UsageError

if TYPE_CHECKING:
    from recovery_tui.casework.card_views import CardView
    from recovery_tui.casework.sharing_views import FileResult, InspectView


def card(options: Options, data: Path, clock: Clock) -> int:
    """`card export|show|trust|list|revoke|renew`."""
    from recovery_tui.casework import cards, receiving

    with opened_desk(options, data, clock) as (desk, _):
        if options.card_command == "export":
            cards.export_card(desk, options.file)
            return _shown(options, cards.own_card(desk))
        if options.card_command == "show":
            return _shown(options, cards.look_at(desk, options.file))
        if options.card_command == "trust":
            view = cards.trust_card(desk, options.file, options.words)
            for file in receiving.release(desk):
                say(options, f"Taken in of what was kept aside: {file.new} changes from {file.sender}.")
            return _shown(options, view)
        if options.card_command == "revoke":
            found = cards.find(desk, options.fingerprint)
            return _shown(options, cards.revoke(desk, found.card.fingerprint, options.reason))
        if options.card_command == "renew":
            return _shown(options, cards.renew(desk))
        listed = cards.listed(desk)
    if wants_json(options):
        write_json({"cards": [_card_object(each) for each in listed]})
    else:
        for each in listed:
            write(f"{each.fingerprint}  {each.trust:<10}  {_who(each)}")
    return 0


def start_pack(options: Options, data: Path, clock: Clock) -> int:
    """`start-pack FILE`."""
    from recovery_tui.casework import start_packs

    with opened_desk(options, data, clock) as (desk, _):
        start_packs.write(desk, options.file)
    return done(options, "Written. Give it to your new colleague, and your eight words by telephone.")


def export(options: Options, data: Path, clock: Clock) -> int:
    """`export OUT.rpb --to …`."""
    from recovery_tui.casework import cards, dumping, sending
    from recovery_tui.casework.sharing_views import SendOrder

    with opened_desk(options, data, clock) as (desk, _):
        order = SendOrder(
            to=tuple(cards.find(desk, each).card.fingerprint for each in options.to),
            people=tuple(dumping.find_person(desk, each) for each in options.person),
            purpose=options.purpose,
            basis=options.basis or "",
            reason=options.reason or "",
            full=options.full,
        )
        sent = sending.send(desk, order, options.file)
    if wants_json(options):
        write_json(asdict(sent))
    else:
        say(
            options,
            f"Written: {sent.changes} changes of {sent.people} people, {sent.size} bytes, {sent.withheld} kept back.",
        )
    return 0


def inspect(options: Options, data: Path, clock: Clock) -> int:
    """`inspect FILE.rpb [--full]`."""
    from recovery_tui.casework import receiving

    with opened_desk(options, data, clock) as (desk, _):
        view = receiving.look(desk, options.file, options.full)
    if wants_json(options):
        write_json(_inspected(view))
    else:
        _write_inspected(view)
    return 0


def import_files(options: Options, data: Path, clock: Clock) -> int:
    """`import FILE.rpb|FOLDER …`."""
    from recovery_tui.casework import receiving

    with opened_desk(options, data, clock) as (desk, _):
        results = receiving.receive(desk, options.files)
    told = {"bundles": [_result(each) for each in results]}
    if all(each.outcome == "refused" for each in results):
        for each in results[1:]:
            complain(f"{each.file}: {each.told}")
        refuse(options, told, results[0].told, code=results[0].code)
    if wants_json(options):
        write_json(told)
    else:
        for each in results:
            if not each.for_others:
                write(f"{each.file}: {each.outcome}: {each.told} {each.new} new, {each.known} known.")
        others = sum(each.for_others for each in results)
        if others:
            write(f"{others} files there are for others: passed over.")
    return LOOK if any(each.needs_looking for each in results) else 0


def receipts(options: Options, data: Path, clock: Clock) -> int:
    """`receipts [--write FOLDER]`."""
    from recovery_tui.casework import exchange_state, receiving

    with opened_desk(options, data, clock) as (desk, _):
        written = receiving.write_receipts(desk, options.write) if options.write else ()
        state = exchange_state.state(desk)
    if wants_json(options):
        told = asdict(state)
        write_json({**told, "written": [each.file for each in written]})
        return 0
    for each in state.correspondents:
        waiting = f"{each.waiting} not confirmed" if each.waiting else "all confirmed"
        write(
            f"{each.name}: last sent {each.last_sent or 'never'}, {waiting}, heard {each.last_heard or 'never'}"
        )
    write(f"Only on this computer: {state.only_here} changes.")
    for sent in written:
        say(options, f"Reply written: {sent.file}")
    return 0


def conflicts(options: Options, data: Path, clock: Clock) -> int:
    """`conflicts [list|resolve ID --take N|--value V]`."""
    from recovery_tui.casework import conflicts as casework

    with opened_desk(options, data, clock) as (desk, _):
        if options.conflict_command == "resolve":
            if (options.take is None) == (options.value is None):
                raise UsageError("Say which answer: --take N or --value V, one of them.")
            outcome = casework.resolve(desk, options.id, take=options.take, value=options.value)
            if not outcome.saved:
                refuse(options, {}, " ".join(problem.reason for problem in outcome.problems))
            return done(options, "Settled by a signed change. The other answers stay in the history.")
        listed = casework.listed(desk)
    rows: list[Mapping[str, object]] = [
        {
            "id": each.id,
            "record": each.record,
            "field": each.field,
            "values": [
                {"n": answer.n, "value": answer.value, "by": answer.by, "at": answer.at}
                for answer in each.answers
            ],
        }
        for each in listed
    ]
    if wants_json(options):
        write_json({"conflicts": rows})
        return LOOK if rows else 0
    for conflict in listed:
        write(f"{conflict.id}  {conflict.title}")
        for answer in conflict.answers:
            write(f"  {answer.n}  {answer.words}  {answer.by}  {answer.at}")
    if not rows:
        say(options, "Nobody disagrees.")
    return LOOK if rows else 0


def erase(options: Options, data: Path, clock: Clock) -> int:
    """`erase PERSON-ID --reason CODE | erase --approve REQUEST-ID`."""
    from recovery_tui.casework import dumping, erasing
    from recovery_tui.casework.views import RecordId

    if (options.approve is None) == (options.person is None):
        raise UsageError("Say whom to erase and why, or which request to approve.")
    with opened_desk(options, data, clock) as (desk, _):
        if options.approve is not None:
            erasing.approve(desk, RecordId(options.approve))
            return done(
                options, "Approved. The person is erased here; send the next file so that others erase too."
            )
        if options.reason is None:
            raise UsageError("Say why, with --reason.")
        request = erasing.request(desk, dumping.find_person(desk, options.person), options.reason)
    if wants_json(options):
        write_json({"request": request})
    else:
        write(f"Asked for: {request}")
        say(options, "Nothing is erased until a supervisor approves it on their computer.")
    return 0


def _shown(options: Options, view: CardView) -> int:
    if wants_json(options):
        write_json(_card_object(view))
        return 0
    write(_who(view))
    write(f"fingerprint {view.fingerprint}, {view.trust}")
    for row in range(0, len(view.words), 4):
        write(
            "  ".join(
                f"{row + at + 1} {word:<10}" for at, word in enumerate(view.words[row : row + 4])
            ).rstrip()
        )
    for warning in view.warnings:
        write(f"! {warning}")
    return 0


def _who(view: CardView) -> str:
    return ", ".join(filter(None, (view.name, view.role, view.organisation, view.establishment)))


def _card_object(view: CardView) -> dict[str, object]:
    return {
        "name": view.name,
        "role": view.role,
        "organisation": view.organisation or view.establishment,
        "establishment": view.establishment,
        "fingerprint": view.fingerprint,
        "words": list(view.words),
        "trust": view.trust,
    }


def _inspected(view: InspectView) -> dict[str, object]:
    return {
        "signer": {
            "name": view.signer_name,
            "role": view.signer_role,
            "fingerprint": view.fingerprint,
            "trust": view.trust,
        },
        "to": list(view.to),
        "for_me": view.for_me,
        "type": view.type,
        "purpose": view.purpose,
        "written_at": view.written_at,
        "sections": [asdict(each) for each in view.sections],
        "counts": dict(view.counts),
        "gaps": [{"feed": each.feed, "first": each.first, "last": each.last} for each in view.gaps],
        "effect": dict(view.effect) if view.effect is not None else None,
        "verified": view.verified,
        "withheld": view.withheld,
        "size": view.size,
        "app": view.app,
        "schema": view.schema,
    }


def _write_inspected(view: InspectView) -> None:
    write(
        f"From {view.signer_name or 'somebody not known'} ({view.signer_role or 'no card'}), {view.fingerprint}"
    )
    for sentence in view.told:
        write(sentence)
    write(
        f"For you: {'yes' if view.for_me else 'no'}. Written {view.written_at}. {view.purpose or view.type}."
    )
    for kind, count in view.counts.items():
        write(f"  {kind}: {count}")
    write(f"{view.people} people, {view.withheld} entries kept back, {view.size} bytes, program {view.app}.")
    if view.effect is not None:
        write(
            ", ".join(f"{count} {word}" for word, count in view.effect.items())
            + ". Every part was read and proven."
        )


def _result(each: FileResult) -> dict[str, object]:
    return {
        "file": each.file,
        "outcome": each.outcome,
        "new": each.new,
        "known": each.known,
        "conflicts": each.conflicts,
        "gaps": [{"feed": gap.feed, "first": gap.first, "last": gap.last} for gap in each.gaps],
        "parked": each.parked,
    }


COMMANDS: dict[str, Callable[[Options, Path, Clock], int]] = {
    "card": card,
    "start-pack": start_pack,
    "export": export,
    "inspect": inspect,
    "import": import_files,
    "receipts": receipts,
    "conflicts": conflicts,
    "erase": erase,
}
