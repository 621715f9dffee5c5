"""Lists that are ready to be decreed, and everybody whom a cover needs, for tests."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.encryption import blind_indexes, encrypt, encrypt_many
from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.access.models import User
from payung.access.reader import Reader, operator, reader_for
from payung.partnerships.models import Agreement, PartyKind
from payung.partnerships.operations import Party, draft_agreement, sign_agreements
from payung.reference.models import Office
from payung.registry.models import Employer
from payung.sponsorship.models import (
    BeneficiaryList,
    FundSource,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
)
from tests.access import builders as access
from tests.partnerships.builders import head, register
from tests.sponsorship import builders as build

BORN = date(1985, 3, 7)
_serials = itertools.count(1)


def nik(serial: int, born: date = BORN) -> str:
    """A man's NIK of the province code 00, which is nobody's."""
    return f"00{serial // 10_000:04d}{born:%d%m%y}{serial % 10_000:04d}"


@dataclass(frozen=True)
class Someone:
    """Who stands in a row."""

    serial: int
    born: date = BORN
    number: str = ""
    village: str = ""

    @property
    def name(self) -> str:
        return f"BUDI CONTOH {self.serial}"

    @property
    def nik(self) -> str:
        return self.number or nik(self.serial, self.born)


@dataclass(frozen=True)
class Named(Someone):
    """Somebody with a name of his own."""

    called: str = ""

    @property
    def name(self) -> str:
        return self.called


@dataclass
class Region:
    """A regency with its government, branch, payer and agreement."""

    code: str
    branch: Office
    payer: Employer
    disnaker: Reader
    regent: Reader
    officer: Reader

    @property
    def finance(self) -> Reader:
        return reader_for(
            access.holder(
                "FINANCE_OFFICER", "OFFICE", self.branch.pk, office_code=self.branch.pk
            ).user
        )


def region(code: str = "17.06", branch: str = "KC-BENGKULU") -> Region:
    """A regency ready for covers: villages, head, Disnaker, branch, payer, agreement in force."""
    register()
    seat = access.region(code)
    if seat.source == "test":
        seat.name = f"Kabupaten Contoh {code}"
        seat.save()
    regional = access.office(f"KW-{code[:2]}", "REGIONAL", code, [code[:2]])
    office = access.office(branch, "BRANCH", code, [code], regional)
    build.village(f"{code}.01.2001")
    build.village(f"{code}.02.2001")
    payer, _ = Employer.objects.get_or_create(
        registration_number=f"PD{code.replace('.', '')}01",
        defaults={
            "name": f"Dinas Tenaga Kerja {seat.name}",
            "kind": "GOVERNMENT_UNIT",
            "business_size": "LARGE",
            "risk_group": 1,
            "programmes": 3,
            "office": office,
            "region": seat,
            "registered_on": date(2020, 1, 1),
        },
    )
    found = Region(
        code,
        office,
        payer,
        build.manpower(code),
        build.head_of_government(code),
        build.officer(office),
    )
    agreement(found)
    return found


def agreement(of: Region, starts_on: date = date(2024, 1, 1)) -> Agreement:
    """A signed PKS of the branch with the government."""
    keeper = reader_for(head(of.branch.pk).user)
    drafted = draft_agreement(
        actor=keeper,
        kind="PKS",
        title="Perlindungan pekerja rentan",
        parties=[
            Party(PartyKind.FUND, office_code=of.branch.pk),
            Party(PartyKind.GOVERNMENT, region_code=of.code),
        ],
        starts_on=starts_on,
        ends_on=date(2027, 12, 31),
        aim="Iuran pekerja rentan dibayar pemerintah daerah.",
        no_parent_reason="Berdasar kesepakatan tingkat pusat.",
        scope=("legal_assistance",),
        fund_duties="Mendaftarkan penerima.",
        partner_duties="Membayar iuran.",
        shared_data=(),
        drafted_on=starts_on,
    )
    sign_agreements(actor=keeper, agreement_ids=[drafted.pk], signed_on=starts_on)
    return drafted


def people(count: int, **fields: object) -> list[Someone]:
    """So many people, each somebody else."""
    return [Someone(next(_serials), **fields) for _ in range(count)]  # type: ignore[arg-type]


def ready_list(
    of: Region,
    who: Sequence[Someone],
    *,
    first_month: date = date(2024, 12, 1),
    months: int = 12,
    fund_source: str = FundSource.PALM_OIL_SHARE,
    replaces: BeneficiaryList | None = None,
    replacing: Callable[[int], ListRow | None] = lambda place: None,
    status: str = RowStatus.VALID,
) -> BeneficiaryList:
    """A list of Dinas Perikanan, cleaned, with everybody valid."""
    user = of.disnaker.user
    number = BeneficiaryList.objects.count() + 1
    found = BeneficiaryList.objects.create(
        number=f"DP-{of.code}-2024-{number:04d}",
        region_id=of.code,
        title="Nelayan kecil",
        agency=build.agency(of.code),
        worker_segment=build.worker_segment("NELAYAN", "Nelayan"),
        fund_source=fund_source,
        first_month=first_month,
        months=months,
        programmes=3,
        replaces=replaces,
        content_hash=number.to_bytes(32, "big"),
        rows_read=len(who),
        proposed_on=date(2024, 11, 1),
        proposed_by=user,
    )
    numbers = [one.nik for one in who]
    rows = ListRow.objects.bulk_create(
        ListRow(
            list=found,
            row_no=place,
            name=one.name,
            national_id_hash=index,
            national_id_cipher=cipher,
            phone_cipher=encrypt(f"+62812{one.serial:08d}", PHONE),
            birth_date=one.born,
            sex="L",
            village_id=one.village or f"{of.code}.0{1 + place % 2}.2001",
            replaces=replacing(place),
        )
        for place, (one, index, cipher) in enumerate(
            zip(
                who,
                blind_indexes(numbers, NATIONAL_ID),
                encrypt_many(numbers, NATIONAL_ID),
                strict=True,
            ),
            start=1,
        )
    )
    for kind in (ListAct.Kind.PROPOSED, ListAct.Kind.CLEANED):
        ListAct.objects.create(
            list=found, kind=kind, happened_on=date(2024, 11, 1), recorded_by=user
        )
    move(rows, status, user)
    return found


def move(rows: Sequence[ListRow], status: str, user: User, reason: str = "") -> None:
    """Move rows to a status."""
    RowStep.objects.bulk_create(
        RowStep(
            row=row, status=status, reason=reason, happened_on=date(2024, 11, 2), recorded_by=user
        )
        for row in rows
    )


__all__ = ["Region", "Someone", "agreement", "move", "nik", "operator", "people", "ready_list"]
