"""Where a reader may look: the bounds of his posts, and the row filter made of them.

``scope_q`` is the only row filter of the house: each room's queries name the paths from their
model to region, office and employer, and get the condition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Q, Value

from payung.access.models import Post, ScopeKind
from payung.access.refusals import unknown_scope
from payung.reference.models import Office, OfficeTerritory, Region, Village

if TYPE_CHECKING:
    from payung.access.reader import Reader

_EMPLOYER_CODE = re.compile(r"[0-9A-Z]{1,12}/\d{3}")
#: The condition that no row meets. It compiles to SQL, unlike an empty list, so that rooms which
#: build their statements from a compiled condition need no case of their own.
NOTHING = Q(Value(False, output_field=BooleanField()))


@dataclass(frozen=True)
class Scope:
    """The bounds of one post on one day, and what may be done within them.

    ``regions`` are code prefixes (a province's code holds its regencies); ``offices`` are office
    codes; ``employer`` is (registration number, division). A post for a village has its code in
    ``code`` alone: what belongs to villages is reached by the rooms that know them.
    """

    kind: str
    code: str = ""
    regions: tuple[str, ...] = ()
    offices: frozenset[str] = frozenset()
    employer: tuple[str, str] | None = None
    permissions: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def is_nation(self) -> bool:
        """Whether it has no bounds."""
        return self.kind == ScopeKind.NATION


def resolve_scopes(
    posts: list[Post], on: date, permissions: dict[int, frozenset[str]]
) -> list[Scope]:
    """The scopes of posts on a day: offices with their children and their territory of that day.

    ``permissions`` gives each post's permissions by its id. Two queries, however many posts.
    """
    codes = [post.scope_code for post in posts if post.scope_kind == ScopeKind.OFFICE]
    offices, regions = _offices_and_territory(codes, on) if codes else ({}, {})
    return [
        Scope(
            kind=post.scope_kind,
            code=post.scope_code,
            regions=_regions(post, regions),
            offices=_own_offices(post, offices),
            employer=_employer(post),
            permissions=permissions[post.pk],
        )
        for post in posts
    ]


def scope_q(
    reader: Reader,
    *,
    region: str | None = "region_id",
    office: str | None = "office_id",
    employer: str | None = "",
    permission: str | None = None,
) -> Q:
    """The rows that a reader may see.

    ``region`` and ``office`` are the paths to those foreign keys, ``employer`` the path to the
    employer ("" when the model is the employer itself); None where the model has no such path.
    With ``permission``, only the posts that grant it count. A reader without any fitting post
    sees nothing.
    """
    condition: Q | None = None
    for scope in reader.scopes:
        if permission is not None and permission not in scope.permissions:
            continue
        if scope.is_nation:
            return Q()
        for part in _parts(scope, region, office, employer):
            condition = part if condition is None else condition | part
    return NOTHING if condition is None else condition


def reaches(reader: Reader, post: Post) -> bool:
    """Whether all that a post sees lies within one of the reader's own scopes."""
    return any(scope.is_nation or _within(scope, post) for scope in reader.scopes)


def _within(scope: Scope, post: Post) -> bool:
    if post.scope_kind == ScopeKind.REGION:
        return post.scope_code.startswith(scope.regions) if scope.regions else False
    if post.scope_kind == ScopeKind.OFFICE:
        return post.scope_code in scope.offices
    if post.scope_kind == ScopeKind.VILLAGE:
        return post.scope_code.startswith(scope.regions) if scope.regions else False
    if post.scope_kind == ScopeKind.EMPLOYER:
        return post.office_id in scope.offices or _employer(post) == scope.employer
    return False  # the nation, and mandates, only a reader of the nation gives


def check_scope_code(kind: str, code: str) -> None:
    """Refuse a code that names nothing. Raises ``AccessError``."""
    fits = {
        ScopeKind.NATION: lambda: code == "",
        ScopeKind.MANDATE: lambda: code == "",
        ScopeKind.REGION: lambda: Region.objects.filter(pk=code).exists(),
        ScopeKind.OFFICE: lambda: Office.objects.filter(pk=code).exists(),
        ScopeKind.VILLAGE: lambda: Village.objects.filter(pk=code).exists(),
        ScopeKind.EMPLOYER: lambda: _EMPLOYER_CODE.fullmatch(code) is not None,
    }
    if not fits[ScopeKind(kind)]():
        raise unknown_scope(kind, code)


def _parts(scope: Scope, region: str | None, office: str | None, employer: str | None) -> list[Q]:
    parts = []
    if region is not None:
        path = f"{region.removesuffix('_id')}__pk__startswith"
        parts += [Q(**{path: prefix}) for prefix in scope.regions]
    if office is not None and scope.offices:
        parts.append(Q(**{f"{office}__in": sorted(scope.offices)}))
    if employer is not None and scope.employer is not None:
        number, division = scope.employer
        prefix = f"{employer}__" if employer else ""
        parts.append(Q(**{f"{prefix}registration_number": number, f"{prefix}division": division}))
    return parts


def _regions(post: Post, territory: dict[str, list[str]]) -> tuple[str, ...]:
    if post.scope_kind == ScopeKind.REGION:
        return (post.scope_code,)
    return tuple(territory.get(post.scope_code, ()))


def _own_offices(post: Post, reached: dict[str, set[str]]) -> frozenset[str]:
    """The offices of a post: for mandates its own prosecution office, which owns no fund's row."""
    if post.scope_kind == ScopeKind.MANDATE:
        return frozenset({post.office_id} if post.office_id else ())
    return frozenset(reached.get(post.scope_code, ()))


def _employer(post: Post) -> tuple[str, str] | None:
    if post.scope_kind != ScopeKind.EMPLOYER:
        return None
    number, _, division = post.scope_code.partition("/")
    return number, division or "000"


def _offices_and_territory(
    codes: list[str], on: date
) -> tuple[dict[str, set[str]], dict[str, list[str]]]:
    """The offices under each office (itself, its branches, their pioneers) and its regions."""
    offices = {code: {code} for code in codes}
    pairs = list(Office.objects.filter(parent__isnull=False).values_list("pk", "parent_id"))
    for reached in offices.values():
        for _ in range(2):  # regional office -> branch -> pioneer branch
            reached |= {child for child, parent in pairs if parent in reached}
    regions: dict[str, list[str]] = {}
    rows = (
        OfficeTerritory.objects.filter(office__in=codes, valid_from__lte=on)
        .filter(Q(valid_to=None) | Q(valid_to__gte=on))
        .order_by("region_id")
    )
    for office_code, region_code in rows.values_list("office_id", "region_id"):
        regions.setdefault(office_code, []).append(region_code)
    return offices, regions
