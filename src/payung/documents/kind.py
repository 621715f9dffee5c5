"""What a kind of letter is: issuer, register, signature, data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.documents.fields import Field, Sums, text, texts
from payung.reference.models import OfficeKind

FUND: Final = frozenset({OfficeKind.REGIONAL, OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH})
PROSECUTION: Final = frozenset({OfficeKind.PROSECUTION_HIGH, OfficeKind.PROSECUTION_DISTRICT})
GOVERNMENT: Final = frozenset({OfficeKind.GOVERNMENT, OfficeKind.AGENCY})
ANY: Final = FUND | PROSECUTION | GOVERNMENT

#: The registers: letters of one class of an office and a year are numbered in one row.
OUTGOING: Final = "B"
ASSIGNMENT: Final = "ST"
RECORD: Final = "BA"
MANDATE: Final = "SKK"
DECISION: Final = "KEP"
NOTE: Final = "ND"
AGREEMENT: Final = "PKS"
MINUTES: Final = "NOT"
STATEMENT: Final = "SPK"
NUMBER_CLASSES: Final = (
    OUTGOING, ASSIGNMENT, RECORD, MANDATE, DECISION, NOTE, AGREEMENT, MINUTES, STATEMENT,
)  # fmt: skip
#: What each register is called.
CLASS_NAMES: Final[dict[str, Promise]] = {
    OUTGOING: _("Surat keluar"),
    ASSIGNMENT: _("Surat tugas"),
    RECORD: _("Berita acara"),
    MANDATE: _("Surat kuasa"),
    DECISION: _("Penetapan"),
    NOTE: _("Nota dan telaahan"),
    AGREEMENT: _("Perjanjian"),
    MINUTES: _("Notulen"),
    STATEMENT: _("Pernyataan"),
}


@dataclass(frozen=True)
class Kind:
    """A kind of letter. Its template is ``templates/<slug>.typ``.

    ``signed_with`` is the permission that signs it, ``drafted_with`` a further one that drafts it
    (beside WRITE_LETTERS); ``working_day`` refuses a date on a day off. ``frame_when`` names the
    datum and its values with which a binding kind is but a frame.
    """

    slug: str
    name: Promise
    subject: str
    number_class: str
    issuers: frozenset[str]
    fields: tuple[Field, ...]
    sums: tuple[Sums, ...] = ()
    signed_with: str = permissions.SIGN_LETTERS
    binding: bool = False
    working_day: bool = True
    drafted_with: str = permissions.WRITE_LETTERS
    frame_when: tuple[str, frozenset[str]] | None = None

    def subject_of(self, data: Mapping[str, object]) -> str | None:
        """What signing such a letter decides (``DecisionSubject``); None when it binds nobody."""
        if not self.binding:
            return None
        if self.frame_when is not None and data.get(self.frame_when[0]) in self.frame_when[1]:
            return "frame_agreement"
        return "binding_agreement"


#: What every letter takes beside its own fields.
COMMON: Final = (
    text("enclosures", "lampiran, misalnya: 1 (satu) berkas", optional=True),
    texts("copies", "tembusan", optional=True),
    text("case_number", "nomor perkara bersama", optional=True),
    text("contact", "narahubung: nama, jabatan, telepon kantor", optional=True),
)
