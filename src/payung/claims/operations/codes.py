"""One-time codes: how a member or heir without an account opens his claim.

A code has eight letters of thirty (some 39 bits), is kept as a keyed hash only, is good once and
for a time. Wrong numbers and wrong codes get the same answer after the same work; who tries too
often, for one number or from one network address, gets that answer for an hour.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from payung.access.audit import acting
from payung.access.encryption import seal
from payung.access.models import User
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims import refusals_of_intake as refusals
from payung.claims.acting_for import Claimant, held_for
from payung.claims.models import AccessAttempt, Claim, ClaimAccess, ClaimState
from payung.claims.steps import add_step
from payung.clock import today
from payung.law import parameters

#: Without letters that look or sound like others.
LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXY3456789"
LENGTH: Final = 8
_CODE, _NUMBER, _ADDRESS = "claim_code", "claim_number", "network_address"
_WINDOW = timedelta(hours=1)
#: Compared with when there is no code, so that nothing is told by how long an answer takes.
_NOTHING: Final = bytes(32)


def issue_code(*, actor: Reader, number: str, recipient: str) -> str:
    """Give a member or heir a code for his claim; the one before is no longer good.

    The code is returned once and never shown again. Raises ``AccessRefused``, ``NotFound``,
    ``ClaimRefused`` without a name, or for a claim that was withdrawn.
    """
    actor.require(TAKE_CLAIMS)
    if len(recipient.strip()) < 2:
        raise refusals.report_refused(
            "Tulis nama penerima kode.", "Write the name of who gets the code."
        )
    with acting(actor, "Kode klaim"), transaction.atomic():
        held = held_for(actor, number)
        if held.state == ClaimState.WITHDRAWN:
            raise refusals.closed_for_papers(number, str(ClaimState(held.state).label))
        code = new_code(held, recipient.strip()[:150], by=actor.user)
        add_step(held, "CODE_GIVEN", by=actor.user, note=f"Kode untuk {recipient.strip()[:100]}")
    return code


def new_code(held: Claim, recipient: str, *, by: User | None) -> str:
    """A new code for a locked claim; the one before ends."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    ClaimAccess.objects.filter(claim=held, used_at=None, ended_at=None).update(
        ended_at=timezone.now()
    )
    days = parameters.get("claims/code_valid_days", today()).number
    ClaimAccess.objects.create(
        claim=held,
        code_hash=_hash(held.number, code),
        recipient=recipient,
        issued_by=by,
        expires_at=timezone.now() + timedelta(days=days),
    )
    return code


def open_claim(*, number: str, code: str, address: str) -> tuple[Claimant, str]:
    """Use a code: who may act on the claim for a while, and the code for the next time.

    ``address`` is the network address that asks. Raises ``ClaimRefused`` (``code_refused``), the
    same for whatever is wrong. The attempt is kept either way, so this must not run inside
    another transaction.
    """
    plain, typed = number.strip().upper()[:40], _plain(code)
    with transaction.atomic():
        tried = _Try(seal(plain.encode(), _NUMBER), seal(address.encode(), _ADDRESS))
        tried.lock()
        allowed = tried.is_allowed()
        access = _open_access(plain)
        known = bytes(access.code_hash) if access is not None else _NOTHING
        same = hmac.compare_digest(known, _hash(plain, typed))
        opened = _use(access) if access is not None and same and allowed else None
        tried.keep(succeeded=opened is not None)
    if opened is None:
        raise refusals.code_refused()
    return opened


def count_attempt(*, subject: str, address: str, succeeded: bool) -> None:
    """Keep an attempt to file online for a member; a stranger cannot try numbers at leisure."""
    with transaction.atomic():
        _Try(seal(subject.encode(), _NUMBER), seal(address.encode(), _ADDRESS)).keep(
            succeeded=succeeded
        )


def may_attempt(*, subject: str, address: str) -> bool:
    """Whether an online filing may be tried for a subject from an address."""
    with transaction.atomic():
        return _Try(seal(subject.encode(), _NUMBER), seal(address.encode(), _ADDRESS)).is_allowed()


def end_access(own: Claimant) -> None:
    """Close the claim on this device before its time is over."""
    ClaimAccess.objects.filter(pk=own.access_id, ended_at=None).update(ended_at=timezone.now())


def open_code(claim: Claim) -> ClaimAccess | None:
    """The code that is still good for a claim, if any; never the code itself."""
    return ClaimAccess.objects.filter(
        claim=claim, used_at=None, ended_at=None, expires_at__gt=timezone.now()
    ).first()


class _Try:
    """One attempt, counted by number and by address, whether or not the number exists."""

    def __init__(self, number_hash: bytes, address_hash: bytes) -> None:
        self.number_hash, self.address_hash = number_hash, address_hash

    def lock(self) -> None:
        """Attempts for one number go one after the other; so no burst outruns the count."""
        with connection.cursor() as cursor:
            for part in sorted((self.number_hash, self.address_hash)):
                key = int.from_bytes(part[:8], "big", signed=True)
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])

    def is_allowed(self) -> bool:
        since: datetime = timezone.now() - _WINDOW
        wrong = AccessAttempt.objects.filter(succeeded=False, attempted_at__gt=since)
        most = parameters.get("claims/attempts_per_number", today()).number
        most_address = parameters.get("claims/attempts_per_address", today()).number
        by_number = wrong.filter(number_hash=self.number_hash).count()
        by_address = wrong.filter(address_hash=self.address_hash).count()
        return by_number < most and by_address < most_address

    def keep(self, *, succeeded: bool) -> None:
        AccessAttempt.objects.create(
            number_hash=self.number_hash, address_hash=self.address_hash, succeeded=succeeded
        )


def _open_access(number: str) -> ClaimAccess | None:
    return (
        ClaimAccess.objects.select_for_update(of=("self",))
        .select_related("claim")
        .filter(
            ~Q(claim__state=ClaimState.WITHDRAWN),
            claim__number=number,
            used_at=None,
            ended_at=None,
            expires_at__gt=timezone.now(),
        )
        .first()
    )


def _use(access: ClaimAccess) -> tuple[Claimant, str]:
    access.used_at = timezone.now()
    access.save(update_fields=["used_at"])
    following = new_code(access.claim, access.recipient, by=None)
    claim = access.claim
    return Claimant(access.pk, claim.pk, claim.event_id, claim.number), following


def _hash(number: str, code: str) -> bytes:
    return seal(f"{number}:{code}".encode(), _CODE)


def _plain(code: str) -> str:
    """As it was given, however it was typed."""
    return "".join(sign for sign in code.upper() if sign.isalnum())[:40]
