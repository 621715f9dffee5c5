"""Which agreement a list rests on."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from payung.partnerships.models import Agreement, AgreementKind, AgreementTerm, PartyKind
from payung.reference.models import Office
from payung.sponsorship.models import PUBLIC_SOURCES, BeneficiaryList, ListAct

#: Frames that oblige nobody to pay.
_BINDING = (AgreementKind.PKS, AgreementKind.NOTA_KESEPAKATAN, AgreementKind.KESEPAKATAN_BERSAMA)


def agreement_for(found: BeneficiaryList, office: Office, on: date) -> Agreement | None:
    """The agreement in force on a day that a list rests on: the one recorded with it, else one
    between the fund's office (or the one above it) and the list's government. None without one.
    """
    recorded = (
        ListAct.objects.filter(list=found, kind=ListAct.Kind.AGREED)
        .order_by("-pk")
        .values_list("agreement", flat=True)
        .first()
    )
    able = fitting_agreements(found, office, on)
    if recorded is not None and (kept := able.filter(pk=recorded).first()) is not None:
        return kept
    if found.fund_source not in PUBLIC_SOURCES:
        return None  # which body gives the money, only the agreement that is recorded tells
    return able.order_by("-kind", "-starts_on", "-pk").first()


def fitting_agreements(
    found: BeneficiaryList, office: Office | None, on: date
) -> QuerySet[Agreement, Agreement]:
    """The agreements in force on a day between the fund and whoever pays for a list.

    With ``office`` only those of that office of the fund, or of the one above it.
    """
    fund = Q(parties__kind=PartyKind.FUND)
    if office is not None:
        fund &= Q(parties__office__in=[office.pk, office.parent_id])
    payer = (
        Q(parties__kind=PartyKind.GOVERNMENT, parties__region__in=_governments(found))
        if found.fund_source in PUBLIC_SOURCES
        else ~Q(parties__kind__in=[PartyKind.FUND, PartyKind.PROSECUTION])
    )
    in_force = AgreementTerm.objects.filter(starts_on__lte=on, ends_on__gte=on)
    return (
        Agreement.objects.filter(pk__in=in_force.values("agreement"), kind__in=_BINDING)
        .filter(pk__in=Agreement.objects.filter(fund).values("pk"))
        .filter(pk__in=Agreement.objects.filter(payer).values("pk"))
    )


def _governments(found: BeneficiaryList) -> list[str]:
    """The government of a list, and its province."""
    return [found.region_id, found.region_id.partition(".")[0]]
