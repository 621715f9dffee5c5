"""Who acts on a claim: an officer, the employer for its workers, or who holds its code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from payung.access.models import User
from payung.access.permissions import REPORT_CLAIMS, TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused, no_claim
from payung.claims.models import Claim, ClaimAccess
from payung.claims.reach import held_claim
from payung.clock import today
from payung.law import parameters

#: In whose name the files of those without an account are kept. It holds no post, cannot sign in.
ONLINE = "klaim-daring"


@dataclass(frozen=True)
class Claimant:
    """A member or heir who opened his claim with a one-time code, on one device, for a while."""

    access_id: int
    claim_id: int
    event_id: int
    number: str


Actor = Reader | Claimant


def claimant(access_id: int) -> Claimant | None:
    """The claimant of a code that was used, while his time runs; None afterwards."""
    minutes = parameters.get("claims/access_minutes", today()).number
    found = (
        ClaimAccess.objects.filter(
            pk=access_id,
            used_at__gt=timezone.now() - timedelta(minutes=minutes),
            ended_at__isnull=True,
        )
        .select_related("claim")
        .first()
    )
    if found is None:
        return None
    return Claimant(found.pk, found.claim_id, found.claim.event_id, found.claim.number)


def user_of(actor: Actor) -> User | None:
    """Who is written beside an act; None for the member or heir himself."""
    return actor.user if isinstance(actor, Reader) else None


def online_user() -> User:
    """The user that stands beside files which came online."""
    found = User.objects.filter(username=ONLINE).first()
    if found is None:
        new = User(username=ONLINE, full_name="Peserta atau ahli waris (daring)", is_active=False)
        new.set_unusable_password()
        User.objects.bulk_create([new], ignore_conflicts=True)
        found = User.objects.get(username=ONLINE)
    return found


def held_for(actor: Actor, number: str, version: int | None = None) -> Claim:
    """A claim locked for an act of intake: an officer's, an employer's own, or the claimant's.

    Raises ``AccessRefused`` without a permission, ``NotFound`` out of reach, ``ClaimRefused``
    (``changed_meanwhile``) when ``version`` is not the claim's any more.
    """
    if isinstance(actor, Claimant):
        found = _held_by_claimant(actor, number)
    else:
        taking = actor.can(TAKE_CLAIMS) or not actor.can(REPORT_CLAIMS)
        found = held_claim(actor, number, TAKE_CLAIMS if taking else REPORT_CLAIMS)
    if version is not None and version != found.version:
        raise ClaimRefused(
            "changed_meanwhile",
            f"Klaim {number} diubah orang lain sejak halaman ini dibuka. Muat ulang halaman, "
            "lalu periksa kembali.",
            f"Claim {number} was changed by somebody else since this page was opened. Reload it "
            "and check again.",
        )
    return found


def _held_by_claimant(actor: Claimant, number: str) -> Claim:
    own = claimant(actor.access_id)
    if own is None or own != actor:
        raise ClaimRefused(
            "access_over",
            "Waktu Anda habis. Masukkan nomor rujukan dan kode Anda yang berikutnya.",
            "Your time is over. Enter your reference number and your next code.",
        )
    found = (
        Claim.objects.select_for_update(of=("self",))
        .select_related("event", "person", "membership", "employer", "office")
        .filter(number=number, event=own.event_id)
        .first()
    )
    if found is None:
        raise no_claim(number)
    return found
