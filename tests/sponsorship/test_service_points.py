"""The directory of service points, and where a province lacks a service (S1)."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from payung.access.refusals import AccessRefused
from payung.reference.files import RefusedFile
from payung.reference.models import Region, Service, ServicePoint
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.operations.places import close_service_point, take_service_points
from payung.sponsorship.queries.service_points import service_points, services_of
from tests.access.builders import region
from tests.sponsorship import builders

pytestmark = pytest.mark.django_db

TODAY = date(2024, 12, 18)
HEADER = "jenis;layanan;nama;alamat;kode_wilayah;kode_desa;buka;tutup\n"
GOOD = HEADER + (
    "Kantor cabang;pendaftaran, pembayaran, klaim;Cabang Contoh;Jalan Satu 1;61.71;;2015-01-01;\n"
    "Pegadaian;pembayaran iuran;Gerai Pasar;Jalan Dua 2;61.01;;01-02-2023;\n"
    "Kantor desa;pendaftaran/pembayaran;Kantor Desa Nyata;;61.01;61.01.01.2001;2024-01-01;\n"
)


@pytest.fixture
def province() -> None:
    """Three regencies on a line: 61.02 lies nearer to 61.01 than to 61.71."""
    for code, east in (("61.01", 109_000), ("61.02", 110_000), ("61.71", 113_000)):
        region(code)
        Region.objects.filter(pk=code).update(latitude_mdeg=0, longitude_mdeg=east)
    builders.village("61.01.01.2001")


def take(text: str, reader=None) -> tuple[int, int, int]:
    counts = take_service_points(
        actor=reader or builders.manpower("61"),
        file=BytesIO(text.encode()),
        source="Daftar kantor cabang, Desember 2024",
    )
    return counts.created, counts.changed, counts.unchanged


def test_a_list_is_taken_once_and_a_corrected_one_changes_its_lines(province) -> None:
    assert take(GOOD) == (3, 0, 0)
    assert take(GOOD) == (0, 0, 3)
    assert take(GOOD.replace("Jalan Dua 2", "Jalan Dua 4")) == (0, 1, 2)
    desa = ServicePoint.objects.get(kind="VILLAGE_OFFICE")
    assert desa.services == Service.REGISTRATION | Service.PAYMENT
    assert desa.village_id == "61.01.01.2001"


def test_every_wrong_cell_is_answered_and_nothing_is_written(province) -> None:
    bad = GOOD + (
        "Warung;bayar;Warung Kopi;;61.01;;2024-01-01;\n"
        "Pos;kredit;Kantor Pos;;61.01;;2024-01-01;\n"
        "Pos;bayar;Kantor Pos;;99.99;;kemarin;\n"
        "Pos;bayar;Kantor Pos;;61.02;61.01.01.2001;2024-01-01;2023-01-01\n"
    )
    with pytest.raises(RefusedFile) as refused:
        take(bad)
    assert sorted((problem.row, problem.column) for problem in refused.value.problems) == [
        (5, "jenis"),
        (6, "layanan"),
        (7, "buka"),
        (7, "kode_wilayah"),
        (8, "kode_desa"),
        (8, "tutup"),
    ]
    assert not ServicePoint.objects.exists()


def test_an_office_loads_the_points_of_its_own_regions_only(province) -> None:
    with pytest.raises(RefusedFile, match="wilayah kerja Anda"):
        take(GOOD, builders.manpower("61.01"))
    with pytest.raises(AccessRefused):
        take(GOOD, builders.head_of_government("61"))


def test_where_a_service_is_missing_the_nearest_region_is_named(province) -> None:
    take(GOOD)
    governor = builders.head_of_government("61")
    found = {row.region.pk: row for row in services_of(governor, TODAY, region="61")}
    assert next(iter(found)) == "61.02"  # lacks most, so it stands first
    assert found["61.02"].missing == (Service.REGISTRATION, Service.PAYMENT, Service.CLAIMS)
    nearest = {service: near for service, near in found["61.02"].nearest.items() if near}
    assert nearest[Service.PAYMENT].region.pk == "61.01"
    assert nearest[Service.PAYMENT].kilometres == 111  # one degree along the equator
    assert nearest[Service.CLAIMS].region.pk == "61.71"
    assert found["61.01"].missing == (Service.CLAIMS,)
    assert found["61.01"].points[Service.PAYMENT] == 2
    assert found["61.71"].missing == ()


def test_a_closed_point_serves_nobody_from_the_next_day_on(province) -> None:
    take(GOOD)
    officer = builders.manpower("61")
    point = ServicePoint.objects.get(kind="PAWNSHOP")
    with pytest.raises(ActionRefused):
        close_service_point(
            actor=officer, point_id=point.pk, last_day=date(2022, 1, 1), reason="Tutup"
        )
    last = date(2024, 12, 17)
    for _again in range(2):
        close_service_point(actor=officer, point_id=point.pk, last_day=last, reason="Tutup")
    assert point in service_points(officer, last, region="61.01")
    assert point not in service_points(officer, TODAY, region="61.01")
    with pytest.raises(ActionRefused):
        close_service_point(
            actor=builders.manpower("61.71"), point_id=point.pk, last_day=last, reason="Tutup"
        )


def test_the_directory_is_narrowed_by_service_kind_and_name(province) -> None:
    take(GOOD)
    governor = builders.head_of_government("61")
    claims = service_points(governor, TODAY, service=Service.CLAIMS)
    assert [point.name for point in claims] == ["Cabang Contoh"]
    assert service_points(governor, TODAY, kind="PAWNSHOP", search="pasar").count() == 1
    assert service_points(builders.head_of_government("61.71"), TODAY).count() == 1
