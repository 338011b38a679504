"""Peers and supporters: who walks alongside, inside and outside. What is said is never recorded."""

from __future__ import annotations

from recovery_tui.records.codes import YES_NO
from recovery_tui.records.lists import links as lists
from recovery_tui.records.lists.plan import CONTACT_MODE
from recovery_tui.records.schema import Bias, Entry, InfoClass, Merge, Record, declare, field

PAST, FUTURE = Bias.PAST, Bias.FUTURE


@declare("peer_link", "Peer link", InfoClass.REC, summary=("link_kind", "organisation", "where"))
class PeerLinkFields(Record):
    """A peer, a group or a recovery community the person is in touch with."""

    link_kind: str = field(Entry.CODE, "Kind", required=True, codes=lists.LINK_KIND)
    organisation: str | None = field(Entry.SHORT, "Organisation or group")
    cleared_until_on: str | None = field(Entry.DATE, "Clearance runs until", bias=FUTURE)
    introduced_on: str = field(Entry.DATE, "Introduced on", required=True, bias=PAST)
    introduced_by: str | None = field(Entry.SHORT, "Introduced by")
    where: str | None = field(Entry.CODE, "Inside or outside", codes=lists.WHERE)
    meets: str | None = field(Entry.SHORT, "When it meets", "Tuesdays 19:00, weekly.")
    place: str | None = field(Entry.SHORT, "Place")
    aftercare_contact: str | None = field(Entry.CODE, "Contact after release", codes=YES_NO)
    gate_meet: str | None = field(Entry.CODE, "Meets them at the gate", codes=YES_NO)
    gives_back: str | None = field(Entry.SHORT, "What they give back", "Own peer training, helping a group.")
    ended_on: str | None = field(Entry.DATE, "Ended on", bias=PAST)
    end_reason: str | None = field(Entry.SHORT, "Why it ended")
    peer_name: str | None = field(Entry.NAME, "Peer's first name", info_class=InfoClass.THIRD)


@declare("peer_contact", "Peer meeting", InfoClass.REC, merge=Merge.LOG, summary=("held_on", "attended"))
class PeerContactFields(Record):
    """A meeting with a peer or a group: that it was, never what was said."""

    peer_link: str = field(Entry.REF, "Peer or group", required=True, ref="peer_link")
    held_on: str = field(Entry.DATE, "Date", required=True, bias=PAST)
    mode: str | None = field(Entry.CODE, "How", codes=CONTACT_MODE)
    attended: str = field(Entry.CODE, "Came", required=True, codes=YES_NO)
    corrects: str | None = field(Entry.REF, "Corrects", ref="peer_contact", hidden_in_forms=True)


@declare("supporter", "Supporter", InfoClass.THIRD, summary=("name", "relation"))
class SupporterFields(Record):
    """Family or friend who stands by the person."""

    name: str = field(Entry.NAME, "Name", required=True)
    relation: str = field(Entry.NAME, "Who they are", required=True)
    involved: str | None = field(Entry.CODE, "Wants to be involved", codes=YES_NO)
    may_contact: str | None = field(Entry.CODE, "We may contact them", codes=YES_NO)
    phone: str | None = field(Entry.SHORT, "Phone", max_length=40)
