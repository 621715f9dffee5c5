"""The forms on a list's way from the decree to the cards and the next months."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.partnerships.models import Agreement
from payung.registry.models import Employer
from payung.site.forms import MonthField
from payung.sponsorship.models import DropReason

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DecreeForm(forms.Form):
    """What a decree says beside the list."""

    considerations = forms.CharField(
        label=_("Menimbang"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Satu pertimbangan satu baris; kosongkan untuk memakai yang lazim."),
    )

    @property
    def lines(self) -> list[str]:
        """The considerations, one a line."""
        told = self.cleaned_data["considerations"].splitlines()
        return [line.strip() for line in told if line.strip()]


class PlainForm(forms.Form):
    """An act that needs nothing told."""


class AgreementForm(forms.Form):
    """On which agreement a list rests."""

    agreement = forms.ChoiceField(label=_("Perjanjian yang berlaku"))

    def __init__(self, agreements: Sequence[Agreement], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["agreement"].choices = [(one.pk, str(one)) for one in agreements]


class RegisterForm(forms.Form):
    """Who pays for the people of a list."""

    payer = forms.ChoiceField(
        label=_("Pembayar iuran"),
        help_text=_("Hanya pembayar yang sesuai dengan daerah dan sumber dana daftar ini."),
    )

    def __init__(self, payers: Sequence[Employer], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["payer"].choices = [
            (f"{one.registration_number}/{one.division}", str(one)) for one in payers
        ]


class HandoverForm(forms.Form):
    """Where and to whom cards are handed over."""

    village = forms.ChoiceField(label=_("Desa atau kelurahan"), required=False)
    place = forms.CharField(label=_("Tempat penyerahan"), max_length=200)
    handed_on = forms.DateField(label=_("Hari penyerahan"), widget=_DAY)
    met_name = forms.CharField(label=_("Diterima oleh"), max_length=150)
    met_title = forms.CharField(label=_("Jabatannya"), max_length=150)

    def __init__(self, villages: Sequence[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["village"].choices = [("", _("Seluruh daftar")), *villages]


class RenewForm(forms.Form):
    """The months that follow."""

    months = forms.IntegerField(label=_("Berapa bulan"), min_value=1, max_value=60, initial=12)
    first_month = MonthField(
        label=_("Mulai bulan"),
        required=False,
        help_text=_("Kosongkan untuk langsung sesudah masa yang sekarang."),
    )
    title = forms.CharField(label=_("Judul"), max_length=300, required=False)


class ReplaceForm(forms.Form):
    """The sheet of those who replace others."""

    file = forms.FileField(
        label=_("Lembar pengganti (XLSX atau CSV)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class CloseForm(forms.Form):
    """Why a list is closed."""

    note = forms.CharField(label=_("Alasan menutup daftar"), max_length=300)


class LeaverForm(forms.Form):
    """What is decided of somebody who seems to have left."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Sebab"), choices=DropReason.choices)
    happened_on = forms.DateField(label=_("Sejak"), widget=_DAY)
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)
