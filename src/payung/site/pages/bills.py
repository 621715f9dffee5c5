"""Bills: a month's, one payer's, one worker's share with its explanation; issuing them."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.contributions import queries as contributions
from payung.contributions.models import Bill
from payung.contributions.operations import issue_bills
from payung.errors import PayungError
from payung.site import definitions, export
from payung.site.formatting import language, month
from payung.site.forms import BillingForm
from payung.site.pages import bill_words, filters, region_words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import Trail, programme_amounts, trail


@page(permissions.VIEW_BILLS)
def bills(request: HttpRequest) -> HttpResponse:
    """The bills of one contribution month, by programme, and what of them is paid."""
    return _month_page(request, _form(request))


@page(permissions.VIEW_BILLS, permissions.EXPORT)
def bills_export(request: HttpRequest, format: str) -> HttpResponse:
    """The bills of a month, as the filters say, as a file."""
    try:
        first = filters.month(request, filters.month_before(today().replace(day=1)))
    except ValidationError as error:
        return HttpResponse(error.messages[0], status=400, content_type="text/plain; charset=utf-8")
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"tagihan-{first:%Y-%m}",
        title=_("Tagihan %(month)s") % {"month": month(first)},
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column("NPP"),
            export.Column(_("Daerah")),
            export.Column(_("Kode billing")),
            export.Column(_("Jatuh tempo"), "date"),
            export.Column(_("Pekerja"), "count"),
            export.Column(_("Jumlah"), "money"),
            export.Column(_("Dibayar"), "money"),
            export.Column(_("Belum dibayar"), "money"),
        ],
        rows=[
            (
                row.employer.name,
                f"{row.employer.registration_number}/{row.employer.division}",
                row.employer.region.name,
                row.billing_code,
                row.due_on,
                row.worker_count,
                row.total,
                row.paid,
                row.outstanding,
            )
            for row in _listed(request, first)
        ],
    )


@page(permissions.ISSUE_BILLS, methods=["POST"])
def bills_issue(request: HttpRequest) -> HttpResponse:
    """Issue the bills of a month; a refusal comes back with the form."""
    form = BillingForm(request.reader, permissions.ISSUE_BILLS, data=request.POST)
    if not form.is_valid():
        return _month_page(request, form, status=400)
    first = form.cleaned_data["month"]
    try:
        run = issue_bills(
            actor=request.reader, office_code=form.cleaned_data["office"], month=first
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _month_page(request, form, status=400)
    if run is None:
        messages.info(
            request,
            _("Tidak ada yang berubah sejak tagihan %(month)s diterbitkan.")
            % {"month": month(first)},
        )
    else:
        messages.success(request, bill_words.issued(run))
    return redirect(f"{reverse('site:bills')}?bulan={first:%Y-%m}")


@page(permissions.VIEW_BILLS)
def bill(request: HttpRequest, code: str) -> HttpResponse:
    """One bill: its programmes, its payment, its workers."""
    found = contributions.bill(request.reader, code)
    context = {
        "bill": found,
        "words": bill_words.of_bill(found),
        "programme_rows": bill_words.programme_rows(found),
        "trail": _trail(found, (month(found.month), "")),
    }
    if found.project_id:
        context["project_explanation"] = contributions.explain_project(request.reader, found)
    elif request.reader.can(permissions.VIEW_WORKERS) and request.reader.can(
        permissions.VIEW_WAGES
    ):
        context["page"] = paged(request, contributions.bill_lines(request.reader, found))
    return render(request, "site/bill.html", context)


@page(permissions.VIEW_BILLS, permissions.VIEW_WORKERS, permissions.VIEW_WAGES)
def bill_line(request: HttpRequest, code: str, membership_id: int) -> HttpResponse:
    """How one worker's contribution came about, step by step, with the articles."""
    found = contributions.bill(request.reader, code)
    explanation = contributions.explain_line(request.reader, found, membership_id)
    here = reverse("site:bill", kwargs={"code": code})
    context = {
        "bill": found,
        "line": contributions.bill_line(request.reader, found, membership_id),
        "explanation": explanation,
        "trail": _trail(found, (month(found.month), here), (_("Cara menghitung"), "")),
    }
    return render(request, "site/bill_line.html", context)


def _listed(request: HttpRequest, first: date) -> QuerySet[Bill]:
    return contributions.bills_of_month(
        request.reader,
        first,
        region=filters.region(request),
        search=filters.search(request),
        state=filters.choice(request, "keadaan", contributions.BILL_STATES),
    )


def _form(request: HttpRequest) -> BillingForm | None:
    if not request.reader.can(permissions.ISSUE_BILLS):
        return None
    first = filters.month_before(today().replace(day=1))
    return BillingForm(request.reader, permissions.ISSUE_BILLS, initial={"month": f"{first:%Y-%m}"})


def _month_page(request: HttpRequest, form: BillingForm | None, status: int = 200) -> HttpResponse:
    as_of, region = today(), filters.region(request)
    latest = as_of.replace(day=1)
    wrong = ""
    try:
        first = filters.month(request, filters.month_before(latest))
    except ValidationError as error:
        first, wrong, status = filters.month_before(latest), error.messages[0], 400
    found = contributions.month_bills(request.reader, region=region, month=first, as_of=as_of)
    listed = _listed(request, first)
    context = {
        "page": paged(request, listed),
        "sums": listed.order_by().aggregate(all=Sum("total"), unpaid=Sum("outstanding")),
        "search": filters.search(request),
        "states": bill_words.states(),
        "chosen_state": filters.choice(request, "keadaan", contributions.BILL_STATES),
        "month": first,
        "wrong_month": wrong,
        "as_of": as_of,
        "bills": found,
        "words": region_words.of_bills(found),
        "programme_amounts": programme_amounts(found),
        "meanings": definitions.by_key(as_of),
        "previous_month": filters.month_before(first),
        "next_month": filters.month_after(first) if first < latest else None,
        "issue_form": form,
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "trail": trail((_("Tagihan"), "")),
    }
    return render(request, "site/bills.html", context, status=status)


def _trail(found: Bill, *steps: tuple[object, str]) -> Trail:
    """The path to a bill: over its employer."""
    where = {"npp": found.employer.registration_number, "division": found.employer.division}
    above = [
        (_("Pemberi kerja"), reverse("site:employers")),
        (found.employer.name, reverse("site:employer_bills", kwargs=where)),
    ]
    return trail(*above, *steps)
