"""Lists of people whose contributions are paid for them, in the demo, each at another stage.

Kalimantan Barat: 1,800 palm oil workers are proposed, 1,616 covered since October, their months
end in January; fishers wait for a clerk's decision. Bangka: fishers are decreed for 2025 and wait
to be registered; a village has proposed its own. Kolaka Timur: a village's list was handed in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from payung import clock
from payung.access.reader import Reader
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement, issue_bills
from payung.demo import files, sectors
from payung.demo.governments import (
    BANGKA,
    KALBAR,
    KOLTIM,
    KUBU_RAYA,
    PONTIANAK,
    VILLAGE_OF_BANGKA,
    VILLAGE_OF_KOLTIM,
    open_governments,
    village_code,
)
from payung.demo.members import Member, People
from payung.demo.payers import Payer
from payung.demo.regional import (
    FISHERS_OF_BANGKA,
    PALM_OIL,
    TOLD_ON,
    line_of,
    pay_line,
    tell,
)
from payung.demo.staff import reader_named
from payung.demo.taking import take_rows
from payung.demo.year import Life, Year, work
from payung.monitoring.models import UniverseKind
from payung.monitoring.operations import record_universe
from payung.partnerships.models import AgreementKind, PartyKind
from payung.partnerships.operations import Party, draft_agreement, sign_agreements
from payung.reference.models import Confidence
from payung.registry.models import (
    BusinessSize,
    EmployerKind,
    ImportFile,
    Membership,
    Person,
    Programme,
)
from payung.registry.operations import carry_forward_wages
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.operations.cards import hand_over_cards
from payung.sponsorship.operations.cleaning import clean_list, decide_row
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.matching import match_list
from payung.sponsorship.operations.proposing import propose_list
from payung.sponsorship.operations.registering import register_list

BRANCH = "KC-PONTIANAK"
_CORE = int(Programme.JKK | Programme.JKM)
#: The published 34.55 percent of the province (February 2023), on a fiftieth of its workers.
UNIVERSE, SELF_PAYING = 20_000, 6_910
PROPOSED, ELIGIBLE = 1_800, 1_616
#: What is wrong with the other 184, and with how many.
TWICE, SHORT_NIK, TOO_OLD, PAYING, ELSEWHERE = 37, 41, 52, 28, 26
_FIRST_PERSON = 910_000
_BEFORE, _FIRST, _MONTHS = date(2024, 9, 1), date(2024, 10, 1), 4
_GROUP, UNIT = "KB000001", "KB000002"
COLUMNS = (
    "NO", "NIK", "NAMA", "TEMPAT_LAHIR", "TANGGAL_LAHIR", "JENIS_KELAMIN", "ALAMAT", "DESA",
    "DESIL",
)  # fmt: skip
_VILLAGES = 6


def begin_beneficiaries(year: Year, actor: Reader, folder: Path) -> None:
    """Open the governments and let their lists run their course."""
    open_governments(actor, folder)
    record_universe(
        actor=actor, region=KALBAR, as_of=date(2023, 2, 21), persons=UNIVERSE,
        kind=UniverseKind.ELIGIBLE_UNIVERSE, confidence=Confidence.LOW,
        source="Contoh: sebesar 34,55 persen menurut Kantor Cabang Pontianak, Februari 2023",
    )  # fmt: skip
    people = People(Random(KALBAR), first=_FIRST_PERSON)  # noqa: S311 - a reproducible draw
    year.begin(date(2023, 2, 21), _agree())
    year.begin(TOLD_ON, tell(folder, actor))
    year.begin(_BEFORE, _palm_oil(actor, people, folder))
    year.begin(date(2024, 11, 11), _fishers_of_kalbar(people, folder))
    year.begin(date(2024, 11, 18), _fishers_of_bangka(people, folder))
    year.begin(date(2024, 12, 9), _villages(people, folder))


def payers() -> list[Payer]:
    """The group of those who pay for themselves, and the agency that pays for others."""
    group = Payer(
        number=1, registration_number=_GROUP, name="Wadah Contoh Pekerja Mandiri Pontianak",
        kind=EmployerKind.COMMUNITY_GROUP, size=BusinessSize.MICRO, sector=sectors.COMMUNITY,
        region=PONTIANAK, programmes=_CORE, registered_on=date(2020, 2, 3), workers=SELF_PAYING,
    )  # fmt: skip
    agency = Payer(
        number=2, registration_number=UNIT, name="Dinas Contoh Perkebunan Kalimantan Barat",
        kind=EmployerKind.GOVERNMENT_UNIT, size=BusinessSize.MICRO, sector=sectors.GOVERNMENT,
        region=PONTIANAK, programmes=_CORE, registered_on=date(2021, 5, 3), workers=0,
    )  # fmt: skip
    return [group, agency]


def _agree() -> Life:
    """The governor's nota kesepakatan with the fund's regional office."""
    regional = reader_named("kanwil.kalimantan")
    agreement = draft_agreement(
        actor=regional,
        kind=AgreementKind.NOTA_KESEPAKATAN,
        title="Optimalisasi program jaminan sosial ketenagakerjaan di Kalimantan Barat",
        parties=[
            Party(PartyKind.FUND, office_code="KW-KALIMANTAN"),
            Party(PartyKind.GOVERNMENT, region_code=KALBAR),
        ],
        starts_on=date(2023, 2, 21),
        ends_on=date(2025, 2, 20),
        aim="Melindungi seluruh pekerja melalui regulasi, anggaran dan perluasan layanan.",
    )
    sign_agreements(actor=regional, agreement_ids=[agreement.pk])
    return
    yield


def _palm_oil(actor: Reader, people: People, folder: Path) -> Life:
    """From the members of before to the cards of the new ones, month by month."""
    group, agency = payers()
    members = people.make(SELF_PAYING, group)
    for member in members:
        member.started_on, member.wage = _BEFORE, 1_000_000
        member.occupation = "Nelayan" if int(member.national_id[-1]) % 3 else "Petani"
    take_rows(
        actor, ImportFile.Kind.EMPLOYERS, BRANCH, _BEFORE, folder / "kalbar-f1.csv",
        files.employer_rows([group, agency]),
    )  # fmt: skip
    take_rows(
        actor, ImportFile.Kind.SPONSORED, BRANCH, _BEFORE, folder / "kalbar-mandiri.csv",
        files.sponsored_rows(members),
    )  # fmt: skip
    yield date(2024, 9, 9)
    found = _propose_palm_oil(people, members, folder)
    yield date(2024, 9, 11)
    officer, governor = reader_named("disnaker.kalbar"), reader_named("gubernur.kalbar")
    clean_list(actor=officer, list_id=found.pk)
    for row in found.rows.filter(status=RowStatus.DOUBTFUL):
        decide_row(
            actor=officer, row_id=row.pk, status=RowStatus.REFUSED,
            reason="Sudah membayar sendiri; anggaran untuk yang belum terlindungi",
        )  # fmt: skip
    yield date(2024, 9, 18)
    decree = decree_list(actor=officer, list_ids=[found.pk])
    sign_decree(actor=governor, letter_id=decree.pk)
    yield _FIRST
    officer_of_branch = reader_named("pembina.pontianak")
    register_list(actor=officer_of_branch, list_id=found.pk, payer_npp=UNIT)
    pay_line(PALM_OIL, "SP2D 0931/LS/2024", clock.today())
    for month in (_FIRST, date(2024, 11, 1)):
        yield month + timedelta(days=9)
        carry_forward_wages(actor=actor, office_code=BRANCH, month=month)
        issue_bills(actor=actor, office_code=BRANCH, month=month, issued_on=clock.today())
        yield work(month + timedelta(days=13))
        _pay(actor, month, folder)
    yield date(2024, 11, 20)
    cards = list(found.rows.filter(status=RowStatus.REGISTERED).order_by("pk")[: ELIGIBLE // 2])
    hand_over_cards(actor=officer, row_ids=[row.pk for row in cards])


def _pay(actor: Reader, month: date, folder: Path) -> None:
    """A statement of the branch's collection account: a month's bills, paid in full."""
    bills = Bill.objects.filter(employer__office=BRANCH, month=month).order_by("pk")
    day = clock.today()
    path = files.write_csv(
        folder / f"kalbar-mutasi-{month:%Y-%m}.csv",
        ("tanggal", "jumlah", "keterangan", "referensi"),
        [
            (f"{day:%d-%m-%Y}", bill.total, f"IURAN {bill.billing_code}", f"KB{bill.billing_code}")
            for bill in bills
        ],
    )
    import_statement(actor=actor, office_code=BRANCH, path=path, file_name=path.name)


def _propose_palm_oil(people: People, members: Sequence[Member], folder: Path) -> BeneficiaryList:
    """1,800 rows, of which 184 will not do, each for a reason."""
    _group, agency = payers()
    good = people.make(ELIGIBLE, agency)
    old = people.make(TOO_OLD, agency)
    short = people.make(SHORT_NIK, agency)
    strangers = people.make(ELSEWHERE, agency)
    rows = [row_of(number, one) for number, one in enumerate(good)]
    rows += [row_of(number, one) for number, one in enumerate(good[:TWICE])]
    rows += [row_of(number, one) for number, one in enumerate(members[:PAYING])]
    rows += [row_of(number, _aged(one)) for number, one in enumerate(old)]
    rows += [_cell(row_of(n, one), "NIK", one.national_id[:-1]) for n, one in enumerate(short)]
    rows += [_cell(row_of(n, one), "DESA", "Desa Antah") for n, one in enumerate(strangers)]
    Random(KALBAR).shuffle(rows)  # noqa: S311 - a reproducible draw
    return _propose(
        "disnaker.kalbar", KALBAR, "Pekerja sawit penerima bagi hasil", rows,
        folder / "daftar-sawit.csv", agency="DISTAN", segment="PALM_OIL_WORKER",
        fund="PALM_OIL_SHARE", first_month=_FIRST, months=_MONTHS, line=PALM_OIL,
    )  # fmt: skip


def _fishers_of_kalbar(people: People, folder: Path) -> Life:
    """600 fishers, cleaned; the birth date of 24 is not the one in their NIK.

    20 more resemble members, and have no NIK or another one: some are the same people.
    """
    payer = payers()[1]
    fishers = people.make(600, payer)
    rows = [row_of(number, one) for number, one in enumerate(fishers)]
    for row, one in zip(rows[::25], fishers[::25], strict=True):
        _cell(row, "TANGGAL_LAHIR", f"{one.birth_date + timedelta(days=31):%d-%m-%Y}")
    rows += [_alike(number, one) for number, one in enumerate(_members_found())]
    found = _propose(
        "disnaker.kalbar", KALBAR, "Nelayan kecil pesisir", rows, folder / "daftar-nelayan.csv",
        agency="DISKAN", segment="FISHER", fund="PROVINCE_BUDGET", first_month=date(2025, 1, 1),
        months=12, line="Iuran nelayan kecil",
    )  # fmt: skip
    yield date(2024, 11, 25)
    officer = reader_named("disnaker.kalbar")
    clean_list(actor=officer, list_id=found.pk)
    match_list(actor=officer, list_id=found.pk)


def _members_found() -> list[Person]:
    """Some members of the province who pay for themselves."""
    group = Membership.objects.filter(employer__registration_number=_GROUP).order_by("pk")
    return [one.person for one in group.select_related("person")[:200:10]]


def _alike(number: int, person: Person) -> list[object]:
    """A row of somebody who resembles a member: without NIK, or with another one.

    A title or the order of the names is off; with another NIK it is for a clerk to decide.
    """
    words = person.name.split()
    name = (f"H. {person.name}", " ".join(reversed(words)), person.name)[number % 3]
    born = person.birth_date
    day = born.day + (40 if person.sex == "P" else 0)
    other = f"007199{day:02d}{born:%m%y}{number + 1:04d}"
    village = village_code(KUBU_RAYA, number % _VILLAGES + 1)
    return [
        number + 1, other if number % 2 else "", name, "", f"{born:%d-%m-%Y}", person.sex,
        "Dusun Contoh", village, 2,
    ]  # fmt: skip


def _fishers_of_bangka(people: People, folder: Path) -> Life:
    """420 fishers, cleaned and decreed for 2025; the branch has to register them."""
    payer = payers()[1]
    rows = [row_of(number, one, BANGKA) for number, one in enumerate(people.make(420, payer))]
    found = _propose(
        "disnaker.bangka", BANGKA, "Nelayan Bangka 2025", rows, folder / "nelayan-bangka.csv",
        agency="DISKAN", segment="FISHER", fund="REGENCY_BUDGET", first_month=date(2025, 1, 1),
        months=12, line=FISHERS_OF_BANGKA,
    )  # fmt: skip
    yield date(2024, 11, 21)
    officer = reader_named("disnaker.bangka")
    clean_list(actor=officer, list_id=found.pk)
    yield date(2024, 12, 2)
    decree = decree_list(actor=officer, list_ids=[found.pk])
    sign_decree(actor=reader_named("bupati.bangka"), letter_id=decree.pk)


def _villages(people: People, folder: Path) -> Life:
    """Two villages hand in the names that their meetings agreed on."""
    payer = payers()[1]
    for region, village, who, segment in (
        (BANGKA, VILLAGE_OF_BANGKA, "desa.bangka", "FARM_LABOURER"),
        (KOLTIM, VILLAGE_OF_KOLTIM, "desa.koltim", "FARMER"),
    ):
        rows = [row_of(0, one, region) for one in people.make(34, payer)]
        _propose(
            who, region, "Hasil musyawarah desa 2024", rows, folder / f"musdes-{region}.csv",
            village=village, segment=segment, fund="VILLAGE_BUDGET",
            first_month=date(2025, 1, 1), months=12,
        )  # fmt: skip
    return
    yield


def _propose(
    who: str, region: str, title: str, rows: Sequence[Sequence[object]], path: Path, *,
    segment: str, fund: str, first_month: date, months: int, agency: str = "", village: str = "",
    line: str = "",
) -> BeneficiaryList:  # fmt: skip
    return propose_list(
        actor=reader_named(who),
        region_code=region,
        title=title,
        path=files.write_csv(path, COLUMNS, rows),
        file_name=path.name,
        agency_code=f"OPD-{region}-{agency}" if agency else None,
        village_code=village or None,
        worker_segment=segment,
        fund_source=fund,
        first_month=first_month,
        months=months,
        programmes=_CORE,
        budget_line_id=line_of(line).pk if line else None,
    )


def row_of(number: int, member: Member, region: str = KUBU_RAYA) -> list[object]:
    """A row of a list, in the order of ``COLUMNS``."""
    return [
        number + 1,
        member.national_id,
        member.name,
        member.birth_place,
        f"{member.birth_date:%d-%m-%Y}",
        member.sex,
        f"Dusun Contoh {number % 9 + 1}",
        village_code(region, number % _VILLAGES + 1),
        number % 4 + 1,
    ]


def _cell(row: list[object], column: str, value: str) -> list[object]:
    row[COLUMNS.index(column)] = value
    return row


def _aged(member: Member) -> Member:
    """The same person, born so early that no cover can begin, with the NIK to match."""
    born = member.birth_date.replace(year=1955, day=min(member.birth_date.day, 28))
    day = born.day + (40 if member.sex == "P" else 0)
    member.national_id = f"{member.national_id[:6]}{day:02d}{born:%m%y}{member.national_id[-4:]}"
    member.birth_date = born
    return member
