"""Targets on record: list, entry, sheet, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.errors import NotFound, PayungError
from payung.monitoring.models import CoverageTarget, IndicatorDefinition
from payung.monitoring.operations.importing_targets import (
    COLUMNS,
    OPTIONAL,
    import_targets,
)
from payung.monitoring.operations.targets import set_target, withdraw_target
from payung.monitoring.queries.target_list import (
    TargetRow,
    target_rows,
    target_to_change,
    targets_seen,
)
from payung.monitoring.reach import sees_whole
from payung.reference.models import Confidence
from payung.reference.row_answers import SheetAnswer
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters, target_effects, target_gaps, target_paths
from payung.site.pages.gate import page, paged
from payung.site.pages.places import home_region
from payung.site.pages.target_forms import TargetForm, TargetSheetForm, WithdrawForm
from payung.site.pages.target_words import (
    SEGMENT_NAMES,
    STANDINGS,
    region_of,
    scale_of,
    value_of,
)
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

HERE = "site:targets"


@page(permissions.VIEW_COVERAGE)
def targets(request: HttpRequest) -> HttpResponse:
    """The gap of the reader's own region; for the nation that of the provinces."""
    code = home_region(request.reader)
    if code is None:
        return redirect("site:target_gap_nation")
    return redirect("site:target_gap", code=code)


@page(permissions.VIEW_COVERAGE)
def target_list(request: HttpRequest) -> HttpResponse:
    """The targets on record with who set them, in which document, on which scale."""
    rows = _rows(request)
    may_change = _changeable(request)
    seen = targets_seen(request.reader)
    codes = seen.order_by("definition__code").values_list("definition__code", flat=True)
    scales = IndicatorDefinition.objects.filter(code__in=codes.distinct()).order_by("code")
    context = {
        "page": paged(request, [_shown(row, may_change(row.target)) for row in rows]),
        "conflicts": sum(row.conflicts for row in rows),
        "years": sorted(set(seen.values_list("year", flat=True)), reverse=True),
        "chosen_year": _year(request) or "",
        "scales": {one.code: scale_of(one) for one in scales}.items(),
        "chosen_scale": request.GET.get("skala", ""),
        "history": "semua" in request.GET,
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "tab": "list",
        "trail": trail((_("Target dan kekurangan"), reverse(HERE)), (_("Daftar target"), "")),
    }
    return render(request, "site/target_list.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def target_list_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="target",
        title=_("Target jaminan sosial ketenagakerjaan"),
        columns=[
            export.Column(_("Wilayah")),
            export.Column(_("Kode")),
            export.Column(_("Tahun")),
            export.Column(_("Skala")),
            export.Column(_("Segmen")),
            export.Column(_("Target (perseratus persen)"), "count"),
            export.Column(_("Target (orang)"), "count"),
            export.Column(_("Jenis penetap")),
            export.Column(_("Ditetapkan oleh")),
            export.Column(_("Dokumen")),
            export.Column(_("Keyakinan")),
            export.Column(_("Keadaan")),
        ],
        rows=[
            (
                region_of(row.target),
                row.target.region_id or "ID",
                str(row.target.year),
                scale_of(row.target.definition),
                str(SEGMENT_NAMES[row.target.part]) if row.target.part else "",
                row.target.share,
                row.target.persons,
                str(row.target.get_setter_display()),
                row.target.set_by,
                row.target.document,
                row.target.confidence,
                str(STANDINGS[row.standing][0]),
            )
            for row in _rows(request)
        ],
    )


@page(permissions.SET_TARGETS, methods=("GET", "HEAD", "POST"))
def target_new(request: HttpRequest) -> HttpResponse:
    """Record a target; a refusal comes back with the form."""
    initial = {"region": request.GET.get("wilayah", ""), "confidence": "high"}
    form = TargetForm(request.reader, data=request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = set_target(actor=request.reader, **form.told())
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Target sudah dicatat."))
            return redirect(f"{reverse('site:target_list')}?tahun={made.year}")
    context = {
        "form": form,
        "trail": trail((_("Target dan kekurangan"), reverse(HERE)), (_("Catat target"), "")),
    }
    return render(request, "site/target_new.html", context, status=400 if form.errors else 200)


@page(permissions.SET_TARGETS, methods=("GET", "HEAD", "POST"))
def target_import(request: HttpRequest) -> HttpResponse:
    """Take in targets from a sheet; each row is answered."""
    form = TargetSheetForm(data=request.POST or None, files=request.FILES or None)
    answer: SheetAnswer | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with on_disk(form.cleaned_data["file"]) as file:
                answer = import_targets(actor=request.reader, file=file)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            if answer.written:
                many = {"new": number(len(answer.new)), "rows": number(len(answer.rows))}
                told = _("%(new)s target baru dicatat dari %(rows)s baris.") % many
                messages.success(request, told)
    context = {
        "form": form,
        "answer": answer,
        "columns": [names[0] for names in COLUMNS.values()],
        "optional": [names[0] for names in OPTIONAL.values()],
        "trail": trail((_("Target dan kekurangan"), reverse(HERE)), (_("Impor target"), "")),
    }
    wrong = bool(form.errors) or (answer is not None and not answer.written)
    return render(request, "site/target_import.html", context, status=400 if wrong else 200)


@page(permissions.SET_TARGETS, methods=("GET", "HEAD", "POST"))
def target_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a target that was recorded by mistake."""
    try:
        target = target_to_change(request.reader, pk)
    except NotFound as refusal:
        raise Http404(str(refusal)) from refusal
    form = WithdrawForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_target(actor=request.reader, target_id=pk, reason=form.cleaned_data["reason"])
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Target dicabut; catatannya tetap tersimpan."))
            return redirect(f"{reverse('site:target_list')}?semua=1&tahun={target.year}")
    context = {
        "form": form,
        "row": _shown(TargetRow(target, _standing_of(request, target.pk), False)),
        "trail": trail((_("Target dan kekurangan"), reverse(HERE)), (_("Cabut target"), "")),
    }
    return render(request, "site/target_withdraw.html", context, status=400 if form.errors else 200)


def _standing_of(request: HttpRequest, pk: int):  # type: ignore[no-untyped-def]
    rows = target_rows(request.reader, history=True)
    return next(row.standing for row in rows if row.target.pk == pk)


def _rows(request: HttpRequest) -> list[TargetRow]:
    return target_rows(
        request.reader,
        region=filters.region(request),
        year=_year(request),
        code=request.GET.get("skala", ""),
        history="semua" in request.GET,
    )


def _changeable(request: HttpRequest) -> Callable[[CoverageTarget], bool]:
    """Whether the reader may withdraw a target; each region is asked about once."""
    reader: Reader = request.reader  # type: ignore[attr-defined]

    @cache
    def within(region: str | None) -> bool:
        return sees_whole(reader, region, permissions.SET_TARGETS)

    return lambda target: within(target.region_id)


def _shown(row: TargetRow, may_change: bool = False) -> dict[str, object]:
    state, style = STANDINGS[row.standing]
    return {
        "target": row.target,
        "region": region_of(row.target),
        "scale": scale_of(row.target.definition),
        "segment": SEGMENT_NAMES[row.target.part] if row.target.part else "",
        "value": value_of(row.target),
        "state": state,
        "style": style,
        "conflicts": row.conflicts,
        "confidence": Confidence(row.target.confidence).label,
        "may_change": may_change,
        "withdrawn": getattr(row.target, "withdrawal", None),
    }


def _year(request: HttpRequest) -> int | None:
    text = request.GET.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


routes: list[URLPattern] = [
    path("target/", targets, name="targets"),
    path("target/daftar/", target_list, name="target_list"),
    path("target/daftar/ekspor.<format:format>", target_list_export, name="target_list_export"),
    path("target/baru/", target_new, name="target_new"),
    path("target/impor/", target_import, name="target_import"),
    path("target/<int:pk>/cabut/", target_withdraw, name="target_withdraw"),
    *target_gaps.routes,
    *target_paths.routes,
    *target_effects.routes,
]
