"""What the two journeys of Kolaka Timur share: its payers, its agreement, its acting regent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from payung.access.models import PostHolder
from payung.access.reader import Reader, operator
from payung.contributions.models import Bill
from payung.contributions.operations import import_statement, issue_bills
from payung.demo import files, sectors
from payung.demo.governments import KOLTIM, VILLAGE_OF_KOLTIM
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF
from payung.demo.staff import reader_named
from payung.demo.year import today_is
from payung.documents.operations import record_acting_authority
from payung.partnerships.models import AgreementKind, PartyKind
from payung.partnerships.operations import Party, draft_agreement, sign_agreements
from payung.registry.models import BusinessSize, EmployerKind, ImportFile, Membership, Programme
from payung.registry.operations import import_path
from payung.registry.operations.wages import carry_forward_wages
from payung.sponsorship.models import BeneficiaryList
from payung.sponsorship.operations.cleaning import clean_list
from payung.sponsorship.operations.decrees import decree_list, sign_decree
from payung.sponsorship.operations.registering import register_list

BRANCH = "KC-KOLAKA"
UNIT, VILLAGE = "KT000001", "KT000002"
CORE = int(Programme.JKK | Programme.JKM)
JANUARY = date(2025, 1, 1)


def allow(subject: str) -> None:
    """The decree of the acting regent says that he may decide this."""
    held = PostHolder.objects.get(user__username="demo.plh.koltim")
    record_acting_authority(
        actor=operator(), holder_id=held.pk, subject=subject, clause="Keputusan Gubernur, angka 3"
    )


def payers() -> list[Payer]:
    """The regency's own unit and the village, as the branch knows them."""
    unit = Payer(
        number=1, registration_number=UNIT, name="Dinas Contoh Kolaka Timur",
        kind=EmployerKind.GOVERNMENT_UNIT, size=BusinessSize.MICRO, sector=sectors.GOVERNMENT,
        region=KOLTIM, programmes=CORE, registered_on=date(2021, 1, 4), workers=25,
    )  # fmt: skip
    village = Payer(
        number=2, registration_number=VILLAGE, name="Desa Air Contoh 01",
        kind=EmployerKind.VILLAGE, size=BusinessSize.MICRO, sector=sectors.VILLAGE, region=KOLTIM,
        programmes=CORE, registered_on=date(2021, 1, 4), workers=0,
    )  # fmt: skip
    return [unit, village]


def take(
    kind: ImportFile.Kind, path: Path, rows: tuple[Sequence[str], list[Sequence[object]]]
) -> None:
    """A list that the branch takes in January."""
    outcome = import_path(
        actor=reader_named("pembina.kolaka"), kind=kind, office_code=BRANCH, month=JANUARY,
        path=files.write_csv(path, *rows),
    )  # fmt: skip
    assert outcome.accepted, outcome.message_id


def agreed() -> None:
    """The PKS between the branch and the regency, signed by the acting regent."""
    branch = reader_named("kepala.kolaka")
    pks = draft_agreement(
        actor=branch, kind=AgreementKind.PKS,
        title="Perlindungan pegawai non-ASN dan pekerja rentan Kolaka Timur",
        parties=[
            Party(PartyKind.FUND, office_code=BRANCH),
            Party(PartyKind.GOVERNMENT, region_code=KOLTIM),
        ],
        starts_on=AS_OF, ends_on=date(2026, 12, 17), aim="Melindungi pekerja.",
        no_parent_reason="Belum ada nota kesepakatan.", fund_duties="Mendaftarkan dan menagih.",
        partner_duties="Menganggarkan dan membayar iuran.", shared_data=["COVERAGE"],
    )  # fmt: skip
    sign_agreements(actor=branch, agreement_ids=[pks.pk])


def money(path: Path, bills: Iterable[Bill], on: date) -> None:
    """The bank statement of a day: each bill is paid in full by its code."""
    rows = [
        (f"{on:%d-%m-%Y}", bill.total, f"IURAN {bill.billing_code}", f"KT-{bill.pk}")
        for bill in bills
    ]
    written = files.write_csv(path, ("tanggal", "jumlah", "keterangan", "referensi"), rows)
    import_statement(actor=operator(), office_code=BRANCH, path=written, file_name=written.name)


def covered_village(officer: Reader, folder: Path, months: Sequence[date]) -> Membership:
    """The village's list decreed, registered and paid for month by month; one of its members."""
    found = BeneficiaryList.objects.get(village=VILLAGE_OF_KOLTIM)
    clean_list(actor=officer, list_id=found.pk)
    decree = decree_list(actor=officer, list_ids=[found.pk])
    allow("binding_agreement")
    sign_decree(actor=reader_named("plh.koltim"), letter_id=decree.pk)
    agreed()
    for month in months:
        on = month.replace(day=6)
        with today_is(on):
            if month == months[0]:
                take(ImportFile.Kind.EMPLOYERS, folder / "f1.csv", files.employer_rows(payers()))
                branch = reader_named("pembina.kolaka")
                register_list(actor=branch, list_id=found.pk, payer_npp=VILLAGE)
            else:
                carry_forward_wages(actor=operator(), office_code=BRANCH, month=month)
            issue_bills(actor=operator(), office_code=BRANCH, month=month, issued_on=on)
        with today_is(on.replace(day=10)):
            bills = Bill.objects.filter(employer__registration_number=VILLAGE, month=month)
            money(folder / f"mutasi-{month:%Y-%m}.csv", bills, on.replace(day=10))
    return Membership.objects.filter(employer__registration_number=VILLAGE).earliest("pk")
