"""How the changes of a draft are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from payung.documents.models import DraftRevision
from payung.documents.queries import Revision
from payung.site.formatting import day


@dataclass(frozen=True)
class RevisionRow:
    """One change: what the draft was, and each field with its former and its later text."""

    before: DraftRevision
    changes: list[tuple[str, str, str]]


def revision_rows(revisions: Sequence[Revision]) -> list[RevisionRow]:
    """The changes of a draft in words, in the order given."""
    names = {
        "letter_date": _("Tanggal surat"),
        "subject": _("Hal"),
        "recipient_name": _("Kepada"),
        "recipient_address": _("Alamat penerima"),
    }
    return [
        RevisionRow(
            revision.before,
            [
                (names.get(name, name[:1].upper() + name[1:]), _text(was), _text(now))
                for name, was, now in revision.changes
            ],
        )
        for revision in revisions
    ]


def _text(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return day(value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)
