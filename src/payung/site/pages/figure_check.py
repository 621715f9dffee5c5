"""The figure checker: a pasted report or an uploaded table, with findings beside it.

Nothing is stored: the answer is the answer to the form, and gone with it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from payung.access import permissions
from payung.errors import PayungError
from payung.monitoring.figure_check import (
    Check,
    Finding,
    Sureness,
    check_file,
    check_pasted,
    earlier_figures,
    registers,
)
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.figure_blocks import MOST_SHOWN, blocks
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

#: How sure, in words, and the look beside the word.
LEVELS: dict[Sureness, tuple[object, str]] = {
    Sureness.HIGH: (lazy("Hampir pasti"), "state--bad"),
    Sureness.MEDIUM: (lazy("Diragukan"), "state--warn"),
    Sureness.LOW: (lazy("Catatan"), "state--quiet"),
}


class FigureForm(forms.Form):
    """A text or a file, and what helps to judge it."""

    text = forms.CharField(
        label=lazy("Teks laporan, atau sel dari lembar kerja"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=lazy("Atau berkas CSV, XLSX, TXT"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.md"}),
    )
    published = forms.DateField(
        label=lazy("Tanggal terbit"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=lazy("Angka sesudah tanggal ini diragukan."),
    )
    earlier = forms.FileField(
        label=lazy("Tabel angka sebelumnya (CSV atau XLSX)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=lazy("Untuk lonjakan; hanya angka berdefinisi sama yang dibandingkan."),
    )
    columns = forms.CharField(
        label=lazy("Peran kolom"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "numerator=Jumlah TK"}),
        help_text=lazy("Satu baris satu kolom, bila judulnya tidak dikenal: peran=judul."),
    )

    def clean(self) -> dict[str, Any]:
        """Exactly one of text and file."""
        entered = super().clean() or {}
        has_text, has_file = bool((entered.get("text") or "").strip()), bool(entered.get("file"))
        if not self.errors and not has_text and not has_file:
            raise forms.ValidationError(_("Tempelkan teks atau pilih berkas dulu."))
        if has_text and has_file:
            raise forms.ValidationError(_("Pilih salah satu: teks atau berkas."))
        return entered

    def clean_columns(self) -> dict[str, str]:
        """The roles given by hand."""
        mapping = {}
        for line in filter(None, map(str.strip, self.cleaned_data["columns"].splitlines())):
            role, sign, heading = line.partition("=")
            if not sign or not heading.strip():
                raise forms.ValidationError(
                    _("Tulis peran=judul, misalnya numerator=Jumlah TK; bukan %(found)s.")
                    % {"found": line}
                )
            mapping[role.strip()] = heading.strip()
        return mapping


@page(permissions.VIEW_COVERAGE, methods=("GET", "HEAD", "POST"))
def figure_check(request: HttpRequest) -> HttpResponse:
    """The empty form; or, for a posted one, the findings beside what was given."""
    if request.method != "POST":
        return _answer(request, FigureForm())
    form = FigureForm(data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _answer(request, form, status=400)
    try:
        check = _check(request, form.cleaned_data)
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _answer(request, form, status=400)
    if "unduh" in request.POST and request.reader.can(permissions.EXPORT):  # type: ignore[attr-defined]
        return _download(request, check)
    return _answer(request, form, check)


def _check(request: HttpRequest, entered: dict[str, Any]) -> Check:
    knowledge = registers.knowledge()
    known = registers.earlier(request.reader)  # type: ignore[attr-defined]
    if before := entered["earlier"]:
        known += earlier_figures(before.file, before.name, knowledge)
    file = entered["file"]
    if file is None:
        return check_pasted(
            entered["text"], knowledge=knowledge, published=entered["published"], earlier=known
        )
    return check_file(
        file.file,
        file.name,
        mapping=entered["columns"],
        knowledge=knowledge,
        published=entered["published"],
        earlier=known,
    )


def _answer(
    request: HttpRequest, form: FigureForm, check: Check | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "main_fields": [form["text"], form["file"], form["published"]],
        "more_fields": [form["earlier"], form["columns"]],
        "check": check,
        "trail": trail((_("Periksa angka"), "")),
    }
    if check is not None:
        context |= {
            "levels": [
                (name, style, check.count(sure), sure is Sureness.HIGH)
                for sure, (name, style) in LEVELS.items()
            ],
            "blocks": blocks(check, _words),
            "not_shown": max(0, check.total - MOST_SHOWN),
            "file_name": check.table.title if check.table else "",
            "known_columns": _known_columns(check),
        }
    return render(request, "site/figure_check.html", context, status=status)


def _known_columns(check: Check) -> str:
    columns = check.table.columns if check.table else []
    return ", ".join(column.heading for column in columns if column.role)


def _words(finding: Finding) -> dict[str, object]:
    """A finding as the page says it."""
    name, style = LEVELS[finding.sureness]
    return {
        "level": name,
        "style": style,
        "name": finding.name(language()),
        "found": finding.found,
        "why": finding.why(language()),
        "likely": finding.likely,
        "because": finding.because(language()),
    }


def _download(request: HttpRequest, check: Check) -> HttpResponse:
    """All findings as a workbook."""
    return export.answer(
        reader=request.reader,  # type: ignore[attr-defined]
        format="xlsx",
        name="periksa-angka",
        title=_("Angka yang diragukan"),
        columns=[
            export.Column(_("Jenis")),
            export.Column(_("Baris"), "count"),
            export.Column(_("Kolom")),
            export.Column(_("Tertulis")),
            export.Column(_("Mungkin benar")),
            export.Column(_("Mengapa diragukan")),
            export.Column(_("Keyakinan")),
            export.Column(_("Alasan keyakinan")),
        ],
        rows=[_row(finding, check) for finding in check.findings],
    )


def _row(finding: Finding, check: Check) -> tuple[object, ...]:
    row = finding.place.row
    if row is None:
        row = check.text.count("\n", 0, finding.place.start or 0) + 1
    return (
        finding.name(language()),
        row,
        finding.place.column,
        finding.found,
        finding.likely,
        finding.why(language()),
        str(LEVELS[finding.sureness][0]),
        finding.because(language()),
    )


routes: list[URLPattern] = [path("periksa-angka/", figure_check, name="figure_check")]
