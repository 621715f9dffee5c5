"""What the shell around every page needs: who reads, where he may go, the date of the figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site.definitions import active_rule


@dataclass(frozen=True)
class Place:
    """One entry of the navigation, and the permission that opens it ("" = everybody)."""

    name: object
    route: str
    permission: str
    #: Routes (by their beginning) that belong to this place, for marking where one is.
    belongs: tuple[str, ...]


PLACES = [
    Place(_("Beranda"), "home", "", ("home",)),
    Place(_("Wilayah"), "regions", permissions.VIEW_COVERAGE, ("region",)),
    Place(_("Dasbor"), "dashboard", permissions.VIEW_COVERAGE, ("dashboard",)),
    Place(_("Target dan kekurangan"), "targets", permissions.VIEW_COVERAGE, ("target",)),
    Place(
        _("Angka dan arti"),
        "observations",
        permissions.VIEW_COVERAGE,
        ("observation", "indicator"),
    ),
    Place(_("Periksa angka"), "figure_check", permissions.VIEW_COVERAGE, ("figure_check",)),
    Place(_("Pertanyaan"), "questions", permissions.VIEW_COVERAGE, ("question",)),
    # Whoever sees what governments laid down sees coverage and meetings too.
    Place(_("Sesi monev"), "monev", permissions.VIEW_REGULATIONS, ("monev",)),
    Place(_("Kartu nilai"), "scorecards", permissions.VIEW_COVERAGE, ("scorecard",)),
    Place(_("Butir Inpres"), "instructions", permissions.VIEW_COVERAGE, ("instruction",)),
    Place(_("Terbitkan data"), "open_data_desk", permissions.PUBLISH_DATA, ("open_data",)),
    Place(_("Pemberi kerja"), "employers", permissions.VIEW_EMPLOYERS, ("employer",)),
    Place(_("Tagihan"), "bills", permissions.VIEW_BILLS, ("bill",)),
    Place(_("Tunggakan"), "arrears", permissions.VIEW_ARREARS, ("arrears",)),
    Place(_("Penerimaan"), "suspense", permissions.VIEW_PAYMENTS, ("suspense", "statement")),
    Place(_("Temuan"), "findings", permissions.VIEW_FINDINGS, ("finding",)),
    Place(_("Perkara"), "cases", permissions.VIEW_CASES, ("case",)),
    Place(_("Kuasa khusus"), "mandates", permissions.VIEW_MANDATES, ("mandate",)),
    Place(_("Rekap pemulihan"), "recap", permissions.VIEW_RECOVERY, ("recap",)),
    Place(_("Daftar klaim"), "claims", permissions.VIEW_CLAIMS, ("claim",)),
    Place(_("Waktu layanan"), "claim_service", permissions.VIEW_CLAIMS, ("claim_service",)),
    Place(
        _("Statistik klaim"),
        "claim_statistics",
        permissions.VIEW_COVERAGE,
        ("claim_statistic", "handover"),
    ),
    Place(_("Terima klaim"), "claim_intake", permissions.TAKE_CLAIMS, ("claim_intake",)),
    Place(_("Laporan klaim"), "claim_reports", permissions.REPORT_CLAIMS, ("claim_report",)),
    Place(_("Pembayaran manfaat"), "payment_orders", permissions.RELEASE_PAYMENTS, ("payment_",)),
    Place(_("Pembayaran manfaat"), "payment_orders", permissions.PREPARE_PAYMENTS, ("payment_",)),
    Place(
        _("Bagian pemberi kerja"),
        "employer_shares",
        permissions.PREPARE_PAYMENTS,
        ("employer_share",),
    ),
    Place(_("Pajak dipotong"), "benefit_taxes", permissions.PREPARE_PAYMENTS, ("benefit_tax",)),
    Place(_("Beasiswa"), "scholarships", permissions.VIEW_CLAIMS, ("scholarship",)),
    Place(_("Pensiun bulanan"), "pensions", permissions.VIEW_CLAIMS, ("pension",)),
    Place(_("Jalankan pensiun"), "pension_runs", permissions.PREPARE_PAYMENTS, ("pension_run",)),
    Place(_("JKP bulanan"), "job_losses", permissions.VIEW_CLAIMS, ("job_loss",)),
    Place(_("Saldo JHT"), "savings_statements", permissions.VIEW_CLAIMS, ("savings",)),
    Place(
        _("Persetujuan klaim"),
        "claim_approvals",
        permissions.APPROVE_CLAIMS,
        ("claim_approval", "claim_limit"),
    ),
    Place(
        _("Keberatan klaim"),
        "claim_objections",
        permissions.REVIEW_OBJECTIONS,
        ("claim_objection",),
    ),
    Place(_("Surat"), "letters", permissions.VIEW_LETTERS, ("letter",)),
    Place(_("Pengaturan surat"), "issuing", permissions.SET_UP_LETTERS, ("issuing",)),
    Place(_("Impor data"), "imports", permissions.IMPORT_REGISTRY, ("import",)),
    Place(_("Kerja sama"), "agreements", permissions.VIEW_AGREEMENTS, ("agreement",)),
    Place(
        _("Rapat"),
        "meetings",
        permissions.VIEW_MEETINGS,
        ("meeting", "commitment", "approval"),
    ),
    Place(
        _("Regulasi dan rencana"),
        "regulations",
        permissions.VIEW_REGULATIONS,
        ("regulation", "plan_", "calendar"),
    ),
    Place(
        _("Aksi perangkat daerah"),
        "actions",
        permissions.VIEW_REGULATIONS,
        ("action", "service_point", "village"),
    ),
    Place(_("Desa dan kelurahan"), "village_upload", permissions.MANAGE_REFERENCE, ("village",)),
    Place(_("Anggaran iuran"), "budgets", permissions.VIEW_BUDGETS, ("budget",)),
    Place(_("Daftar penerima"), "lists", permissions.VIEW_LISTS, ("list",)),
    Place(_("Perencana"), "planner", permissions.PLAN_BUDGETS, ("planner",)),
    Place(_("Jejak NIK"), "identity_views", permissions.VIEW_AUDIT, ("identity", "member_search")),
]


#: Above so many places, the menu shows groups, and the places of the group that one is in.
_PLAIN_MENU = 6
#: What belongs together; a place in no group stands by itself.
GROUPS = [
    (_("Cakupan"), ("regions", "dashboard", "targets", "observations", "figure_check")),
    (_("Monev"), ("monev", "scorecards", "instructions", "questions", "open_data_desk")),
    (_("Kepesertaan"), ("employers", "imports", "identity_views")),
    (_("Iuran"), ("bills", "arrears", "suspense")),
    (_("Kepatuhan"), ("findings", "cases", "mandates", "recap")),
    (
        _("Klaim"),
        (
            *("claims", "claim_intake", "claim_reports", "claim_approvals", "claim_objections"),
            *(
                "payment_orders",
                "employer_shares",
                "benefit_taxes",
                "pensions",
                "pension_runs",
                "job_losses",
                "scholarships",
            ),
            "savings_statements",
            *("claim_service", "claim_statistics"),
        ),
    ),
    (_("Surat"), ("letters", "issuing")),
    (_("Kerja sama"), ("agreements", "meetings")),
    (_("Pemerintah daerah"), ("regulations", "actions", "budgets", "lists", "planner")),
]


@dataclass(frozen=True)
class Entry:
    """One word of the menu; a group leads to its first place and holds all of them."""

    name: object
    address: str
    current: bool
    places: tuple[Entry, ...] = ()


def menu(reader: Reader, here: str) -> list[Entry]:
    """The menu of a reader on the route ``here``: places, grouped where there are many."""
    open_to_him = [
        place for place in PLACES if not place.permission or reader.can(place.permission)
    ]
    # Of "claim" and "claim_service" the longer beginning says where one is.
    nearest = max((_fit(place, here) for place in open_to_him), default=0)
    places = {
        place.route: Entry(
            place.name,
            reverse(f"site:{place.route}"),
            0 < _fit(place, here) == nearest,
        )
        for place in open_to_him
    }
    if len(places) <= _PLAIN_MENU:
        return list(places.values())
    found: list[Entry] = []
    for route, place in places.items():
        group = next((group for group in GROUPS if route in group[1]), None)
        if group is None:
            found.append(place)
            continue
        within = tuple(places[other] for other in group[1] if other in places)
        if len(within) == 1:
            found.append(place)
        elif place is within[0]:
            current = any(other.current for other in within)
            found.append(Entry(group[0], place.address, current, within))
    return found


def _fit(place: Place, here: str) -> int:
    """How long a beginning of the route ``here`` belongs to a place; 0 for none."""
    return max((len(start) for start in place.belongs if here.startswith(start)), default=0)


def shell(request: HttpRequest) -> dict[str, object]:
    """The context of ``site/base.html``; also on error pages, where there may be no reader."""
    user = getattr(request, "user", None)
    context: dict[str, object] = {
        "business_day": today(),
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "language_code": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
    }
    if user is None or not user.is_authenticated:
        return context
    reader: Reader = request.reader  # type: ignore[attr-defined]
    match = request.resolver_match
    here = match.url_name or "" if match else ""
    context["reader"] = reader
    context["active_rule"] = active_rule(today())
    context["can"] = frozenset(reader.permissions)
    context["places"] = entries = menu(reader, here)
    context["siblings"] = next((entry.places for entry in entries if entry.current), ())
    return context
