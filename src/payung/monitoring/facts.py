"""The stored figures of a region's page: written from the live queries, read in their place.

Facts are right for one state of the books and one set of rules; both are kept with them. They
hold the whole region, so they may be shown only to a reader whose scope takes in all of it.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from payung.access.reader import operator
from payung.contributions import queries as contributions
from payung.contributions.queries.activity import active_grace
from payung.contributions.queries.arrears import ArrearsClass, ArrearsOfRegion, ArrearsSummary
from payung.contributions.queries.months import MonthBills
from payung.contributions.queries.scoping import share_bp
from payung.law.arithmetic import half_up_ratio
from payung.law.payment import collectability
from payung.monitoring.counting import Count, count_members
from payung.monitoring.models import (
    ArrearsFact,
    BillFact,
    CoverageFact,
    FactRefresh,
    RegionBasis,
)
from payung.reference.models import Region

#: How many contribution months the trend of a page goes back.
TREND_MONTHS = 12
#: Class of the advisory locks that keep two processes from writing the same facts.
_REFRESHING = 7401
_BILL_FIELDS = (
    "month", "employers", "workers", "jkk", "jkm", "jht_employer", "jht_worker", "jp_employer",
    "jp_worker", "total", "paid", "written_off",
)  # fmt: skip


def rules_of(as_of: date) -> str:
    """The values of the law that the facts of a day rest on, as one short text."""
    classes = ",".join(
        f"{row['collectability_class']}:{row['months_from']}-{row['months_to'] or ''}"
        for row in collectability.classes(as_of)
    )
    return f"grace {active_grace(as_of).number}; {classes}"


def current_facts(region: str, as_of: date) -> FactRefresh | None:
    """The facts of a region and day, when they are those of the books as they stand."""
    return FactRefresh.objects.filter(
        region=region, as_of=as_of, version=contributions.last_change(), rules=rules_of(as_of)
    ).first()


@transaction.atomic
def regions_kept() -> tuple[str, ...]:
    """The codes of all regions whose figures were ever stored, in their order."""
    kept = FactRefresh.objects.order_by("region").values_list("region", flat=True)
    return tuple(kept.distinct())


def write_facts(region: str, as_of: date) -> FactRefresh:
    """Write the facts of a region and day anew, unless another process has just done so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_REFRESHING, f"{region} {as_of}"]
        )
    if there := current_facts(region, as_of):
        return there
    reader = operator()
    # Read before the figures: whatever is written meanwhile makes these facts out of date.
    version = contributions.last_change()
    FactRefresh.objects.filter(region=region, as_of=as_of).delete()
    refresh = FactRefresh.objects.create(
        region_id=region, as_of=as_of, version=version, rules=rules_of(as_of)
    )
    counts = count_members(
        reader,
        region=region,
        as_of=as_of,
        grace=active_grace(as_of).number,
        basis=RegionBasis.REGISTRATION,
    )
    CoverageFact.objects.bulk_create(
        CoverageFact(
            refresh=refresh,
            region_id=count.region,
            segment=count.segment,
            active=count.active,
            registered=count.registered,
        )
        for count in counts
    )
    trend = contributions.collection_trend(reader, region=region, months=TREND_MONTHS, as_of=as_of)
    BillFact.objects.bulk_create(
        BillFact(refresh=refresh, **{name: getattr(row, name) for name in _BILL_FIELDS})
        for row in trend
    )
    ArrearsFact.objects.bulk_create(
        _arrears_facts(refresh, contributions.arrears(reader, region=region, as_of=as_of))
    )
    return refresh


def counts_of(refresh: FactRefresh) -> list[Count]:
    """The members by regency and segment."""
    rows = refresh.members.order_by("region", "segment")
    return [Count(*row) for row in rows.values_list("region_id", "segment", "active", "registered")]


def trend_of(refresh: FactRefresh) -> tuple[MonthBills, ...]:
    """The bills of the months, oldest first."""
    rows = refresh.bills.order_by("month").values_list(*_BILL_FIELDS)
    return tuple(MonthBills(*row) for row in rows)


def arrears_of(refresh: FactRefresh) -> ArrearsSummary:
    """The arrears as ``contributions.queries.arrears`` gives them."""
    rows = {(row.part, row.code): row for row in refresh.arrears.all()}
    whole = rows[ArrearsFact.Part.WHOLE, ""]
    parts = [code for part, code in rows if part == ArrearsFact.Part.REGION]
    names = dict(Region.objects.filter(pk__in=parts).values_list("code", "name"))
    return ArrearsSummary(
        as_of=refresh.as_of,
        active_employers=whole.active_employers,
        employers_in_arrears=whole.employers,
        share_bp=share_bp(whole.employers, whole.active_employers),
        principal=whole.principal,
        penalty=whole.penalty,
        mean=half_up_ratio(whole.principal, 1, whole.employers) if whole.employers else 0,
        by_class=tuple(
            _class_of(row, rows[ArrearsFact.Part.CLASS, str(row["collectability_class"])])
            for row in collectability.classes(refresh.as_of)
        ),
        by_region=tuple(
            _region_of(names[code], rows[ArrearsFact.Part.REGION, code]) for code in sorted(parts)
        ),
    )


def _class_of(row: collectability.Row, fact: ArrearsFact) -> ArrearsClass:
    upper = row["months_to"]
    return ArrearsClass(
        code=fact.code,
        label_id=str(row["label_id"]),
        label_en=str(row["label_en"]),
        months_from=int(str(row["months_from"])),
        months_to=None if upper is None else int(str(upper)),
        employers=fact.employers,
        principal=fact.principal,
    )


def _region_of(name: str, fact: ArrearsFact) -> ArrearsOfRegion:
    return ArrearsOfRegion(
        region=fact.code,
        name=name,
        active_employers=fact.active_employers,
        employers_in_arrears=fact.employers,
        principal=fact.principal,
        share_bp=share_bp(fact.employers, fact.active_employers),
    )


def _arrears_facts(refresh: FactRefresh, summary: ArrearsSummary) -> list[ArrearsFact]:
    whole = ArrearsFact(
        refresh=refresh,
        part=ArrearsFact.Part.WHOLE,
        active_employers=summary.active_employers,
        employers=summary.employers_in_arrears,
        principal=summary.principal,
        penalty=summary.penalty,
    )
    classes = [
        ArrearsFact(
            refresh=refresh,
            part=ArrearsFact.Part.CLASS,
            code=row.code,
            employers=row.employers,
            principal=row.principal,
        )
        for row in summary.by_class
    ]
    regions = [
        ArrearsFact(
            refresh=refresh,
            part=ArrearsFact.Part.REGION,
            code=row.region,
            active_employers=row.active_employers,
            employers=row.employers_in_arrears,
            principal=row.principal,
        )
        for row in summary.by_region
    ]
    return [whole, *classes, *regions]
