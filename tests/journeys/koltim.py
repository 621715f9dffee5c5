"""What the two journeys of Kolaka Timur share: its payers, its agreement, its acting regent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from payung.access.models import PostHolder
from payung.access.reader import operator
from payung.demo import files, sectors
from payung.demo.governments import KOLTIM
from payung.demo.payers import Payer
from payung.demo.plan import AS_OF
from payung.demo.staff import reader_named
from payung.documents.operations import record_acting_authority
from payung.partnerships.models import AgreementKind, PartyKind
from payung.partnerships.operations import Party, draft_agreement, sign_agreements
from payung.registry.models import BusinessSize, EmployerKind, ImportFile, Programme
from payung.registry.operations import import_path

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
