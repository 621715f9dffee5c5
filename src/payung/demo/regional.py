"""What the governments of the demo laid down, planned and budgeted, and what their agencies do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from payung.access.models import Post
from payung.access.reader import Reader
from payung.demo.files import write_csv
from payung.demo.governments import BANGKA, KALBAR, KALSEL, KOLTIM, MANPOWER
from payung.demo.staff import reader_named
from payung.demo.year import Life
from payung.reference.models import Region
from payung.sponsorship.drafts import Draft
from payung.sponsorship.models import BudgetLine
from payung.sponsorship.operations.account_codes import load_account_codes
from payung.sponsorship.operations.actions import plan_action, record_action_progress
from payung.sponsorship.operations.budgets import plan_budget_line, record_paid_out
from payung.sponsorship.operations.groups import guide_group
from payung.sponsorship.operations.places import take_service_points
from payung.sponsorship.operations.plans import record_plan, record_plan_stage, set_plan_target
from payung.sponsorship.operations.regulations import record_regulation

_SOURCE = "Contoh untuk demo"
_INPRES = ("Inpres 2/2021",)
_CONTRIBUTIONS = "5.1.02.02.02.0006"
#: The day on which the governments told what follows.
TOLD_ON = date(2024, 8, 5)

#: Region, instrument, number, year, title, enacted on, duties.
_REGULATIONS = (
    (KOLTIM, "PERDA", "3", 2021, "Penyelenggaraan Jaminan Sosial Ketenagakerjaan",
     date(2021, 8, 12), ("ALL_WORKERS", "NON_ASN_BUDGET", "VULNERABLE_BUDGET")),
    (KALBAR, "PERKADA", "41", 2022, "Perlindungan Jaminan Sosial Ketenagakerjaan bagi Pekerja",
     date(2022, 6, 20), ("ALL_WORKERS", "VULNERABLE_BUDGET", "LICENCES")),
    (KALBAR, "CIRCULAR", "560/118/DISNAKER", 2023, "Pendaftaran Pegawai Non-ASN dan Binaan",
     date(2023, 3, 6), ("NON_ASN_BUDGET", "FAMILY_OF_STAFF")),
    ("61.71", "PERKADA", "19", 2023, "Perlindungan Pekerja Rentan Kota",
     date(2023, 9, 4), ("VULNERABLE_BUDGET",)),
    (BANGKA, "PERKADA", "27", 2023, "Jaminan Sosial Ketenagakerjaan bagi Nelayan dan Petani",
     date(2023, 5, 15), ("VULNERABLE_BUDGET", "VILLAGE_OFFICIALS")),
    (BANGKA, "CIRCULAR", "800/77/DISNAKER", 2024, "Satu Aparatur Melindungi Satu Pekerja",
     date(2024, 2, 12), ("FAMILY_OF_STAFF",)),
    (KALSEL, "INSTRUCTION", "2", 2022, "Optimalisasi Kepesertaan Badan Usaha Milik Daerah",
     date(2022, 4, 11), ("REGIONAL_FIRMS", "ALL_WORKERS")),
)  # fmt: skip
#: Agency, guided segment, potential workers; those of a province are fewer than its universe.
_GROUPS = (
    (KALBAR, "DISKAN", "FISHER", 4_600),
    (KALBAR, "DISTAN", "PALM_OIL_WORKER", 3_400),
    (KALBAR, "DISTAN", "FARMER", 4_100),
    (KALBAR, "DISDIK", "HONORARY_TEACHER", 900),
    (KALBAR, "DPMD", "VILLAGE_OFFICIAL", 650),
    (KALBAR, "DISHUB", "DRIVER", 800),
    (KALBAR, "DISHUB", "PARKING_ATTENDANT", 250),
    (KALBAR, "DISKOP", "MSME", 1_900),
    (KALBAR, "DINKES", "HEALTH_VOLUNTEER", 1_050),
    (KALBAR, "DINSOS", "DISASTER_VOLUNTEER", 180),
    (KALBAR, "KESRA", "MOSQUE_KEEPER", 520),
    (KALBAR, "KESRA", "QURAN_TEACHER", 430),
    (BANGKA, "DISKAN", "FISHER", 2_300),
    (BANGKA, "DISTAN", "FARMER", 4_100),
    (BANGKA, "DPMD", "VILLAGE_OFFICIAL", 760),
    (KOLTIM, "DISKAN", "FISHER", 380),
    (KOLTIM, "DISTAN", "FARMER", 2_900),
    (KOLTIM, "DISDIK", "HONORARY_TEACHER", 540),
)
#: Agency, track, measure, title, workers to reach, reached so far, last day.
_ACTIONS = (
    (KALBAR, "DISTAN", "BUDGETED", "CONTRIBUTIONS", "Iuran pekerja sawit dari bagi hasil",
     1_800, 1_616, date(2025, 1, 31)),
    (KALBAR, "DISKAN", "BUDGETED", "CONTRIBUTIONS", "Iuran nelayan kecil di pesisir",
     1_500, 0, date(2025, 6, 30)),
    (KALBAR, "DISKAN", "NOT_BUDGETED", "LICENCE_CONDITION",
     "Kepesertaan sebagai syarat tanda daftar kapal", 900, 310, date(2024, 12, 31)),
    (KALBAR, "DISDIK", "NOT_BUDGETED", "SOCIALISATION",
     "Sosialisasi kepada guru honorer lewat kepala sekolah", 900, 360, date(2024, 11, 29)),
    (KALBAR, "DPMD", "NOT_BUDGETED", "CIRCULAR",
     "Edaran anggaran iuran perangkat desa dalam APB desa", 650, 260, date(2025, 3, 31)),
    (KALBAR, "DISHUB", "NOT_BUDGETED", "GROUP_ENROLMENT",
     "Pendaftaran kelompok sopir di terminal", 700, 150, date(2024, 12, 20)),
    (KALBAR, "DISKOP", "NOT_BUDGETED", "PARTNERSHIP",
     "Pendaftaran debitur KUR bersama bank penyalur", 1_200, 430, date(2025, 2, 28)),
    (BANGKA, "DISKAN", "BUDGETED", "CONTRIBUTIONS", "Iuran nelayan Bangka tahun 2025",
     420, 0, date(2025, 3, 31)),
    (BANGKA, "DPMD", "NOT_BUDGETED", "CIRCULAR", "Iuran perangkat desa lewat APB desa",
     760, 300, date(2024, 12, 13)),
    (KOLTIM, "DISDIK", "NOT_BUDGETED", "SOCIALISATION", "Pendataan guru honorer",
     540, 540, date(2024, 10, 31)),
)  # fmt: skip
#: Region, agency, title, segment, source, persons, first month, months, fiscal year.
_LINES = (
    (KALBAR, "DISTAN", "Iuran pekerja sawit", "PALM_OIL_WORKER", "PALM_OIL_SHARE",
     1_800, date(2024, 10, 1), 4, 2024),
    (KALBAR, "DISKAN", "Iuran nelayan kecil", "FISHER", "PROVINCE_BUDGET",
     1_500, date(2025, 1, 1), 12, 2025),
    (BANGKA, "DISKAN", "Iuran nelayan", "FISHER", "REGENCY_BUDGET",
     420, date(2025, 1, 1), 12, 2025),
    (KOLTIM, MANPOWER, "Iuran pekerja rentan", "FARMER", "REGENCY_BUDGET",
     300, date(2025, 1, 1), 12, 2025),
    (KALSEL, MANPOWER, "Iuran penyelenggara pemilu", "KPPS", "PROVINCE_BUDGET",
     11_000, date(2024, 11, 1), 2, 2024),
)  # fmt: skip
PALM_OIL, FISHERS_OF_BANGKA, FARMERS_OF_KOLTIM = (
    "Iuran pekerja sawit", "Iuran nelayan", "Iuran pekerja rentan",
)  # fmt: skip
#: Regencies of Kalimantan Barat with all three services, and with payment alone.
_SERVED = ("61.71", "61.12", "61.72", "61.01", "61.05")
_PAYMENT_ALONE = ("61.02", "61.03", "61.04", "61.08", "61.09")


def tell(folder: Path, actor: Reader) -> Life:
    """All of it, on one day."""
    load_account_codes()
    for told in _REGULATIONS:
        _regulate(actor, *told)
    _plans(actor)
    lines = {told[2]: _budget(actor, *told) for told in _LINES}
    _groups(actor)
    _actions(actor, lines)
    _services(actor, folder)
    return
    yield


def line_of(title: str) -> BudgetLine:
    """The budget line of the demo with that title."""
    return BudgetLine.objects.get(title=title)


def _regulate(
    actor: Reader, region: str, instrument: str, number: str, year: int, title: str,
    enacted_on: date, duties: tuple[str, ...],
) -> None:  # fmt: skip
    record_regulation(
        actor=actor, region_code=region, instrument=instrument, number=number, year=year,
        title=title, enacted_on=enacted_on, duties=duties, legal_basis=_INPRES, source=_SOURCE,
    )  # fmt: skip


def _plans(actor: Reader) -> None:
    """The transitional plan and the yearly plan of Kalimantan Barat, with their targets."""
    programme = "Program hubungan industrial"
    for kind, first, last, forum, final in (
        ("RPD", 2024, 2026, date(2023, 2, 21), date(2023, 6, 26)),
        ("RKPD", 2024, 2024, date(2023, 2, 21), date(2023, 7, 3)),
    ):
        plan = record_plan(
            actor=actor, region_code=KALBAR, kind=kind, first_year=first, last_year=last
        ).plan
        record_plan_stage(actor=actor, plan_id=plan.pk, stage="FORUM", held_on=forum)
        record_plan_stage(actor=actor, plan_id=plan.pk, stage="FINAL", held_on=final)
        for year in range(first, last + 1):
            set_plan_target(
                actor=actor, plan_id=plan.pk, programme=programme,
                indicator_text="Cakupan kepesertaan jaminan sosial ketenagakerjaan",
                indicator="ACTIVE_COVERAGE", year=year, value=4_000 + 500 * (year - 2024),
            )  # fmt: skip


def _budget(
    actor: Reader, region: str, agency: str, title: str, segment: str, source: str, persons: int,
    first_month: date, months: int, year: int,
) -> BudgetLine:  # fmt: skip
    return plan_budget_line(
        actor=actor,
        draft=Draft(
            region_code=region, fiscal_year=year, title=title, worker_segment=segment,
            fund_source=source, persons=persons, first_month=first_month, months=months,
            agency_code=f"OPD-{region}-{agency}", account_code=_CONTRIBUTIONS,
            legal_basis=_INPRES,
        ),
    ).line  # fmt: skip


def _groups(actor: Reader) -> None:
    for region, agency, segment, persons in _GROUPS:
        guide_group(
            actor=actor, agency_code=f"OPD-{region}-{agency}", worker_segment=segment,
            persons=persons, as_of=TOLD_ON, source=_SOURCE,
        )  # fmt: skip


def _actions(actor: Reader, lines: dict[str, BudgetLine]) -> None:
    """Each answered for by the agency's own post, else by the manpower agency's."""
    of_title = {
        "Iuran pekerja sawit dari bagi hasil": PALM_OIL,
        "Iuran nelayan Bangka tahun 2025": FISHERS_OF_BANGKA,
    }
    for region, agency, track, measure, title, target, reached, due_on in _ACTIONS:
        office = f"OPD-{region}-{agency}"
        owner = (
            Post.objects.filter(office=office).first()
            or Post.objects.filter(office=f"OPD-{region}-{MANPOWER}").first()
        )
        if owner is None:
            raise LookupError(f"nobody answers for {office}")
        line = lines.get(of_title.get(title, ""))
        action = plan_action(
            actor=actor, agency_code=office, track=track, measure=measure, title=title,
            owner_id=owner.pk, due_on=due_on, target_persons=target,
            budget_line_id=line.pk if line else None,
        )  # fmt: skip
        if reached:
            record_action_progress(
                actor=actor, action_id=action.pk, persons=reached,
                status="DONE" if reached == target else "RUNNING",
            )  # fmt: skip


def _services(actor: Reader, folder: Path) -> None:
    """Service points by regency: five have all three services, five can but pay, four nothing."""
    names = dict(Region.objects.filter(parent=KALBAR).values_list("pk", "name"))
    rows = [
        ("Kantor cabang" if code == "61.71" else "PTSP", "pendaftaran, pembayaran, klaim",
         f"Loket Contoh {names[code]}", code, "01-02-2021")
        for code in _SERVED
    ] + [
        ("Pegadaian", "pembayaran", f"Gerai Contoh {names[code]}", code, "01-08-2022")
        for code in (*_PAYMENT_ALONE, *_SERVED)
    ]  # fmt: skip
    columns = ("jenis", "layanan", "nama", "kode_wilayah", "buka")
    path = write_csv(folder / "titik-layanan.csv", columns, rows)
    take_service_points(actor=actor, file=path, source=_SOURCE)


def pay_line(title: str, document: str, paid_on: date) -> None:
    """Pay a line's plan out in full."""
    line = line_of(title)
    plan = line.entries.order_by("-pk")[0]
    record_paid_out(
        actor=reader_named("bappeda.kalbar"), number=line.number, amount=plan.amount,
        document=document, paid_on=paid_on,
    )  # fmt: skip
