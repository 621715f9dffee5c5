"""The renewal of the agreements of Bangka Belitung, for the journeys."""

from __future__ import annotations

from payung.demo.plan import AS_OF
from payung.demo.staff import Staff
from payung.partnerships.models import Agreement
from payung.partnerships.operations import Signatory, draft_renewal, sign_agreements
from payung.partnerships.queries import agreements, expiring


def renew_all(staff: Staff) -> list[Agreement]:
    """The parent's renewal and the districts' that end with it, signed in one go."""
    parent = agreements(staff.regional).get(kind="KESEPAKATAN_BERSAMA")
    renewal = draft_renewal(actor=staff.regional, agreement_id=parent.pk)
    old = [one for one in expiring(staff.regional, AS_OF) if one.agreement.parent_id == parent.pk]
    children = [draft_renewal(actor=staff.regional, agreement_id=one.agreement.pk) for one in old]
    family = [renewal, *children]
    outside = {
        party.pk: Signatory("Surya Wirawan", f"Kepala {party.office}")
        for one in family
        for party in one.parties.filter(post=None)
    }
    return sign_agreements(
        actor=staff.regional, agreement_ids=[one.pk for one in family], signatories=outside
    )
