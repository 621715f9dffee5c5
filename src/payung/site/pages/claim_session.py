"""The claim that a visitor without an account has opened on this device."""

from __future__ import annotations

import base64
import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils import timezone

from payung.access.encryption import DecryptionError, decrypt, encrypt
from payung.claims.acting_for import Claimant, claimant
from payung.claims.models import Claim, ClaimAccess, ClaimState
from payung.claims.operations.codes import end_access

_OPENED = "claim_access"
#: The code for the next time, shown once after the claim was opened.
_NEXT = "claim_next_code"
#: What was typed when the time ran out.
_UNSENT = "claim_unsent_grounds"
_PURPOSE = "claim_unsent_grounds"
#: Somebody fetches his next code at home, or a new one at the branch the same day.
UNSENT_KEPT_FOR = timedelta(hours=8)
#: Twice what an objection may have: too long is told in the form, with the text still there.
_MOST_LETTERS = 2_000

logger = logging.getLogger("payung.site")


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
    for key in (_OPENED, _NEXT, _UNSENT):
        request.session.pop(key, None)


@dataclass(frozen=True)
class Unsent:
    """The grounds of an objection that were typed, but came after the time had ended."""

    number: str
    grounds: str


def keep_unsent(request: HttpRequest, number: str, grounds: str) -> bool:
    """Keep grounds that came too late for the open claim; whether they are kept.

    They stay on the server, encrypted in the session, and are shown again only to who opens the
    same event with a new code. A sign-in form that carried them would show a widow's words to
    whoever sits at a shared computer next. Only a device that had opened the claim may leave
    something, so nobody fills the sessions with texts.
    """
    opened = request.session.get(_OPENED)
    if not grounds.strip() or not isinstance(opened, int):
        return False
    event = ClaimAccess.objects.filter(pk=opened).values("claim__event")
    if not Claim.objects.filter(number=number, event__in=event).exists():
        return False
    text = json.dumps([number, grounds[:_MOST_LETTERS], timezone.now().isoformat()])
    request.session[_UNSENT] = base64.b64encode(encrypt(text, _PURPOSE)).decode()
    return True


def has_unsent(request: HttpRequest) -> bool:
    """Whether something waits on this device for a new code."""
    return _kept(request) is not None


def unsent_of(request: HttpRequest, own: Claimant) -> Unsent | None:
    """What was typed before the time ended, if it belongs to what is open now."""
    kept = _kept(request)
    if kept is None:
        return None
    if not Claim.objects.filter(number=kept.number, event=own.event_id).exists():
        forget_unsent(request)  # somebody else opened his claim on this device
        return None
    return kept


def forget_unsent(request: HttpRequest) -> None:
    """Drop what was kept: it was sent, or is another's."""
    request.session.pop(_UNSENT, None)


def _kept(request: HttpRequest) -> Unsent | None:
    sealed = request.session.get(_UNSENT)
    if not isinstance(sealed, str):
        return None
    try:
        number, grounds, at = json.loads(decrypt(base64.b64decode(sealed), _PURPOSE))
    except DecryptionError as error:  # the key is gone; the claim itself must still open
        logger.warning("unsent grounds cannot be read: %s", error)
        forget_unsent(request)
        return None
    if timezone.now() - datetime.fromisoformat(at) > UNSENT_KEPT_FOR:
        forget_unsent(request)
        return None
    return Unsent(number, grounds)


def network_address(request: HttpRequest) -> str:
    """Where a request comes from, behind the proxies that the installation trusts."""
    return str(get_adapter(request).get_client_ip(request))
