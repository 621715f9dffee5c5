"""The trail of searches for members: who looked for whom, by what, and how many were shown."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.access.queries import audited_q
from payung.access.reader import Reader
from payung.claims.models import MemberSearch


def member_searches(reader: Reader) -> QuerySet[MemberSearch]:
    """The searches of those whom the reader audits, the newest first.

    Raises ``AccessRefused`` without VIEW_AUDIT.
    """
    return (
        MemberSearch.objects.filter(audited_q(reader, "searched_by"))
        .select_related("searched_by")
        .order_by("-searched_at", "-pk")
    )
