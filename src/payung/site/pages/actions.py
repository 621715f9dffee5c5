"""What the agencies of a government do for the workers they guide (S1)."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.monitoring import queries as monitoring
from payung.monitoring.reach import sees_whole
from payung.registry.models import Segment
from payung.site import export
from payung.site.formatting import language, number, percent
from payung.site.pages import action, filters
from payung.site.pages.action_forms import AgencyForm, own_government, segment_name
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.operations.governments import open_agency
from payung.sponsorship.queries import actions as sponsorship
from payung.sponsorship.queries.actions import ActionRow, AgencyRow, Matrix
from payung.sponsorship.queries.groups import Enrolled

#: The late actions that the matrix shows below its table; the list of actions has the others.
LATE_SHOWN = 8


@page(permissions.VIEW_REGULATIONS)
def actions(request: HttpRequest) -> HttpResponse:
    """The reader's own government, or all governments for who has none."""
    own = own_government(request.reader)
    if own:
        return _government(request, own)
    return action_governments(request)


@page(permissions.VIEW_REGULATIONS)
def action_governments(request: HttpRequest) -> HttpResponse:
    """The governments in sight with the sums of their agencies."""
    region = filters.region(request)
    every = sponsorship.governments(request.reader, today())
    rows = [row for row in every if not region or row.office.region_id.startswith(region)]
    context = {
        "part": "governments",
        "page": paged(request, rows),
        "many": len(rows),
        "gap": sum(row.enrolled.gap or 0 for row in rows if row.enrolled),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "as_of": today(),
        "trail": trail((_("Aksi perangkat daerah"), "")),
    }
    return render(request, "site/action_governments.html", context)


@page(permissions.VIEW_REGULATIONS)
def action_government(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies of one government on one screen."""
    return _government(request, code)


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def action_government_export(request: HttpRequest, code: str, format: str) -> HttpResponse:
    """The same as a file: a line for each agency and each of its groups."""
    found = sponsorship.matrix(request.reader, code, today())
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"aksi-perangkat-daerah-{code}",
        title=_("Aksi perangkat daerah %(region)s") % {"region": found.region.name},
        columns=[
            export.Column(_("Perangkat daerah")),
            export.Column(_("Kelompok binaan")),
            export.Column(_("Daerah")),
            export.Column(_("Potensi"), "count"),
            export.Column(_("Keadaan per"), "date"),
            export.Column(_("Sumber")),
            export.Column(_("Peserta aktif"), "count"),
            export.Column(_("Bagian")),
            export.Column(_("Belum peserta"), "count"),
            export.Column(_("Aksi beranggaran"), "count"),
            export.Column(_("Tanpa baris anggaran"), "count"),
            export.Column(_("Aksi tanpa anggaran"), "count"),
            export.Column(_("Selesai"), "count"),
            export.Column(_("Terlambat"), "count"),
            export.Column(_("Penanggung jawab")),
        ],
        rows=[line for row in found.rows for line in _lines(row)],
    )


@page(permissions.VIEW_REGULATIONS)
def action_list(request: HttpRequest) -> HttpResponse:
    """All actions in sight, to be narrowed by track, state and words."""
    rows = _chosen(request)
    context = {
        "part": "list",
        "page": paged(request, rows),
        "count": len(rows),
        "persons": sum(row.persons for row in rows),
        "states": action.STATES,
        "tracks": action.TRACKS,
        "chosen": {name: request.GET.get(name, "") for name in ("jalur", "keadaan")},
        "search": filters.search(request),
        "styles": action.STYLES,
        "region": filters.region(request),
        "trail": trail(
            (_("Aksi perangkat daerah"), reverse("site:actions")), (_("Daftar aksi"), "")
        ),
    }
    return render(request, "site/action_list.html", context)


@page(permissions.VIEW_REGULATIONS, permissions.EXPORT)
def actions_export(request: HttpRequest, format: str) -> HttpResponse:
    """The list of actions as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="daftar-aksi",
        title=_("Daftar aksi perangkat daerah"),
        columns=[
            export.Column(_("Aksi")),
            export.Column(_("Perangkat daerah")),
            export.Column(_("Jalur")),
            export.Column(_("Jenis aksi")),
            export.Column(_("Kelompok binaan")),
            export.Column(_("Baris anggaran")),
            export.Column(_("Penanggung jawab")),
            export.Column(_("Batas waktu"), "date"),
            export.Column(_("Keadaan")),
            export.Column(_("Hari terlambat"), "count"),
            export.Column(_("Sasaran, orang"), "count"),
            export.Column(_("Terjangkau, orang"), "count"),
        ],
        rows=[
            (
                row.action.title,
                row.action.agency.name,
                _(row.action.get_track_display()),
                _(row.action.get_measure_display()),
                segment_name(row.action.group.worker_segment) if row.action.group else "",
                row.action.budget_line.number if row.action.budget_line else "",
                row.action.owner.title,
                row.action.due_on,
                _(row.status_label),
                row.days_late,
                row.action.target_persons,
                row.persons,
            )
            for row in _chosen(request)
        ],
    )


@page(permissions.VIEW_REGULATIONS, methods=["GET", "HEAD", "POST"])
def action_agencies(request: HttpRequest, code: str) -> HttpResponse:
    """The agencies of a government, and the form that adds one."""
    found = sponsorship.matrix(request.reader, code, today())
    form = AgencyForm(data=request.POST or None)
    status = 200
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_ACTIONS)
        status = 400
        if form.is_valid():
            try:
                made = open_agency(actor=request.reader, region_code=code, **form.cleaned_data)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("%(name)s tercatat.") % {"name": made.name})
                return redirect("site:action_agency", agency_code=made.pk)
    context = {
        "matrix": found,
        "form": form if sponsorship.opens_agencies(request.reader, code) else None,
        "trail": trail(
            (_("Aksi perangkat daerah"), reverse("site:actions")),
            (found.region.name, reverse("site:action_government", kwargs={"code": code})),
            (_("Perangkat daerah"), ""),
        ),
    }
    return render(request, "site/action_agencies.html", context, status=status)


def _government(request: HttpRequest, code: str) -> HttpResponse:
    found = sponsorship.matrix(request.reader, code, today())
    late = [row for row in found.actions if row.days_late]
    context = {
        "part": "government",
        "matrix": found,
        "as_of": today(),
        "figures": _figures(request.reader, found),
        "late": late[:LATE_SHOWN],
        "late_count": len(late),
        "idle": [row for row in found.rows if row.idle],
        "styles": action.STYLES,
        "opens": sponsorship.opens_agencies(request.reader, code),
        "trail": trail((_("Aksi perangkat daerah"), "")),
    }
    return render(request, "site/action_government.html", context)


def _figures(reader: Reader, found: Matrix) -> list[dict[str, object]]:
    """What is read in five seconds."""
    enrolled = found.enrolled
    late = sum(row.late for row in found.rows)
    unfunded = sum(row.unfunded for row in found.rows)
    shown: list[dict[str, object]] = [
        {
            "name": _("Pekerja binaan terlindungi"),
            "value": percent(enrolled.share_bp) if enrolled.share_bp is not None else "–",
            "beside": _of_potential(enrolled),
            "gauge": min(enrolled.share_bp, 10_000) if enrolled.share_bp is not None else None,
        },
        {
            "name": _("Belum terlindungi"),
            "value": number(enrolled.gap) if enrolled.gap is not None else "–",
            "beside": _("orang dalam kelompok binaan"),
            "gauge": None,
            "owed": bool(enrolled.gap),
        },
        {
            "name": _("Aksi terlambat"),
            "value": number(late),
            "beside": _("dari %(all)s aksi") % {"all": number(len(found.actions))},
            "gauge": None,
            "owed": bool(late),
        },
        {
            "name": _("Belum ada baris anggaran"),
            "value": number(unfunded),
            "beside": _("aksi beranggaran tanpa baris anggaran"),
            "gauge": None,
            "owed": bool(unfunded),
        },
    ]
    if sees_whole(reader, found.region.pk, permissions.VIEW_COVERAGE):
        shown.insert(2, _non_wage(reader, found))
    return shown


def _non_wage(reader: Reader, found: Matrix) -> dict[str, object]:
    """The non-wage members beside all members of the region, by the rule of coverage."""
    figures = monitoring.province_page(reader, region=found.region.pk, as_of=found.on).coverage
    code = Segment.NON_WAGE_EARNER.value
    active = sum(one.active for one in figures.by_segment if one.segment == code)
    share = (active * 20_000 + figures.active) // (2 * figures.active) if figures.active else None
    return {
        "name": _("Peserta bukan penerima upah"),
        "value": number(active),
        "beside": _("%(share)s dari peserta aktif %(region)s")
        % {"share": percent(share), "region": found.region.name}
        if share is not None
        else _("belum ada peserta aktif"),
        "gauge": None,
        "address": reverse("site:region", kwargs={"code": found.region.pk}),
    }


def _of_potential(enrolled: Enrolled) -> str:
    if enrolled.potential is None:
        return _("belum ada kelompok binaan yang dicatat")
    return _("%(members)s dari %(potential)s orang") % {
        "members": number(enrolled.members),
        "potential": number(enrolled.potential),
    }


def _lines(row: AgencyRow) -> Iterable[tuple[object, ...]]:
    """The lines of an agency; the counts of its actions stand in the first, to be added up."""
    counts: tuple[object, ...] = (
        len(row.budgeted),
        row.unfunded,
        len(row.not_budgeted),
        row.done,
        row.late,
        "; ".join(row.owners),
    )
    if not row.groups:
        yield (row.agency.name, *([None] * 8), *counts)
    for index, one in enumerate(row.groups):
        share = one.enrolled.share_bp
        yield (
            row.agency.name,
            segment_name(one.group.worker_segment),
            one.group.region.name,
            one.enrolled.potential,
            one.version.as_of,
            one.version.source,
            one.enrolled.members,
            percent(share) if share is not None else "",
            one.enrolled.gap,
            *(counts if index == 0 else [None] * len(counts)),
        )


def _chosen(request: HttpRequest) -> list[ActionRow]:
    """The actions that the address asks for, the longest late first."""
    region = filters.region(request)
    rows = sponsorship.actions(request.reader, today())
    track = filters.choice(request, "jalur", [code for code, _name in action.TRACKS])
    state = filters.choice(request, "keadaan", [code for code, _name in action.STATES])
    words = filters.search(request).casefold()
    return sorted(
        (
            row
            for row in rows
            if (not region or row.action.agency.region_id.startswith(region))
            and (not track or row.action.track == track)
            and (not state or action.fits(row, state))
            and words in f"{row.action.title} {row.action.agency.name}".casefold()
        ),
        key=lambda row: (-row.days_late, not row.is_open, row.action.due_on),
    )


PREFIX = "aksi-perangkat-daerah/"
routes: list[URLPattern] = [
    path(PREFIX, actions, name="actions"),
    path(f"{PREFIX}pemerintah/", action_governments, name="action_governments"),
    path(f"{PREFIX}daftar/", action_list, name="action_list"),
    path(f"{PREFIX}daftar/ekspor.<format:format>", actions_export, name="actions_export"),
    path(f"{PREFIX}pemerintah/<region:code>/", action_government, name="action_government"),
    path(
        f"{PREFIX}pemerintah/<region:code>/ekspor.<format:format>",
        action_government_export,
        name="action_government_export",
    ),
    path(f"{PREFIX}pemerintah/<region:code>/perangkat/", action_agencies, name="action_agencies"),
    path(f"{PREFIX}perangkat/<str:agency_code>/", action.action_agency, name="action_agency"),
    path(f"{PREFIX}<int:action_id>/", action.action, name="action"),
]
