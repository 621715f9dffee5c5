"""Forms of what an officer finds: one for each paper, made from the law's door of the programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from payung.claims.facts.sheet import EVENT_DAYS
from payung.claims.incapacity import Period, counted
from payung.claims.operations.findings import LONGEST_SOURCE, SHORTEST_SOURCE
from payung.law.benefits.doors import DOORS
from payung.law.benefits.reading import hints, optional_of, plain, read
from payung.law.jkk.partial_disability import Loss
from payung.site.pages.case_forms import day_field
from payung.site.pages.claim_fact_words import choices, fact_name, losses, table_names


@dataclass(frozen=True)
class Group:
    """What is found from one kind of paper; ``code`` names its form in the address."""

    code: str
    name: object
    help: object
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """Fields that stand in one row of the page; ``row`` 0 is what has no row."""

    row: int
    fields: list[forms.BoundField]
    is_open: bool


_COVER = ("segment", "is_registered", "unpaid_months")
GROUPS: dict[str, tuple[Group, ...]] = {
    "jkk": (
        Group(
            "cacat", _("Cacat"), _("Hasil penilaian dokter menurut tabel cacat."),
            ("losses", "left_handed", "is_totally_disabled"),
        ),
        Group(
            "tidak-mampu-bekerja", _("Masa tidak mampu bekerja"),
            _("Masa istirahat menurut surat dokter; bulan dan harinya dihitung dari tanggal."),
            ("incapacity_months", "incapacity_days"),
        ),
        Group(
            "biaya", _("Biaya"), _("Jumlah menurut kuitansi, sebelum batas apa pun."),
            (
                *("medical_cost", "trips", "denture_cost", "hearing_aid_cost", "glasses_cost"),
                *("home_care_cost", "home_care_months", "prosthesis_reference_price"),
            ),
        ),
        Group(
            "peristiwa", _("Peristiwa"), _("Yang terjadi, kapan, dan apakah akibat pekerjaan."),
            (
                *("accident_on", "cause", "is_suspected", "in_traffic", "died_on"),
                *("employment_ended_on", "first_report_hours"),
            ),
        ),
        Group(
            "upah", _("Upah dan kepesertaan"), _("Bila bukti lain berbeda dari buku kita."),
            ("wage", "income", "real_wage", *_COVER),
        ),
    ),
    "jkm": (
        Group(
            "kematian", _("Kematian"), _("Menurut akta kematian dan keterangan dokter."),
            ("died_on", "is_work_accident"),
        ),
        Group(
            "kepesertaan", _("Kepesertaan dan iuran"),
            _("Bila bukti lain berbeda dari buku kita."),
            (*_COVER, "months_paid", "paid_months_in_a_row"),
        ),
    ),
    "jht": (
        Group(
            "peristiwa", _("Peristiwa"), _("Sebab pembayaran dan tanggalnya."),
            ("event_on", "event", "purpose"),
        ),
        Group(
            "saldo", _("Saldo"), _("Saldo menurut sistem lama, bila iurannya tidak ada di sini."),
            ("balance", "membership_months", "took_part_before"),
        ),
    ),
    "jp": (
        Group(
            "peristiwa", _("Peristiwa"), _("Jenis pensiun, tanggalnya, dan keadaan peserta."),
            ("kind", "event_on", "was_unmarried", "last_pension"),
        ),
        Group(
            "masa-iur", _("Masa iur dan upah"), _("Bila sebagian riwayat ada pada sistem lama."),
            ("months_paid", "months_enrolled", "average_annual_wage", "accumulated"),
        ),
    ),
    "jkp": (
        Group(
            "berhenti-bekerja", _("Berhenti bekerja"), _("Menurut surat pemutusan hubungan kerja."),
            ("terminated_on", "reason", "is_enrolled", "is_citizen"),
        ),
        Group(
            "iuran", _("Iuran dan manfaat sebelumnya"),
            _("Bila bukti lain berbeda dari buku kita."),
            (
                *("wage", "unpaid_months", "months_paid_in_window", "longest_run"),
                *("drawn_before", "months_paid_since", "ended_after_months"),
            ),
        ),
    ),
    "pmi": (
        Group(
            "peristiwa", _("Peristiwa"), _("Yang terjadi di luar negeri dan biayanya."),
            ("event", "event_on", "cost", "paid_by_local_insurance", "service_months"),
        ),
        Group(
            "cacat", _("Cacat"), _("Hasil penilaian dokter menurut tabel cacat."),
            ("losses", "left_handed"),
        ),
    ),
}  # fmt: skip
_LOSS_ROWS, _PERIODS = 4, 4
_MODES = "jkk/transport_caps"
_EYES = ("better_eye", "other_eye")


class FactForm(forms.Form):
    """Findings of one kind; an empty field is what the books say, or nothing."""

    def __init__(
        self, group: Group, door: str, on: date, found: Mapping[str, Any], **arguments: object
    ) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.group, self.door, self.on, self.found = group, door, on, found
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput())
        for name in group.fields:
            _MAKERS.get(name, _plain)(self, name)
        self.fields["source"] = forms.CharField(
            label=translated("Sumber"),
            min_length=SHORTEST_SOURCE,
            max_length=LONGEST_SOURCE,
            help_text=translated(
                "Berkas yang Anda baca, misalnya “Surat dokter RSUD tanggal 3 Desember 2024”."
            ),
        )

    def blocks(self) -> list[Block]:
        """The fields as they stand together; rows that are seldom needed are folded away."""
        found: list[Block] = []
        for bound in self.visible_fields():
            row = bound.name.rpartition("_")[2]
            number = int(row) if row.isdigit() else 0
            if not found or found[-1].row != number:
                is_used = bool(bound.value()) or bool(bound.errors)
                found.append(Block(number, [], is_open=number < 2 or is_used))
            found[-1].fields.append(bound)
        return found

    def told(self) -> dict[str, Any]:
        """What changed: new values as plain data, None for what was emptied.

        Raises ``PayungError`` for periods or losses that cannot be.
        """
        changed = {}
        for name in self.group.fields:
            value = _TELLERS.get(name, _told)(self, name)
            if value != (self.found.get(name) if name in self.found else _EMPTY.get(name)):
                changed[name] = value
        return changed

    def source(self) -> str:
        """Whence it is, with the periods that were counted."""
        told = self.cleaned_data["source"]
        periods = "; ".join(
            f"{one.first:%d-%m-%Y} s.d. {one.last:%d-%m-%Y}" for one in self.periods()
        )
        return f"{told} ({periods})"[:LONGEST_SOURCE] if periods else str(told)

    def periods(self) -> list[Period]:
        """The periods that were filled in."""
        days = [
            (self.cleaned_data.get(f"first_{row}"), self.cleaned_data.get(f"last_{row}"))
            for row in range(1, _PERIODS + 1)
        ]
        return [Period(first, last) for first, last in days if first and last]

    def clean(self) -> dict[str, Any]:
        """A period needs both its days."""
        entered = super().clean() or self.cleaned_data
        for row in range(1, _PERIODS + 1):
            if bool(entered.get(f"first_{row}")) != bool(entered.get(f"last_{row}")):
                self.add_error(f"last_{row}", translated("Isi hari pertama dan hari terakhirnya."))
        return entered


#: What an empty form means where a list is found.
_EMPTY: dict[str, Any] = {"losses": None, "trips": None}


def _plain(form: FactForm, name: str) -> None:
    kind = optional_of(hints(DOORS[form.door].facts)[name])
    found = form.found.get(name)
    if kind is date:
        made: forms.Field = day_field("", required=False)
        made.initial = date.fromisoformat(str(found)) if found else None
    elif kind is bool:
        options = [("", "–"), ("ya", translated("Ya")), ("tidak", translated("Tidak"))]
        made = forms.ChoiceField(choices=options, required=False)
        made.initial = "" if found is None else ("ya" if found else "tidak")
    elif options_of := choices(form.door, name, form.on):
        made = forms.ChoiceField(choices=[("", "–"), *options_of.items()], required=False)
        made.initial = found
    else:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        made = forms.CharField(max_length=30, required=False, widget=widget)
        made.initial = found
    made.label = fact_name(name)
    form.fields[name] = made


def _told(form: FactForm, name: str) -> Any:
    value = form.cleaned_data.get(name)
    if value in (None, ""):
        return None
    if isinstance(value, date):
        return value.isoformat()
    if value in ("ya", "tidak") and optional_of(hints(DOORS[form.door].facts)[name]) is bool:
        return value == "ya"
    # As it was shown it is the same number; whatever else was typed, the law reads.
    return form.found[name] if str(value) == str(form.found.get(name)) else value


def _make_losses(form: FactForm, name: str) -> None:
    options = [("", "–"), *losses(form.on).items()]
    rows = list(form.found.get(name) or ())
    for row in range(1, _LOSS_ROWS + 1):
        old: Mapping[str, Any] = rows[row - 1] if row <= len(rows) else {}
        form.fields[f"loss_{row}"] = forms.ChoiceField(
            label=translated("Cacat %(row)s") % {"row": row},
            choices=options,
            required=False,
            initial=old.get("loss"),
        )
        form.fields[f"function_lost_{row}"] = _share(
            translated("Fungsi yang hilang %(row)s") % {"row": row},
            translated("Kosongkan bila bagian itu hilang seluruhnya."),
            old.get("function_lost", 1_000_000) if old else None,
        )
        form.fields[f"steps_{row}"] = forms.IntegerField(
            label=translated("Berapa kali %(row)s") % {"row": row},
            help_text=translated("Jumlah jari, atau berapa kali 10 dB atau 10 persen."),
            min_value=1,
            required=False,
            initial=old.get("steps"),
        )
        form.fields[f"assessed_{row}"] = _share(
            translated("Persentase dokter %(row)s") % {"row": row},
            translated("Hanya bagi cacat yang tabelnya menyebut dua batas."),
            old.get("assessed"),
        )
    eyes = next((one for one in rows if "better_eye" in one), {})
    for eye, label in zip(
        _EYES, (_("Sisa mata yang lebih baik"), _("Sisa mata yang lain")), strict=True
    ):
        form.fields[eye] = _share(
            translated(str(label)), translated("Hanya bagi tajam penglihatan."), eyes.get(eye)
        )


def _share(label: str, help_text: str, initial: int | None) -> forms.CharField:
    made = forms.CharField(label=label, help_text=help_text, required=False, max_length=12)
    made.initial = None if initial is None else _percent(initial)
    return made


def _percent(ppm: int) -> str:
    whole, part = divmod(ppm, 10_000)
    decimals = f"{part:04d}".rstrip("0")
    return f"{whole},{decimals}%" if decimals else f"{whole}%"


def _told_losses(form: FactForm, name: str) -> list[dict[str, Any]] | None:
    told = []
    for row in range(1, _LOSS_ROWS + 1):
        code = form.cleaned_data.get(f"loss_{row}")
        if not code:
            continue
        given = {"loss": code, "steps": form.cleaned_data.get(f"steps_{row}")}
        for part in ("function_lost", "assessed"):
            given[part] = _as_share(form.cleaned_data.get(f"{part}_{row}"))
        if code == "VISUAL_ACUITY":
            given |= {eye: _as_share(form.cleaned_data.get(eye)) for eye in _EYES}
        told.append(plain(read(Loss, given)))
    return told or None


def _as_share(text: str | None) -> str | None:
    """A share as people type it: 25 is 25 %."""
    typed = (text or "").strip()
    return f"{typed}%" if typed and not typed.endswith("%") else typed or None


def _make_trips(form: FactForm, name: str) -> None:
    old = {one["mode"]: one["cost"] for one in form.found.get(name) or ()}
    for mode, label in table_names(_MODES, "mode", form.on).items():
        form.fields[f"trip_{mode}"] = forms.CharField(
            label=f"{fact_name(name)}: {label}",
            required=False,
            max_length=30,
            initial=old.get(mode),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        )


def _told_trips(form: FactForm, name: str) -> list[dict[str, Any]] | None:
    old = {one["mode"]: one["cost"] for one in form.found.get(name) or ()}
    told = []
    for mode in table_names(_MODES, "mode", form.on):
        cost = form.cleaned_data.get(f"trip_{mode}")
        if cost:
            told.append({"mode": mode, "cost": old[mode] if cost == str(old.get(mode)) else cost})
    return told or None


def _make_periods(form: FactForm, name: str) -> None:
    """Months and days of incapacity come from periods; typed numbers stand where none is told."""
    if name == "incapacity_months":
        for row in range(1, _PERIODS + 1):
            first = translated("Masa %(row)s: hari pertama") % {"row": row}
            last = translated("Masa %(row)s: hari terakhir") % {"row": row}
            form.fields[f"first_{row}"] = day_field(first, required=False)
            form.fields[f"last_{row}"] = day_field(last, required=False)
    _plain(form, name)
    form.fields[name].help_text = translated("Kosongkan bila Anda mengisi tanggal di atas.")


def _told_periods(form: FactForm, name: str) -> Any:
    periods = form.periods()
    if not periods:
        return _told(form, name)
    months, days = counted(form.on, periods)
    return months if name == "incapacity_months" else days


_MAKERS = {
    "losses": _make_losses,
    "trips": _make_trips,
    "incapacity_months": _make_periods,
    "incapacity_days": _make_periods,
}
_TELLERS = {
    "losses": _told_losses,
    "trips": _told_trips,
    "incapacity_months": _told_periods,
    "incapacity_days": _told_periods,
}


def group_of(door: str, code: str) -> Group | None:
    """The group of that name; None where the programme has no such form."""
    return next((group for group in GROUPS[door] if group.code == code), None)


def event_day(door: str, values: Mapping[str, Any], otherwise: date) -> date:
    """The day of the event by which tables and choices are chosen."""
    told = values.get(EVENT_DAYS[door])
    return date.fromisoformat(str(told)) if told else otherwise
