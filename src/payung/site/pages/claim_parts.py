"""What every page of one claim has: who, what happened, where it stands, the way to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.claims.errors import no_claim
from payung.claims.models import Claim, ClaimState
from payung.claims.reach import claims_of
from payung.site.pages.wording import Trail, trail

#: How a state looks, beside its words.
STYLES = {
    ClaimState.DRAFT: "quiet",
    ClaimState.RECEIVED: "warn",
    ClaimState.COMPLETE: "warn",
    ClaimState.PROPOSED: "warn",
    ClaimState.GRANTED: "good",
    ClaimState.PAID: "good",
    ClaimState.REFUSED: "bad",
    ClaimState.WITHDRAWN: "quiet",
}


@dataclass(frozen=True)
class Tab:
    """One page of a claim."""

    name: object
    route: str
    permission: str


#: The pages of one claim, in the order of the work.
TABS: tuple[Tab, ...] = (
    Tab(_("Ringkasan"), "claim", permissions.VIEW_CLAIMS),
    Tab(_("Berkas"), "claim_papers", permissions.VIEW_CLAIMS),
    Tab(_("Keluarga dan rekening"), "claim_family", permissions.VIEW_CLAIMS),
    Tab(_("Keputusan"), "claim_decision", permissions.VIEW_CLAIMS),
    Tab(_("Pembayaran"), "claim_payments", permissions.VIEW_CLAIMS),
)


def claim_shown(request: HttpRequest, number: str) -> Claim:
    """The claim of a page. Raises ``NotFound`` out of sight."""
    found = (
        claims_of(request.reader)  # type: ignore[attr-defined]
        .select_related("event", "event__region", "person", "membership", "employer", "office")
        .filter(number=number)
        .first()
    )
    if found is None:
        raise no_claim(number)
    return found


def claim_shell(request: HttpRequest, found: Claim, *further: tuple[object, str]) -> dict[str, Any]:
    """The context of ``site/claim_base.html``; ``further`` are steps of the trail below it."""
    here = request.resolver_match.url_name if request.resolver_match else ""
    reader = request.reader  # type: ignore[attr-defined]
    return {
        "claim": found,
        "state_style": STYLES[ClaimState(found.state)],
        "tabs": [
            (tab.name, reverse(f"site:{tab.route}", args=[found.number]), tab.route == here)
            for tab in TABS
            if reader.can(tab.permission)
        ],
        "trail": claim_trail(found, *further),
    }


def claim_trail(found: Claim, *further: tuple[object, str]) -> Trail:
    """Where one is: claims, this claim, and what is below it."""
    own = reverse("site:claim", args=[found.number])
    return trail((_("Klaim"), reverse("site:claims")), (found.number, own), *further)
