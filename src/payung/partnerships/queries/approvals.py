"""Requests for approval: those that wait for a reader, and those of his offices."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from payung.access.models import PostHolder
from payung.access.permissions import APPROVE, VIEW_AGREEMENTS, VIEW_MEETINGS
from payung.access.queries import signatory
from payung.access.reader import Reader
from payung.partnerships.errors import not_found
from payung.partnerships.models import ApprovalRequest
from payung.partnerships.reach import any_of, by_office, by_region


def approvals(
    reader: Reader, on: date, *, waiting: bool | None = None
) -> QuerySet[ApprovalRequest]:
    """The requests put to a post that the reader holds on a day, or that his office made.

    ``waiting`` narrows to undecided (True) or decided (False) ones. Raises ``AccessRefused``
    without any of the permissions to see agreements or meetings, or to approve.
    """
    if not (reader.can(VIEW_AGREEMENTS) or reader.can(VIEW_MEETINGS)):
        reader.require(APPROVE)
    held = Q(valid_to=None) | Q(valid_to__gte=on)
    posts = PostHolder.objects.filter(held, user=reader.user, valid_from__lte=on)
    mine = any_of(
        Q(post__in=posts.values("post")),
        by_office(reader, VIEW_AGREEMENTS),
        by_region(reader, VIEW_MEETINGS, "region"),
    )
    found = ApprovalRequest.objects.filter(mine)
    if waiting is not None:
        found = found.filter(decision__isnull=waiting)
    return found.select_related(
        "post", "office", "region", "requested_by", "decision__recorded_by"
    ).order_by("decision__decided_on", "requested_on", "pk")


def approval(reader: Reader, request_id: int, on: date) -> ApprovalRequest:
    """One request within reach. Raises ``AccessRefused`` and ``NotFound``."""
    found = approvals(reader, on).filter(pk=request_id).first()
    if found is None:
        raise not_found("Permohonan persetujuan", "request", request_id)
    return found


def waiting_for(reader: Reader, on: date) -> list[ApprovalRequest]:
    """The requests that this reader himself is to decide on a day, the oldest first."""
    if not reader.can(APPROVE):
        return []
    found = approvals(reader, on, waiting=True)
    holders: dict[int, PostHolder | None] = {}
    for request in found:
        if request.post_id not in holders:
            holders[request.post_id] = signatory(request.post, on)
    mine = {post for post, holder in holders.items() if holder and holder.user_id == reader.user.pk}
    return [request for request in found if request.post_id in mine]
