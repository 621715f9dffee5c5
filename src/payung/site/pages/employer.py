"""One employer: summary, workers, bills, account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.contributions import queries as contributions
from payung.registry import queries as registry
from payung.registry.models import Employer
from payung.site import definitions
from payung.site.formatting import rupiah
from payung.site.pages.filters import LONGEST_SEARCH
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Bills on the summary: half a year.
LATEST_BILLS = 6


@dataclass(frozen=True)
class Tab:
    """One part of the employer's pages."""

    name: str
    address: str
    current: bool


@page(permissions.VIEW_EMPLOYERS)
def employer(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """Who it is, what it owes, its latest bills."""
    found = registry.employer(request.reader, npp, division)
    context = _context(request.reader, found, "employer")
    if request.reader.can(permissions.VIEW_BILLS):
        context["bills"] = contributions.bills(request.reader, found)[:LATEST_BILLS]
        if request.reader.can(permissions.VIEW_PAYMENTS):
            account = contributions.statement_of_account(request.reader, found, today())
            context |= {"account": account, "parts": _parts(account)}
    return render(request, "site/employer.html", context)


@page(permissions.VIEW_EMPLOYERS, permissions.VIEW_WORKERS, methods=["GET", "HEAD", "POST"])
def employer_workers(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """Its workers, identities masked.

    The search is posted: a name or a NIK does not belong into an address, which is kept in the
    browser's history and in logs.
    """
    found = registry.employer(request.reader, npp, division)
    search = request.POST.get("cari", "")[:LONGEST_SEARCH].strip()
    rows = registry.workers(request.reader, found, on=today(), search=search)
    context = _context(request.reader, found, "employer_workers")
    context |= {"search": search, "page": paged(request, rows)}
    return render(request, "site/employer_workers.html", context)


@page(permissions.VIEW_EMPLOYERS, permissions.VIEW_BILLS)
def employer_bills(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """All its bills, newest first."""
    found = registry.employer(request.reader, npp, division)
    context = _context(request.reader, found, "employer_bills")
    context["page"] = paged(request, contributions.bills(request.reader, found))
    return render(request, "site/employer_bills.html", context)


@page(permissions.VIEW_EMPLOYERS, permissions.VIEW_BILLS, permissions.VIEW_PAYMENTS)
def employer_account(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """Its statement of account: every bill, payment and charge, with the balance after each."""
    found = registry.employer(request.reader, npp, division)
    account = contributions.statement_of_account(request.reader, found, today())
    context = _context(request.reader, found, "employer_account")
    context |= {
        "account": account,
        "as_of": today(),
        "charged": sum(row.charge for row in account.rows),
        "paid": sum(row.payment for row in account.rows),
    }
    return render(request, "site/employer_account.html", context)


@page(permissions.VIEW_EMPLOYERS, permissions.VIEW_PAYMENTS)
def employer_ledger(request: HttpRequest, npp: str, division: str) -> HttpResponse:
    """What the ledger holds on its accounts, posting by posting."""
    found = registry.employer(request.reader, npp, division)
    context = _context(request.reader, found, "employer_ledger")
    context["page"] = paged(request, contributions.ledger(request.reader, found))
    return render(request, "site/employer_ledger.html", context)


def _parts(account: contributions.StatementOfAccount) -> str:
    """What the balance is made of; most employers were never fined."""
    parts = _("pokok %(principal)s + denda %(penalty)s − kelebihan bayar %(credit)s")
    if account.fine:
        parts = _(
            "pokok %(principal)s + denda %(penalty)s + denda administratif %(fine)s "
            "− kelebihan bayar %(credit)s"
        )
    return parts % {
        "principal": rupiah(account.principal),
        "penalty": rupiah(account.penalty),
        "fine": rupiah(account.fine),
        "credit": rupiah(account.credit),
    }


def _context(reader: Reader, found: Employer, current: str) -> dict[str, object]:
    above = (_("Pemberi kerja"), reverse("site:employers"))
    return {
        "employer": found,
        "open_memberships": found.open_memberships,
        "tabs": list(_tabs(reader, found, current)),
        "meanings": definitions.by_key(today()),
        "trail": trail(above, (found.name, "")),
    }


def _tabs(reader: Reader, found: Employer, current: str) -> Iterator[Tab]:
    parts = [
        ("employer", _("Ringkasan"), permissions.VIEW_EMPLOYERS),
        ("employer_workers", _("Pekerja"), permissions.VIEW_WORKERS),
        ("employer_bills", _("Tagihan"), permissions.VIEW_BILLS),
        ("employer_account", _("Rekening iuran"), permissions.VIEW_PAYMENTS),
        ("employer_ledger", _("Buku besar"), permissions.VIEW_PAYMENTS),
    ]
    where = {"npp": found.registration_number, "division": found.division}
    for route, name, permission in parts:
        if reader.can(permission):
            yield Tab(name, reverse(f"site:{route}", kwargs=where), route == current)
