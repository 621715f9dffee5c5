"""The forms of lists up to cleaning. What they check is the shape of an entry."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS
from payung.access.queries import posts_of
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Office, OfficeKind, Village
from payung.registry.models import Programme
from payung.site.forms import MonthField
from payung.site.pages.budget_forms import segment_choices, source_choices
from payung.site.pages.filters import month_after
from payung.sponsorship.listing.asking import manages
from payung.sponsorship.models import BudgetLine, CivilServant, FundSource, RowStatus
from payung.sponsorship.reach import by_region, villages_of

_BASIC = int(Programme.JKK | Programme.JKM)
_PROGRAMMES = [(_BASIC, "JKK + JKM"), (_BASIC | int(Programme.JHT), "JKK + JKM + JHT")]
#: Before the code of a proposer: which of the two it is.
AGENCY, VILLAGE = "opd", "desa"
_MOST_VILLAGES = 500


def proposers(reader: Reader) -> list[tuple[str, str]]:
    """For whom a reader may propose: his villages, his agency, or those of his region."""
    own = Village.objects.filter(pk__in=villages_of(reader, PROPOSE_LISTS))
    found = [(f"{VILLAGE}:{one.pk}", one.name) for one in own]
    agencies = Office.objects.filter(by_region(reader, PROPOSE_LISTS), kind=OfficeKind.AGENCY)
    seats = {held.post.office_id for held in posts_of(reader.user)}
    reached = [one for one in agencies if manages(reader, one.region_id) or one.pk in seats]
    reached.sort(key=lambda one: (one.pk not in seats, one.name))
    found += [(f"{AGENCY}:{one.pk}", one.name) for one in reached]
    if reader.can(MANAGE_LISTS):
        regions = by_region(reader, MANAGE_LISTS)
        villages = Village.objects.filter(regions)[:_MOST_VILLAGES]
        found += [(f"{VILLAGE}:{one.pk}", f"{one.name} ({one.district})") for one in villages]
    return found


class ProposalForm(forms.Form):
    """A list to be proposed: what it is for, and the file, or none to enter people by hand."""

    proposer = forms.ChoiceField(label=_("Pengusul"))
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Kosongkan bila orang-orangnya diisi satu per satu di layar."),
    )
    title = forms.CharField(
        label=_("Nama daftar"),
        max_length=300,
        help_text=_("Misalnya: nelayan kecil tahun 2025."),
    )
    worker_segment = forms.ChoiceField(label=_("Segmen pekerja"))
    fund_source = forms.ChoiceField(label=_("Sumber dana"))
    first_month = MonthField(label=_("Bulan pertama"))
    months = forms.IntegerField(
        label=_("Jumlah bulan"), min_value=1, max_value=60, widget=forms.NumberInput()
    )
    programmes = forms.TypedChoiceField(label=_("Program"), coerce=int, choices=_PROGRAMMES)
    budget_line = forms.TypedChoiceField(
        label=_("Baris anggaran"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        choices = proposers(reader)
        self.fields["proposer"].choices = choices
        segments = [("", translated("Pilih segmen")), *segment_choices()]
        self.fields["worker_segment"].choices = segments
        self.fields["fund_source"].choices = source_choices()
        lines = BudgetLine.objects.filter(by_region(reader, PROPOSE_LISTS)).order_by("-pk")[:200]
        self.fields["budget_line"].choices = [
            ("", translated("Belum ada")),
            *((line.pk, str(line)) for line in lines),
        ]
        if not lines:
            del self.fields["budget_line"]
        village = bool(choices) and choices[0][0].startswith(VILLAGE)
        first = month_after(today().replace(day=1))
        self.initial |= {
            "title": translated("Pekerja rentan tahun %(year)s") % {"year": first.year},
            "fund_source": FundSource.VILLAGE_BUDGET if village else FundSource.REGENCY_BUDGET,
            "first_month": f"{first:%Y-%m}",
            "months": 13 - first.month,
            "programmes": _BASIC,
        }
        if len(choices) == 1:
            self.fields["proposer"].widget = forms.HiddenInput()
            self.initial["proposer"] = choices[0][0]

    def asked(self) -> dict[str, object]:
        """The entries as ``propose_list`` and ``open_list`` take them."""
        told = self.cleaned_data
        kind, _sign, code = told["proposer"].partition(":")
        names = ("title", "worker_segment", "fund_source", "first_month", "months", "programmes")
        village = code if kind == VILLAGE else None
        return {
            **{name: told[name] for name in names},
            "budget_line_id": told.get("budget_line"),
            "village_code": village,
            "agency_code": None if village else code,
            "region_code": village[:5] if village else _region_of(code),
        }


def _region_of(agency_code: str) -> str:
    """The government of an agency, by its office."""
    return Office.objects.values_list("region_id", flat=True).get(pk=agency_code)


class PersonForm(forms.Form):
    """One person of a list; may be kept before it is complete."""

    name = forms.CharField(label=_("Nama lengkap"), max_length=150, required=False)
    identity = forms.CharField(
        label="NIK",
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("16 angka, seperti di KTP."),
    )
    birth_date = forms.CharField(
        label=_("Tanggal lahir"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "17-05-1980"}),
        help_text=_("Hari-bulan-tahun."),
    )
    sex = forms.ChoiceField(
        label=_("Jenis kelamin"),
        required=False,
        choices=[("L", _("Laki-laki")), ("P", _("Perempuan"))],
        widget=forms.RadioSelect,
    )
    occupation = forms.ChoiceField(label=_("Pekerjaan"), required=False)
    village = forms.ChoiceField(label=_("Desa atau kelurahan"), required=False)
    address = forms.CharField(label=_("Dusun, RT/RW"), max_length=300, required=False)
    phone = forms.CharField(
        label=_("HP"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    decile = forms.ChoiceField(
        label=_("Desil"),
        required=False,
        choices=[("", _("Tidak tahu")), *((str(n), str(n)) for n in range(1, 11))],
    )

    def __init__(self, villages: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        names = [("", translated("Seperti segmen daftar ini"))]
        names += [(name, name) for _code, name in segment_choices()]
        self.fields["occupation"].choices = names
        if villages:
            self.fields["village"].choices = villages
        else:
            del self.fields["village"]


class NoteForm(forms.Form):
    """Why a list is returned or withdrawn, or a row struck."""

    note = forms.CharField(
        label=_("Alasan"),
        min_length=4,
        max_length=200,
        help_text=_("Tercatat bersama nama Anda dan tanggalnya."),
    )


class RowDecisionForm(forms.Form):
    """What a clerk decides of a row, and why."""

    status = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[(RowStatus.VALID, _("Layak")), (RowStatus.REFUSED, _("Tidak layak"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=4,
        max_length=200,
        help_text=_("Misalnya: KTP sudah dilihat; pensiun tahun 2015."),
    )


class ServantsForm(forms.Form):
    """The list of those who serve the state, to be compared with."""

    region = forms.ChoiceField(label=_("Pemerintah"))
    kind = forms.ChoiceField(label=_("Jenis daftar"))
    listed_on = forms.DateField(
        label=_("Keadaan per"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Hanya kolom NIK yang dibaca. Nama tidak disimpan."),
    )

    def __init__(self, regions: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["region"].choices = regions
        self.fields["kind"].choices = [
            (code, translated(str(label))) for code, label in CivilServant.Kind.choices
        ]
