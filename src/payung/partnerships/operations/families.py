"""Whole families of agreements: a child for each district office, and the renewal of an old one."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from payung.access.reader import Reader
from payung.partnerships import checks
from payung.partnerships.checks import Party
from payung.partnerships.districts import PlannedChild, plan_children, two_sides
from payung.partnerships.errors import AgreementRefused
from payung.partnerships.kinds import INSTRUMENTS
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
from payung.reference.models import Office, Regulation

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
    high, regional = two_sides(parent)
    first, last = starts_on or parent.starts_on, ends_on or parent.ends_on
    plan = plan_children(parent, high, regional, first)
    pairs = [(one.district, _branch(one, branches or {})) for one in plan]
    unclear = [one for one, (_, branch) in zip(plan, pairs, strict=True) if branch is None]
    if unclear:
        raise _branch_unclear(unclear, first)
    return [
        draft_agreement(
            actor=actor,
            kind=AgreementKind.PKS,
            title=_subject(parent),
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
        if branch is not None
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


def _branch(planned: PlannedChild, chosen: Mapping[str, str]) -> Office | None:
    """The branch chosen for a district, or the only one that there is."""
    named = chosen.get(planned.district.pk)
    found = [one for one in planned.branches if named is None or one.pk == named]
    return found[0] if len(found) == 1 else None


def _branch_unclear(unclear: list[PlannedChild], on: date) -> AgreementRefused:
    told = "; ".join(
        f"{one.district} ({', '.join(branch.pk for branch in one.branches) or 'tidak ada'})"
        for one in unclear
    )
    return AgreementRefused(
        "branch_unclear",
        f"Kantor cabang yang melayani pada {on} belum pasti untuk: {told}. Lengkapi wilayah "
        "kerja kantor, atau pilih kantornya.",
        f"The branch that serves on {on} is not certain for: {told}. Complete the offices' "
        "territory, or choose the branch.",
        offices=[one.district.pk for one in unclear],
    )


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


def _subject(parent: Agreement) -> str:
    """What the parent is about, without the name of its own instrument."""
    words = INSTRUMENTS[parent.kind].title_words
    told = re.sub(rf"{words}( tentang)?", "", parent.title, flags=re.IGNORECASE).strip(" :-")
    return f"{told[:1].upper()}{told[1:]}" if len(told) >= 5 else parent.aim[:300]


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
