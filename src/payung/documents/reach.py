"""Which letters a reader sees, and for which offices he may draft and sign.

Letters belong to offices, not to regions: a post sees those of the offices in its scope and those
of the office that it sits in. Another office reads what was shared with it, and an employer's
staff what was sent to it, once signed. Who drafted a letter sees his draft: agencies draft the
decrees of their government.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q

from payung import clock
from payung.access import permissions
from payung.access.models import PostHolder, ScopeKind
from payung.access.reader import Reader
from payung.access.refusals import AccessRefused, no_permission
from payung.access.scope import scope_q
from payung.documents.refusals import unknown_office
from payung.reference.models import Office, OfficeKind

#: How the files beside claims say what they belong to.
OF_CLAIMS = "claim:"


def own_offices(reader: Reader, permission: str) -> set[str]:
    """The offices that a reader's posts with this permission sit in today."""
    today = clock.today()
    held = (
        PostHolder.objects.filter(user=reader.user, valid_from__lte=today)
        .filter(Q(valid_to=None) | Q(valid_to__gte=today))
        .exclude(post__office=None)
        .values_list("post__office_id", "post__role")
    )
    return {
        str(office)
        for office, role in held
        if permission in permissions.PERMISSIONS_OF_ROLE.get(role, frozenset())
    }


def letters_in_sight(reader: Reader) -> Q:
    """The letters that a reader may read. Raises ``AccessRefused`` without VIEW_LETTERS."""
    final = Q(status="SIGNED")
    return _any(
        _of_offices(reader, "office"),
        Q(status="DRAFT", drafted_by=reader.user),
        final & _of_offices(reader, "shared_with"),
        final & Q(employer_code__in=_employers(reader)),
    )


def attachments_in_sight(reader: Reader) -> Q:
    """The attachments that a reader may read. Raises ``AccessRefused`` without VIEW_LETTERS.

    Those beside claims hold health and family data: only who sees the claims of that office.
    """
    seen = _any(_of_offices(reader, "office"), _of_offices(reader, "shared_with"))
    of_claims = scope_q(
        reader,
        region=None,
        office="office_id",
        employer=None,
        permission=permissions.VIEW_CLAIMS,
    )
    return seen & _any(~Q(about__startswith=OF_CLAIMS), of_claims)


def office_to_act_for(
    actor: Reader, code: str, granting: Collection[str], *, drafting: bool = False
) -> Office:
    """The office of that code, for which one of these permissions lets the actor act.

    ``drafting``: an agency's staff also draft the letters of their government, whose head signs.
    Raises ``AccessRefused`` without any of them, or outside his scope; ``LetterRefused`` when
    there is no such office.
    """
    held = [one for one in granting if actor.can(one)]
    if not held:
        raise no_permission(str(actor.user), sorted(granting)[0])
    office = Office.objects.select_related("region").filter(pk=code).first()
    if office is None:
        raise unknown_office(code)
    for permission in held:
        if Office.objects.filter(offices_to_act_for(actor, permission), pk=code).exists():
            return office
        if drafting and _is_government_of(code, own_offices(actor, permission)):
            return office
    raise AccessRefused(
        "office",
        f"{office} berada di luar wilayah kerja Anda.",
        f"{office} lies outside your scope.",
        office=code,
    )


def offices_to_act_for(actor: Reader, permission: str) -> Q:
    """The offices for which a permission lets the actor act: in its scope, or where he sits."""
    return _any(
        scope_q(actor, region=None, office="pk", employer=None, permission=permission),
        Q(pk__in=own_offices(actor, permission)),
    )


def _is_government_of(code: str, offices: Collection[str]) -> bool:
    """Whether that office is the government of one of these agencies."""
    agencies = Office.objects.filter(pk__in=offices, kind=OfficeKind.AGENCY)
    return agencies.filter(parent=code, parent__kind=OfficeKind.GOVERNMENT).exists()


def _of_offices(reader: Reader, path: str) -> Q:
    reader.require(permissions.VIEW_LETTERS)
    scoped = scope_q(
        reader,
        region=None,
        office=f"{path}_id",
        employer=None,
        permission=permissions.VIEW_LETTERS,
    )
    return _any(scoped, Q(**{f"{path}__in": own_offices(reader, permissions.VIEW_LETTERS)}))


def _any(*conditions: Q) -> Q:
    """Any of the conditions; one without bounds (the nation's) takes in everything."""
    return Q() if not all(conditions) else reduce(or_, conditions)


def _employers(reader: Reader) -> list[str]:
    return [
        "/".join(scope.employer)
        for scope in reader.scopes
        if scope.kind == ScopeKind.EMPLOYER
        and scope.employer is not None
        and permissions.VIEW_LETTERS in scope.permissions
    ]
