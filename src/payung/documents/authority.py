"""What the holder of a post may decide, by how he holds it (UU 30/2014 Ps 14)."""

from __future__ import annotations

from datetime import date

from payung.access.models import PostHolder
from payung.documents.models import ActingAuthority
from payung.law import parameters

#: Which kinds of holder may decide what, by date.
AUTHORITY = "partnership/acting_authority"


def may_decide(holder: PostHolder, subject: str, on: date) -> bool:
    """Whether the way in which a post is held lets its holder decide a subject on a day.

    ``subject`` is one of ``DecisionSubject``. Where the rule says ``BY_DECREE``, a clause of his
    decree on record opens it (``operations.record_acting_authority``).
    """
    rows = parameters.get(AUTHORITY, on).rows
    rule = next(row[subject] for row in rows if row["holder_kind"] == holder.kind)
    if rule == "BY_DECREE":
        return ActingAuthority.objects.filter(holder=holder, subject=subject).exists()
    return bool(rule == "YES")


def article_of(on: date) -> str:
    """The article that says so on a day."""
    return str(parameters.get(AUTHORITY, on).article)
