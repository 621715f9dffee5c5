"""Forms of the ladder, made from the table: each step asks for what its row names."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.compliance.ladder import IN_BATCHES, STEPS, Step
from payung.compliance.step_data import LONGEST_LONG_TEXT, LONGEST_TEXT, DataField
from payung.registry.models import BusinessSize

#: What is told with a step is named ``data-...``, so that no field meets the form's own.
PREFIX = "data-"
_LISTS = {
    "lines": _("Satu baris untuk setiap hal."),
    "people": _("Satu orang setiap baris: nama, jabatan."),
}
#: Steps whose proof is a file of their own; a letter that Payung writes needs none.
FILE_HELP = _("Foto atau pindaian (JPG, PNG, PDF), bila ada.")


def day_field(label: object, *, required: bool = True) -> forms.DateField:
    """A day as the browser's own picker gives it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)  # type: ignore[arg-type]


class StepForm(forms.Form):
    """One step of a case: its day, what is told, the reason, and the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    happened_on = day_field(_("Tanggal"))

    def __init__(self, step: Step, on: date, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.step = step
        if step.letter:
            self.fields["happened_on"].label = translated("Tanggal surat")
        for one in step.data:
            self.fields[f"{PREFIX}{one.name}"] = _field(one, on)
        if step.needs_reason:
            self.fields["reason"] = forms.CharField(
                label=translated("Alasan"),
                min_length=5,
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        if not step.letter:
            self.fields["file"] = forms.FileField(
                label=translated("Lampiran"),
                required=False,
                help_text=FILE_HELP,
                widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
            )

    def told(self) -> dict[str, object]:
        """What was told with the step, by the names of its row."""
        return {
            name.removeprefix(PREFIX): _plain(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value not in (None, "", [])
        }


class InspectionForm(StepForm):
    """The report of an inspection, with the list of wages that were found."""

    business_size = forms.ChoiceField(label=_("Skala usaha"), required=False)
    risk_group = forms.TypedChoiceField(
        label=_("Golongan risiko JKK"), required=False, coerce=int, empty_value=None
    )
    wages = forms.FileField(
        label=_("Daftar upah hasil pemeriksaan"),
        required=False,
        help_text=_(
            "XLSX atau CSV dengan kolom KPJ, NAMA, BULAN, UPAH DIBAYAR. Kosongkan KPJ bagi pekerja "
            "yang belum terdaftar. Tanpa daftar, kekurangan dicatat nol."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, step: Step, on: date, *, registered: bool, **arguments: object) -> None:
        super().__init__(step, on, **arguments)
        own = ("business_size", "risk_group", "wages")
        self.order_fields([name for name in self.fields if name not in own])  # its own come last
        if registered:
            del self.fields["business_size"], self.fields["risk_group"]
            return
        self.fields["business_size"].choices = [("", "–"), *BusinessSize.choices]
        self.fields["risk_group"].choices = [("", "–"), *((n, str(n)) for n in range(1, 6))]


class BatchForm(forms.Form):
    """One kind of letter to many cases, on one date."""

    kind = forms.ChoiceField(label=_("Surat"))
    letter_date = day_field(_("Tanggal surat"))

    def __init__(self, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["kind"].choices = [(kind, STEPS[kind].name) for kind in IN_BATCHES]


def _field(one: DataField, on: date) -> forms.Field:
    made = _MAKERS[one.shape](one, on)
    made.label, made.required = str(one.label), one.required
    made.help_text = str(one.help or _LISTS.get(one.shape, ""))
    return made


def _text(one: DataField, on: date) -> forms.Field:
    longest = LONGEST_LONG_TEXT if one.long else LONGEST_TEXT
    widget = forms.Textarea(attrs={"rows": 3}) if one.long else forms.TextInput()
    return forms.CharField(max_length=longest, widget=widget)


def _choice(one: DataField, on: date) -> forms.Field:
    options = [(code, translated(words)) for code, words in one.choices_on(on).items()]
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect)


def _choices(one: DataField, on: date) -> forms.Field:
    options = [(code, translated(words)) for code, words in one.choices_on(on).items()]
    return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple)


def _lines(one: DataField, on: date) -> forms.Field:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))


_MAKERS = {
    "text": _text,
    "day": lambda one, on: day_field(one.label),
    "count": lambda one, on: forms.IntegerField(min_value=0),
    "choice": _choice,
    "choices": _choices,
    "lines": _lines,
    "people": _lines,
}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
