"""Every kind of letter: who issues it, how it is numbered, who may sign it, which data it needs.

Other rooms pass exactly the fields listed here as ``data`` of ``draft_letter``. Beside the fields
of its kind every letter takes ``COMMON``.

``binding`` kinds change somebody's rights for good (an agreement, a mandate). Who acts for another
(Plh, Pjs) may not sign them unless his decree says so (UU 30/2014 Ps 14 ayat (7)); the dated table
``partnership/acting_authority`` says which kinds of holder may.
"""

from __future__ import annotations

from typing import Final

from payung.documents.kind import (
    ANY,
    COMMON,
    FUND,
    NUMBER_CLASSES,
    PROSECUTION,
    Kind,
)
from payung.documents.kinds_of_both import KINDS_OF_BOTH
from payung.documents.kinds_of_claims import KINDS_OF_CLAIMS
from payung.documents.kinds_of_fund import KINDS_OF_FUND
from payung.documents.kinds_of_government import KINDS_OF_GOVERNMENT
from payung.documents.kinds_of_prosecution import KINDS_OF_PROSECUTION

__all__ = ["ANY", "COMMON", "FUND", "KINDS", "NUMBER_CLASSES", "PROSECUTION", "Kind"]

#: By slug, in the order in which a case meets them.
KINDS: Final[dict[str, Kind]] = {
    kind.slug: kind
    for kind in (
        *KINDS_OF_FUND,
        *KINDS_OF_PROSECUTION,
        *KINDS_OF_GOVERNMENT,
        *KINDS_OF_BOTH,
        *KINDS_OF_CLAIMS,
    )
}
