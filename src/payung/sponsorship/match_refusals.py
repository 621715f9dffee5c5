"""Why a pair cannot be decided, in words."""

from __future__ import annotations

from payung.sponsorship.errors import MatchRefused
from payung.sponsorship.models import ListRow, MatchDecision, RowStatus


def no_pair(pair_id: int) -> MatchRefused:
    """No such pair."""
    return MatchRefused(
        "pair_unknown",
        f"Pasangan nomor {pair_id} tidak ditemukan.",
        f"Pair number {pair_id} was not found.",
    )


def not_a_verdict(told: str) -> MatchRefused:
    """Neither same nor different."""
    return MatchRefused(
        "match_verdict",
        f"Putusan {told!r} tidak dikenal; pilih orang yang sama (SAME) atau berbeda (DIFFERENT).",
        f"Verdict {told!r} is unknown; choose SAME or DIFFERENT.",
    )


def decided_meanwhile(last: MatchDecision | None) -> MatchRefused:
    """Another clerk was quicker."""
    who = str(last.decided_by) if last else "-"
    label = str(last.get_verdict_display()).lower() if last else "-"
    verdict = last.verdict if last else "-"
    return MatchRefused(
        "pair_decided_meanwhile",
        f"Pasangan ini baru saja diputuskan {who}: {label}. Lihat alasannya sebelum memutuskan "
        "ulang.",
        f"{who} has just decided this pair: {verdict}. Read the reason before deciding again.",
    )


def row_decreed(row: ListRow) -> MatchRefused:
    """The row has gone further."""
    label = str(RowStatus(row.status).label).lower()
    return MatchRefused(
        "row_decreed",
        f"Baris {row.row_no} sudah {label}; pasangannya tidak dapat diputuskan lagi.",
        f"Row {row.row_no} is {row.status}; its pairs cannot be decided any more.",
    )


def row_of_another(row: ListRow) -> MatchRefused:
    """The row is another person already."""
    return MatchRefused(
        "row_other_person",
        f"Baris {row.row_no} sudah dicocokkan dengan orang lain. Putuskan dulu pasangan itu "
        "sebagai orang yang berbeda.",
        f"Row {row.row_no} is matched with another person. Decide that pair as different first.",
    )
