"""The forms of budget lines. What they check is the shape of an entry; the rules are the room's."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import MANAGE_BUDGETS
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Office, OfficeKind, Region, WorkerSegment
from payung.registry.models import Programme, Segment
from payung.site.forms import MonthField
from payung.sponsorship.drafts import BASIC_PROGRAMMES, Draft
from payung.sponsorship.models import CodeKind, FundSource
from payung.sponsorship.reach import regions_within

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
#: What is added to JKK and JKM, as a form offers it.
_PROGRAMMES = [
    (BASIC_PROGRAMMES, "JKK + JKM"),
    (BASIC_PROGRAMMES | Programme.JHT, "JKK + JKM + JHT"),
]
_YEARS_ROUND = 2


def governments(reader: Reader, permission: str = MANAGE_BUDGETS) -> list[tuple[str, str]]:
    """The governments that the reader's posts with the permission reach, as choices."""
    found = Region.objects.filter(regions_within(reader, permission)).order_by("code")
    return [(region.pk, region.name) for region in found]


def segment_choices() -> list[tuple[str, str]]:
    """The groups of workers, by name; the four membership segments stand above as they are."""
    whole = Q(parent=None) & ~Q(pk__in=("CONSTRUCTION", "MIGRANT_WORKER"))
    found = WorkerSegment.objects.filter(whole | Q(parent__isnull=False)).order_by("name")
    return [(segment.pk, segment.name) for segment in found]


def source_choices() -> list[tuple[str, object]]:
    """The sources of money."""
    return [(source.value, source.label) for source in FundSource]


def year_choices() -> list[tuple[int, str]]:
    """The fiscal years that are usually planned: some before and after this one."""
    year = today().year
    return [(y, str(y)) for y in range(year - _YEARS_ROUND, year + _YEARS_ROUND + 1)]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class LineForm(forms.Form):
    """A budget line to be planned."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=60)
    region = forms.ChoiceField(label=_("Pemerintah"))
    fiscal_year = forms.TypedChoiceField(label=_("Tahun anggaran"), coerce=int)
    title = forms.CharField(
        label=_("Kegiatan"),
        max_length=300,
        help_text=_("Misalnya: iuran JKK dan JKM petani tembakau."),
    )
    worker_segment = forms.ChoiceField(label=_("Segmen pekerja"))
    fund_source = forms.ChoiceField(label=_("Sumber dana"))
    persons = forms.IntegerField(label=_("Orang"), min_value=1)
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(label=_("Jumlah bulan"), min_value=1, max_value=60)
    programmes = forms.TypedChoiceField(label=_("Program"), coerce=int, choices=_PROGRAMMES)
    segment = forms.TypedChoiceField(
        label=_("Didaftarkan sebagai"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Kosongkan untuk kelaziman segmennya."),
    )
    base = forms.IntegerField(
        label=_("Penghasilan atau upah sebulan (rupiah)"),
        min_value=1,
        required=False,
        help_text=_("Kosongkan untuk lapisan terendah (BPU) atau upah yang lazim (PU)."),
    )
    risk_group = forms.IntegerField(
        label=_("Kelompok risiko (PU)"), min_value=1, max_value=5, required=False
    )
    agency = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    village = forms.CharField(
        label=_("Kode desa"),
        max_length=13,
        required=False,
        help_text=_("Hanya untuk anggaran desa, misalnya 61.01.01.2001."),
    )
    account_code = forms.CharField(
        label=_("Kode rekening"),
        max_length=40,
        required=False,
        help_text=_("Dengan atau tanpa titik; kosongkan untuk pemetaan pemerintah Anda."),
    )
    activity_code = forms.CharField(label=_("Kode subkegiatan"), max_length=40, required=False)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu peraturan per baris, misalnya Inpres 2 Tahun 2021."),
    )
    document = forms.CharField(label=_("Bukti (DPA, keputusan)"), max_length=120, required=False)

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        regions = governments(reader)
        self.fields["region"].choices = regions
        self.fields["fiscal_year"].choices = year_choices()
        self.fields["fiscal_year"].initial = today().year
        self.fields["worker_segment"].choices = segment_choices()
        self.fields["fund_source"].choices = source_choices()
        self.fields["segment"].choices = [("", "–"), *_segments()]
        self.fields["agency"].choices = [("", "–"), *_agencies(code for code, _name in regions)]
        self.fields["token"].initial = uuid.uuid4().hex

    def draft(self) -> Draft:
        """What was entered, for the operation."""
        told = self.cleaned_data
        waged = told["segment"] == Segment.WAGE_EARNER or (
            told["segment"] is None and _usually_waged(told["worker_segment"])
        )
        return Draft(
            region_code=told["region"],
            fiscal_year=told["fiscal_year"],
            title=told["title"],
            worker_segment=told["worker_segment"],
            fund_source=told["fund_source"],
            persons=told["persons"],
            first_month=told["first_month"],
            months=told["months"],
            segment=told["segment"],
            programmes=told["programmes"],
            monthly_income=None if waged else told["base"],
            monthly_wage=told["base"] if waged else None,
            risk_group=told["risk_group"],
            agency_code=told["agency"],
            village_code=told["village"].strip(),
            account_code=told["account_code"],
            activity_code=told["activity_code"],
            legal_basis=_lines(told["legal_basis"]),
        )


class ChangeForm(forms.Form):
    """The plan as it is to be from now on."""

    persons = forms.IntegerField(label=_("Orang"), min_value=1)
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(label=_("Jumlah bulan"), min_value=1, max_value=60)
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Misalnya: pergeseran atau P-APBD.")
    )
    document = forms.CharField(label=_("Bukti (DPPA)"), max_length=120, required=False)
    day = forms.DateField(label=_("Tanggal"), widget=_DAY)


class MoneyForm(forms.Form):
    """Money of a line that moved, with its proof."""

    amount = forms.IntegerField(
        label=_("Jumlah (rupiah)"), help_text=_("Angka minus bila dana kembali, dengan alasannya.")
    )
    document = forms.CharField(label=_("Nomor bukti"), max_length=120)
    persons = forms.IntegerField(label=_("Orang"), min_value=1)
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(label=_("Jumlah bulan"), min_value=1, max_value=60)
    day = forms.DateField(label=_("Tanggal"), widget=_DAY)
    reason = forms.CharField(label=_("Alasan (bila dana kembali)"), max_length=300, required=False)


class GroupForm(forms.Form):
    """One group of a simulation; without persons it is left out."""

    worker_segment = forms.ChoiceField(label=_("Segmen pekerja"))
    fund_source = forms.ChoiceField(label=_("Sumber dana"))
    persons = forms.IntegerField(label=_("Orang"), min_value=1, required=False)
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(label=_("Bulan"), min_value=1, max_value=60)
    base = forms.IntegerField(label=_("Dasar sebulan"), min_value=1, required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]
        self.fields["worker_segment"].choices = segment_choices()
        self.fields["fund_source"].choices = source_choices()

    def draft(self, region_code: str, fiscal_year: int) -> Draft:
        """The group as a draft, titled by its segment."""
        told = self.cleaned_data
        waged = _usually_waged(told["worker_segment"])
        names = dict(self.fields["worker_segment"].choices)
        return Draft(
            region_code=region_code,
            fiscal_year=fiscal_year,
            title=f"Iuran JKK dan JKM {names[told['worker_segment']]}",
            worker_segment=told["worker_segment"],
            fund_source=told["fund_source"],
            persons=told["persons"],
            first_month=told["first_month"],
            months=told["months"],
            monthly_income=None if waged else told["base"],
            monthly_wage=told["base"] if waged else None,
        )


class ImportForm(forms.Form):
    """A table of lines of one government and year."""

    region = forms.ChoiceField(label=_("Pemerintah"))
    fiscal_year = forms.TypedChoiceField(label=_("Tahun anggaran"), coerce=int)
    unit = forms.TypedChoiceField(
        label=_("Kolom ANGGARAN ditulis dalam"),
        coerce=int,
        choices=[(1, _("rupiah")), (10**3, _("ribu rupiah")), (10**6, _("juta rupiah"))],
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["region"].choices = governments(reader)
        self.fields["fiscal_year"].choices = year_choices()
        self.fields["fiscal_year"].initial = today().year


class PrintedForm(forms.Form):
    """A printed amount and what it is said to buy."""

    printed = forms.CharField(
        label=_("Angka tercetak"),
        max_length=80,
        help_text=_("Seperti tertulis: Rp 71.211.600 juta, atau 4,63 miliar."),
    )
    worker_segment = forms.ChoiceField(label=_("Segmen pekerja"))
    fund_source = forms.ChoiceField(label=_("Sumber dana"))
    persons = forms.IntegerField(label=_("Orang"), min_value=1)
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(label=_("Bulan, paling sedikit"), min_value=1, max_value=60)
    most_months = forms.IntegerField(
        label=_("Bulan, paling banyak"), min_value=1, max_value=60, required=False
    )
    base = forms.IntegerField(label=_("Penghasilan atau upah sebulan"), min_value=1, required=False)

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["worker_segment"].choices = segment_choices()
        self.fields["fund_source"].choices = source_choices()
        self.fields["first_month"].initial = f"{today().year}-01"

    def drafts(self) -> tuple[Draft, Draft]:
        """The least and the most that is said to be bought."""
        told = self.cleaned_data
        waged = _usually_waged(told["worker_segment"])
        common: dict[str, object] = {
            "region_code": "",
            "fiscal_year": told["first_month"].year,
            "title": told["printed"],
            "worker_segment": told["worker_segment"],
            "fund_source": told["fund_source"],
            "persons": told["persons"],
            "first_month": told["first_month"],
            "monthly_income": None if waged else told["base"],
            "monthly_wage": told["base"] if waged else None,
        }
        most = max(told["most_months"] or 0, told["months"])
        return (
            Draft(**common, months=told["months"]),  # type: ignore[arg-type]
            Draft(**common, months=most),  # type: ignore[arg-type]
        )


class MappingForm(forms.Form):
    """Where a government books a segment from a source."""

    region = forms.ChoiceField(label=_("Pemerintah"))
    kind = forms.ChoiceField(label=_("Jenis kode"), choices=CodeKind.choices)
    worker_segment = forms.ChoiceField(label=_("Segmen pekerja"), required=False)
    fund_source = forms.ChoiceField(label=_("Sumber dana"), required=False)
    code = forms.CharField(label=_("Kode"), max_length=40)
    from_year = forms.TypedChoiceField(label=_("Mulai tahun anggaran"), coerce=int)
    reason = forms.CharField(label=_("Alasan"), max_length=300)

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["region"].choices = governments(reader)
        self.fields["worker_segment"].choices = [("", _("Semua segmen")), *segment_choices()]
        self.fields["fund_source"].choices = [("", _("Semua sumber")), *source_choices()]
        self.fields["from_year"].choices = year_choices()
        self.fields["from_year"].initial = today().year


class CodeListForm(forms.Form):
    """An office's own list of codes."""

    list_code = forms.CharField(
        label=_("Nama daftar"), max_length=60, help_text=_("Misalnya: Kepmendagri dan nomornya.")
    )
    valid_from = forms.DateField(label=_("Berlaku mulai"), widget=_DAY)
    valid_to = forms.DateField(label=_("Berlaku sampai"), widget=_DAY, required=False)
    is_complete = forms.BooleanField(
        label=_("Daftar ini lengkap"),
        required=False,
        help_text=_("Kode di luar daftar yang lengkap ditolak, bukan hanya diperingatkan."),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )


def presets(year: int) -> list[dict[str, object]]:
    """The groups that a simulation begins with, for one who has entered nothing."""
    groups = [
        ("KPPS", 1),
        ("VILLAGE_OFFICIAL", 12),
        ("NEIGHBOURHOOD_HEAD", 12),
        ("FISHER", 12),
        ("FARMER", 12),
        ("MARKET_TRADER", 12),
    ]
    return [
        {
            "worker_segment": code,
            "fund_source": FundSource.REGENCY_BUDGET,
            "first_month": f"{year}-01",
            "months": months,
        }
        for code, months in groups
    ]


def month_text(first: date) -> str:
    """A month as its field writes it."""
    return f"{first:%Y-%m}"


def _segments() -> list[tuple[int, str]]:
    return [
        (segment.value, str(segment.label))
        for segment in (Segment.NON_WAGE_EARNER, Segment.WAGE_EARNER)
    ]


def _agencies(regions: Iterable[str]) -> list[tuple[str, str]]:
    found = Office.objects.filter(kind=OfficeKind.AGENCY, region__in=list(regions))
    return [(office.pk, office.name) for office in found.order_by("name")]


def _usually_waged(code: str) -> bool:
    return WorkerSegment.objects.filter(
        Q(often_state_wage_earner=True) | Q(pk=Segment.WAGE_EARNER.name), pk=code
    ).exists()
