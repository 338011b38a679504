"""Every kind of record there is, in the one order in which kinds are listed, dumped and sent."""

from __future__ import annotations

from recovery_tui.records import (
    aftercare,
    agency,
    contact,
    handover,
    links,
    peer,
    permission,
    person,
    plan,
    treatment,
)
from recovery_tui.records.schema import KINDS, Record, register

__all__ = ["KINDS"]

_CLASSES: tuple[type[Record], ...] = (
    person.PersonFields,
    person.IdentifierFields,
    person.ContactRouteFields,
    person.AssignmentFields,
    person.ProfessionalFields,
    person.StayFields,
    person.FlagFields,
    agency.AgencyFields,
    permission.PermissionFields,
    permission.DisclosureFields,
    plan.PlanFields,
    plan.GoalFields,
    plan.ProgressFields,
    plan.StepFields,
    treatment.SubstanceFields,
    treatment.InterventionFields,
    treatment.SessionFields,
    treatment.NaloxoneFields,
    peer.PeerLinkFields,
    peer.SupporterFields,
    links.ReferralFields,
    links.AppointmentFields,
    links.HomeFields,
    links.WorkFields,
    aftercare.ReleaseItemFields,
    aftercare.PostReleaseCheckFields,
    contact.ContactFields,
    handover.HandoverFields,
    handover.ErasureFields,
    handover.ErasureApprovalFields,
)

for _each in _CLASSES:
    register(_each)
