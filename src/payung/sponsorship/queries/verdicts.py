"""Why a row was turned away, in words: by cleaning, by the registry, or by a person."""

from __future__ import annotations

from collections.abc import Iterable

from payung.sponsorship.listing.rules import sentence
from payung.sponsorship.models import RowStatus, RowStep, RowVerdict


def rejections(row_ids: Iterable[int], language: str = "id") -> dict[int, str]:
    """Why each row was refused or rejected: the sentence of its verdict, else the reason given.

    Two queries.
    """
    wanted = list(row_ids)
    steps = RowStep.objects.filter(
        row__in=wanted, status__in=(RowStatus.REJECTED, RowStatus.REFUSED)
    ).order_by("pk")
    reasons = dict(steps.values_list("row_id", "reason"))
    verdicts = RowVerdict.objects.filter(
        row__in=wanted, severity=RowVerdict.Severity.ERROR, holds=True
    ).order_by("pk")
    told = {
        one.row_id: sentence(one.code, one.column, one.found, one.detail, language)
        for one in verdicts
        if reasons.get(one.row_id) == one.code
    }
    return {row: told.get(row) or reasons.get(row) or "-" for row in wanted}
