"""All addresses of the site.

No address names a person: workers are found by posted searches, people by internal numbers.
"""

from __future__ import annotations

from django.urls import URLPattern, include, path

from payung.site import converters, errors  # noqa: F401 - converters before the pages that use them
from payung.site.pages import (
    actions,
    agreements,
    arrears,
    bills,
    budgets,
    cases,
    claim,
    claim_approvals,
    claim_decision,
    claim_family,
    claim_intake,
    claim_online,
    claim_papers,
    claim_payments,
    claim_reports,
    claim_uploads,
    claim_service,
    claim_statistics,
    claims,
    dashboards,
    employer,
    employer_programmes,
    employers,
    figure_check,
    findings,
    handovers,
    home,
    imports,
    instructions,
    job_losses,
    letters,
    list_cover_acts,
    list_covers,
    list_lapsing,
    list_match,
    lists,
    mandates,
    meetings,
    monev,
    observations,
    open_data,
    open_data_desk,
    people,
    pensions,
    planner,
    questions,
    receipts,
    regions,
    regulations,
    savings_statements,
    scholarships,
    scorecards,
    service_points,
    shell,
    targets,
)

REGION = "wilayah/<region:code>/"
EMPLOYER = "pemberi-kerja/<slug:npp>/<slug:division>/"

pages: list[URLPattern] = [
    path("", home.home, name="home"),
    path("bahasa/", shell.language, name="language"),
    path("arti-angka/", shell.meanings, name="definitions"),
    path("wilayah/", regions.regions, name="regions"),
    path(REGION, regions.region, name="region"),
    path(
        "wilayah/<region:code>/ekspor.<format:format>", regions.region_export, name="region_export"
    ),
    path("pemberi-kerja/", employers.employers, name="employers"),
    path(
        "pemberi-kerja/ekspor.<format:format>", employers.employers_export, name="employers_export"
    ),
    path(EMPLOYER, employer.employer, name="employer"),
    path(f"{EMPLOYER}pekerja/", employer.employer_workers, name="employer_workers"),
    path(f"{EMPLOYER}tagihan/", employer.employer_bills, name="employer_bills"),
    path(f"{EMPLOYER}rekening/", employer.employer_account, name="employer_account"),
    path(f"{EMPLOYER}buku-besar/", employer.employer_ledger, name="employer_ledger"),
    path(
        f"{EMPLOYER}program/", employer_programmes.employer_programmes, name="employer_programmes"
    ),
    path("jejak-nik/", people.identity_views, name="identity_views"),
    path("orang/<int:person_id>/nik/", people.identity, name="identity"),
    path("tagihan/", bills.bills, name="bills"),
    path("tagihan/ekspor.<format:format>", bills.bills_export, name="bills_export"),
    path("tagihan/terbitkan/", bills.bills_issue, name="bills_issue"),
    path("tagihan/<slug:code>/", bills.bill, name="bill"),
    path("tagihan/<slug:code>/pekerja/<int:membership_id>/", bills.bill_line, name="bill_line"),
    path("tunggakan/", arrears.arrears, name="arrears"),
    path("tunggakan/ekspor.<format:format>", arrears.arrears_export, name="arrears_export"),
    path("penerimaan/", receipts.suspense, name="suspense"),
    path("penerimaan/unggah/", receipts.statement_upload, name="statement_upload"),
    path("penerimaan/<int:entry_id>/", receipts.suspense_match, name="suspense_match"),
    path("impor/", imports.imports, name="imports"),
    path("impor/unggah/", imports.import_upload, name="import_upload"),
    path("impor/<int:pk>/", imports.import_file, name="import"),
    path("impor/<int:pk>/kemajuan/", imports.import_progress, name="import_progress"),
    path("impor/<int:pk>/jawaban.xlsx", imports.import_answer, name="import_answer"),
    *dashboards.routes,
    *figure_check.routes,
    *observations.routes,
    *targets.routes,
    *questions.routes,
    *claims.routes,
    *claim_service.routes,
    *claim_statistics.routes,
    *handovers.routes,
    *letters.routes,
    *agreements.routes,
    *meetings.routes,
    *findings.routes,
    *cases.routes,
    *mandates.routes,
    *claim_intake.routes,  # fixed words before the number of a claim
    *claim_reports.routes,
    *claim_online.routes,
    *claim_uploads.routes,
    *claim.routes,
    *claim_payments.routes,
    *planner.routes,
    *regulations.routes,
    *actions.routes,
    *budgets.routes,
    *monev.routes,
    *scorecards.routes,
    *service_points.routes,
    *lists.routes,
    *list_covers.routes,
    *list_cover_acts.routes,
    *list_lapsing.routes,
    *list_match.routes,
    *open_data.routes,
    *open_data_desk.routes,
    *instructions.routes,
    *claim_decision.routes,
    *claim_approvals.routes,
    *claim_family.routes,
    *scholarships.routes,
    *claim_papers.routes,
    *pensions.routes,
    *job_losses.routes,
    *savings_statements.routes,
]

urlpatterns = [
    path("", include((pages, "site"))),
    path("akun/", include("payung.access.urls")),
    path("kalkulator/", include("payung.site.calculators.urls")),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
