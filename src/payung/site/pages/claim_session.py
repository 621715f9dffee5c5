"""The claim that a visitor without an account has opened on this device."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from payung.claims.acting_for import Claimant, claimant
from payung.claims.models import Claim, ClaimState
from payung.claims.operations.codes import end_access

_OPENED = "claim_access"
#: The code for the next time, shown once after the claim was opened.
_NEXT = "claim_next_code"


def claimant_of(request: HttpRequest) -> Claimant | None:
    """Who has opened a claim here, while his time runs."""
    opened = request.session.get(_OPENED)
    return claimant(opened) if isinstance(opened, int) else None


def opened_claims(own: Claimant) -> list[Claim]:
    """The claims of the event that was opened; none when all were withdrawn."""
    return list(
        Claim.objects.filter(event=own.event_id)
        .exclude(state=ClaimState.WITHDRAWN)
        .select_related("event", "person", "office")
        .order_by("programme", "pk")
    )


def remember(request: HttpRequest, own: Claimant, next_code: str) -> None:
    """Let this device act on the claim; its session gets a new key."""
    request.session.cycle_key()
    request.session[_OPENED] = own.access_id
    request.session[_NEXT] = next_code


def next_code(request: HttpRequest) -> str:
    """The code for the next time. It stays while the claim is open: a page may be read twice."""
    return str(request.session.get(_NEXT, ""))


def leave(request: HttpRequest) -> None:
    """Close the claim on this device."""
    own = claimant_of(request)
    if own is not None:
        end_access(own)
    for key in (_OPENED, _NEXT):
        request.session.pop(key, None)


def network_address(request: HttpRequest) -> str:
    """Where a request comes from, behind the proxies that the installation trusts."""
    return str(get_adapter(request).get_client_ip(request))
