"""Which regions a reader's posts take in."""

from __future__ import annotations

from dataclasses import dataclass

from payung.access.reader import Reader
from payung.reference.models import Region


@dataclass(frozen=True)
class Sight:
    """The regions that posts with a permission take in: the nation, or codes with all below."""

    is_nation: bool
    prefixes: tuple[str, ...]

    def holds(self, region: str | None) -> bool:
        """Whether a region lies within; None is the nation."""
        return self.is_nation or (region is not None and region.startswith(self.prefixes))


def sight_of(reader: Reader, permission: str) -> Sight:
    """What the reader's posts with that permission take in."""
    scopes = [scope for scope in reader.scopes if permission in scope.permissions]
    return Sight(
        is_nation=any(scope.is_nation for scope in scopes),
        prefixes=tuple(sorted({prefix for scope in scopes for prefix in scope.regions})),
    )


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
