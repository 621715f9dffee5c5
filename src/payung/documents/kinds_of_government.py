"""The letters of a region's government and of its agencies."""

from __future__ import annotations

from typing import Final

from payung.documents.kind import Kind

KINDS_OF_GOVERNMENT: Final[tuple[Kind, ...]] = ()
