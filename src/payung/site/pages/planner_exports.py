"""A plan as files, texts, budget lines and a policy note; empty sheets to fill."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.documents.operations import draft_letter
from payung.documents.reach import own_offices
from payung.errors import PayungError
from payung.reference.models import Region, Village, WorkerSegment
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.gate import page
from payung.site.pages.wording import trail
from payung.sponsorship.models import FundSource, ScenarioResult
from payung.sponsorship.operations.governments import government_code
from payung.sponsorship.operations.scenario_lines import budget_drafts, write_budget_lines
from payung.sponsorship.queries import scenario_defaults as defaults
from payung.sponsorship.queries.scenarios import planned_region, result_in_sight
from payung.sponsorship.scenario_texts import note_data, rka_rows, rkpd_text

PERMISSION = permissions.PLAN_BUDGETS


@page(PERMISSION, permissions.EXPORT)
def planner_export(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The lines of a plan as a file."""
    result = _result(request, pk)
    regions = dict(Region.objects.values_list("code", "name"))
    segments = dict(WorkerSegment.objects.values_list("code", "name"))
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"rencana-{result.pk}",
        title=_("Rencana %(name)s") % {"name": result.scenario},
        columns=[
            export.Column(_("Tahun"), "count"),
            export.Column(_("Kode daerah")),
            export.Column(_("Daerah")),
            export.Column(_("Segmen")),
            export.Column(_("Desil (0: tidak diketahui)"), "count"),
            export.Column(_("Sumber dana")),
            export.Column(_("Dana")),
            export.Column(_("Bulan"), "count"),
            export.Column(_("Orang"), "count"),
            export.Column(_("Iuran"), "money"),
        ],
        rows=[
            (
                row.year,
                row.region_id,
                regions.get(row.region_id, ""),
                segments.get(row.segment, row.segment),
                row.decile,
                FundSource(row.fund_source).label,
                row.fund,
                row.months,
                row.persons,
                row.amount,
            )
            for row in result.rows.all()
        ],
    )


@page(PERMISSION, permissions.EXPORT)
def planner_villages(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The village table of a plan as a file."""
    result = _result(request, pk)
    years = [row["year"] for row in result.outcome["years"]]
    rows = result.outcome["villages"]
    names = dict(
        Village.objects.filter(pk__in=[row[0] for row in rows]).values_list("code", "name")
    )
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"rencana-desa-{result.pk}",
        title=_("Desa dalam rencana %(name)s") % {"name": result.scenario},
        columns=[
            export.Column(_("Desa")),
            export.Column(_("Kode")),
            export.Column(_("Belum terlindungi"), "count"),
            *(export.Column(str(year), "count") for year in years),
        ],
        rows=[(names.get(code, code), code, need, *persons) for code, need, persons in rows],
    )


@page(PERMISSION)
def planner_texts(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The text for RKPD and the lines for RKA, to be copied."""
    result = _result(request, pk)
    _known_year(result, year)
    rows = rka_rows(result, year)
    context = {
        **_frame(result, year, _("Teks RKPD dan RKA")),
        "rkpd": rkpd_text(result, year),
        "parts": [
            (own, part, sum(row["persons"] for row in part), sum(row["amount"] for row in part))
            for own in (True, False)
            if (part := [row for row in rows if row["is_own"] == own])
        ],
    }
    return render(request, "site/planner_texts.html", context)


@page(PERMISSION, permissions.MANAGE_BUDGETS, methods=("GET", "HEAD", "POST"))
def planner_lines(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The budget lines that a plan's year would become; posted: plan them all."""
    result = _result(request, pk)
    _known_year(result, year)
    refused: list[tuple[str, str]] = []
    if request.method == "POST":
        written = write_budget_lines(actor=request.reader, result_id=pk, year=year)
        refused = [(draft.title, why.message(language())) for draft, why in written.refused]
        new = sum(not line.repeated for line in written.lines)
        messages.success(
            request,
            _("%(new)s baris anggaran direncanakan; %(old)s sudah ada sebelumnya.")
            % {"new": new, "old": len(written.lines) - new},
        )
        if not refused:
            return redirect("site:planner_scenario", pk=result.scenario_id)
    workers = WorkerSegment.objects.in_bulk()
    regions = dict(Region.objects.values_list("code", "name"))
    lines = [
        {
            "draft": draft,
            "place": regions.get(draft.region_code, draft.region_code),
            "segment": workers[draft.worker_segment].name,
            "source": FundSource(draft.fund_source).label,
            "cost": draft.cost(workers[draft.worker_segment]).total,
        }
        for draft in budget_drafts(request.reader, pk, year)
    ]
    context = {
        **_frame(result, year, _("Baris anggaran")),
        "lines": lines,
        "total": sum(line["cost"] for line in lines),
        "refused": refused,
    }
    return render(request, "site/planner_lines.html", context)


@page(PERMISSION, permissions.WRITE_LETTERS, methods=["POST"])
def planner_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the policy note of a plan as a letter of the government."""
    result = _result(request, pk)
    region = result.scenario.region
    try:
        letter = draft_letter(
            actor=request.reader,
            kind="policy_note",
            office_code=_office(request, region),
            letter_date=today(),
            recipient_name=_("Kepala daerah %(region)s") % {"region": region.name},
            data=note_data(result),
            about=f"scenario:{result.scenario_id}",
        )
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
        return redirect("site:planner_scenario", pk=result.scenario_id)
    return redirect("site:letter", pk=letter.pk)


def _office(request: HttpRequest, region: Region) -> str:
    """The office in which the reader sits, else the government's own."""
    offices = own_offices(request.reader, permissions.WRITE_LETTERS)
    return sorted(offices)[0] if offices else government_code(region.pk)


@page(PERMISSION, permissions.EXPORT)
def planner_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """A sheet of groups to fill: what the house knows already, or a line for each segment.

    Its first line is the header, so that it can be uploaded as it is.
    """
    region = planned_region(request.reader, code)
    below = Region.objects.filter(parent=region).order_by("code").first() or region
    rows = [
        (group.region, group.village, group.segment, "", group.eligible, group.covered)
        for group in defaults.groups(request.reader, region.pk, today())
    ] or [(below.pk, "", one.code, "", 0, 0) for one in defaults.segments(today())]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("daerah", "desa", "segmen", "desil", "potensi", "aktif"))
    writer.writerows(rows)
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kelompok-{code}.csv"'
    return response


def _result(request: HttpRequest, pk: int) -> ScenarioResult:
    """A result with a plan in it; one that was refused has none."""
    result = result_in_sight(request.reader, pk)
    if "years" not in result.outcome:
        raise Http404(pk)
    return result


def _known_year(result: ScenarioResult, year: int) -> None:
    if year not in [row["year"] for row in result.outcome["years"]]:
        raise Http404(year)


def _frame(result: ScenarioResult, year: int, title: str) -> dict[str, Any]:
    own = reverse("site:planner_scenario", kwargs={"pk": result.scenario_id})
    return {
        "result": result,
        "scenario": result.scenario,
        "year": year,
        "years": [row["year"] for row in result.outcome["years"]],
        "trail": trail(
            (_("Perencana"), reverse("site:planner")), (str(result.scenario), own), (title, "")
        ),
    }


routes: list[URLPattern] = [
    path("perencana/hasil/<int:pk>/ekspor.<format:format>", planner_export, name="planner_export"),
    path(
        "perencana/hasil/<int:pk>/desa.<format:format>", planner_villages, name="planner_villages"
    ),
    path("perencana/hasil/<int:pk>/teks/<int:year>/", planner_texts, name="planner_texts"),
    path("perencana/hasil/<int:pk>/anggaran/<int:year>/", planner_lines, name="planner_lines"),
    path("perencana/hasil/<int:pk>/nota/", planner_note, name="planner_note"),
    path("perencana/lembar/<region:code>/kelompok.csv", planner_sheet, name="planner_sheet"),
]
