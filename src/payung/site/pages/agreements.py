"""Agreements: the list, the map of who has a valid one with whom, and a new draft."""

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
from payung.partnerships import queries as partnerships
from payung.partnerships.models import AgreementKind
from payung.partnerships.operations import draft_agreement
from payung.partnerships.queries import AgreementRow, MatrixRow
from payung.partnerships.states import IN_FORCE, window_days
from payung.reference.models import OfficeKind, Region
from payung.site import charts, export
from payung.site.charts import Spot, Standing
from payung.site.formatting import language, number
from payung.site.pages import agreement as one
from payung.site.pages import filters
from payung.site.pages.agreement_forms import AgreementForm
from payung.site.pages.agreement_words import PAIR_STATES, STANDINGS, STYLES, TABS, counts
from payung.site.pages.gate import page, paged
from payung.site.pages.regulation_words import warn_of_citations
from payung.site.pages.wording import trail

#: More circles than these are no map any more; a region is chosen first.
MOST_SPOTS = 60


@page(permissions.VIEW_AGREEMENTS)
def agreements(request: HttpRequest) -> HttpResponse:
    """The agreements of the reader's offices: what ends soonest stands first."""
    every = _rows(request)
    tab = filters.choice(request, "keadaan", TABS)
    shown = [row for row in every if not tab or row.state in TABS[tab][1]]
    many = counts(every)
    context = {
        "figures": _figures(every),
        "tabs": [(key, name, many[key]) for key, (name, _states) in TABS.items()],
        "all_count": len(every),
        "chosen_tab": tab,
        "page": paged(request, shown),
        "styles": STYLES,
        "kinds": AgreementKind.choices,
        "chosen_kind": filters.choice(request, "jenis", AgreementKind.values),
        "search": filters.search(request),
        "region_choices": _regions(request),
        "chosen_region": filters.region(request) or "",
        "trail": trail((_("Kerja sama"), "")),
    }
    return render(request, "site/agreements.html", context)


@page(permissions.VIEW_AGREEMENTS, permissions.EXPORT)
def agreements_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    tab = filters.choice(request, "keadaan", TABS)
    rows = [row for row in _rows(request) if not tab or row.state in TABS[tab][1]]
    return export.answer(
        reader=request.reader,
        format=format,
        name="perjanjian",
        title=_("Perjanjian kerja sama"),
        columns=[
            export.Column(_("Perjanjian")),
            export.Column(_("Jenis")),
            export.Column(_("Para pihak")),
            export.Column(_("Nomor register")),
            export.Column(_("Keadaan")),
            export.Column(_("Mulai berlaku"), "date"),
            export.Column(_("Berlaku sampai"), "date"),
            export.Column(_("Sisa hari"), "count"),
            export.Column(_("Evaluasi berikut"), "date"),
        ],
        rows=[
            (
                row.agreement.title,
                _(row.agreement.get_kind_display()),
                "; ".join(party.name for party in row.parties),
                "; ".join(_numbers(row)),
                _(row.state.label),
                row.first,
                row.last,
                row.days_left,
                row.review_due,
            )
            for row in rows
        ],
    )


@page(permissions.VIEW_AGREEMENTS)
def agreements_map(request: HttpRequest) -> HttpResponse:
    """Which office has a valid agreement with which, on a day: drawn, counted, listed."""
    on = _day(request)
    region = filters.region(request)
    rows = partnerships.validity_matrix(request.reader, on, region)
    chosen = filters.choice(request, "keadaan", PAIR_STATES)
    many = {state: sum(row.state == state for row in rows) for state in PAIR_STATES}
    context = {
        "on": on,
        "figures": [
            (state, name, many[state], STYLES.get(state, "")) for state, name in PAIR_STATES.items()
        ],
        "all_count": len(rows),
        "chosen_state": chosen,
        "page": paged(request, [row for row in rows if not chosen or row.state == chosen]),
        "styles": STYLES,
        "in_force": IN_FORCE,
        "map": _map(rows),
        "region_choices": _regions(request),
        "chosen_region": region or "",
        "trail": trail((_("Kerja sama"), reverse("site:agreements")), (_("Peta keberlakuan"), "")),
    }
    return render(request, "site/agreement_map.html", context)


@page(permissions.MANAGE_AGREEMENTS, methods=["GET", "HEAD", "POST"])
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Draft an agreement; a refusal comes back with the form."""
    form = AgreementForm(request.reader, data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = draft_agreement(
                    actor=request.reader,
                    parties=form.parties(),
                    **form.contents(),  # type: ignore[arg-type]
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Draf perjanjian sudah disimpan."))
                words = "\n\n".join((made.title, made.aim, made.fund_duties, made.partner_duties))
                warn_of_citations(request, words, region_code=form.cleaned_data["government"])
                return redirect("site:agreement", agreement_id=made.pk)
    context = {
        "form": form,
        "trail": trail((_("Kerja sama"), reverse("site:agreements")), (_("Susun perjanjian"), "")),
    }
    return render(request, "site/agreement_new.html", context, status=status)


def _rows(request: HttpRequest) -> list[AgreementRow]:
    found = partnerships.agreements(
        request.reader,
        kind=filters.choice(request, "jenis", AgreementKind.values) or None,
        region=filters.region(request),
        search=filters.search(request),
    )
    return partnerships.rows(found, today())


def _figures(rows: list[AgreementRow]) -> list[tuple[str, str, str, bool]]:
    """What is read in five seconds: name, value, what stands beside, whether it presses."""
    many = counts(rows)
    late = sum(row.review_late for row in rows)
    lapsed = sum(row.state in TABS["berakhir"][1] and row.renewal is None for row in rows)
    days = number(window_days(today()))
    return [
        (_("Berlaku"), number(many["berlaku"]), _("mengikat hari ini"), False),
        (
            _("Masa pembaruan"),
            number(many["pembaruan"]),
            _("berakhir dalam %(days)s hari") % {"days": days},
            many["pembaruan"] > 0,
        ),
        (
            _("Berakhir tanpa pengganti"),
            number(lapsed),
            _("tidak ada dasar untuk kuasa baru"),
            lapsed > 0,
        ),
        (_("Evaluasi terlambat"), number(late), _("lewat satu tahun"), late > 0),
    ]


def _numbers(row: AgreementRow) -> list[str]:
    return [
        party.register_number.number for party in row.parties if hasattr(party, "register_number")
    ]


def _day(request: HttpRequest) -> date:
    """The day of ``?per=2024-12-18``; today when it is none."""
    try:
        return date.fromisoformat(request.GET.get("per", ""))
    except ValueError:
        return today()


def _regions(request: HttpRequest) -> QuerySet[Region]:
    """The provinces of a reader who serves several, else the regencies in his sight."""
    codes = {code[:2] for scope in request.reader.scopes for code in scope.regions}
    if len(codes) > 1:
        return Region.objects.filter(pk__in=codes)
    return filters.region_choices(request.reader)


def _map(rows: list[MatrixRow]) -> str:
    """The district offices at their places; what is not valid says so beside its name."""
    spots = [
        Spot(
            name=_spot_name(row),
            longitude_mdeg=row.prosecution_office.region.longitude_mdeg,
            latitude_mdeg=row.prosecution_office.region.latitude_mdeg,
            rate_bp=0,
            universe=1,
            standing=STANDINGS.get(row.state, Standing.UNKNOWN),
        )
        for row in rows
        if row.prosecution_office.kind == OfficeKind.PROSECUTION_DISTRICT
    ]
    return charts.coverage_map(spots) if 1 < len(spots) <= MOST_SPOTS else ""


def _spot_name(row: MatrixRow) -> str:
    name = row.regions[0].name.removeprefix("Kabupaten ").removeprefix("Kota ")
    if row.state == "VALID":
        return name
    if row.state == "RENEWAL":
        return _("%(name)s: %(days)s hari") % {"name": name, "days": number(row.days_left or 0)}
    return f"{name}: {str(PAIR_STATES[row.state]).lower()}"


routes: list[URLPattern] = [
    path("perjanjian/", agreements, name="agreements"),
    path("perjanjian/ekspor.<format:format>", agreements_export, name="agreements_export"),
    path("perjanjian/peta/", agreements_map, name="agreements_map"),
    path("perjanjian/baru/", agreement_new, name="agreement_new"),
    path("perjanjian/<int:agreement_id>/", one.agreement, name="agreement"),
    path("perjanjian/<int:agreement_id>/naskah/", one.agreement_text, name="agreement_text"),
    path(
        "perjanjian/<int:agreement_id>/turunan/", one.agreement_children, name="agreement_children"
    ),
    path("perjanjian/<int:agreement_id>/tanda-tangan/", one.agreement_sign, name="agreement_sign"),
]
