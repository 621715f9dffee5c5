"""The statement of old-age savings: found by the card, shown year by year, printed as PDF."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.savings_statement import find_card, savings_statement, statement_pdf
from payung.clock import today
from payung.errors import NotFound
from payung.site.formatting import language, quantity
from payung.site.pages.gate import page
from payung.site.pages.wording import trail


class CardForm(forms.Form):
    """Whose savings."""

    card_number = forms.CharField(label=gettext_lazy("Nomor KPJ"), max_length=11)


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def savings_statements(request: HttpRequest) -> HttpResponse:
    """Find a member by his card; the number is posted, it does not belong into an address."""
    form = CardForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = find_card(request.reader, form.cleaned_data["card_number"])  # type: ignore[attr-defined]
        except NotFound as refusal:
            form.add_error("card_number", refusal.message(language()))
        else:
            return redirect("site:savings_statement", membership=found.pk)
    context = {
        "form": form,
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Saldo JHT"), "")),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "site/savings_statements.html", context, status=status)


@page(permissions.VIEW_CLAIMS)
def savings_statement_page(request: HttpRequest, membership: int) -> HttpResponse:
    """The savings of a member year by year, as of today."""
    found = savings_statement(request.reader, membership, today())  # type: ignore[attr-defined]
    context = {
        "statement": found,
        "years": [
            (one, "" if one.rate is None else quantity(one.rate, "ppm")) for one in found.years
        ],
        "growth": None if found.balance is None else found.balance - found.paid,
        "trail": trail(
            (_("Klaim"), reverse("site:claims")),
            (_("Saldo JHT"), reverse("site:savings_statements")),
            (found.member.person.name, ""),
        ),
    }
    return render(request, "site/savings_statement.html", context)


@page(permissions.VIEW_CLAIMS)
def savings_statement_file(request: HttpRequest, membership: int) -> HttpResponse:
    """The same as PDF; its name tells nobody's name."""
    found = savings_statement(request.reader, membership, today())  # type: ignore[attr-defined]
    answer = HttpResponse(statement_pdf(found), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="saldo-jht-{today():%Y-%m-%d}.pdf"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


routes: list[URLPattern] = [
    path("jht/saldo/", savings_statements, name="savings_statements"),
    path("jht/saldo/<int:membership>/", savings_statement_page, name="savings_statement"),
    path("jht/saldo/<int:membership>/pdf/", savings_statement_file, name="savings_statement_file"),
]
