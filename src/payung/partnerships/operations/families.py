"""Whole families of agreements: a child for each district office, and the renewal of an old one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from payung.access.reader import Reader
from payung.partnerships import checks
from payung.partnerships.checks import Party
from payung.partnerships.errors import AgreementRefused
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    AgreementKind,
    AgreementParty,
    PartyKind,
)
from payung.partnerships.operations.drafting import draft_agreement
from payung.partnerships.operations.holding import managed
from payung.partnerships.states import in_force
from payung.partnerships.terms import mandate_key
from payung.reference.models import Office, OfficeKind, Regulation
from payung.reference.queries import offices_serving, territory_codes

_Act = AgreementAct.Kind


@transaction.atomic
def draft_children(
    *,
    actor: Reader,
    parent_id: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
    branches: Mapping[str, str] | None = None,
    scope: Collection[str] | None = None,
    fund_duties: str | None = None,
    partner_duties: str | None = None,
    shared_data: Sequence[str] | None = None,
    drafted_on: date | None = None,
) -> list[Agreement]:
    """Draft one PKS for each district office under the parent's high prosecution office.

    The fund's side is the branch that serves the district's territory on the first day; where
    several do, ``branches`` (district office code -> branch code) chooses. A child that follows
    an earlier agreement of the same two offices renews it. District offices that already have a
    child of this parent are left out, so that a repeat adds nothing. Scope, duties and data
    clause are the parent's unless given. Raises ``AgreementRefused`` that names every district
    without a branch.
    """
    parent = managed(actor, parent_id)
    high, regional = _two_sides(parent)
    first, last = starts_on or parent.starts_on, ends_on or parent.ends_on
    done = (
        AgreementParty.objects.filter(agreement__parent=parent, kind=PartyKind.PROSECUTION)
        .exclude(agreement__acts__kind=_Act.WITHDRAWN)
        .values("office")
    )
    districts = list(high.children.exclude(pk__in=done).order_by("pk"))
    pairs = _branches_for(districts, regional, first, branches or {})
    return [
        draft_agreement(
            actor=actor,
            kind=AgreementKind.PKS,
            title=f"Perjanjian kerja sama {branch} dengan {district}",
            parties=[
                Party(PartyKind.FUND, office_code=branch.pk),
                Party(PartyKind.PROSECUTION, office_code=district.pk),
            ],
            starts_on=first,
            ends_on=last,
            aim=parent.aim,
            parent_id=parent.pk,
            scope=_scope(parent) if scope is None else scope,
            fund_duties=parent.fund_duties if fund_duties is None else fund_duties,
            partner_duties=parent.partner_duties if partner_duties is None else partner_duties,
            shared_data=parent.shared_data if shared_data is None else shared_data,
            legal_basis=_citations(parent),
            renews_id=_predecessor(branch, district, first),
            drafted_on=drafted_on,
        )
        for district, branch in pairs
    ]


@transaction.atomic
def draft_renewal(
    *,
    actor: Reader,
    agreement_id: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
    parent_id: int | None = None,
    drafted_on: date | None = None,
) -> Agreement:
    """Draft the successor of an agreement: the same kind, parties and text, the following term.

    It starts the day after the old one ends unless named; a later start leaves a gap that the
    pages show, an earlier one is refused at the signing. ``parent_id`` defaults to the renewal of
    the old parent, else to the old parent itself. Raises ``AgreementRefused``.
    """
    old = managed(actor, agreement_id)
    term = in_force(old, old.acts.all())
    first = starts_on or ((term[1] if term else old.ends_on) + timedelta(days=1))
    return draft_agreement(
        actor=actor,
        kind=old.kind,
        title=old.title,
        parties=[_named_again(party) for party in old.parties.all()],
        starts_on=first,
        ends_on=ends_on,
        aim=old.aim,
        parent_id=parent_id or _parent_of_renewal(old),
        no_parent_reason=old.no_parent_reason,
        scope=_scope(old),
        fund_duties=old.fund_duties,
        partner_duties=old.partner_duties,
        shared_data=old.shared_data,
        legal_basis=_citations(old),
        renews_id=old.pk,
        drafted_on=drafted_on,
    )


def _two_sides(parent: Agreement) -> tuple[Office, Office]:
    """The high prosecution office and the regional office of a parent agreement."""
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


def _branches_for(
    districts: list[Office], regional: Office, on: date, chosen: Mapping[str, str]
) -> list[tuple[Office, Office]]:
    """Each district office with the branch that serves its territory, or one clear refusal."""
    pairs, problems = [], []
    for district in districts:
        found = _serving(district, regional, on)
        named = chosen.get(district.pk)
        if named is not None:
            found = [branch for branch in found if branch.pk == named]
        if len(found) == 1:
            pairs.append((district, found[0]))
        else:
            several = ", ".join(branch.pk for branch in found)
            problems.append(f"{district} ({several or 'tidak ada'})")
    if problems:
        told = "; ".join(problems)
        raise AgreementRefused(
            "branch_unclear",
            f"Kantor cabang yang melayani pada {on} belum pasti untuk: {told}. Lengkapi wilayah "
            "kerja kantor, atau pilih kantornya.",
            f"The branch that serves on {on} is not certain for: {told}. Complete the offices' "
            "territory, or choose the branch.",
            offices=problems,
        )
    return pairs


def _serving(district: Office, regional: Office, on: date) -> list[Office]:
    """The branches of the regional office that serve a district's territory; its own seat first."""
    found: dict[str, Office] = {}
    for region in territory_codes(district.pk, on):
        for branch in offices_serving(region, OfficeKind.BRANCH, on).filter(parent=regional):
            found[branch.pk] = branch
    seated = [branch for branch in found.values() if branch.region_id == district.region_id]
    return seated if len(seated) == 1 else list(found.values())


def _predecessor(branch: Office, district: Office, first: date) -> int | None:
    """The last PKS of the two offices that began before, unless something renews it already."""
    old = (
        Agreement.objects.filter(
            terms__key=mandate_key(branch.pk, district.pk), terms__starts_on__lt=first
        )
        .order_by("-terms__starts_on")
        .first()
    )
    if old is None or old.renewals.exclude(acts__kind=_Act.WITHDRAWN).exists():
        return None
    return old.pk


def _parent_of_renewal(old: Agreement) -> int | None:
    if old.parent is None:
        return None
    newer = old.parent.renewals.exclude(acts__kind=_Act.WITHDRAWN).order_by("-pk").first()
    return newer.pk if newer else old.parent_id


def _scope(agreement: Agreement) -> list[str]:
    return [name for name in checks.SCOPES if getattr(agreement, name)]


def _citations(agreement: Agreement) -> list[str]:
    return [rule.citation for rule in Regulation.objects.filter(pk__in=agreement.legal_basis)]


def _named_again(party: AgreementParty) -> Party:
    return Party(
        kind=party.kind,
        office_code=party.office_id,
        region_code=party.region_id,
        name=party.other_name,
        post_id=party.post_id,
        signatory_title=party.signatory_title,
    )
