"""The office that an act is for, within the actor's scope."""

from __future__ import annotations

from payung.access.reader import Reader
from payung.access.refusals import AccessRefused
from payung.access.scope import scope_q
from payung.reference.models import Office


def visible_office(actor: Reader, code: str, permission: str | None = None) -> Office:
    """The office of that code; ``AccessRefused`` when there is none within the actor's scope.

    With a permission: within the scope of those of his posts that have it.
    """
    within = scope_q(actor, region="region_id", office="code", employer=None, permission=permission)
    office = Office.objects.filter(within, code=code).first()
    if office is None:
        raise AccessRefused(
            "office",
            f"Kantor {code!r} tidak ada dalam wilayah kerja Anda.",
            f"The office {code!r} is not within your scope.",
            office=code,
        )
    return office
