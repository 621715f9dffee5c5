"""The forms of figures. What they check is the shape of an entry; the rules are monitoring's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import REPORT_FIGURES
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.models import IndicatorDefinition, Unit
from payung.monitoring.queries.figure_lists import definitions
from payung.monitoring.queries.observations import parts_of
from payung.monitoring.reach import sight_of
from payung.reference.models import Confidence, Office, Region
from payung.site.pages.observation_words import NATION, name_of, part_name

_DAY = forms.DateInput(attrs={"type": "date"})
_WHOLE = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


class WholeField(forms.Field):
    """A whole number as Indonesians write it: ``221.000`` or ``221000``."""

    widget = _WHOLE

    def to_python(self, value: object) -> int | None:
        """The number, or a sentence that says how to write it."""
        text = str(value or "").replace("Rp", "").strip()
        if not text:
            return None
        plain = text.replace(".", "").replace(" ", "")
        if not (plain.isascii() and plain.isdigit()) or len(plain) > 16:
            raise forms.ValidationError(
                translated("Tulis bilangan bulat seperti 221.000, bukan %(found)s.")
                % {"found": text[:40]}
            )
        return int(plain)


class ReportForm(forms.Form):
    """One figure: what, where, when, how much, from where."""

    code = forms.ChoiceField(label=_("Indikator"))
    region = forms.ChoiceField(label=_("Wilayah"))
    as_of = forms.DateField(label=_("Per tanggal"), widget=_DAY)
    period_from = forms.DateField(
        label=_("Hari pertama rentang"),
        required=False,
        widget=_DAY,
        help_text=_("Hanya untuk angka dalam suatu rentang, misalnya klaim setahun."),
    )
    part = forms.ChoiceField(label=_("Rincian"), required=False)
    numerator = WholeField(
        label=_("Pembilang"),
        required=False,
        help_text=_("Untuk persentase, misalnya jumlah peserta aktif."),
    )
    denominator = WholeField(
        label=_("Penyebut"),
        required=False,
        help_text=_("Untuk persentase, misalnya potensi pekerja. Payung menghitung persennya."),
    )
    printed = forms.CharField(
        label=_("Nilai, atau angka yang tercetak"),
        max_length=60,
        required=False,
        help_text=_(
            "Misalnya 39,25 %, 1.204 atau Rp 1,1 triliun. Dicocokkan dengan isian di atas."
        ),
    )
    quoted = forms.BooleanField(
        label=_("Kutipan: sumbernya memang mencetak demikian, walau tidak cocok"), required=False
    )
    source = forms.CharField(
        label=_("Sumber"), max_length=300, help_text=_("Laporan, surat atau sistem mana.")
    )
    confidence = forms.ChoiceField(
        label=_("Keyakinan"),
        choices=[
            (Confidence.HIGH, _("tinggi")),
            (Confidence.MEDIUM, _("sedang")),
            (Confidence.LOW, _("rendah")),
        ],
        initial=Confidence.MEDIUM,
    )
    office = forms.ChoiceField(label=_("Kantor pelapor"), required=False)
    file = forms.FileField(
        label=_("Berkas bukti"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.xlsx,.csv"}),
        help_text=_("PDF, JPEG, PNG, XLSX atau CSV yang menunjukkan angka ini."),
    )
    reason = forms.CharField(
        label=_("Alasan mengganti"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Hanya bila untuk tanggal itu sudah ada angka, juga bila hanya buktinya yang menyusul; "
            "yang lama tetap tersimpan."
        ),
    )

    def __init__(self, reader: Reader, **arguments: Any) -> None:
        super().__init__(**arguments)
        found = list(definitions(reader))
        self.fields["code"].choices = [(one.code, _named(one)) for one in found]
        self.fields["region"].choices = region_choices(reader)
        self.fields["office"].choices = [("", "–"), *office_choices(reader)]
        self.fields["part"].choices = [("", translated("seluruhnya")), *_parts(found)]

    def told(self) -> dict[str, Any]:
        """The entry as the operation takes it, without the file."""
        entered = {name: found for name, found in self.cleaned_data.items() if name != "file"}
        region = entered.pop("region")
        return {
            **entered,
            "region": None if region == NATION else region,
            "office": entered["office"] or None,
        }


class ReportFileForm(forms.Form):
    """A table of figures, and for which office."""

    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )
    office = forms.ChoiceField(label=_("Kantor pelapor"), required=False)

    def __init__(self, reader: Reader, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["office"].choices = [("", "–"), *office_choices(reader)]


class StepForm(forms.Form):
    """What a checker says beside his act."""

    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class IndicatorForm(forms.ModelForm):
    """An office's own definition, or a new version of one."""

    class Meta:
        model = IndicatorDefinition
        fields = (
            *("code", "topic", "name_id", "name_en", "meaning_id", "meaning_en", "unit"),
            *("numerator", "denominator", "denominator_source", "region_basis", "breakdown"),
            *("is_flow", "more_is_better", "is_public", "frequency", "producer", "article"),
            *("satu_data_code", "source", "valid_from"),
        )
        labels = {
            "code": _("Kode"),
            "topic": _("Pokok"),
            "name_id": _("Nama (Indonesia)"),
            "name_en": _("Nama (Inggris)"),
            "meaning_id": _("Arti (Indonesia)"),
            "meaning_en": _("Arti (Inggris)"),
            "unit": _("Satuan"),
            "numerator": _("Yang dihitung"),
            "denominator": _("Penyebut"),
            "denominator_source": _("Sumber penyebut"),
            "region_basis": _("Dasar wilayah"),
            "breakdown": _("Rincian"),
            "is_flow": _("Dihitung dalam suatu rentang, bukan pada satu hari"),
            "more_is_better": _("Lebih besar berarti lebih baik"),
            "is_public": _("Boleh diumumkan bila sudah final"),
            "frequency": _("Frekuensi"),
            "producer": _("Produsen data"),
            "article": _("Dasar hukum"),
            "satu_data_code": _("Kode Satu Data (bila ada)"),
            "source": _("Sumber definisi"),
            "valid_from": _("Berlaku sejak"),
        }
        widgets = {
            "meaning_id": forms.Textarea(attrs={"rows": 3}),
            "meaning_en": forms.Textarea(attrs={"rows": 3}),
            "valid_from": forms.DateInput(attrs={"type": "date"}),
        }

    def _get_validation_exclusions(self) -> set[str]:
        """The rules are those of ``define_indicator``; here only the shape is checked."""
        return {field.name for field in IndicatorDefinition._meta.fields}

    def _post_clean(self) -> None:
        """The instance is made by the operation."""


def region_choices(reader: Reader) -> list[tuple[str, str]]:
    """For which regions a reader may report."""
    sight = sight_of(reader, REPORT_FIGURES)
    found = [one for one in Region.objects.order_by("code") if sight.holds(one.code)]
    nation = [(NATION, translated("Nasional"))] if sight.is_nation else []
    return [*nation, *((one.code, f"{one.name} ({one.code})") for one in found)]


def office_choices(reader: Reader) -> list[tuple[str, str]]:
    """The offices of the reader's posts; none for a post of the nation."""
    codes = {code for scope in reader.scopes for code in scope.offices}
    return list(Office.objects.filter(pk__in=codes).order_by("name").values_list("code", "name"))


def _named(definition: IndicatorDefinition) -> str:
    unit = translated("persen") if definition.unit == Unit.BASIS_POINTS else ""
    return f"{name_of(definition)}{f' ({unit})' if unit else ''}"


def _parts(found: list[IndicatorDefinition]) -> list[tuple[str, str]]:
    day: date = today()
    codes = dict.fromkeys(part for definition in found for part in parts_of(definition, day))
    return [(code, part_name(code, day)) for code in codes]
