"""What a decree of beneficiaries says: from lists, their rows, their budget line and the law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import override

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.documents.legal_basis import Cited, cited, printed, register_of
from payung.reference.models import Region, RegionKind
from payung.registry.models import Programme
from payung.sponsorship.cover_terms import cost_of_list, last_month, programmes_in
from payung.sponsorship.models import BeneficiaryList, FundSource, ListRow, RegionalRegulation

_TITLES = {
    RegionKind.PROVINCE: "Gubernur",
    RegionKind.REGENCY: "Bupati",
    RegionKind.CITY: "Wali Kota",
}
_PLACES = ("Provinsi ", "Kabupaten ", "Kota ")
_OWN = "daerah:"
Data = dict[str, object]


def authority_of(region: Region) -> str:
    """Who decrees for a region: ``Bupati Mukomuko``."""
    name = region.name
    for word in _PLACES:
        name = name.removeprefix(word)
    return f"{_TITLES[RegionKind(region.kind)]} {name}"


def title_of(found: BeneficiaryList, *, replacing: bool) -> str:
    """What the decree is about."""
    what = "Pengganti Penerima" if replacing else "Penerima"
    return (
        f"Penetapan {what} Iuran Jaminan Sosial Ketenagakerjaan bagi "
        f"{found.worker_segment.name} {found.region.name} Tahun {found.first_month.year}"
    )


def decree_data(
    lists: Sequence[BeneficiaryList],
    rows: Sequence[ListRow],
    considerations: Sequence[str],
    *,
    kind: str,
) -> Data:
    """The data of a decree for the valid rows of lists that are alike; see ``kinds_of_government``.

    ``rows`` come with ``list``, ``village`` and ``worker_segment``.
    """
    first = lists[0]
    money = cost_of_list(first, len(rows))
    line = first.budget_line
    source = FundSource(first.fund_source)
    data: Data = {
        "authority": authority_of(first.region),
        "title": title_of(first, replacing=kind == "replacement_decree"),
        "considerations": list(considerations) or _considerations(first),
        "segment": first.worker_segment.name,
        "fund_source": source.value,
        "fund_name": _in_indonesian(source),
        "programmes": [_name(one) for one in programmes_in(first.programmes)],
        "first_month": f"{first.first_month:%Y-%m}",
        "last_month": f"{last_month(first):%Y-%m}",
        "month_count": first.months,
        "person_count": len(rows),
        "contribution": money.total // len(rows),
        "amount": money.total,
        "lists": [
            {
                "number": one.number,
                "proposer": str(one.agency or one.village),
                "people": sum(1 for row in rows if row.list_id == one.pk),
            }
            for one in lists
        ],
        "people": people(rows),
    }
    if line is not None:
        data |= {"budget_line": str(line), "account_code": line.account_code}
        own = _own_basis(line.legal_basis, kind, source.value)
        data |= {"legal_basis": own} if own else {}
    return data


def people(rows: Iterable[ListRow]) -> list[Data]:
    """The people of an annex: name, masked NIK, village, occupation, and where they stand."""
    return [
        {
            "list": row.list.number,
            "row": row.row_no,
            "name": row.name,
            "national_id": masked(row),
            "village": place_of(row),
            "occupation": row.occupation or _segment(row),
        }
        for row in rows
    ]


def masked(row: ListRow) -> str:
    """The NIK of a row up to its last four digits; empty without one."""
    if row.national_id_cipher is None:
        return ""
    return mask_national_id(decrypt(row.national_id_cipher, NATIONAL_ID))


def place_of(row: ListRow) -> str:
    """``Desa Contoh, Kecamatan Contoh``; empty where the row names no village."""
    return f"{row.village.name}, {row.village.district}" if row.village else ""


def _segment(row: ListRow) -> str:
    found = row.worker_segment or row.list.worker_segment
    return found.name


def _considerations(found: BeneficiaryList) -> list[str]:
    segment, region = found.worker_segment.name.lower(), found.region.name
    return [
        f"bahwa {segment} di {region} menanggung risiko kecelakaan kerja dan kematian tanpa "
        "pemberi kerja yang mengikutsertakannya dalam jaminan sosial ketenagakerjaan;",
        "bahwa pemerintah daerah mengambil langkah agar seluruh pekerja di wilayahnya menjadi "
        "peserta aktif dan menganggarkan iurannya;",
        "bahwa nama-nama yang diusulkan telah diperiksa dan memenuhi syarat, sehingga perlu "
        "ditetapkan sebagai penerima iuran;",
    ]


def _own_basis(codes: Sequence[str], kind: str, source: str) -> list[str]:
    """The further rules of a budget line, as printed, beside those that every decree cites."""
    there = {one.code for one in cited(kind, {"fund_source": source})}
    national = [Cited(code) for code in codes if not code.startswith(_OWN) and code not in there]
    register = register_of(national)
    own = [int(code.removeprefix(_OWN)) for code in codes if code.startswith(_OWN)]
    regional = RegionalRegulation.objects.select_related("region", "village").filter(pk__in=own)
    return [printed(one, register) for one in national] + [
        f"{one.citation} tentang {one.title}" for one in regional
    ]


def _in_indonesian(source: FundSource) -> str:
    with override("id"):
        return str(source.label)


def _name(programme: Programme) -> str:
    return str(programme.label).lower()
