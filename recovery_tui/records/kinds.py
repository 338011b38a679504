"""Every kind of record there is, in the one order in which kinds are listed, dumped and sent."""

from __future__ import annotations

from recovery_tui.records import (
    aftercare,
    agency,
    contact,
    handover,
    justice,
    links,
    peer,
    permission,
    person,
    plan,
    review,
    scores,
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
    justice.RequirementFields,
    person.FlagFields,
    agency.AgencyFields,
    permission.PermissionFields,
    permission.DisclosureFields,
    plan.PlanFields,
    plan.GoalFields,
    plan.ProgressFields,
    plan.StepFields,
    review.NeedFields,
    review.ReviewFields,
    review.ApprovalFields,
    treatment.TreatmentEpisodeFields,
    treatment.SubstanceFields,
    treatment.InterventionFields,
    treatment.SessionFields,
    treatment.NaloxoneFields,
    treatment.HarmReductionFields,
    treatment.DrugTestFields,
    scores.ScoreFields,
    scores.TopFields,
    peer.PeerLinkFields,
    peer.PeerContactFields,
    peer.SupporterFields,
    links.ReferralFields,
    links.AppointmentFields,
    links.HomeFields,
    links.WorkFields,
    aftercare.ReleaseItemFields,
    justice.TemporaryAbsenceFields,
    aftercare.PostReleaseCheckFields,
    contact.ContactFields,
    contact.IncidentFields,
    handover.HandoverFields,
    handover.ErasureFields,
    handover.ErasureApprovalFields,
)

for _each in _CLASSES:
    register(_each)
