"""Replacing people whom the registry or the cleaning turned away: a list of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from payung import clock
from payung.access.reader import Reader
from payung.sponsorship.models import BeneficiaryList
from payung.sponsorship.operations.proposing import propose_list
from payung.sponsorship.queries.covers import list_seen


def replacement_list(
    *,
    actor: Reader,
    list_id: int,
    path: Path | str,
    file_name: str = "",
    title: str = "",
    first_month: date | None = None,
    months: int | None = None,
) -> BeneficiaryList:
    """Propose the people who replace those turned away from a list, for the same cover.

    A sheet as every list's; its column ``MENGGANTI_BARIS`` names the row that each replaces. It is
    cleaned and decreed as every list, by a replacement decree that names both. The cover begins
    with the list's first month, or this month when that has passed. Raises as ``propose_list``.
    """
    found = list_seen(actor, list_id)
    this_month = clock.today().replace(day=1)
    return propose_list(
        actor=actor,
        region_code=found.region_id,
        title=title.strip() or f"Pengganti {found.number}: {found.title}"[:300],
        path=path,
        file_name=file_name,
        agency_code=found.agency_id,
        village_code=found.village_id,
        worker_segment=found.worker_segment_id,
        fund_source=found.fund_source,
        first_month=first_month or max(found.first_month, this_month),
        months=months or found.months,
        programmes=found.programmes,
        budget_line_id=found.budget_line_id,
        replaces_id=found.pk,
    )
