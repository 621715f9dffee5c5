"""The forms by which claims come in. What they check is the shape of an entry."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.claims.happenings import causes
from payung.claims.models import AccidentReport, Claim, EventKind
from payung.claims.operations.intake import SELF, Applicant
from payung.clock import today
from payung.law import parameters
from payung.law.benefits.heirs import ORDERS
from payung.reference.models import Office
from payung.site.formatting import language

#: What an employer reports of its workers; the rest the member or his heirs file themselves.
BY_EMPLOYER = (EventKind.ACCIDENT, EventKind.DISEASE, EventKind.DEATH)
_NOT_WORK = ("", _("Bukan karena pekerjaan, atau tidak perlu"))


class CardForm(forms.Form):
    """Which member it is: by the number of his card."""

    card_number = forms.CharField(
        label=_("Nomor kartu peserta (KPJ)"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Sebelas angka di kartu peserta."),
    )


def day_field(label: object, **more: Any) -> forms.DateField:
    """A day, entered by the browser's calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def time_field(label: object, **more: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **more)


class EventForm(forms.Form):
    """What happened to a member."""

    kind = forms.ChoiceField(label=_("Kejadian"))
    happened_on = day_field(_("Tanggal kejadian"))
    happened_at = time_field(
        _("Pukul"),
        required=False,
        help_text=_("Untuk kecelakaan: jam menentukan tenggat laporan."),
    )
    cause = forms.ChoiceField(
        label=_("Sebab"),
        required=False,
        help_text=_("Wajib untuk kehilangan pekerjaan dan pembayaran JHT."),
    )
    place = forms.CharField(label=_("Tempat kejadian"), max_length=200, required=False)

    def __init__(self, kinds: tuple[str, ...] = tuple(EventKind.values), **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["kind"].choices = [
            (kind, translated(str(EventKind(kind).label))) for kind in kinds
        ]
        self.fields["cause"].choices = [_NOT_WORK, *_cause_groups(kinds)]

    def happening(self) -> dict[str, Any]:
        """The entries as the operations take them."""
        names = ("kind", "happened_on", "happened_at", "cause", "place")
        return {name: self.cleaned_data[name] for name in names}


class IntakeForm(EventForm):
    """An event taken in at the counter, with who brings it."""

    received_on = day_field(_("Diterima kantor"), required=False)
    name = forms.CharField(
        label=_("Nama ahli waris yang mengajukan"),
        max_length=150,
        required=False,
        help_text=_("Untuk kematian; kosongkan bila peserta sendiri."),
    )
    relation = forms.ChoiceField(label=_("Hubungan dengan peserta"), required=False)
    birth_date = day_field(_("Tanggal lahir ahli waris"), required=False)
    phone = forms.CharField(label=_("HP"), max_length=20, required=False)
    office = forms.ChoiceField(label=_("Kantor"), required=False)
    note = forms.CharField(
        label=_("Kronologi atau catatan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, offices: list[Office], **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["relation"].choices = [("", _("Peserta sendiri")), *relations()]
        self.fields["office"].choices = [(one.pk, one.name) for one in offices]
        if len(offices) <= 1:
            del self.fields["office"]
        self.initial.setdefault("received_on", today())

    def applicant(self) -> Applicant | None:
        """Who brings it; None when nothing was told of him."""
        told = self.cleaned_data
        if not told["name"] and not told["phone"]:
            return None
        return Applicant(
            name=told["name"],
            relation=told["relation"] or SELF,
            phone=told["phone"],
            birth_date=told["birth_date"],
        )


class ReportForm(EventForm):
    """What an employer reports of its worker: the first report of an accident, or a death."""

    note = forms.CharField(
        label=_("Kronologi dan saksi"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang dikerjakan, apa yang terjadi, siapa yang melihat, dibawa ke mana."),
    )

    def __init__(self, **arguments: Any) -> None:
        super().__init__(kinds=BY_EMPLOYER, **arguments)


class SecondReportForm(forms.Form):
    """How an accident ended."""

    outcome = forms.ChoiceField(label=_("Akibat"), widget=forms.RadioSelect)
    established_on = day_field(_("Dipastikan dokter tanggal"))
    established_time = time_field(_("Pukul"), required=False)
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, claim: Claim, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._zone = ZoneInfo(claim.event.region.time_zone)
        self.fields["outcome"].choices = [
            (code, translated(str(label))) for code, label in AccidentReport.Outcome.choices
        ]

    def established_at(self) -> datetime:
        """When the outcome was certain; without an hour, noon of that day."""
        told = self.cleaned_data
        at = told["established_time"] or datetime.min.time().replace(hour=12)
        return datetime.combine(told["established_on"], at, self._zone)


class OpenForm(forms.Form):
    """Reference number and one-time code."""

    number = forms.CharField(
        label=_("Nomor rujukan"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        help_text=_("Misalnya KL-24-0000123."),
    )
    code = forms.CharField(
        label=_("Kode sekali pakai"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
        help_text=_("Delapan huruf dan angka, dari kantor atau dari kunjungan Anda yang lalu."),
    )


class FileForm(EventForm):
    """A claim filed online: the member, what happened, and who files."""

    card_number = CardForm.base_fields["card_number"]
    member_birth_date = day_field(_("Tanggal lahir peserta"))
    name = forms.CharField(label=_("Nama Anda"), max_length=150)
    relation = forms.ChoiceField(label=_("Anda adalah"))
    birth_date = day_field(
        _("Tanggal lahir Anda"), required=False, help_text=_("Wajib untuk ahli waris.")
    )
    phone = forms.CharField(
        label=_("HP Anda"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    field_order = (
        *("kind", "happened_on", "happened_at", "cause", "place"),
        *("card_number", "member_birth_date", "name", "relation", "birth_date", "phone"),
    )

    def __init__(self, **arguments: Any) -> None:
        super().__init__(**arguments)
        self.fields["relation"].choices = [(SELF, _("Peserta sendiri")), *relations()]

    def clean_happened_on(self) -> date:
        """No day to come: said before anything is looked up."""
        day: date = self.cleaned_data["happened_on"]
        if day > today():
            raise forms.ValidationError(translated("Tanggal kejadian belum tiba."))
        return day

    def applicant(self) -> Applicant:
        """Who files."""
        names = ("name", "relation", "birth_date", "phone")
        return Applicant(**{name: self.cleaned_data[name] for name in names})


def relations() -> list[tuple[str, str]]:
    """Who may inherit, by the law's order after a death."""
    rows = parameters.get(ORDERS["JKM"], today()).rows
    label = "label_en" if language() == "en" else "label_id"
    return [(str(row["relation"]), str(row[label])) for row in rows]


def _cause_groups(kinds: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    english = language() == "en"
    groups = []
    for kind in kinds:
        found = [
            (one.code, one.label_en if english else one.label_id) for one in causes(kind, today())
        ]
        if found:
            groups.append((translated(str(EventKind(kind).label)), found))
    return groups
