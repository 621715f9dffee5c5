"""The forms of acts on mandates, made from the table: what it asks to be told, they ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from payung.compliance.instalments import Planned, even_plan
from payung.compliance.mandate_facts import usual_end
from payung.compliance.mandate_fields import FIELDS, MOST_ROWS, OPTIONAL, Field
from payung.compliance.mandate_history import attorneys_of
from payung.compliance.mandate_states import Transition
from payung.compliance.models import Mandate
from payung.law import parameters
from payung.reference import calendar
from payung.reference.queries import extra_holidays

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
#: Texts that take more than a line.
_LONG = ("reason", "issue", "conclusion", "result", "agenda")
MOST_INSTALMENTS = 60


class ActForm(forms.Form):
    """What an act asks for; the plan of instalments has a form of its own beside it."""

    happened_on = forms.DateField(label=_("Tanggal"), widget=_DAY)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, row: Transition, mandate: Mandate, on: date, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.row = row
        names = [*row.data, *OPTIONAL.get(row.act, ())]
        self.names = [name for name in names if FIELDS[name].shape != "plan"]
        usual = _usual(mandate, on)
        for name in self.names:
            made = _field(FIELDS[name], mandate, on)
            made.required = name in row.data and FIELDS[name].shape != "yes"
            made.initial = usual.get(name)
            self.fields[name] = made
        self.fields["happened_on"].initial = on
        self.fields["version"].initial = mandate.version

    def told(self) -> dict[str, object]:
        """What was entered, for the operation."""
        return {
            name: self.cleaned_data[name]
            for name in self.names
            if self.cleaned_data[name] not in (None, "", [])
        }


def _usual(mandate: Mandate, on: date) -> dict[str, object]:
    """What is usually entered, so that it need not be typed."""
    days = parameters.get("compliance/summons_days", on).number
    off = extra_holidays(mandate.prosecution_office_id)
    appear = calendar.next_working_day(on + timedelta(days=days), joint_leave=True, extra=off)
    return {
        "valid_until": usual_end(max(on, mandate.valid_until or on)),
        "appear_on": appear,
        "time": "10.00",
        "place": f"Kantor {mandate.prosecution_office.name}",
        "starts_on": on,
        "ends_on": on,
        "covers": "ALL",
        "recommendation": "ACCEPT",
    }


def _field(field: Field, mandate: Mandate, on: date) -> forms.Field:
    common = {"label": field.label, "help_text": field.help}
    if field.shape == "day":
        return forms.DateField(widget=_DAY, **common)
    if field.shape == "choice":
        return forms.ChoiceField(choices=[("", "–"), *field.choices], **common)
    if field.shape == "yes":
        return forms.BooleanField(**common)
    if field.shape == "users":
        people = attorneys_of(mandate.prosecution_office_id, on)
        choices = [(user.pk, str(user)) for user in people]
        return forms.TypedMultipleChoiceField(
            choices=choices, coerce=int, widget=forms.CheckboxSelectMultiple, **common
        )
    if field.shape in ("texts", "people") or field.name in _LONG:
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), **common)
    return forms.CharField(max_length=300, **common)


class PlanForm(forms.Form):
    """How an even plan is drawn up: so many instalments from a day on."""

    count = forms.IntegerField(
        label=_("Banyaknya angsuran"), min_value=1, max_value=MOST_INSTALMENTS, initial=3
    )
    first_due = forms.DateField(label=_("Jatuh tempo pertama"), widget=_DAY)


def entered_plan(posted: QueryDict) -> list[tuple[str, str]]:
    """The rows of a plan as they were entered; rows left empty are none."""
    rows = zip(posted.getlist("due_on"), posted.getlist("amount"), strict=False)
    found = [(due_on.strip(), amount.strip()) for due_on, amount in rows]
    return [row for row in found if any(row)][:MOST_ROWS]


def sum_of(rows: Iterable[tuple[str, str]]) -> int:
    """What the readable amounts of a plan come to."""
    total = 0
    for _due_on, amount in rows:
        digits = amount.replace(".", "").replace("Rp", "").strip()
        total += int(digits) if digits.isdecimal() else 0
    return total


def as_rows(plan: Iterable[Planned]) -> list[tuple[str, str]]:
    """A plan as the form shows it."""
    return [(due_on.isoformat(), str(amount)) for due_on, amount in plan]


def drawn_up(total: int, form: PlanForm) -> list[tuple[str, str]]:
    """An even plan of the form's entries, or none when it is not filled in."""
    if not form.is_valid() or total < form.cleaned_data["count"]:
        return []
    entered = form.cleaned_data
    return as_rows(even_plan(total, entered["count"], entered["first_due"]))
