"""The forms of regulations, plans and budget calendars; the rules are the room's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.clock import today
from payung.reference.models import Confidence, Office, OfficeKind, Region
from payung.site.pages.agreement_forms import day_field, text_field
from payung.sponsorship.indicators import INDICATORS
from payung.sponsorship.models import (
    BudgetStage,
    Duty,
    IndicatorCode,
    Instrument,
    PlanDocument,
    PlanKind,
    PlanStage,
    RegionalRegulation,
)
from payung.sponsorship.operations.regulations import CORRECTABLE
from payung.sponsorship.reach import by_region, regions_within

BASIS_HELP = _("Satu peraturan per baris, misalnya Inpres 2/2021 atau Perda Nomor 3 Tahun 2021.")


def managed_regions(reader: Reader) -> list[Region]:
    """The regions whose governments the reader records for."""
    return list(Region.objects.filter(regions_within(reader, MANAGE_REGULATIONS)).order_by("code"))


class GovernmentForm(forms.Form):
    """A form for one of the governments that the reader records for."""

    region = forms.ChoiceField(label=_("Pemerintah daerah"))

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        regions = managed_regions(reader)
        self.fields["region"].choices = [(one.pk, one.name) for one in regions]


class EntryForm(forms.Form):
    """The words of a regulation."""

    number = forms.CharField(
        label=_("Nomor"), max_length=60, help_text=_("Tanpa tahun, misalnya 3 atau 188.45/12/HK.")
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=1900, max_value=2100)
    title = forms.CharField(
        label=_("Tentang"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    enacted_on = day_field(_("Tanggal penetapan"))
    valid_from = day_field(
        _("Mulai berlaku"), required=False, help_text=_("Kosongkan bila sejak ditetapkan.")
    )
    valid_to = day_field(_("Berlaku sampai"), required=False, help_text=_("Bila ada batasnya."))
    duties = forms.MultipleChoiceField(
        label=_("Mewajibkan"),
        required=False,
        choices=Duty.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    legal_basis = text_field(_("Dasar hukum"), rows=3, required=False, help_text=BASIS_HELP)
    source = forms.CharField(
        label=_("Sumber naskah"), max_length=300, help_text=_("Misalnya JDIH kabupaten.")
    )
    confidence = forms.ChoiceField(label=_("Keyakinan"), choices=Confidence.choices)

    def told(self) -> dict[str, Any]:
        """The entry as the room takes it."""
        found = {name: self.cleaned_data[name] for name in CORRECTABLE}
        found["valid_from"] = found["valid_from"] or found["enacted_on"]
        found["legal_basis"] = [
            line.strip() for line in found["legal_basis"].splitlines() if line.strip()
        ]
        return found


class RegulationForm(EntryForm, GovernmentForm):
    """A new regulation of one of the reader's governments."""

    instrument = forms.ChoiceField(label=_("Jenis"), choices=Instrument.choices)
    village_code = forms.CharField(
        label=_("Kode desa"),
        required=False,
        max_length=13,
        help_text=_("Hanya untuk peraturan desa."),
    )
    field_order = ["region", "instrument", "number", "year", "title", "enacted_on", "valid_from"]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what they are about."""
        first = ["region", "instrument", "number", "year", "title"]
        first += ["enacted_on", "valid_from", "valid_to", "village_code"]
        rest = ["duties", "legal_basis", "source", "confidence"]
        return [
            (translated("Naskah"), [self[name] for name in first]),
            (translated("Isi dan sumber"), [self[name] for name in rest]),
        ]


class CorrectForm(EntryForm):
    """An entry set right, with the reason."""

    reason = text_field(_("Alasan pembetulan"), rows=2)


class ChangeForm(forms.Form):
    """An amendment or a revocation."""

    effective_on = day_field(_("Berlaku mulai"))
    by = forms.ChoiceField(label=_("Oleh regulasi"), required=False)
    reason = text_field(_("Keterangan"), rows=2)

    def __init__(self, regulation: RegionalRegulation, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        others = RegionalRegulation.objects.filter(region=regulation.region_id)
        others = others.exclude(pk=regulation.pk).select_related("region", "village")
        self.fields["by"].choices = [
            ("", translated("Tidak tercatat di sini")),
            *((str(one.pk), one.citation) for one in others),
        ]


class UndoForm(forms.Form):
    """An act that was recorded by mistake."""

    act_id = forms.ChoiceField(label=_("Catatan yang keliru"))
    reason = text_field(_("Alasan"), rows=2)

    def __init__(self, acts: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["act_id"].choices = acts


class SheetForm(forms.Form):
    """A register as a sheet."""

    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )


class CitationForm(forms.Form):
    """A text whose citations are to be checked."""

    text = forms.CharField(
        label=_("Teks"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Tempel naskah surat, notulen, konsideran atau berita."),
    )
    region = forms.CharField(
        label=_("Kode daerah"),
        required=False,
        max_length=5,
        help_text=_("Untuk Perda atau Perkada yang tidak menyebut daerahnya, misalnya 61.03."),
    )


class PlanForm(GovernmentForm):
    """A new plan."""

    kind = forms.ChoiceField(label=_("Jenis rencana"), choices=PlanKind.choices)
    agency = forms.ChoiceField(
        label=_("Perangkat daerah"), required=False, help_text=_("Untuk Renstra dan Renja.")
    )
    first_year = forms.IntegerField(label=_("Tahun pertama"))
    last_year = forms.IntegerField(label=_("Tahun terakhir"))

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(reader, **arguments)
        agencies = Office.objects.filter(
            by_region(reader, MANAGE_REGULATIONS), kind=OfficeKind.AGENCY
        )
        self.fields["agency"].choices = [
            ("", "–"),
            *((one.pk, one.name) for one in agencies.order_by("name")),
        ]


class StageForm(forms.Form):
    """The stage that a plan reached."""

    stage = forms.ChoiceField(label=_("Tahap"), choices=PlanStage.Stage.choices)
    held_on = day_field(_("Tanggal"))
    regulation = forms.ChoiceField(
        label=_("Ditetapkan dengan"), required=False, help_text=_("Untuk penetapan atau perubahan.")
    )
    note = text_field(_("Keterangan"), rows=2, required=False)

    def __init__(self, plan: PlanDocument, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        own = RegionalRegulation.objects.filter(region=plan.region_id)
        self.fields["regulation"].choices = [
            ("", "–"),
            *((str(one.pk), one.citation) for one in own.select_related("region", "village")),
        ]


class TargetForm(forms.Form):
    """One target of a plan."""

    programme = forms.CharField(label=_("Program"), max_length=200)
    indicator_text = forms.CharField(label=_("Indikator seperti tertulis"), max_length=300)
    indicator = forms.ChoiceField(
        label=_("Indikator Payung"),
        choices=IndicatorCode.choices,
        help_text=_("Cakupan dalam persen, misalnya 42,90; selain itu dalam orang."),
    )
    year = forms.IntegerField(label=_("Tahun"))
    value = forms.CharField(label=_("Target"), max_length=20)
    page = forms.CharField(label=_("Halaman dokumen"), max_length=20, required=False)
    reason = text_field(
        _("Alasan perubahan"),
        rows=2,
        required=False,
        help_text=_("Wajib bila target tahun itu sudah ada."),
    )

    def clean_value(self) -> int:
        """Basis points of a share, or a count; a sentence says how to write it."""
        text = str(self.cleaned_data["value"]).replace(" ", "").removesuffix("%")
        indicator = INDICATORS.get(self.data.get("indicator", ""))
        if indicator is not None and indicator.is_share:
            whole, _comma, part = text.replace(".", ",").partition(",")
            if whole.isdecimal() and len(part) <= 2 and (not part or part.isdecimal()):
                return int(whole) * 100 + int(part.ljust(2, "0"))
            raise forms.ValidationError(
                translated("Tulis persen seperti 42,90, bukan %(found)s.") % {"found": text}
            )
        digits = text.replace(".", "")
        if not digits.isdecimal():
            raise forms.ValidationError(
                translated("Tulis bilangan bulat seperti 12.500, bukan %(found)s.")
                % {"found": text}
            )
        return int(digits)


class CalendarForm(forms.Form):
    """A day of the government's own calendar."""

    fiscal_year = forms.IntegerField(label=_("Tahun anggaran"))
    stage = forms.ChoiceField(label=_("Tahap"), choices=BudgetStage.choices)
    opens_on = day_field(
        _("Mulai (hanya pergeseran)"), required=False, help_text=_("Hari pertama pergeseran.")
    )
    day = day_field(_("Tanggal"))
    document = forms.CharField(
        label=_("Dokumen"),
        max_length=200,
        help_text=_("Misalnya Surat Edaran Bupati 5/2025 atau Nota Kesepakatan 3/2025."),
    )

    def __init__(self, **arguments: object) -> None:
        arguments.setdefault("initial", {"fiscal_year": today().year + 1})
        super().__init__(**arguments)  # type: ignore[arg-type]


class InaugurationForm(forms.Form):
    """The day on which the head of the government was inaugurated."""

    inaugurated_on = day_field(_("Tanggal pelantikan"))
    document = forms.CharField(label=_("Dokumen"), max_length=200)


class UniquenessForm(forms.Form):
    """Which instrument, on which day, among whom."""

    jenis = forms.ChoiceField(label=_("Instrumen"), choices=Instrument.choices)
    per = day_field(_("Per tanggal"))
    tingkat = forms.ChoiceField(
        label=_("Di antara"),
        choices=[
            ("", _("Semua pemerintah daerah")),
            ("REGENCY", _("Kabupaten")),
            ("CITY", _("Kota")),
            ("LOCAL", _("Kabupaten dan kota")),
            ("PROVINCE", _("Provinsi")),
        ],
        required=False,
    )
    kantor = forms.ChoiceField(label=_("Wilayah kerja"), required=False)
    provinsi = forms.MultipleChoiceField(
        label=_("Atau provinsi"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Boleh lebih dari satu, misalnya seluruh Sulawesi dan Maluku."),
    )

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        regional = Office.objects.filter(kind=OfficeKind.REGIONAL).order_by("name")
        self.fields["kantor"].choices = [
            ("", "–"),
            *((one.pk, one.name) for one in regional),
        ]
        self.fields["provinsi"].choices = [
            (one.pk, one.name) for one in Region.objects.filter(parent=None).order_by("code")
        ]
