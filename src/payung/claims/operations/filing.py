"""Filing a claim online, without an account: a draft until an officer has checked who files it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung.claims import refusals_of_intake as refusals
from payung.claims.errors import ClaimRefused
from payung.claims.happenings import cause_of
from payung.claims.models import Channel, Claim
from payung.claims.operations.applicants import Applicant, add_applicant
from payung.claims.operations.codes import count_attempt, may_attempt, new_code
from payung.claims.operations.finding_members import member_of_card
from payung.claims.operations.opening import Happening, check_happening, open_claims
from payung.claims.steps import add_step
from payung.registry.models import Membership

#: What is said of the entries themselves, not of the member.
_TOLD = frozenset({"unfit_day", "unfit_cause", "not_an_heir", "name_invalid", "birth_date_invalid"})


@dataclass(frozen=True)
class Filed:
    """What the one who filed takes with him: his reference number and the first code."""

    number: str
    code: str
    claims: tuple[Claim, ...]


def file_online(
    *,
    card_number: str,
    member_birth_date: date,
    told: Happening,
    applicant: Applicant,
    address: str,
) -> Filed:
    """File what happened to a member, at the branch of his firm; nobody is signed in.

    Card number and date of birth have to fit together. Whatever does not fit, a stranger gets the
    same answer (``online_impossible``): he does not learn whether there is such a member, or
    whether his death was reported. Too many attempts get that answer as well. An event on a day
    that cannot be is told as such: it says nothing of the member.
    """
    plain = card_number.strip()[:20]
    if not may_attempt(subject=plain, address=address):
        raise refusals.online_impossible()
    member = member_of_card(plain)
    fits = member is not None and member.person.birth_date == member_birth_date
    if member is None or not fits:
        count_attempt(subject=plain, address=address, succeeded=False)
        raise refusals.online_impossible()
    told = _as_kept(told)
    try:
        check_happening(told, member)
        filed = _file(member, told, applicant)
    except ClaimRefused as refusal:
        count_attempt(subject=plain, address=address, succeeded=False)
        if refusal.code in _TOLD:
            raise
        raise refusals.online_impossible() from refusal
    count_attempt(subject=plain, address=address, succeeded=True)
    return filed


def _as_kept(told: Happening) -> Happening:
    return Happening(
        kind=told.kind,
        happened_on=told.happened_on,
        happened_at=told.happened_at,
        cause=cause_of(told.kind, told.cause),
        place=told.place,
        region_code=told.region_code,
    )


def _file(member: Membership, told: Happening, applicant: Applicant) -> Filed:
    with transaction.atomic():
        claims, fresh = open_claims(
            told,
            member=member,
            office=member.employer.office_id,
            channel=Channel.ONLINE,
            by=None,
            seen=Claim.objects.none(),
        )
        for claim in fresh:
            add_step(claim, "FILED_ONLINE", by=None, on=claim.received_on)
        add_applicant(fresh, applicant, by=None)
        first = fresh[0]
        code = new_code(first, applicant.name.strip()[:150], by=None)
    return Filed(first.number, code, claims)
