"""What is read about users, posts and looks at identity numbers."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from payung import clock
from payung.access import permissions, refusals
from payung.access.models import STAND_INS, IdentityView, Post, PostHolder, User
from payung.access.reader import Reader

#: Holders appointed by a decree that begins so belong to the demonstration data.
DEMO_DECREE = "DEMO"


def holders(post: Post, on: date | None = None) -> QuerySet[PostHolder]:
    """Who holds a post on a day: its incumbent and, when there is one, the stand-in."""
    return _in_term(on).filter(post=post).select_related("user", "post").order_by("valid_from")


def signatory(post: Post, on: date | None = None) -> PostHolder | None:
    """Who signs for a post on a day: the stand-in while there is one, else the incumbent.

    A Plh or Pjs is only appointed while the incumbent is away (UU 30/2014 Ps 14), so the
    stand-in comes first. None when the post is vacant.
    """
    present = list(holders(post, on))
    standing_in = [holder for holder in present if holder.kind in STAND_INS]
    return next(iter(standing_in or present), None)


def demo_accounts(on: date | None = None) -> QuerySet[PostHolder]:
    """The holders of the demonstration data, one button each on the sign-in page."""
    return (
        _in_term(on)
        .filter(decree__startswith=DEMO_DECREE, user__is_active=True)
        .select_related("user", "post")
        .order_by("pk")
    )


def posts_of(user: User, on: date | None = None) -> QuerySet[PostHolder]:
    """The posts that a user holds on a day."""
    return _in_term(on).filter(user=user).select_related("post").order_by("valid_from", "pk")


def identity_views(reader: Reader, person_id: int | None = None) -> QuerySet[IdentityView]:
    """Who looked at whose full identity number, newest first.

    The custodian of the nation sees all; others those of users who hold a post in their offices.
    Raises ``AccessRefused`` without VIEW_AUDIT.
    """
    views = IdentityView.objects.filter(audited_q(reader, "user")).select_related("user")
    return views if person_id is None else views.filter(person_id=person_id)


def audited_q(reader: Reader, user: str) -> Q:
    """The rows of a trail that a reader may see; ``user`` is the path to whose act a row is.

    As ``identity_views``; other rooms keep trails of their own. Raises ``AccessRefused``.
    """
    reader.require(permissions.VIEW_AUDIT)
    auditing = [s for s in reader.scopes if permissions.VIEW_AUDIT in s.permissions]
    if any(scope.is_nation for scope in auditing):
        return Q()
    offices = frozenset().union(*(scope.offices for scope in auditing))
    mine = PostHolder.objects.filter(
        Q(post__office__in=offices) | Q(post__scope_kind="OFFICE", post__scope_code__in=offices)
    )
    return Q(**{f"{user}__in": mine.values("user")})


def users(reader: Reader, on: date | None = None) -> list[tuple[User, list[PostHolder]]]:
    """All users, each with the posts that he holds on a day. Raises ``AccessRefused``."""
    reader.require(permissions.MANAGE_USERS)
    held: dict[int, list[PostHolder]] = {}
    for holder in _in_term(on).select_related("post").order_by("pk"):
        held.setdefault(holder.user_id, []).append(holder)
    return [(user, held.get(user.pk, [])) for user in User.objects.order_by("username")]


def user_named(reader: Reader, username: str) -> User:
    """One user by his user name. Raises ``AccessRefused``, and ``AccessError`` when unknown."""
    reader.require(permissions.MANAGE_USERS)
    found = User.objects.filter(username=username).first()
    if found is None:
        raise refusals.unknown_user(username)
    return found


def post_numbered(reader: Reader, number: int) -> Post:
    """One post by its number. Raises ``AccessRefused``, and ``AccessError`` when unknown."""
    reader.require(permissions.MANAGE_USERS)
    found = Post.objects.filter(pk=number).first()
    if found is None:
        raise refusals.unknown_post(number)
    return found


def holder_numbered(reader: Reader, number: int) -> PostHolder:
    """One term by its number. Raises ``AccessRefused``, and ``AccessError`` when unknown."""
    reader.require(permissions.MANAGE_USERS)
    found = PostHolder.objects.filter(pk=number).first()
    if found is None:
        raise refusals.unknown_term(number)
    return found


def _in_term(on: date | None) -> QuerySet[PostHolder]:
    day = on or clock.today()
    return PostHolder.objects.filter(valid_from__lte=day).filter(
        Q(valid_to=None) | Q(valid_to__gte=day)
    )
