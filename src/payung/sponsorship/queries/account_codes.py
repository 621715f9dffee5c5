"""Which codes are known in a fiscal year, and where a government books what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from payung.access.permissions import VIEW_BUDGETS
from payung.access.reader import Reader
from payung.sponsorship.codes import NearCode, is_whole, nearest, normalised, printed
from payung.sponsorship.models import AccountCode, AccountCodeList, AccountMapping
from payung.sponsorship.reach import by_region


@dataclass(frozen=True)
class CodeCheck:
    """What is known of a code in a fiscal year.

    ``known`` is its row in the list (``list_code``), or None; ``near`` are then the nearest known
    ones. ``is_certain`` tells whether an unknown code is surely wrong: the list is complete.
    ``is_whole`` is False for a heading, which holds codes and is none itself.
    """

    code: str
    printed: str
    kind: str
    list_code: str
    known: AccountCode | None
    near: tuple[NearCode, ...]
    is_certain: bool
    is_whole: bool


def code_lists(reader: Reader) -> QuerySet[AccountCodeList]:
    """The lists with how many codes they hold (``held``), the newest first."""
    reader.require(VIEW_BUDGETS)
    return AccountCodeList.objects.annotate(held=Count("codes")).order_by("-valid_from", "code")


def codes_of(reader: Reader, list_code: str, search: str = "") -> QuerySet[AccountCode]:
    """The codes of a list, narrowed by words of the name or the beginning of the code."""
    reader.require(VIEW_BUDGETS)
    found = AccountCode.objects.filter(list=list_code)
    if search:
        found = found.filter(Q(name__icontains=search) | Q(printed__startswith=search))
    return found


def check_code(text: str, kind: str, fiscal_year: int) -> CodeCheck:
    """Read a code and look it up in the list of its fiscal year. Raises ``BudgetRefused``.

    An office's own list goes before the package's; of several, the newest.
    """
    code = normalised(text, kind)
    chosen = list_of_year(fiscal_year)
    known = list(AccountCode.objects.filter(list=chosen, kind=kind)) if chosen else []
    found = next((item for item in known if item.code == code), None)
    return CodeCheck(
        code=code,
        printed=found.printed if found else printed(code, kind),
        kind=kind,
        list_code=chosen.code if chosen else "",
        known=found,
        near=() if found else tuple(nearest(code, kind, known)),
        is_certain=bool(chosen and chosen.is_complete),
        is_whole=is_whole(code, kind),
    )


def list_of_year(fiscal_year: int) -> AccountCodeList | None:
    """The list in force on the first day of a fiscal year; complete and newer ones first."""
    day = date(fiscal_year, 1, 1)
    return (
        AccountCodeList.objects.filter(valid_from__lte=day)
        .filter(Q(valid_to=None) | Q(valid_to__gte=day))
        .order_by("-is_complete", "-valid_from", "code")
        .first()
    )


def mappings(reader: Reader) -> QuerySet[AccountMapping]:
    """The mappings of the governments in sight, the newest first."""
    reader.require(VIEW_BUDGETS)
    return AccountMapping.objects.filter(by_region(reader, VIEW_BUDGETS)).select_related(
        "region", "worker_segment", "recorded_by"
    )


def mapped_code(
    region_code: str, kind: str, *, worker_segment: str, fund_source: str, fiscal_year: int
) -> str:
    """Where a government books a segment from a source in a fiscal year; "" when nobody said.

    The closest rule holds: segment and source, then segment, then source, then any; of equally
    close ones the newest.
    """
    rules = AccountMapping.objects.filter(
        Q(worker_segment=worker_segment) | Q(worker_segment=None),
        Q(fund_source=fund_source) | Q(fund_source=""),
        region=region_code,
        kind=kind,
        from_year__lte=fiscal_year,
    )
    best = max(
        rules,
        key=lambda rule: (rule.worker_segment_id is not None, rule.fund_source != "", rule.pk),
        default=None,
    )
    return best.code if best else ""
