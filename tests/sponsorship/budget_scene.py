"""Kalimantan Selatan's fourteen governments with some two hundred budget lines, for the browser."""

from __future__ import annotations

from datetime import date

from payung.access.models import Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.reference.models import Region, WorkerSegment
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import CodeKind, FundSource
from payung.sponsorship.operations.account_codes import map_account
from payung.sponsorship.operations.budgets import (
    change_budget_line,
    plan_budget_line,
    record_paid_out,
    record_realised,
)
from payung.sponsorship.operations.governments import open_agency

PROVINCE, BANJAR = "63", "63.03"
YEAR = 2024
#: Governments that budget for nobody this year.
_NOTHING = ("63.10", "63.11")
#: Segment, persons in the smallest government, months.
_GROUPS = [
    ("VILLAGE_OFFICIAL", 700, 12),
    ("NEIGHBOURHOOD_HEAD", 450, 12),
    ("KPPS", 3_100, 1),
    ("HONORARY_TEACHER", 260, 12),
    ("FISHER", 380, 12),
    ("FARMER", 900, 10),
    ("FARM_LABOURER", 420, 12),
    ("MARKET_TRADER", 240, 3),
    ("MOTORCYCLE_TAXI", 150, 12),
    ("QURAN_TEACHER", 310, 12),
    ("MOSQUE_KEEPER", 220, 12),
    ("HEALTH_VOLUNTEER", 330, 12),
    ("WASTE_PICKER", 90, 6),
    ("DISASTER_VOLUNTEER", 75, 12),
    ("PARKING_ATTENDANT", 60, 12),
]


def seed() -> None:
    """Everything; to be called once in an empty database with reference data."""
    _post("Kepala Dinas Tenaga Kerja Provinsi", Role.MANPOWER_OFFICER, PROVINCE)
    planner = _post("Kepala Disnaker Kabupaten Banjar", Role.MANPOWER_OFFICER, BANJAR)
    open_agency(actor=operator(), region_code=BANJAR, name="Dinas Perikanan", short="DISKAN")
    map_account(
        actor=planner,
        region_code=BANJAR,
        kind=CodeKind.ACCOUNT,
        code="5.1.02.02.02.0006",
        from_year=YEAR,
        reason="Iuran dibukukan pada belanja jasa menurut nota BPKAD",
    )
    codes = Region.objects.filter(parent=PROVINCE).order_by("code").values_list("code", flat=True)
    for place, code in enumerate(code for code in codes if code not in _NOTHING):
        _budget(planner if code == BANJAR else operator(), code, place)
    _line(operator(), PROVINCE, "FISHER", 2_500, 12, FundSource.PROVINCE_BUDGET)
    _line(operator(), PROVINCE, "PALM_OIL_WORKER", 1_800, 12, FundSource.PALM_OIL_SHARE)


def _post(title: str, role: str, region_code: str) -> Reader:
    """A post with its holder and a button on the sign-in page."""
    agency = open_agency(
        actor=operator(), region_code=region_code, name="Dinas Tenaga Kerja", short="DISNAKER"
    )
    post = create_post(
        actor=operator(),
        title=title,
        role=role,
        scope_kind=ScopeKind.REGION,
        scope_code=region_code,
        office_code=agency.pk,
    )
    user = create_user(
        actor=operator(), username=f"disnaker.{region_code}", full_name=f"Pejabat {region_code}"
    )
    appoint_holder(
        actor=operator(), post=post, user=user, valid_from=date(2020, 1, 1), decree="DEMO-ANGGARAN"
    )
    return reader_for(user)


def _budget(actor: Reader, code: str, place: int) -> None:
    """A government's lines: most groups, some changed, some paid out, some realised."""
    for at, (segment, persons, months) in enumerate(_GROUPS):
        if (at + place) % 5 == 0 and at > 3:
            continue
        many = persons * (10 + (place * 7 + at * 3) % 9) // 10
        source = FundSource.ZAKAT if segment == "MOSQUE_KEEPER" else FundSource.REGENCY_BUDGET
        number, amount = _line(actor, code, segment, many, months, source)
        if (at + place) % 3 == 0:
            amount = change_budget_line(
                actor=actor,
                number=number,
                persons=many * 9 // 10,
                first_month=date(YEAR, 1, 1),
                months=months,
                reason="Perubahan APBD",
                changed_on=date(YEAR, 9, 20),
                document=f"DPPA {code}",
            ).entry.amount
        _money(actor, number, amount, at + place)


def _line(
    actor: Reader, code: str, segment: str, persons: int, months: int, source: str
) -> tuple[str, int]:
    worker = WorkerSegment.objects.get(pk=segment)
    draft = Draft(
        region_code=code,
        fiscal_year=YEAR,
        title=f"Iuran JKK dan JKM {worker.name.lower()}",
        worker_segment=segment,
        fund_source=source,
        persons=persons,
        first_month=date(YEAR, 1, 1),
        months=months,
        legal_basis=("inpres-2-2021",),
    )
    made = plan_budget_line(
        actor=actor, draft=draft, planned_on=date(YEAR, 1, 3), document=f"DPA {code}/{YEAR}"
    )
    return made.line.number, made.entry.amount


def _money(actor: Reader, number: str, amount: int, kind: int) -> None:
    """Nothing, half a year or the whole of a line paid out, and most of that realised."""
    halves = kind % 3
    for half in range(halves):
        part = amount // 2 if half == 0 else amount - amount // 2
        paper = f"{number[-4:]}/{half + 1}/{YEAR}"
        day = date(YEAR, 4 + 6 * half, 12)
        record_paid_out(
            actor=actor, number=number, amount=part, document=f"SP2D {paper}", paid_on=day
        )
        if half == 0:
            record_realised(
                actor=actor, number=number, amount=part, document=f"BPJS {paper}", realised_on=day
            )


__all__ = ["BANJAR", "PROVINCE", "YEAR", "seed"]
