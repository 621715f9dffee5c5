"""The refusals of a figure: what was found, what is expected, in which column of a table."""

from __future__ import annotations

from datetime import date

from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused


def cell_wrong(column: str, found: object, expected: str, expected_en: str) -> MonitoringRefused:
    """A value that cannot be: ``column`` names the field of the form or the column of the file."""
    return MonitoringRefused(
        "figure_field_wrong",
        f"Tertulis “{found}”, seharusnya {expected}.",
        f"Found “{found}”, expected {expected_en}.",
        column=column,
        found=str(found),
        expected=expected,
        expected_en=expected_en,
    )


def figure_stands(standing: int, value: str, as_of: date) -> MonitoringRefused:
    """Another figure stands for the same definition, region and day."""
    return MonitoringRefused(
        "figure_stands",
        f"Untuk definisi, wilayah dan tanggal itu ({as_of:%d-%m-%Y}) sudah ada angka {value} "
        f"(nomor {standing}). Isilah alasan bila angka ini menggantikannya; yang lama tetap "
        "tersimpan.",
        f"A figure stands for that definition, region and day ({as_of.isoformat()}): {value} "
        f"(number {standing}). Give a reason if this one takes its place; the old one is kept.",
        column="reason",
        found="",
        expected=f"alasan mengganti angka {value} (nomor {standing})",
        expected_en=f"a reason to replace figure {value} (number {standing})",
        observation=standing,
    )


def no_evidence(pk: int) -> NotFound:
    """A figure without a file that shows it."""
    return NotFound(
        "figure_evidence_not_found",
        f"Angka nomor {pk} tidak mempunyai berkas bukti.",
        f"The figure number {pk} has no file that shows it.",
        observation=pk,
    )


def just_recorded() -> MonitoringRefused:
    """Somebody else recorded a figure in the same moment."""
    return MonitoringRefused(
        "figure_just_recorded",
        "Orang lain baru saja mencatat angka yang sama. Muat ulang, lalu lihat angkanya.",
        "Somebody else has just recorded the same figure. Reload and look at it.",
    )


def unknown_figure(pk: int) -> NotFound:
    """No such figure, or one out of sight: the answer is the same."""
    return NotFound(
        "observation_not_found",
        f"Angka nomor {pk} tidak ditemukan.",
        f"There is no figure number {pk}.",
        observation=pk,
    )


def own_figure() -> MonitoringRefused:
    """Whoever reported a figure does not check it."""
    return MonitoringRefused(
        "figure_is_ones_own",
        "Angka ini Anda laporkan sendiri. Orang lain yang memeriksa dan mengesahkannya.",
        "You reported this figure yourself. Somebody else checks and finalises it.",
    )


def step_unfit(status: str, verb: str) -> MonitoringRefused:
    """The status does not allow the act."""
    return MonitoringRefused(
        "figure_step_unfit",
        f"Angka ini berstatus {status}; {verb} tidak dapat dilakukan lagi.",
        f"This figure is {status}; {verb} can no longer be done.",
        status=status,
    )


def superseded(by: int) -> MonitoringRefused:
    """Another figure took its place."""
    return MonitoringRefused(
        "figure_superseded",
        f"Angka ini sudah digantikan oleh angka nomor {by}; periksalah yang itu.",
        f"This figure was replaced by figure number {by}; check that one.",
        observation=by,
    )


def note_missing() -> MonitoringRefused:
    """A rejection without a reason."""
    return MonitoringRefused(
        "figure_rejected_why",
        "Tulislah mengapa angka ini ditolak, agar pelapor dapat memperbaikinya.",
        "Write why this figure is rejected, so that its reporter can mend it.",
    )
