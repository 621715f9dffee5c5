"""Drafting an agreement, revising and withdrawing its draft."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_AGREEMENTS
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.law import parameters
from payung.partnerships import checks
from payung.partnerships.checks import Party
from payung.partnerships.errors import AgreementRefused
from payung.partnerships.models import Agreement, AgreementAct, AgreementParty, PartyKind
from payung.partnerships.operations.holding import add_act, locked, managed, reason_of
from payung.partnerships.posts import government_post, office_named, signing_post
from payung.partnerships.reach import reaches_office
from payung.partnerships.states import UNSIGNED, last_day, state_of
from payung.reference.models import Office, Region

TERM = "partnership/term_months"
_Act = AgreementAct.Kind


@transaction.atomic
def draft_agreement(
    *,
    actor: Reader,
    kind: str,
    title: str,
    parties: Sequence[Party],
    starts_on: date,
    ends_on: date | None = None,
    aim: str,
    parent_id: int | None = None,
    no_parent_reason: str = "",
    scope: Collection[str] = (),
    fund_duties: str = "",
    partner_duties: str = "",
    shared_data: Sequence[str] | None = None,
    legal_basis: Sequence[str] = (),
    renews_id: int | None = None,
    drafted_on: date | None = None,
) -> Agreement:
    """Draft an agreement of one kind between bodies; the kind drives what must be stated.

    ``ends_on`` defaults to the usual term (``partnership/term_months``). ``scope`` holds names of
    ``checks.SCOPES``, ``shared_data`` codes of ``kinds.SHARED_DATA`` (an empty list states that
    none are shared), ``legal_basis`` citations of the register. Raises ``AccessRefused`` and
    ``AgreementRefused``; nothing is written then.
    """
    day = drafted_on or clock.today()
    if day > clock.today():
        raise AgreementRefused(
            "drafted_in_future",
            f"Tanggal penyusunan {day} belum tiba.",
            f"The day of drafting {day} has not come.",
        )
    end = ends_on or last_day(starts_on, parameters.get(TERM, starts_on).number)
    parent = managed(actor, parent_id, sight=True) if parent_id else None
    offices = _offices(parties)
    checks.check_term(starts_on, end)
    told = checks.check_title(kind, title)
    checks.check_parent(kind, parent, no_parent_reason, starts_on, end)
    checks.check_contents(
        kind,
        scope,
        fund_duties,
        partner_duties,
        shared_data,
        with_prosecutors=any(party.kind == PartyKind.PROSECUTION for party in parties),
    )
    checks.check_parties(
        kind, parties, {code: office.kind for code, office in offices.items()}, starts_on
    )
    agreement = Agreement(
        kind=kind,
        title=told,
        office=_keeper(actor, parties, offices),
        parent=parent,
        no_parent_reason="" if parent else no_parent_reason.strip(),
        renews=_renewed(actor, renews_id, kind, starts_on),
        starts_on=starts_on,
        ends_on=end,
        aim=aim.strip(),
        fund_duties=fund_duties.strip(),
        partner_duties=partner_duties.strip(),
        shared_data=list(shared_data or ()),
        legal_basis=checks.check_legal_basis(legal_basis),
        drafted_on=day,
        drafted_by=actor.user,
        **{name: name in scope for name in checks.SCOPES},
    )
    with acting(actor, f"Draf {told}"[:200]):
        agreement.save()
        _write_parties(agreement, parties)
        add_act(actor, agreement, _Act.DRAFTED, day)
    return agreement


@transaction.atomic
def revise_draft(
    *,
    actor: Reader,
    agreement_id: int,
    reason: str,
    title: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    aim: str | None = None,
    scope: Collection[str] | None = None,
    fund_duties: str | None = None,
    partner_duties: str | None = None,
    shared_data: Sequence[str] | None = None,
) -> Agreement:
    """Change the text or term of a draft; kind and parties stay (withdraw it for others).

    What was submitted or approved must be put forward anew afterwards. Raises
    ``AgreementRefused`` once it is signed or withdrawn, or when the change does not stand.
    """
    agreement = managed(actor, agreement_id)
    agreement = locked(agreement.pk)
    _require_unsigned(agreement)
    agreement.title = checks.check_title(agreement.kind, title or agreement.title)
    agreement.starts_on = starts_on or agreement.starts_on
    agreement.ends_on = ends_on or agreement.ends_on
    agreement.aim = (aim if aim is not None else agreement.aim).strip()
    if fund_duties is not None:
        agreement.fund_duties = fund_duties.strip()
    if partner_duties is not None:
        agreement.partner_duties = partner_duties.strip()
    if shared_data is not None:
        agreement.shared_data = list(shared_data)
    if scope is not None:
        for name in checks.SCOPES:
            setattr(agreement, name, name in scope)
    _check_again(agreement, scope)
    with acting(actor, reason_of(reason)):
        agreement.save()
        add_act(actor, agreement, _Act.REVISED, clock.today(), reason_of(reason))
    return agreement


@transaction.atomic
def withdraw_draft(*, actor: Reader, agreement_id: int, reason: str) -> Agreement:
    """Take a draft back; it stays readable. Withdrawing it again changes nothing."""
    agreement = managed(actor, agreement_id)
    agreement = locked(agreement.pk)
    if agreement.acts.filter(kind=_Act.WITHDRAWN).exists():
        return agreement
    _require_unsigned(agreement)
    add_act(actor, agreement, _Act.WITHDRAWN, clock.today(), reason_of(reason))
    return agreement


def _require_unsigned(agreement: Agreement) -> None:
    state = state_of(agreement, agreement.acts.all(), clock.today())
    if state not in UNSIGNED:
        raise AgreementRefused(
            "text_closed",
            f"Perjanjian ini berstatus {state.label.lower()}; isinya tidak dapat diubah lagi. "
            "Buatlah pembaruan atau perjanjian baru.",
            f"This agreement is {state.value}; its text can no longer change. Draft a renewal or "
            "a new one.",
            state=state.value,
        )


def _check_again(agreement: Agreement, scope: Collection[str] | None) -> None:
    checks.check_term(agreement.starts_on, agreement.ends_on)
    checks.check_parent(
        agreement.kind,
        agreement.parent,
        agreement.no_parent_reason,
        agreement.starts_on,
        agreement.ends_on,
    )
    checks.check_contents(
        agreement.kind,
        scope if scope is not None else [n for n in checks.SCOPES if getattr(agreement, n)],
        agreement.fund_duties,
        agreement.partner_duties,
        agreement.shared_data,
        with_prosecutors=agreement.parties.filter(kind=PartyKind.PROSECUTION).exists(),
    )


def _offices(parties: Sequence[Party]) -> dict[str, Office]:
    codes = {party.office_code for party in parties if party.office_code}
    return {code: office_named(code) for code in sorted(codes)}


def _keeper(actor: Reader, parties: Sequence[Party], offices: dict[str, Office]) -> Office:
    """The first party's office that the actor manages agreements for."""
    for party in parties:
        if party.office_code and reaches_office(actor, MANAGE_AGREEMENTS, party.office_code):
            return offices[party.office_code]
    raise AccessRefused(
        "reach",
        "Anda hanya dapat menyusun perjanjian untuk kantor Anda sendiri atau kantor di bawahnya; "
        "kantor itu bukan salah satu pihak.",
        "You can only draft agreements for your own office or one under it; none of the parties "
        "is.",
    )


def _renewed(actor: Reader, renews_id: int | None, kind: str, starts_on: date) -> Agreement | None:
    if renews_id is None:
        return None
    old = managed(actor, renews_id)
    if old.kind != kind or not old.acts.filter(kind=_Act.SIGNED).exists():
        raise AgreementRefused(
            "not_renewable",
            "Hanya perjanjian sejenis yang sudah ditandatangani dapat diperbarui.",
            "Only a signed agreement of the same kind can be renewed.",
        )
    taken = old.renewals.exclude(acts__kind=_Act.WITHDRAWN).first()
    if taken is not None:
        raise AgreementRefused(
            "renewal_exists",
            f"Pembaruan perjanjian ini sudah ada (nomor {taken.pk}).",
            f"This agreement already has a renewal (number {taken.pk}).",
            agreement=taken.pk,
        )
    return old


def _write_parties(agreement: Agreement, parties: Sequence[Party]) -> None:
    for position, party in enumerate(parties, start=1):
        post_id = party.post_id
        if post_id is None and party.office_code:
            post = signing_post(party.office_code)
            post_id = post.pk if post else None
        elif post_id is None and party.kind == PartyKind.GOVERNMENT and party.region_code:
            post = government_post(party.region_code)
            post_id = post.pk if post else None
        AgreementParty.objects.create(
            agreement=agreement,
            position=position,
            kind=party.kind,
            office_id=party.office_code,
            region=Region.objects.get(pk=party.region_code) if party.region_code else None,
            other_name="" if party.kind == PartyKind.GOVERNMENT else party.name.strip(),
            post_id=post_id,
            signatory_title=party.signatory_title.strip(),
        )
