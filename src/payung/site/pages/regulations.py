"""Regulations and plans: governments side by side, the register, and what is asked of it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.errors import PayungError
from payung.reference.models import Region
from payung.reference.queries import territory_codes
from payung.reference.row_answers import SheetAnswer
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters, regional_plans
from payung.site.pages import regulation as one
from payung.site.pages.gate import page, paged
from payung.site.pages.regulation_forms import (
    CitationForm,
    RegulationForm,
    SheetForm,
    UniquenessForm,
)
from payung.site.pages.regulation_words import (
    HOLDINGS,
    STATUS_STYLES,
    citation_rows,
    holding,
)
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk
from payung.sponsorship.models import Duty, Instrument, RegionalRegulation
from payung.sponsorship.operations.importing_regulations import (
    COLUMNS,
    OPTIONAL,
    import_regulations,
)
from payung.sponsorship.operations.regulations import record_regulation
from payung.sponsorship.queries import regulations as register
from payung.sponsorship.queries.regulations import Government, Uniqueness

HERE = "site:regulations"


@page(permissions.VIEW_REGULATIONS)
def regulations(request: HttpRequest) -> HttpResponse:
    """What each government has and lacks today; a reader of one government sees its own page."""
    every = _governments(request)
    if len(every) == 1 and not request.GET:
        return redirect("site:regulation_government", code=every[0].region.pk)
    chosen = filters.choice(request, "keadaan", HOLDINGS)
    many = {key: sum(holding(row) == key for row in every) for key in HOLDINGS}
    context = {
        "figures": _figures(every, many),
        "tabs": [(key, name, many[key]) for key, (name, _style) in HOLDINGS.items()],
        "all_count": len(every),
        "chosen_state": chosen,
        "page": paged(
            request,
            [(row, *HOLDINGS[holding(row)]) for row in every if chosen in ("", holding(row))],
        ),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "search": filters.search(request),
        "trail": trail((_("Regulasi dan rencana"), "")),
    }
    return render(request, "site/regulations.html", context)


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def regulations_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same table as a file."""
    chosen = filters.choice(request, "keadaan", HOLDINGS)
    rows = [row for row in _governments(request) if chosen in ("", holding(row))]
    return export.answer(
        reader=request.reader,
        format=format,
        name="regulasi-menurut-daerah",
        title=_("Regulasi menurut pemerintah daerah"),
        columns=[
            export.Column(_("Pemerintah daerah")),
            export.Column(_("Keadaan")),
            export.Column(_("Instrumen terkuat")),
            export.Column(_("Perda sejak"), "date"),
            export.Column(_("Perkada sejak"), "date"),
            export.Column(_("Instrumen berlaku"), "count"),
            export.Column(_("Belum diwajibkan")),
            export.Column(_("Rencana jangka menengah")),
            export.Column(_("Target tahun ini"), "count"),
        ],
        rows=[
            (
                row.region.name,
                str(HOLDINGS[holding(row)][0]),
                row.strongest.citation if row.strongest else "",
                row.perda.valid_from if row.perda else None,
                row.perkada.valid_from if row.perkada else None,
                len(row.in_force),
                "; ".join(str(duty.label) for duty in row.lacking),
                row.plan.name if row.plan else "",
                row.targets,
            )
            for row in rows
        ],
    )


@page(permissions.VIEW_REGULATIONS)
def regulation_list(request: HttpRequest) -> HttpResponse:
    """The register, the newest first."""
    shown = paged(request, _found(request))
    shown.object_list = register.rows(shown.object_list, today())
    context = {
        "page": shown,
        "styles": STATUS_STYLES,
        "instruments": Instrument.choices,
        "chosen_instrument": filters.choice(request, "jenis", Instrument.values),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "search": filters.search(request),
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Register"), "")),
    }
    return render(request, "site/regulation_list.html", context)


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def regulation_list_export(request: HttpRequest, format: str) -> HttpResponse:
    """The register as a file."""
    labels = dict(Duty.choices)
    return export.answer(
        reader=request.reader,
        format=format,
        name="register-regulasi",
        title=_("Register regulasi daerah"),
        columns=[
            export.Column(_("Tentang")),
            export.Column(_("Pemerintah daerah")),
            export.Column(_("Jenis")),
            export.Column(_("Nomor")),
            export.Column(_("Tahun")),
            export.Column(_("Tanggal penetapan"), "date"),
            export.Column(_("Mulai berlaku"), "date"),
            export.Column(_("Berlaku sampai"), "date"),
            export.Column(_("Keadaan")),
            export.Column(_("Mewajibkan")),
            export.Column(_("Sumber naskah")),
        ],
        rows=[
            (
                row.regulation.title,
                row.regulation.region.name,
                str(row.regulation.get_instrument_display()),
                row.regulation.number,
                str(row.regulation.year),
                row.regulation.enacted_on,
                row.regulation.valid_from,
                row.regulation.valid_to,
                str(row.standing.status.label),
                "; ".join(str(labels[code]) for code in row.regulation.duties),
                row.regulation.source,
            )
            for row in register.rows(_found(request), today())
        ],
    )


@page(permissions.VIEW_REGULATIONS)
def regulation_unique(request: HttpRequest) -> HttpResponse:
    """Whether one government alone of a scope has an instrument on a day."""
    asked = UniquenessForm(
        data=request.GET or None, initial={"jenis": Instrument.PERDA, "per": today()}
    )
    answer: Uniqueness | None = None
    if request.GET and asked.is_valid():
        answer = _uniqueness(asked)
    context = {
        "form": asked,
        "answer": answer,
        "asked": asked.cleaned_data if answer else {},
        "instrument": dict(Instrument.choices).get(asked.data.get("jenis", ""), ""),
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Satu-satunya?"), "")),
    }
    return render(request, "site/regulation_unique.html", context)


@page(permissions.VIEW_REGULATIONS, methods=("GET", "HEAD", "POST"))
def regulation_check(request: HttpRequest) -> HttpResponse:
    """Whether the rules that a text cites exist; nothing of the text is kept."""
    form = CitationForm(data=request.POST or None)
    checked = request.method == "POST" and form.is_valid()
    findings = (
        citation_rows(form.cleaned_data["text"], form.cleaned_data["region"].strip())
        if checked
        else []
    )
    context = {
        "form": form,
        "checked": checked,
        "findings": findings,
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Periksa kutipan"), "")),
    }
    return render(
        request, "site/regulation_check.html", context, status=400 if form.errors else 200
    )


@page(permissions.MANAGE_REGULATIONS, methods=("GET", "HEAD", "POST"))
def regulation_new(request: HttpRequest) -> HttpResponse:
    """Record a regulation; a refusal comes back with the form."""
    initial = {"region": request.GET.get("daerah", ""), "confidence": "high"}
    form = RegulationForm(request.reader, data=request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = record_regulation(
                actor=request.reader,
                region_code=told["region"],
                instrument=told["instrument"],
                village_code=told["village_code"].strip(),
                **form.told(),
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Regulasi sudah dicatat."))
            return redirect("site:regulation", pk=made.pk)
    context = {
        "form": form,
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Catat regulasi"), "")),
    }
    return render(request, "site/regulation_new.html", context, status=400 if form.errors else 200)


@page(permissions.MANAGE_REGULATIONS, methods=("GET", "HEAD", "POST"))
def regulation_import(request: HttpRequest) -> HttpResponse:
    """Take in a register from a sheet; each row is answered."""
    form = SheetForm(data=request.POST or None, files=request.FILES or None)
    answer: SheetAnswer | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with on_disk(form.cleaned_data["file"]) as file:
                answer = import_regulations(actor=request.reader, file=file)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            if answer.written:
                many = {"new": number(len(answer.new)), "rows": number(len(answer.rows))}
                told = _("%(new)s regulasi baru dicatat dari %(rows)s baris.") % many
                messages.success(request, told)
    context = {
        "form": form,
        "answer": answer,
        "columns": [(names[0], name) for name, names in COLUMNS.items()],
        "optional": [(names[0], name) for name, names in OPTIONAL.items()],
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (_("Impor register"), "")),
    }
    wrong = bool(form.errors) or (answer is not None and not answer.written)
    return render(request, "site/regulation_import.html", context, status=400 if wrong else 200)


def _governments(request: HttpRequest) -> list[Government]:
    rows = register.governments(request.reader, today(), region=filters.region(request))
    words = filters.search(request).casefold()
    return [row for row in rows if words in row.region.name.casefold()]


def _found(request: HttpRequest) -> QuerySet[RegionalRegulation]:
    return register.regulations(
        request.reader,
        region=filters.region(request),
        instrument=filters.choice(request, "jenis", Instrument.values) or None,
        search=filters.search(request),
    )


def _figures(rows: list[Government], many: dict[str, int]) -> list[tuple[str, str, str, bool]]:
    """What is read in five seconds: name, value, what stands beside, whether it presses."""
    of_all = _("dari %(all)s pemerintah daerah") % {"all": number(len(rows))}
    no_budget = sum(Duty.NON_ASN_BUDGET in row.lacking for row in rows)
    no_target = sum(row.targets == 0 for row in rows)
    return [
        (_("Punya Perda"), number(many["perda"]), of_all, False),
        (_("Perkada saja"), number(many["perkada"]), of_all, False),
        (
            _("Belum Perda atau Perkada"),
            number(many["lain"] + many["belum"]),
            of_all,
            many["lain"] + many["belum"] > 0,
        ),
        (
            _("Tanpa kewajiban anggaran non-ASN"),
            number(no_budget),
            _("belum diatur dalam regulasi yang berlaku"),
            no_budget > 0,
        ),
        (
            _("Tanpa target tahun ini"),
            number(no_target),
            _("tidak ada target tercatat dalam rencananya"),
            no_target > 0,
        ),
    ]


def _uniqueness(form: UniquenessForm) -> Uniqueness:
    told = form.cleaned_data
    on: date = told["per"]
    scope = list(told["provinsi"]) or (
        list(territory_codes(told["kantor"], on)) if told["kantor"] else []
    )
    if not scope:
        scope = list(Region.objects.filter(parent=None).values_list("pk", flat=True))
    kinds = {"LOCAL": ["REGENCY", "CITY"], "": []}.get(told["tingkat"], [told["tingkat"]])
    return register.uniqueness(scope, told["jenis"], on, kinds=kinds)


routes: list[URLPattern] = [
    path("regulasi/", regulations, name="regulations"),
    path("regulasi/ekspor.<format:format>", regulations_export, name="regulations_export"),
    path("regulasi/register/", regulation_list, name="regulation_list"),
    path(
        "regulasi/register/ekspor.<format:format>",
        regulation_list_export,
        name="regulation_list_export",
    ),
    path("regulasi/satu-satunya/", regulation_unique, name="regulation_unique"),
    path("regulasi/kutipan/", regulation_check, name="regulation_check"),
    path("regulasi/baru/", regulation_new, name="regulation_new"),
    path("regulasi/impor/", regulation_import, name="regulation_import"),
    *one.routes,
    *regional_plans.routes,
]
