"""The forms of the pages on findings. What they check is shape; the rules are compliance's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import DETECT_FINDINGS
from payung.access.reader import Reader
from payung.compliance.models import ComparisonFile, FindingPath
from payung.compliance.operations.findings import LONGEST_REASON, SHORTEST_REASON
from payung.site.forms import MonthField, OfficeForm

ACCEPT, DISMISS = "terima", "kesampingkan"


class DecisionForm(forms.Form):
    """What becomes of findings, and why."""

    act = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[
            (ACCEPT, _("Terima untuk ditindaklanjuti")),
            (DISMISS, _("Kesampingkan")),
        ],
        initial=ACCEPT,
        widget=forms.RadioSelect,
    )
    path = forms.ChoiceField(label=_("Jalur"), required=False)
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        help_text=_("Tercatat bersama nama Anda dan tanggalnya."),
    )

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["path"].choices = [
            ("", translated("Sesuai saran")),
            *((code, translated(str(label))) for code, label in FindingPath.choices),
        ]

    def decision(self) -> dict[str, object]:
        """The entries as ``decide_findings`` takes them."""
        accept = self.cleaned_data["act"] == ACCEPT
        path = self.cleaned_data["path"] if accept else ""
        return {"accept": accept, "path": path, "reason": self.cleaned_data["reason"]}


class DetectForm(OfficeForm):
    """Where findings are looked for."""


class FirmListForm(OfficeForm):
    """A list of firms that are obliged to register."""

    kind = forms.ChoiceField(label=_("Jenis daftar"))
    listed_on = forms.DateField(
        label=_("Keadaan per tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Hari saat daftar itu benar, bukan hari diunggah."),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Kolom: NAMA, KABUPATEN_KOTA; bila ada NIB, NPWP, KBLI, JUMLAH_TENAGA_KERJA."),
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(reader, DETECT_FINDINGS, **arguments)
        self.fields["kind"].choices = [
            (code, translated(str(label)))
            for code, label in ComparisonFile.Kind.choices
            if code != ComparisonFile.Kind.PAYROLL
        ]


class PayrollForm(OfficeForm):
    """What an employer paid its workers."""

    npp = forms.CharField(label=_("NPP pemberi kerja"), max_length=12)
    month = MonthField(
        label=_("Bulan"),
        required=False,
        help_text=_("Kosongkan bila daftarnya memuat kolom BULAN."),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("Kolom: KPJ atau NIK, UPAH_DIBAYAR. Nama dan NIK tidak disimpan."),
    )

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(reader, DETECT_FINDINGS, **arguments)
