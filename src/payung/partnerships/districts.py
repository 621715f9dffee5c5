"""A high prosecution office, its districts, and the branch that serves each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.partnerships.errors import AgreementRefused
from payung.partnerships.models import Agreement, AgreementAct, AgreementParty, PartyKind
from payung.reference.models import Office, OfficeKind
from payung.reference.queries import offices_serving, territory_codes


@dataclass(frozen=True)
class PlannedChild:
    """A district office that has no child of a parent yet, and the branches that serve it."""

    district: Office
    branches: tuple[Office, ...]


def two_sides(parent: Agreement) -> tuple[Office, Office]:
    """The high prosecution office and the regional office of a parent agreement.

    Raises ``AgreementRefused`` when it is not an agreement between two such offices.
    """
    offices = {
        party.office.kind: party.office
        for party in parent.parties.select_related("office")
        if party.office is not None
    }
    high = offices.get(OfficeKind.PROSECUTION_HIGH)
    regional = offices.get(OfficeKind.REGIONAL)
    if high is None or regional is None:
        raise AgreementRefused(
            "no_districts",
            "Perjanjian turunan disusun dari perjanjian kantor wilayah dengan kejaksaan tinggi; "
            "perjanjian ini bukan itu.",
            "Children are drafted from an agreement of a regional office with a high prosecution "
            "office; this is not one.",
        )
    return high, regional


def plan_children(
    parent: Agreement, high: Office, regional: Office, on: date
) -> list[PlannedChild]:
    """The districts that a parent has no child for yet, each with the branches serving it then."""
    done = (
        AgreementParty.objects.filter(agreement__parent=parent, kind=PartyKind.PROSECUTION)
        .exclude(agreement__acts__kind=AgreementAct.Kind.WITHDRAWN)
        .values("office")
    )
    districts = high.children.exclude(pk__in=done).order_by("pk")
    return [PlannedChild(one, tuple(_serving(one, regional, on))) for one in districts]


def _serving(district: Office, regional: Office, on: date) -> list[Office]:
    """The branches of the regional office that serve a district; the one seated there alone."""
    found: dict[str, Office] = {}
    for region in territory_codes(district.pk, on):
        for branch in offices_serving(region, OfficeKind.BRANCH, on).filter(parent=regional):
            found[branch.pk] = branch
    seated = [branch for branch in found.values() if branch.region_id == district.region_id]
    return seated if len(seated) == 1 else list(found.values())
