"""The forms of scorecards: an edition, its criteria row by row, locking and withdrawing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access.permissions import MANAGE_SCORECARDS
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.models import (
    Criterion,
    IndicatorDefinition,
    Measure,
    MissingRule,
    PointRule,
    ScorecardLevel,
    Unit,
)
from payung.monitoring.reach import sight_of
from payung.monitoring.scorecard_drafts import MOST_WEIGHT, CriterionDraft
from payung.reference.models import Region
from payung.site.formatting import language

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_HUNDRED = 100
#: One threshold: a value, a sign, the share of the points: ``2 = 80``.
_STEP = re.compile(r"^\s*(-?[\d.,]+)\s*[=:]\s*([\d.,]+)\s*%?\s*$")


class EditionForm(forms.Form):
    """A new edition."""

    name = forms.CharField(label=lazy("Nama edisi"), max_length=120)
    year = forms.IntegerField(label=lazy("Tahun"), min_value=2000, max_value=2100)
    as_of = forms.DateField(
        label=lazy("Angka per tanggal"),
        widget=_DAY,
        help_text=lazy("Semua pemerintah dinilai dengan angka yang berlaku pada tanggal ini."),
    )
    compared = forms.ChoiceField(label=lazy("Yang dibandingkan"))
    like = forms.ChoiceField(label=lazy("Kriteria awal"), required=False)

    def __init__(self, reader: Reader, editions: Sequence[tuple[str, str]], **told: Any) -> None:
        super().__init__(initial={"year": today().year, "as_of": today()}, **told)
        sight = sight_of(reader, MANAGE_SCORECARDS)
        provinces = Region.objects.filter(parent=None).order_by("code")
        choices: list[tuple[str, object]] = []
        if sight.is_nation:
            choices += [
                ("REGENCY", _("Semua kabupaten dan kota di Indonesia")),
                ("PROVINCE", _("Semua provinsi")),
            ]
        choices += [
            (one.pk, _("Kabupaten dan kota di %(region)s") % {"region": one.name})
            for one in provinces
            if sight.holds(one.pk)
        ]
        self.fields["compared"].choices = choices  # type: ignore[attr-defined]
        self.fields["like"].choices = [("", _("Usulan Payung")), *editions]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """What ``open_edition`` takes."""
        told = dict(self.cleaned_data)
        compared, like = told.pop("compared"), told.pop("like")
        if compared in ScorecardLevel.values:
            told["level"] = compared
        else:
            told["region"] = compared
        return told | {"like": int(like) if like else None}


class CriterionForm(forms.Form):
    """One row: a criterion. Values are written in the unit of what is measured."""

    code = forms.SlugField(max_length=40, required=False, widget=forms.HiddenInput)
    name_en = forms.CharField(max_length=120, required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=lazy("Nama"), max_length=120, required=False)
    indicator = forms.ChoiceField(label=lazy("Angka"), required=False)
    measure = forms.ChoiceField(label=lazy("Yang dilihat"), choices=Measure.choices)
    per_indicator = forms.ChoiceField(label=lazy("Angka kedua"), required=False)
    rule = forms.ChoiceField(label=lazy("Poin"), choices=PointRule.choices)
    target = forms.CharField(label=lazy("Target"), required=False)
    steps = forms.CharField(
        label=lazy("Ambang"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "1 = 50; 2 = 100"}),
    )
    weight = forms.IntegerField(label=lazy("Bobot (poin)"), min_value=0, max_value=MOST_WEIGHT)
    is_bonus = forms.BooleanField(label=lazy("Bonus"), required=False)
    fewer_is_better = forms.BooleanField(label=lazy("Makin kecil makin baik"), required=False)
    missing = forms.ChoiceField(label=lazy("Bila angka tidak ada"), choices=MissingRule.choices)
    months = forms.IntegerField(label=lazy("Umur angka (bulan)"), min_value=1, max_value=120)

    def __init__(self, *places: Any, definitions: Mapping[str, IndicatorDefinition], **told: Any):
        super().__init__(*places, **told)
        self._definitions = definitions
        names = [(one.code, _name(one)) for one in definitions.values()]
        names.sort(key=lambda pair: pair[1])
        self.fields["indicator"].choices = [("", "–"), *names]  # type: ignore[attr-defined]
        self.fields["per_indicator"].choices = [("", "–"), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Target and thresholds as whole numbers of the unit."""
        told = super().clean() or {}
        if self.errors or not told.get("indicator"):
            return told
        unit = self._unit(told)
        told["target"] = self._number("target", told["target"], unit)
        told["steps"] = self._steps(told["steps"], unit)
        return told

    def draft(self) -> CriterionDraft | None:
        """The criterion of the row; None for an empty one."""
        told = dict(self.cleaned_data)
        told.pop("DELETE", None)
        if not told.get("indicator"):
            return None
        told["more_is_better"] = not told.pop("fewer_is_better")
        if told["rule"] != PointRule.THRESHOLDS:
            told["steps"] = ()
        told["code"] = told["code"] or f"{told['indicator']}-{told['measure']}"[:40]
        return CriterionDraft(**told)

    def _unit(self, told: Mapping[str, Any]) -> str:
        if told["measure"] == Measure.SHARE:
            return Unit.BASIS_POINTS.value
        definition = self._definitions.get(told["indicator"])
        return definition.unit if definition else Unit.DOCUMENTS.value

    def _number(self, field: str, text: str, unit: str) -> int | None:
        if not text.strip():
            return None
        found = _whole(text, _HUNDRED if unit == Unit.BASIS_POINTS else 1)
        if found is None:
            self.add_error(
                field,
                _("Tulis angka seperti 100 atau 55,87; bukan %(found)s.") % {"found": text},
            )
        return found

    def _steps(self, text: str, unit: str) -> list[tuple[int, int]]:
        steps = []
        for part in filter(str.strip, text.split(";")):
            match = _STEP.match(part)
            value = match and _whole(match[1], _HUNDRED if unit == Unit.BASIS_POINTS else 1)
            share = match and _whole(match[2], _HUNDRED)
            if value is None or share is None:
                self.add_error(
                    "steps",
                    _("Tulis nilai = persen poin, misalnya 1 = 50; 2 = 100; bukan %(found)s.")
                    % {"found": part.strip()},
                )
                return []
            steps.append((value, share))
        return steps


class ReasonForm(forms.Form):
    """Why: of a change of criteria, or a note at the end of an edition."""

    reason = forms.CharField(label=lazy("Alasan perubahan"), max_length=300, required=False)


def initial_of(criterion: Criterion, unit: str) -> dict[str, object]:
    """A recorded criterion as its row shows it."""
    names = ("code", "name", "name_en", "indicator", "measure", "per_indicator", "rule")
    told: dict[str, object] = {name: getattr(criterion, name) for name in names}
    scale = _HUNDRED if unit == Unit.BASIS_POINTS else 1
    told["target"] = "" if criterion.target is None else _text(criterion.target, scale)
    told["steps"] = "; ".join(
        f"{_text(int(value), scale)} = {_text(int(share), _HUNDRED)}"
        for value, share in criterion.steps
    )
    return told | {
        "weight": criterion.weight,
        "is_bonus": criterion.is_bonus,
        "fewer_is_better": not criterion.more_is_better,
        "missing": criterion.missing,
        "months": criterion.months,
    }


def unit_of(criterion: Criterion, definitions: Mapping[str, IndicatorDefinition]) -> str:
    """The unit in which a criterion's values are written."""
    if criterion.measure == Measure.SHARE:
        return Unit.BASIS_POINTS.value
    definition = definitions.get(criterion.indicator)
    return definition.unit if definition else Unit.DOCUMENTS.value


def _name(definition: IndicatorDefinition) -> str:
    return definition.name_en if language() == "en" else definition.name_id


def _whole(text: str, scale: int) -> int | None:
    """A number as written ("1.000.000", "55,87") times the scale, when that is whole."""
    plain = text.strip()
    plain = plain.replace(".", "").replace(",", ".") if "," in plain or _grouped(plain) else plain
    try:
        found = Decimal(plain) * scale
    except InvalidOperation:
        return None
    return int(found) if found == found.to_integral_value() else None


def _grouped(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text))


def _text(value: int, scale: int) -> str:
    whole, part = divmod(value, scale)
    return str(whole) if not part else f"{whole},{part:02d}"
