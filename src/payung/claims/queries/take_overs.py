"""Sheets of settled claims: which an office brought, where each stands, what came back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet

from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.models import TakeOver, TakeOverFile, TakeOverStep
from payung.claims.queries.take_over_sheets import refused_rows
from payung.claims.taking_over.files import kept_sheet
from payung.claims.taking_over.returned import Refused, opened
from payung.errors import NotFound


def take_over_files(reader: Reader) -> QuerySet[TakeOverFile]:
    """The files of the reader's offices, the last brought first, with their steps in order."""
    steps = TakeOverStep.objects.select_related("recorded_by").defer("take_over_rows_cipher")
    return (
        TakeOverFile.objects.filter(_within(reader))
        .select_related("office", "received_by")
        .prefetch_related(Prefetch("steps", steps.order_by("pk")))
        .order_by("-pk")
    )


def take_overs_without_file(reader: Reader) -> QuerySet[TakeOver]:
    """What came as data, not as a sheet (from a demo or a program), the last first."""
    return (
        TakeOver.objects.filter(_within(reader), step__isnull=True)
        .select_related("office", "recorded_by")
        .order_by("-pk")
    )


def take_over_file(reader: Reader, pk: int) -> TakeOverFile:
    """One file with its steps; ``NotFound`` where there is none or it is another office's."""
    reader.require(TAKE_CLAIMS)
    found = take_over_files(reader).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "no_take_over",
            f"Berkas pengambilalihan {pk} tidak ditemukan dalam wilayah kerja Anda.",
            f"Take-over file {pk} was not found within your area.",
        )
    return found


def newest_step(file: TakeOverFile) -> TakeOverStep | None:
    """What was asked or done last."""
    return TakeOverStep.objects.filter(file=file).order_by("-pk").first()


def answered_step(file: TakeOverFile) -> TakeOverStep | None:
    """The last step that tells what became of the rows, or would become of them."""
    kinds = (TakeOverStep.Kind.CHECKED, TakeOverStep.Kind.TAKEN)
    return TakeOverStep.objects.filter(file=file, kind__in=kinds).order_by("-pk").first()


def refused_workbook(reader: Reader, pk: int) -> bytes:
    """The refused rows of a file, each with its reasons in both languages, to be mended (XLSX).

    ``NotFound`` where nothing was refused.
    """
    file = take_over_file(reader, pk)
    step = answered_step(file)
    refused: Sequence[Refused] = opened(step).refused if step is not None else ()
    if not refused:
        raise NotFound(
            "nothing_refused",
            f"Tidak ada baris yang ditolak dari berkas {file.file_name}.",
            f"No row of the file {file.file_name} was refused.",
        )
    return refused_rows(kept_sheet(file), refused)


def _within(reader: Reader) -> Q:
    return scope_q(reader, region=None, office="office_id", employer=None, permission=TAKE_CLAIMS)
