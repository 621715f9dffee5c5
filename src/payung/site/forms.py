"""The forms of the pages. What they check is the shape of an entry; the rules are the rooms'."""

from __future__ import annotations

import re
from datetime import date

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.contributions.operations.payments import SHORTEST_REASON
from payung.reference.models import Office, OfficeKind
from payung.registry.models import ImportFile

_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
#: Offices that register employers and receive their money.
BRANCHES = (OfficeKind.BRANCH, OfficeKind.PIONEER_BRANCH)


class MonthField(forms.Field):
    """A contribution month, written ``2024-11``; its value is the first day of the month."""

    widget = forms.TextInput(attrs={"type": "month", "placeholder": "2024-11"})

    def to_python(self, value: object) -> date | None:
        """The month, or a sentence that says how to write it."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.replace(day=1)
        found = _MONTH.match(str(value).strip())
        if not found or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1900:
            raise forms.ValidationError(
                translated("Tulis bulan seperti 2024-11, bukan %(found)s.") % {"found": value}
            )
        return date(int(found[1]), int(found[2]), 1)


class OfficeForm(forms.Form):
    """A form for one of the branches that the reader works for."""

    office = forms.ChoiceField(label=_("Kantor"))

    def __init__(self, reader: Reader, permission: str, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        offices = Office.objects.filter(
            scope_q(reader, region="region_id", office="pk", employer=None, permission=permission),
            kind__in=BRANCHES,
        ).order_by("name")
        self.fields["office"].choices = [(office.pk, office.name) for office in offices]
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = offices[0].pk


class ImportForm(OfficeForm):
    """A list that an office brought."""

    kind = forms.ChoiceField(label=_("Jenis daftar"))
    month = MonthField(
        label=_("Bulan"),
        required=False,
        help_text=_("Bulan iuran untuk daftar upah; kosongkan untuk daftar lain."),
    )
    payer_npp = forms.CharField(
        label=_("NPP pemberi kerja"),
        required=False,
        max_length=12,
        help_text=_("Hanya bila daftar tidak memuat kolom NPP."),
    )
    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, reader: Reader, permission: str, **arguments: object) -> None:
        super().__init__(reader, permission, **arguments)
        self.fields["kind"].choices = [
            (code, translated(label)) for code, label in ImportFile.Kind.choices
        ]


class StatementForm(OfficeForm):
    """A bank statement of the collection account."""

    file = forms.FileField(
        label=_("Berkas rekening koran"),
        widget=forms.FileInput(attrs={"accept": ".xml,.sta,.mt940,.txt,.csv"}),
    )


class BillingForm(OfficeForm):
    """The month to be billed."""

    month = MonthField(label=_("Bulan iuran"))


class ReasonForm(forms.Form):
    """Why something personal is opened."""

    reason = forms.CharField(
        label=_("Alasan"),
        min_length=5,
        max_length=300,
        help_text=_("Misalnya: mencocokkan data klaim nomor 12/2024."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MatchForm(forms.Form):
    """Whose money an unknown receipt is, and how the officer knows."""

    employer = forms.ChoiceField(label=_("Pembayar"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("Misalnya: bukti transfer dari pemberi kerja."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, choices: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["employer"].choices = choices
