"""Who reads: a user with the roles, the permissions and the bounds of the posts that he holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from payung import clock
from payung.access import permissions as table
from payung.access.models import PostHolder, ScopeKind, User
from payung.access.refusals import AccessRefused, no_permission
from payung.access.scope import Scope, resolve_scopes

__all__ = ["OPERATOR", "AccessRefused", "Reader", "operator", "reader_for"]

OPERATOR = "operator"


@dataclass(frozen=True)
class Reader:
    """A user as he is on one business date; the first argument of every query.

    Permissions and scopes of all posts are united; ``scope_q(..., permission=...)`` keeps them
    apart where a right of one post must not reach into the bounds of another.
    """

    user: User
    roles: frozenset[str]
    scopes: tuple[Scope, ...]
    permissions: frozenset[str]

    def can(self, permission: str) -> bool:
        """Whether any post grants it."""
        return permission in self.permissions

    def within(self, *kinds: str) -> Reader:
        """The same reader with the bounds of some kinds only (``ScopeKind``)."""
        scopes = tuple(scope for scope in self.scopes if scope.kind in kinds)
        return Reader(self.user, self.roles, scopes, self.permissions)

    def require(self, permission: str) -> None:
        """Raises ``AccessRefused`` when no post grants it."""
        if not self.can(permission):
            raise no_permission(str(self.user), permission)


def reader_for(user: User, on: date | None = None) -> Reader:
    """The reader that a user is on a business date (default: today).

    A post counts while its term runs, acting or definitive. A user who is not active, or holds no
    post, has no permission and sees nothing. At most three queries.
    """
    on = on or clock.today()
    if not user.is_active:
        return Reader(user, frozenset(), (), frozenset())
    held = (
        PostHolder.objects.filter(user=user, valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .select_related("post")
        .order_by("post_id")
    )
    posts = list({holder.post_id: holder.post for holder in held}.values())
    granted = {post.pk: table.PERMISSIONS_OF_ROLE[post.role] for post in posts}
    return Reader(
        user=user,
        roles=frozenset(post.role for post in posts),
        scopes=tuple(resolve_scopes(posts, on, granted)),
        permissions=frozenset().union(*granted.values()),
    )


def operator() -> Reader:
    """The reader of the local command line: whoever runs it holds the machine and its keys.

    A real user, so that the audit trail names it; it has no password and cannot sign in.
    """
    user = User.objects.filter(username=OPERATOR).first() or _first_operator()
    nation = Scope(kind=ScopeKind.NATION, permissions=table.ALL)
    return Reader(user, frozenset(), (nation,), table.ALL)


def _first_operator() -> User:
    new = User(username=OPERATOR, full_name="Operator komputer setempat")
    new.set_unusable_password()
    User.objects.bulk_create([new], ignore_conflicts=True)  # two commands may start at once
    return User.objects.get(username=OPERATOR)
