"""The forms of targets; the rules are the room's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.access.permissions import SET_TARGETS
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.definitions import ACTIVE_COVERAGE
from payung.monitoring.models import IndicatorDefinition, TargetSetter, Topic, Unit
from payung.monitoring.printed_shares import basis_points
from payung.monitoring.reach import sees_whole, sight_of
from payung.reference.models import Confidence, Region
from payung.registry.models import Segment
from payung.site.pages.target_words import SEGMENT_NAMES, scale_of

NATION = "ID"
#: What plans and letters set targets for, in the order of the choice.
_TOPICS = (Topic.COVERAGE, Topic.MEMBERS, Topic.CONTRIBUTIONS)
_UNITS = (Unit.BASIS_POINTS, Unit.PERSONS, Unit.EMPLOYERS)
_SEGMENT_CODES = [segment.name for segment in Segment]


def regions_to_set(reader: Reader) -> list[tuple[str, str]]:
    """The regions that a reader sets targets for; provinces with all below them."""
    sight = sight_of(reader, SET_TARGETS)
    if sight.is_nation:
        listed = Region.objects.order_by("code")
        return [(NATION, "Indonesia"), *((one.pk, one.name) for one in listed)]
    within = Q(pk__in=[])
    for prefix in sight.prefixes:
        within |= Q(pk__startswith=prefix) | Q(pk=prefix[:2])
    found = Region.objects.filter(within).order_by("code")
    return [
        (one.pk, one.name)
        for one in found
        if "." in one.pk or sees_whole(reader, one.pk, SET_TARGETS)
    ]


class TargetForm(forms.Form):
    """One target: of whom, by when, how much, on which scale, by whom and in which document."""

    region = forms.ChoiceField(label=_("Wilayah"))
    year = forms.IntegerField(label=_("Tahun"), min_value=2000, max_value=2100)
    indicator = forms.ChoiceField(
        label=_("Skala"),
        help_text=_("Target hanya dibandingkan dengan angka dari skala yang sama."),
    )
    part = forms.ChoiceField(label=_("Segmen"), required=False)
    share = forms.CharField(
        label=_("Target dalam persen"), required=False, help_text=_("Misalnya 55,87.")
    )
    persons = forms.IntegerField(
        label=_("atau jumlah orang"),
        required=False,
        min_value=0,
        max_value=300_000_000,
        help_text=_("Salah satu saja: persen atau orang."),
    )
    setter = forms.ChoiceField(label=_("Jenis penetap"), choices=TargetSetter.choices)
    set_by = forms.CharField(
        label=_("Ditetapkan oleh"), max_length=200, help_text=_("Misalnya Gubernur, Bappeda.")
    )
    document = forms.CharField(
        label=_("Dokumen"), max_length=200, help_text=_("Nomor dan tanggal surat atau rencana.")
    )
    confidence = forms.ChoiceField(label=_("Keyakinan"), choices=Confidence.choices)

    def __init__(self, reader: Reader, **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["region"].choices = regions_to_set(reader)
        self.fields["indicator"].choices = _scales()
        self.fields["part"].choices = [
            ("", translated("Semua segmen")),
            *((code, str(SEGMENT_NAMES[code])) for code in _SEGMENT_CODES),
        ]
        self.fields["year"].initial = today().year

    def clean_share(self) -> int | None:
        """The share in basis points."""
        text = self.cleaned_data["share"].strip()
        if not text:
            return None
        found = basis_points(text)
        if found is None:
            raise forms.ValidationError(
                translated("Tulis persen seperti 55,87, bukan %(found)s.") % {"found": text}
            )
        return found

    def told(self) -> dict[str, Any]:
        """The entry as the room takes it."""
        told = dict(self.cleaned_data)
        told["region"] = None if told["region"] == NATION else told["region"]
        return told


def _scales() -> list[tuple[str, str]]:
    """The indicators that targets are set for: coverage first, and first of it the usual one."""
    listed = IndicatorDefinition.objects.filter(
        unit__in=_UNITS, topic__in=_TOPICS, valid_to=None
    ).order_by("version")
    newest = {one.code: one for one in listed}
    ranked = sorted(
        newest.values(),
        key=lambda one: (one.code != ACTIVE_COVERAGE, _TOPICS.index(one.topic), one.code),
    )
    return [(one.code, scale_of(one)) for one in ranked]


class TargetSheetForm(forms.Form):
    """Targets as a sheet."""

    file = forms.FileField(
        label=_("Berkas XLSX atau CSV"), widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"})
    )


class WithdrawForm(forms.Form):
    """Why a target is taken back."""

    reason = forms.CharField(label=_("Alasan pencabutan"), max_length=300)
