"""The form of a scenario: money by source and year, goals in order, targets, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access.reader import Reader
from payung.reference.models import Region
from payung.site.uploads import on_disk
from payung.sponsorship.models import FundSource
from payung.sponsorship.planning.fund_sheet import read_funds
from payung.sponsorship.planning.group_sheet import read_groups
from payung.sponsorship.planning.inputs import data_of, problem_of
from payung.sponsorship.planning.problem import (
    LARGEST_COUNT,
    Fund,
    Goal,
    Group,
    Place,
    Problem,
    Segment,
)
from payung.sponsorship.queries import scenario_defaults as defaults

#: Years of money that the form has columns for; a sheet may have as many.
YEARS = 5
GOALS: dict[Goal, Any] = {
    Goal.TARGET: lazy("Capai target cakupan"),
    Goal.POOREST: lazy("Termiskin lebih dulu (desil terendah)"),
    Goal.DANGER: lazy("Pekerjaan paling berbahaya lebih dulu"),
    Goal.VILLAGES: lazy("Desa tercakup utuh"),
    Goal.CONTINUITY: lazy("Yang terlindungi tetap terlindungi tahun berikutnya"),
    Goal.FAIR: lazy("Merata antar kabupaten/kota"),
    Goal.LONG: lazy("Bulan dengan santunan penuh"),
}
_USUAL = (Goal.TARGET, Goal.POOREST, Goal.DANGER, Goal.CONTINUITY)
MONTHS = [
    ("12", lazy("12 bulan")),
    ("6,12", lazy("6 atau 12 bulan")),
    ("4,6,12", lazy("4, 6 atau 12 bulan")),
]


class ScenarioForm(forms.Form):
    """What a government asks of the planner."""

    name = forms.CharField(label=lazy("Nama skenario"), max_length=120)
    first_year = forms.IntegerField(label=lazy("Tahun pertama"), min_value=2016, max_value=2100)
    years = forms.IntegerField(label=lazy("Banyak tahun"), min_value=1, max_value=YEARS)
    whole_villages = forms.BooleanField(
        label=lazy("Aturan: desa tercakup seluruhnya atau tidak sama sekali"), required=False
    )
    least_list = forms.IntegerField(
        label=lazy("Daftar paling sedikit (orang)"),
        min_value=1,
        max_value=10_000,
        initial=1,
        help_text=lazy("Daftar satu segmen di satu daerah yang lebih pendek tidak dibuat."),
    )
    places_too = forms.BooleanField(
        label=lazy("Target yang sama juga bagi tiap kabupaten/kota"), required=False
    )
    groups_file = forms.FileField(
        label=lazy("Lembar kelompok (CSV atau XLSX)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=lazy(
            "Kolom: daerah, desa, segmen, desil, potensi, aktif. Kosong: kelompok binaan "
            "perangkat daerah, atau kelompok versi sebelumnya."
        ),
    )
    funds_file = forms.FileField(
        label=lazy("Lembar dana pemerintah lain (CSV atau XLSX)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=lazy("Kolom: pemerintah, sumber, satu kolom tiap tahun, bulan, desil."),
    )
    time_limit = forms.IntegerField(
        label=lazy("Batas waktu (detik)"), min_value=5, max_value=600, initial=60
    )
    gap = forms.IntegerField(
        label=lazy("Selisih yang cukup baik (perjuta)"),
        min_value=0,
        max_value=100_000,
        initial=100,
        help_text=lazy("0: cari yang terbaik sampai terbukti."),
    )
    note = forms.CharField(label=lazy("Catatan"), required=False, max_length=500)

    def __init__(
        self, reader: Reader, region: Region, places: Sequence[Place], **arguments: Any
    ) -> None:
        super().__init__(**arguments)
        self.reader, self.region, self.places = reader, region, places
        for place in places:
            for name, known in (("universe", place.universe), ("active", place.active)):
                self.fields[f"{name}_{place.code}"] = forms.IntegerField(
                    label=f"{_('Pekerja') if name == 'universe' else _('Aktif')}, {place.code}",
                    min_value=0,
                    max_value=LARGEST_COUNT,
                    required=False,
                    initial=known,
                )
        for goal in GOALS:
            at = _USUAL.index(goal) + 1 if goal in _USUAL else None
            self.fields[f"goal_{goal}"] = forms.IntegerField(
                label=GOALS[goal], min_value=1, max_value=len(GOALS), required=False, initial=at
            )
        for at in range(YEARS):
            self.fields[f"target_{at}"] = forms.CharField(
                label=_("Target tahun ke-%(at)s (persen)") % {"at": at + 1}, required=False
            )
        self.sources = defaults.sources_of(region)
        for source in self.sources:
            self._add_source(source)

    def _add_source(self, source: FundSource) -> None:
        for at in range(YEARS):
            words = {"source": source.label, "at": at + 1}
            self.fields[f"money_{source}_{at}"] = forms.CharField(
                label=_("%(source)s, tahun ke-%(at)s (rupiah)") % words, required=False
            )
            self.fields[f"money_{source}_{at}"].widget.attrs["inputmode"] = "numeric"
        self.fields[f"months_{source}"] = forms.ChoiceField(
            label=_("Bulan, %(source)s") % {"source": source.label}, choices=MONTHS, required=False
        )
        self.fields[f"decile_{source}"] = forms.IntegerField(
            label=_("Desil sampai, %(source)s") % {"source": source.label},
            min_value=1,
            max_value=10,
            required=False,
            initial=10,
        )

    def place_rows(self, names: Mapping[str, str]) -> list[tuple[str, forms.BoundField, Any]]:
        """Each place with its workers and those active."""
        return [
            (
                names.get(one.code, one.code),
                self[f"universe_{one.code}"],
                self[f"active_{one.code}"],
            )
            for one in self.places
        ]

    @property
    def goal_rows(self) -> list[forms.BoundField]:
        """The goals with their ranks."""
        return [self[f"goal_{goal}"] for goal in GOALS]

    @property
    def target_cells(self) -> list[forms.BoundField]:
        """The targets by year."""
        return [self[f"target_{at}"] for at in range(YEARS)]

    @property
    def source_rows(self) -> list[tuple[str, list[forms.BoundField], Any, Any]]:
        """Each source with its money by year, months and deciles."""
        return [
            (
                str(source.label),
                [self[f"money_{source}_{at}"] for at in range(YEARS)],
                self[f"months_{source}"],
                self[f"decile_{source}"],
            )
            for source in self.sources
        ]

    def clean(self) -> dict[str, Any]:
        """Money and shares as whole numbers; goals in their order."""
        entered = super().clean() or {}
        for name, text in list(entered.items()):
            if name.startswith("money_"):
                entered[name] = self._money(name, str(text))
            if name.startswith("target_"):
                entered[name] = self._share(name, str(text))
        ranked = [(entered[f"goal_{goal}"], goal) for goal in GOALS if entered.get(f"goal_{goal}")]
        if not self.errors and not ranked:
            raise forms.ValidationError(_("Beri paling sedikit satu tujuan nomor urut."))
        if len({rank for rank, _goal in ranked}) != len(ranked):
            raise forms.ValidationError(_("Dua tujuan bernomor urut sama; beri nomor berbeda."))
        entered["goals"] = tuple(goal for _rank, goal in sorted(ranked))
        return entered

    def _money(self, name: str, text: str) -> int:
        digits = text.lower().removeprefix("rp").replace(".", "").replace(" ", "")
        if digits and not digits.isdecimal():
            found = {"found": text}
            self.add_error(
                name, _("Tulis rupiah bulat seperti 4.636.800.000, bukan %(found)s.") % found
            )
            return 0
        return int(digits or 0)

    def _share(self, name: str, text: str) -> int | None:
        words = text.strip().removesuffix("%").strip().replace(",", ".")
        if not words:
            return None
        try:
            share = Decimal(words) * 100
        except InvalidOperation:
            share = Decimal(-1)
        if not 0 <= share <= 10_000:
            self.add_error(name, _("Tulis persen 0 sampai 100, bukan %(found)s.") % {"found": text})
            return None
        return int(share)


def compose(form: ScenarioForm, before: Mapping[str, Any] | None) -> dict[str, Any]:
    """The inputs of the scenario that a valid form asks for.

    Groups come from the sheet, else from the version before, else from the guided groups; money of
    other governments from the sheet, else from the version before. Raises ``PlanningRefused`` and
    ``RefusedFile``.
    """
    entered = form.cleaned_data
    years = tuple(range(entered["first_year"], entered["first_year"] + entered["years"]))
    on = date(years[0], 1, 1)
    segments = defaults.segments(on)
    earlier = problem_of(before) if before else None
    known = {
        one.code: Place(
            one.code, entered[f"universe_{one.code}"] or 0, entered[f"active_{one.code}"] or 0
        )
        for one in form.places
    }
    groups = _groups(form, earlier, known, segments, on)
    for group in groups:  # of the government as a whole, beside those of its parts
        known.setdefault(group.region, Place(group.region, 0, 0))
    used = {group.segment for group in groups}
    own = _own_funds(form, years, [one.code for one in segments], list(known))
    others = _other_funds(form, earlier, years, segments, list(known))
    targets = _targets(entered, years)
    problem = Problem(
        years=years,
        places=tuple(
            replace(place, targets=targets if entered["places_too"] else ())
            for place in known.values()
        ),
        segments=tuple(one for one in segments if one.code in used),
        groups=groups,
        funds=tuple(_only(fund, used, entered["least_list"]) for fund in (*own, *others)),
        goals=entered["goals"],
        province_targets=targets,
        whole_villages=entered["whole_villages"],
    )
    return data_of(problem)


def _groups(
    form: ScenarioForm,
    earlier: Problem | None,
    known: Mapping[str, Place],
    segments: Sequence[Segment],
    on: date,
) -> tuple[Group, ...]:
    file = form.cleaned_data["groups_file"]
    if file is not None:
        with on_disk(file) as path:
            return read_groups(
                path,
                regions={*known, form.region.pk},
                segments={one.code for one in segments},
                villages=defaults.villages(form.region.pk),
            )
    if earlier is not None:
        return earlier.groups
    codes = {one.code for one in segments}
    found = defaults.groups(form.reader, form.region.pk, on)
    return tuple(one for one in found if one.segment in codes)


def _own_funds(
    form: ScenarioForm, years: Sequence[int], segments: Sequence[str], places: Sequence[str]
) -> list[Fund]:
    entered, found = form.cleaned_data, []
    for source in form.sources:
        money = tuple(entered[f"money_{source}_{at}"] for at in range(len(years)))
        if not any(money):
            continue
        made = defaults.fund(
            source,
            form.region.pk,
            f"{source.label} {form.region.pk}",
            on=date(years[0], 1, 1),
            known_segments=segments,
            places=places,
        )
        menu = tuple(int(word) for word in (entered[f"months_{source}"] or "12").split(","))
        decile = entered[f"decile_{source}"] or 10
        found.append(replace(made, money=money, months=menu, deciles_to=decile))
    return found


def _other_funds(
    form: ScenarioForm,
    earlier: Problem | None,
    years: Sequence[int],
    segments: Sequence[Segment],
    places: Sequence[str],
) -> tuple[Fund, ...]:
    file = form.cleaned_data["funds_file"]
    if file is None:
        kept = earlier.funds if earlier and earlier.years == tuple(years) else ()
        return tuple(fund for fund in kept if fund.owner != form.region.pk)

    def make(source: str, owner: str, _code: str) -> Fund:
        return defaults.fund(
            source,
            owner,
            f"{FundSource(source).label} {owner}",
            on=date(years[0], 1, 1),
            known_segments=[one.code for one in segments],
            places=places,
        )

    with on_disk(file) as path:
        return read_funds(
            path, years=years, owners=set(places), sources=FundSource.values, make=make
        )


def _only(fund: Fund, used: set[str], least_list: int) -> Fund:
    """The fund with those of its segments that the groups have."""
    within = tuple(code for code in fund.segments if code in used)
    shares = tuple(code for code in fund.share_segments if code in used)
    empty = bool(fund.segments) and not within
    return replace(
        fund,
        segments=within,
        share_segments=shares,
        least_list=least_list,
        money=tuple(0 for _ in fund.money) if empty else fund.money,
    )


def _targets(entered: Mapping[str, Any], years: Sequence[int]) -> tuple[int, ...]:
    """The targets by year; a year without one keeps that of the year before."""
    found: list[int] = []
    for at in range(len(years)):
        told = entered[f"target_{at}"]
        found.append(told if told is not None else (found[-1] if found else 0))
    return tuple(found) if any(found) else ()


def initial_of(problem: Problem, region: Region) -> dict[str, Any]:
    """The form's entries that would ask for this problem again."""
    told: dict[str, Any] = {
        "first_year": problem.years[0],
        "years": len(problem.years),
        "whole_villages": problem.whole_villages,
        "least_list": max((fund.least_list for fund in problem.funds), default=1),
        "places_too": any(place.targets for place in problem.places),
    }
    for goal in GOALS:
        told[f"goal_{goal}"] = problem.goals.index(goal) + 1 if goal in problem.goals else None
    for at, share in enumerate(problem.province_targets[:YEARS]):
        told[f"target_{at}"] = f"{share // 100},{share % 100:02d}"
    menus = {code for code, _name in MONTHS}
    for fund in problem.funds:
        if fund.owner != region.pk:
            continue
        for at, money in enumerate(fund.money[:YEARS]):
            told[f"money_{fund.source}_{at}"] = f"{money:,}".replace(",", ".") if money else ""
        menu = ",".join(map(str, fund.months))
        told[f"months_{fund.source}"] = menu if menu in menus else "12"
        told[f"decile_{fund.source}"] = fund.deciles_to
    return told
