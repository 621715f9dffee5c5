"""A nation's league to look at: every regency with made-up figures, two analysts, an older edition.

Usage: ``seed()`` in a data folder of its own.
"""

from __future__ import annotations

from datetime import date
from random import Random

from payung.access.models import Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.monitoring.models import Method
from payung.monitoring.operations import set_target
from payung.monitoring.operations.observing import record_many
from payung.monitoring.operations.scorecards import lock_edition, open_edition
from payung.monitoring.recording import NewFigure
from payung.reference.models import Region

DAY = date(2024, 11, 30)
BEFORE = date(2023, 11, 30)
PROVINCE = "16"


def figures(regions: list[str], day: date, seed: int) -> list[NewFigure]:
    """The twelve figures of each government on a day; some are missing, as in life."""
    chance = Random(seed)
    rows: list[NewFigure] = []

    def told(code: str, region: str, value: int, **other: int) -> None:
        if chance.random() < 0.93:
            rows.append(
                NewFigure(
                    code=code,
                    region=region,
                    as_of=day,
                    value=value,
                    source="Angka contoh",
                    confidence="medium",
                    born_as="FINAL",
                    stated_on=day,
                    **other,  # type: ignore[arg-type]
                )
            )

    for place, region in enumerate(regions):
        skill = (place * 37 % 100) / 100
        told("ACTIVE_COVERAGE", region, int(1800 + 3500 * skill + chance.randrange(600)))
        told("REGULATIONS_IN_FORCE", region, int(4 * skill + chance.random()))
        told("HAS_PERDA", region, int(chance.random() < 0.2 + skill / 2))
        told("BUDGET_PLANNED", region, int(2_000_000_000 * skill) + chance.randrange(10**9))
        vulnerable = chance.randrange(4_000, 60_000)
        enrolled = int(vulnerable * (0.1 + skill / 2))
        share = enrolled * 10_000 // vulnerable
        told("VULNERABLE_COVERAGE", region, share, numerator=enrolled, denominator=vulnerable)
        told("NON_ASN_COVERAGE", region, int(3000 + 6500 * skill))
        officials = chance.randrange(800, 5_000)
        many = int(officials * (0.2 + 0.7 * skill))
        told("VILLAGE_OFFICIALS_ENROLLED", region, many, numerator=many, denominator=officials)
        told("AGREEMENTS_IN_FORCE", region, int(chance.random() < 0.8))
        told("GOVERNMENT_UNITS_PAID_UP", region, chance.randrange(6_000, 10_001))
        told("REGIONAL_FIRMS_PAID_UP", region, chance.randrange(4_000, 10_001))
        told("COMMITMENTS_LATE", region, chance.randrange(4))
        told("INSTRUCTIONS_ANSWERED", region, chance.randrange(2_000, 10_001))
    return rows


def seed() -> None:
    """Figures of two years, targets, a locked edition of the first and a draft of the second."""
    regions = list(
        Region.objects.exclude(parent=None).order_by("code").values_list("pk", flat=True)
    )
    for day, number in ((BEFORE, 1), (DAY, 2)):
        record_many(actor=operator(), rows=figures(regions, day, number), method=Method.REPORTED)
    for code in Region.objects.filter(parent=None).values_list("pk", flat=True):
        for year in (2023, 2024):
            set_target(
                actor=operator(), region=code, year=year, share=5_000, set_by="Contoh",
                document="Surat target contoh",
            )  # fmt: skip
    first, second = _analyst("Analis Monev"), _analyst("Ketua Tim Monev")
    for region in (None, PROVINCE):
        earlier = open_edition(
            actor=first, name="Kartu nilai kabupaten dan kota", year=2023, as_of=BEFORE,
            region=region,
        )  # fmt: skip
        lock_edition(actor=second, edition=earlier.pk)
        open_edition(
            actor=first, name="Kartu nilai kabupaten dan kota", year=2024, as_of=DAY,
            region=region, like=earlier.pk,
        )  # fmt: skip


def _analyst(title: str) -> Reader:
    """An analyst of the nation with a button on the sign-in page."""
    post = create_post(
        actor=operator(), title=title, role=Role.MONEV_ANALYST, scope_kind=ScopeKind.NATION,
        scope_code="",
    )  # fmt: skip
    user = create_user(
        actor=operator(), username=title.lower().replace(" ", "."), full_name=f"Pejabat {title}"
    )
    appoint_holder(
        actor=operator(), post=post, user=user, valid_from=date(2020, 1, 1), decree="DEMO-LIGA"
    )
    return reader_for(user)
