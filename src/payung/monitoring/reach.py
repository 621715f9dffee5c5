"""Which regions a reader's posts take in."""

from __future__ import annotations

from payung.access.reader import Reader
from payung.reference.models import Region


def sees_whole(reader: Reader, region: str | None, permission: str) -> bool:
    """Whether the posts that grant a permission take in a region (None: the nation) entirely."""
    scopes = [scope for scope in reader.scopes if permission in scope.permissions]
    if any(scope.is_nation for scope in scopes):
        return True
    if region is None:
        return False
    prefixes = [prefix for scope in scopes for prefix in scope.regions]

    def within(code: str) -> bool:
        return any(code.startswith(prefix) for prefix in prefixes)

    if within(region):
        return True
    below = Region.objects.filter(parent=region).values_list("code", flat=True) if prefixes else ()
    codes = list(below)
    return bool(codes) and all(within(code) for code in codes)
