"""Findings of non-compliance: looked for, weighed, triaged by cost, decided by people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance import scoring
from payung.compliance.models import Finding, FindingKind, FindingPath, FindingStatus
from payung.compliance.operations.findings import decide_findings, detect_findings
from payung.compliance.queries import findings as compliance
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language, number, rupiah
from payung.site.pages import filters, finding, finding_lists, finding_words
from payung.site.pages.finding_forms import DecisionForm, DetectForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

DEFAULT_ORDER = "-score"
#: Why findings were dismissed: the most frequent reasons; the list tells the others.
REASONS_SHOWN = 8
#: The smallest debts are many: they are hidden by an amount in rupiah, not by a page. Beside
#: these stand the law's bounds of its ways.
ROUND_AMOUNTS = (100_000, 1_000_000, 50_000_000)


@page(permissions.VIEW_FINDINGS)
def findings(request: HttpRequest) -> HttpResponse:
    """The list: what stands, what it is worth, and the form that decides many at once."""
    return _list(request, DecisionForm(prefix="keputusan"))


@page(permissions.DECIDE_FINDINGS, methods=["POST"])
def findings_decide(request: HttpRequest) -> HttpResponse:
    """Decide the chosen findings, or all of the list as it is filtered."""
    form = DecisionForm(prefix="keputusan", data=request.POST)
    if not form.is_valid():
        return _list(request, form, status=400)
    chosen = [int(pk) for pk in request.POST.getlist("temuan") if pk.isdecimal()]
    if request.POST.get("cakupan") == "semua":
        chosen = list(_rows(request).values_list("pk", flat=True))
    try:
        many = decide_findings(actor=request.reader, finding_ids=chosen, **form.decision())
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, form, status=400)
    messages.success(request, _("%(count)s temuan diputuskan.") % {"count": number(many)})
    return redirect(f"{reverse('site:findings')}?{request.GET.urlencode()}")


@page(permissions.DETECT_FINDINGS, methods=["POST"])
def findings_detect(request: HttpRequest) -> HttpResponse:
    """Look for findings in an office as of today."""
    form = DetectForm(request.reader, permissions.DETECT_FINDINGS, data=request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilih kantornya."))
        return redirect("site:findings_triage")
    try:
        found = detect_findings(actor=request.reader, office_code=form.cleaned_data["office"])
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
        return redirect("site:findings_triage")
    changes: dict[str, int] = {}
    for counts in found.counts.values():
        for change, count in counts.items():
            changes[change] = changes.get(change, 0) + count
    messages.success(
        request,
        _("%(new)s temuan baru, %(changed)s berubah, %(resolved)s selesai, %(same)s tetap.")
        % {
            "new": number(changes.get("FOUND", 0) + changes.get("REOPENED", 0)),
            "changed": number(changes.get("CHANGED", 0)),
            "resolved": number(changes.get("RESOLVED", 0)),
            "same": number(changes.get("STANDING", 0)),
        },
    )
    return redirect("site:findings_triage")


@page(permissions.VIEW_FINDINGS)
def findings_triage(request: HttpRequest) -> HttpResponse:
    """How many debtors, how much, which path, and what it would bring."""
    region = filters.region(request)
    found = compliance.triage(request.reader, region=region)
    largest = max((row.arrears + row.estimate for row in found.rows), default=0)
    rows = [
        {
            "name": _(str(FindingPath(row.path).label)),
            "row": row,
            "share": (row.arrears + row.estimate) * 10_000 // largest if largest else 0,
            "address": f"{reverse('site:findings')}?jalur={row.path}&status=",
        }
        for row in found.rows
    ]
    context = {
        "triage": found,
        "mean_words": _("rata-rata %(mean)s") % {"mean": rupiah(found.mean_arrears)},
        "decided_words": _("%(accepted)s diterima, %(dismissed)s dikesampingkan")
        % {
            "accepted": number(found.accepted),
            "dismissed": number(found.dismissed.findings),
        },
        "rows": rows,
        "reasons": found.reasons[:REASONS_SHOWN],
        "more_reasons": max(0, len(found.reasons) - REASONS_SHOWN),
        "dismissed_address": f"{reverse('site:findings')}?status={FindingStatus.DISMISSED}",
        "kinds": _kinds(found),
        "limits": scoring.limits(today()),
        "last": compliance.last_detection(request.reader),
        "detect_form": _detect_form(request.reader),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "part": "triage",
        "trail": trail((_("Temuan"), reverse("site:findings")), (_("Pilahan"), "")),
    }
    return render(request, "site/findings_triage.html", context)


def _kinds(found: compliance.Triage) -> list[dict[str, object]]:
    return [
        {
            "name": _(str(FindingKind(kind).label)),
            "count": count,
            "amount": amount,
            "is_estimate": kind != FindingKind.ARREARS,
            "address": f"{reverse('site:findings')}?jenis={kind}&status=",
        }
        for kind, (count, amount) in found.by_kind.items()
    ]


@page(permissions.VIEW_FINDINGS, permissions.EXPORT)
def findings_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,
        format=format,
        name="temuan",
        title=_("Temuan ketidakpatuhan"),
        columns=[
            export.Column(_("Badan usaha")),
            export.Column(_("Nomor")),
            export.Column(_("Daerah")),
            export.Column(_("Jenis")),
            export.Column(_("Bukti")),
            export.Column(_("Jumlah"), "money"),
            export.Column(_("Taksiran")),
            export.Column(_("Pekerja"), "count"),
            export.Column(_("Nilai"), "count"),
            export.Column(_("Jalur")),
            export.Column(_("Harapan pulih"), "money"),
            export.Column(_("Biaya"), "money"),
            export.Column(_("Status")),
            export.Column(_("Ditemukan"), "date"),
        ],
        rows=[_exported(row) for row in _rows(request)],
    )


def _exported(row: Finding) -> tuple[object, ...]:
    return (
        row.firm_name,
        row.firm_identifier,
        row.region.name,
        _(row.get_kind_display()),
        finding_words.summary(row),
        row.amount,
        _("Ya") if row.is_estimate else _("Tidak"),
        row.workers,
        row.score,
        _(str(FindingPath(row.path_in_force).label)),
        row.expected_recovery,
        row.handling_cost,
        _(row.get_status_display()),
        row.detected_on,
    )


def _list(request: HttpRequest, form: DecisionForm, status: int = 200) -> HttpResponse:
    rows, chosen = _rows(request), _chosen(request)
    shown = paged(request, rows)
    for row in shown:
        row.words = finding_words.summary(row)
        row.style = finding_words.STYLES[FindingStatus(row.status)]
        row.path_name = _(str(FindingPath(row.path_in_force).label))
    is_open = chosen["status"] in (FindingStatus.OPEN, FindingStatus.DISMISSED)
    context = {
        "page": shown,
        "totals": _totals(rows),
        "kinds": _kind_tabs(request),
        "decided": [] if shown else _decided(request),
        "columns": _columns(),
        "default_order": DEFAULT_ORDER,
        "chosen": chosen,
        "statuses": [(code, _(str(label))) for code, label in FindingStatus.choices],
        "paths": [(code, _(str(label))) for code, label in FindingPath.choices],
        "amounts": _amounts(),
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "form": form if is_open and request.reader.can(permissions.DECIDE_FINDINGS) else None,
        "opens_cases": chosen["status"] == FindingStatus.ACCEPTED
        and request.reader.can(permissions.HANDLE_CASES),
        "last": compliance.last_detection(request.reader),
        "detect_form": _detect_form(request.reader),
        "part": "list",
        "trail": trail((_("Temuan"), "")),
    }
    return render(request, "site/findings.html", context, status=status)


def _rows(
    request: HttpRequest, *, any_kind: bool = False, any_status: bool = False
) -> QuerySet[Finding]:
    chosen = _chosen(request)
    known = [*compliance.ORDERS, *(f"-{name}" for name in compliance.ORDERS)]
    return compliance.findings(
        request.reader,
        region=filters.region(request),
        kind=None if any_kind else chosen["kind"] or None,
        status=None if any_status else chosen["status"] or None,
        path=chosen["path"] or None,
        search=filters.search(request),
        amount_from=int(chosen["amount"]) if chosen["amount"] else None,
        order=filters.choice(request, "urut", known) or DEFAULT_ORDER,
    )


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What the address narrows the list to; undecided findings unless it says otherwise."""
    status = filters.choice(request, "status", FindingStatus.values)
    return {
        "kind": filters.choice(request, "jenis", FindingKind.values),
        "status": status if "status" in request.GET else FindingStatus.OPEN.value,
        "path": filters.choice(request, "jalur", FindingPath.values),
        "amount": filters.choice(request, "dari", map(str, _amounts())),
    }


def _amounts() -> list[int]:
    return sorted({*ROUND_AMOUNTS, *scoring.limits(today())})


def _totals(rows: QuerySet[Finding]) -> dict[str, Any]:
    """Count and money of the whole list: what the ledger knows and what is estimated apart."""
    return rows.order_by().aggregate(
        count=Count("pk"),
        debtors=Count("pk", filter=Q(kind=FindingKind.ARREARS)),
        arrears=Sum("amount", filter=Q(is_estimate=False), default=0),
        estimate=Sum("amount", filter=Q(is_estimate=True), default=0),
        expected=Sum("expected_recovery", default=0),
        cost=Sum("handling_cost", default=0),
    )


def _kind_tabs(request: HttpRequest) -> list[dict[str, object]]:
    found = _rows(request, any_kind=True).order_by().values("kind").annotate(many=Count("pk"))
    counts = {row["kind"]: row["many"] for row in found}
    everything = {"code": "", "name": _("Semua"), "count": sum(counts.values())}
    return [
        everything,
        *(
            {"code": kind.value, "name": _(str(kind.label)), "count": counts.get(kind.value, 0)}
            for kind in FindingKind
        ),
    ]


def _decided(request: HttpRequest) -> list[dict[str, object]]:
    """Where the findings of a list went that has none left to decide: status, name, count."""
    if _chosen(request)["status"] != FindingStatus.OPEN:
        return []
    found = _rows(request, any_status=True).order_by().values("status").annotate(many=Count("pk"))
    counts = {row["status"]: row["many"] for row in found}
    return [
        {"code": status.value, "name": _(str(status.label)), "count": counts[status.value]}
        for status in FindingStatus
        if status.value in counts
    ]


def _detect_form(reader: Reader) -> DetectForm | None:
    if not reader.can(permissions.DETECT_FINDINGS):
        return None
    return DetectForm(reader, permissions.DETECT_FINDINGS)


def _columns() -> list[tuple[str, str, bool]]:
    return [
        ("name", _("Badan usaha dan bukti"), False),
        ("amount", _("Jumlah"), True),
        ("workers", _("Pekerja"), True),
        ("score", _("Nilai"), True),
    ]


routes: list[URLPattern] = [
    path("temuan/", findings, name="findings"),
    path("temuan/pilahan/", findings_triage, name="findings_triage"),
    path("temuan/cari/", findings_detect, name="findings_detect"),
    path("temuan/putuskan/", findings_decide, name="findings_decide"),
    path("temuan/ekspor.<format:format>", findings_export, name="findings_export"),
    path("temuan/pembanding/", finding_lists.finding_lists, name="finding_lists"),
    path("temuan/pembanding/daftar/", finding_lists.firm_list_upload, name="finding_list_upload"),
    path("temuan/pembanding/gaji/", finding_lists.payroll_upload, name="finding_payroll_upload"),
    path(
        "temuan/pembanding/<int:pk>/jawaban.xlsx",
        finding_lists.finding_list_answer,
        name="finding_list_answer",
    ),
    path("temuan/<int:pk>/", finding.finding, name="finding"),
    path("temuan/<int:pk>/putuskan/", finding.finding_decide, name="finding_decide"),
    path("temuan/<int:pk>/cocokkan/", finding.finding_match, name="finding_match"),
]
