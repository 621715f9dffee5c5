"""Where the money goes: accounts entered by one person and confirmed by another; and holds."""

from __future__ import annotations

import re

from django.db import transaction

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import BANK_ACCOUNT
from payung.access.masking import mask_number_runs
from payung.access.models import User
from payung.access.permissions import APPROVE_CLAIMS, TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.family_checks import OPEN_STATES, party_of
from payung.claims.models import (
    AccountCheck,
    Claim,
    Hold,
    HoldLifted,
    Party,
    PartyAccount,
)
from payung.claims.operations.entitling import member_party
from payung.claims.operations.families import check_reason, held_family, twin_of
from payung.claims.steps import add_step
from payung.clock import today
from payung.errors import NotFound

_ACCOUNT = re.compile(r"\d{5,20}", re.ASCII)
_SEPARATORS = re.compile(r"[\s.\-]+")
#: Why nothing is paid for now.
HOLD_REASONS = {
    "DISPUTE": "Sengketa ahli waris",
    "COURT": "Perkara di pengadilan",
    "ACCOUNT": "Rekening diragukan",
    "OTHER": "Lainnya",
}


def _permission(actor: Reader) -> str:
    """Officers and the head of the branch both act here: a branch may have one officer only."""
    return TAKE_CLAIMS if actor.can(TAKE_CLAIMS) else APPROVE_CLAIMS


@transaction.atomic
def add_account(
    *,
    actor: Reader,
    number: str,
    party_id: int | None,
    bank_name: str,
    account_number: str,
    account_name: str,
) -> PartyAccount:
    """Enter the account of a person of a claim (``None``: the member himself), and of the same
    person in the other undecided claims of the event. It is paid once another person confirmed it.

    The same account again changes nothing. Possible at any stage: a returned payment needs it.
    Raises ``ClaimRefused`` for a number that cannot be, ``NotFound`` out of reach.
    """
    claim = held_family(actor, number, TAKE_CLAIMS)
    one = member_party(claim, actor) if party_id is None else party_of(claim, party_id)
    plain = _checked(bank_name, account_number, account_name)
    added = put_account(one, bank_name, plain, account_name, by=actor.user)
    for other in _others(claim):
        if twin := twin_of(one, other):
            put_account(twin, bank_name, plain, account_name, by=actor.user)
    return added


def _others(claim: Claim) -> list[Claim]:
    return list(
        Claim.objects.select_for_update(of=("self",))
        .filter(event=claim.event_id, state__in=OPEN_STATES)
        .exclude(pk=claim.pk)
        .order_by("pk")
    )


def put_account(
    one: Party, bank_name: str, account_number: str, account_name: str, *, by: User | None
) -> PartyAccount:
    """Write an account of a party of a locked claim, with its step; unconfirmed."""
    digest = blind_index(account_number, BANK_ACCOUNT)
    newest = one.accounts.order_by("-pk").first()
    if newest is not None and _equal(newest, digest, bank_name, account_name):
        return newest
    added = PartyAccount.objects.create(
        party=one,
        bank_name=bank_name.strip(),
        account_name=account_name.strip(),
        bank_account_hash=digest,
        bank_account_cipher=encrypt(account_number, BANK_ACCOUNT),
        recorded_by=by,
    )
    add_step(one.claim, "ACCOUNT_ADDED", by=by, party=one.pk, account=added.pk)
    return added


def _equal(one: PartyAccount, digest: bytes, bank_name: str, account_name: str) -> bool:
    return (bytes(one.bank_account_hash), one.bank_name, one.account_name) == (
        digest,
        bank_name.strip(),
        account_name.strip(),
    )


def _checked(bank_name: str, account_number: str, account_name: str) -> str:
    plain = _SEPARATORS.sub("", account_number)
    if not _ACCOUNT.fullmatch(plain):
        raise ClaimRefused(
            "account_invalid",
            f"Nomor rekening: ditemukan {len(plain)} tanda, diharapkan 5 sampai 20 angka.",
            f"Account number: found {len(plain)} characters, expected 5 to 20 digits.",
            found=len(plain),
        )
    for name_id, name_en, value in (
        ("Nama bank", "Name of the bank", bank_name),
        ("Nama pemilik rekening", "Name on the account", account_name),
    ):
        if len(value.strip()) < 2:
            raise ClaimRefused(
                "account_unnamed",
                f"{name_id}: ditemukan kosong, diharapkan seperti pada buku tabungan.",
                f"{name_en}: found nothing, expected as in the bank book.",
            )
    return plain


@transaction.atomic
def confirm_account(*, actor: Reader, number: str, account_id: int, note: str = "") -> AccountCheck:
    """Confirm that the newest account of a person is that of its paper; never who entered it.

    Confirms the same account of the same person in the other undecided claims of the event too.
    The same again changes nothing. Raises ``ClaimRefused``, ``NotFound``.
    """
    claim = held_family(actor, number, _permission(actor))
    account = (
        PartyAccount.objects.filter(pk=account_id, party__claim=claim, party__removed_reason="")
        .select_related("party", "recorded_by")
        .first()
    )
    if account is None:
        raise NotFound(
            "no_account", "Rekening tidak ditemukan pada klaim ini.", "No such account here."
        )
    found = AccountCheck.objects.filter(account=account).first()
    if found is not None:
        return found
    _check_newest(account)
    if account.recorded_by_id == actor.user.pk:
        raise ClaimRefused(
            "own_account_entry",
            "Rekening ini Anda catat sendiri; orang lain yang harus mencocokkannya.",
            "You entered this account yourself; another person must confirm it.",
        )
    check = _confirm(claim, account, actor, note)
    for other in _others(claim):
        twin = twin_of(account.party, other)
        same = twin and twin.accounts.order_by("-pk").first()
        if same and _may_confirm(same, account, actor):
            _confirm(other, same, actor, note)
    return check


def _check_newest(account: PartyAccount) -> None:
    if account.party.accounts.filter(pk__gt=account.pk).exists():
        raise ClaimRefused(
            "account_replaced",
            "Rekening ini sudah diganti dengan yang lebih baru.",
            "This account was replaced by a newer one.",
        )


def _may_confirm(same: PartyAccount, account: PartyAccount, actor: Reader) -> bool:
    return (
        bytes(same.bank_account_hash) == bytes(account.bank_account_hash)
        and same.recorded_by_id != actor.user.pk
        and not AccountCheck.objects.filter(account=same).exists()
    )


def _confirm(claim: Claim, account: PartyAccount, actor: Reader, note: str) -> AccountCheck:
    check = AccountCheck.objects.create(
        account=account, checked_by=actor.user, note=mask_number_runs(note.strip())[:300]
    )
    add_step(claim, "ACCOUNT_CONFIRMED", by=actor.user, party=account.party_id, account=account.pk)
    return check


@transaction.atomic
def place_hold(
    *, actor: Reader, number: str, code: str, reason: str, party_id: int | None = None
) -> Hold:
    """Stop all payments of a claim, or of one person of it, until another person lifts it.

    ``code`` is one of ``HOLD_REASONS``. A second hold for the same while one stands is the first.
    Raises ``ClaimRefused`` without a reason, ``NotFound`` out of reach.
    """
    claim = held_family(actor, number, _permission(actor))
    check_reason(reason)
    if code not in HOLD_REASONS:
        raise ClaimRefused(
            "no_such_hold",
            f"Sebab penahanan: ditemukan {code}, diharapkan {', '.join(HOLD_REASONS.values())}.",
            f"Cause of the hold: found {code}, expected one of {', '.join(HOLD_REASONS)}.",
        )
    party = party_of(claim, party_id) if party_id is not None else None
    standing = claim.holds.filter(party=party, code=code, lifted__isnull=True).first()
    if standing is not None:
        return standing
    made = Hold.objects.create(
        claim=claim,
        party=party,
        code=code,
        reason=mask_number_runs(reason.strip())[:500],
        placed_on=today(),
        placed_by=actor.user,
    )
    add_step(claim, "HOLD_PLACED", by=actor.user, note=reason, hold=made.pk, code=code)
    return made


@transaction.atomic
def lift_hold(*, actor: Reader, number: str, hold_id: int, reason: str) -> HoldLifted:
    """End a hold, with a reason, by another person than who placed it.

    The same again changes nothing. Raises ``ClaimRefused``, ``NotFound``.
    """
    claim = held_family(actor, number, _permission(actor))
    hold = claim.holds.filter(pk=hold_id).first()
    if hold is None:
        raise NotFound("no_hold", "Penahanan tidak ditemukan pada klaim ini.", "No such hold here.")
    found = HoldLifted.objects.filter(hold=hold).first()
    if found is not None:
        return found
    check_reason(reason)
    if hold.placed_by_id == actor.user.pk:
        raise ClaimRefused(
            "own_hold",
            "Penahanan ini Anda pasang sendiri; orang lain yang mencabutnya.",
            "You placed this hold yourself; another person lifts it.",
        )
    lifted = HoldLifted.objects.create(
        hold=hold,
        reason=mask_number_runs(reason.strip())[:500],
        lifted_on=today(),
        lifted_by=actor.user,
    )
    add_step(claim, "HOLD_LIFTED", by=actor.user, note=reason, hold=hold.pk)
    return lifted
