"""Files that show what is told: an answer to an instruction, or a figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q

from payung import clock
from payung.access.models import ScopeKind
from payung.access.permissions import REPORT_FIGURES
from payung.access.reader import Reader
from payung.documents.models import Attachment
from payung.documents.operations.attaching import keep
from payung.documents.reach import office_to_act_for, own_offices
from payung.monitoring.errors import MonitoringRefused
from payung.reference.models import Office, OfficeKind, OfficeTerritory
from payung.sponsorship.operations.governments import government_code

_KIND = "figure"


@dataclass(frozen=True)
class EvidenceFile:
    """A file on disk that shows what is told, and its name as it was brought."""

    path: Path
    file_name: str
    note: str = ""


def keep_evidence(
    *, actor: Reader, about: str, keeper: Office, content: bytes, file_name: str
) -> Attachment:
    """Keep a file that shows figures; the same file about the same is kept once.

    Taken are PDFs, pictures and tables. What an agency keeps, its government reads too. Whether
    the actor may report the figures is the caller's to check. Raises ``AttachmentRefused``.
    """
    above = keeper.parent
    is_agency = above is not None and above.kind == OfficeKind.GOVERNMENT
    return keep(
        actor=actor,
        about=about,
        office=keeper,
        kind=_KIND,
        content=content,
        file_name=file_name,
        shared_with=above.pk if above is not None and is_agency else None,
        sheets=True,
    )


def keeper_of(actor: Reader, *, office: str | None, regions: Iterable[str | None]) -> Office | None:
    """Which office keeps what shows figures of these regions; None when there is none.

    The office that reports; else the one in which the reporter sits or to which his post is bound;
    else the government of the regions, or the fund's office that serves them today. Raises
    ``AccessRefused`` for an office outside his scope, ``LetterRefused`` for an unknown one.
    """
    if office is not None:
        return office_to_act_for(actor, office, {REPORT_FIGURES})
    seats = own_offices(actor, REPORT_FIGURES) or {
        scope.code
        for scope in actor.scopes
        if scope.kind == ScopeKind.OFFICE and REPORT_FIGURES in scope.permissions
    }
    offices = Office.objects.select_related("parent")
    if seats:
        return offices.get(pk=min(seats))
    region = _together(regions)
    if region is None:
        return None
    return offices.filter(pk=government_code(region)).first() or _serving(region)


def no_keeper() -> MonitoringRefused:
    """A file that no office can keep."""
    return MonitoringRefused(
        "figure_no_seat",
        "Jabatan Anda belum berkantor, jadi berkas bukti tidak dapat disimpan. Pilih kantor "
        "pelapor, atau minta pengelola data mengisi kantor jabatan Anda.",
        "Your post sits in no office, so the file cannot be kept. Choose the reporting office, or "
        "ask the data custodian to name the office of your post.",
        column="file",
    )


def _together(regions: Iterable[str | None]) -> str | None:
    """The one region of all figures, else their one province; None for the nation or several."""
    codes = set(regions)
    if len(codes) > 1:
        codes = {code and code.partition(".")[0] for code in codes}
    return codes.pop() if len(codes) == 1 else None


def _serving(region: str) -> Office | None:
    """The fund's office that serves a region today: a branch, or a regional office."""
    on = clock.today()
    serving = (
        OfficeTerritory.objects.filter(
            Q(valid_to=None) | Q(valid_to__gte=on),
            region__in=(region, region.partition(".")[0]),
            valid_from__lte=on,
            office__kind__in=(OfficeKind.BRANCH, OfficeKind.REGIONAL),
        )
        .select_related("office__parent")
        .order_by("office__kind", "office")
        .first()
    )
    return serving.office if serving else None
