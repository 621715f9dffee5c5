"""Money received: bank statements in, and the receipts whose payer is not known yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.contributions import queries as contributions
from payung.contributions.operations import StatementOutcome, import_statement, match_entry
from payung.contributions.queries import SuspenseRow
from payung.errors import PayungError
from payung.registry import queries as registry
from payung.site import definitions
from payung.site.formatting import language, number, rupiah
from payung.site.forms import MatchForm, StatementForm
from payung.site.pages import filters
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

#: Employers offered for one receipt: what fits into one look.
MOST_CHOICES = 20


@page(permissions.VIEW_PAYMENTS)
def suspense(request: HttpRequest) -> HttpResponse:
    """The work list of receipts without a payer."""
    return _list(request, _statement_form(request))


@page(permissions.IMPORT_PAYMENTS, methods=["POST"])
def statement_upload(request: HttpRequest) -> HttpResponse:
    """Take a bank statement in; a refusal comes back with the form."""
    form = StatementForm(
        request.reader, permissions.IMPORT_PAYMENTS, data=request.POST, files=request.FILES
    )
    if not form.is_valid():
        return _list(request, form, status=400)
    try:
        outcome = _take(request, form.cleaned_data)
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, form, status=400)
    messages.add_message(request, messages.SUCCESS, _sentence(outcome))
    return redirect("site:suspense")


@page(permissions.RESOLVE_SUSPENSE, methods=["GET", "HEAD", "POST"])
def suspense_match(request: HttpRequest, entry_id: int) -> HttpResponse:
    """Give one receipt to its payer, with the reason."""
    entry = contributions.suspense_entry(request.reader, entry_id)
    search = request.POST.get("cari") or filters.search(request)
    form = MatchForm(_choices(request, entry, search), data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            match_entry(
                actor=request.reader,
                entry_id=entry_id,
                employer_id=int(form.cleaned_data["employer"]),
                reason=form.cleaned_data["reason"],
            )
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(
                request,
                _("Penerimaan %(amount)s sudah dihubungkan.") % {"amount": rupiah(entry.amount)},
            )
            return redirect("site:suspense")
    context = {
        "entry": entry,
        "form": form,
        "search": search,
        "trail": trail((_("Penerimaan"), reverse("site:suspense")), (_("Hubungkan"), "")),
    }
    return render(request, "site/suspense_match.html", context)


def _statement_form(request: HttpRequest) -> StatementForm | None:
    if not request.reader.can(permissions.IMPORT_PAYMENTS):
        return None
    return StatementForm(request.reader, permissions.IMPORT_PAYMENTS)


def _list(request: HttpRequest, form: StatementForm | None, status: int = 200) -> HttpResponse:
    rows = contributions.suspense(request.reader)
    waiting = (today() - rows.oldest_on).days if rows.oldest_on else 0
    context = {
        "total": rows.total,
        "count_words": _("%(count)s penerimaan") % {"count": number(len(rows))},
        "oldest_on": rows.oldest_on,
        "waiting": _("%(days)s hari") % {"days": number(waiting)},
        "page": paged(request, rows),
        "statement_form": form,
        "meanings": definitions.by_key(today()),
        "trail": trail((_("Penerimaan"), "")),
    }
    return render(request, "site/suspense.html", context, status=status)


def _take(request: HttpRequest, entered: dict[str, Any]) -> StatementOutcome:
    with on_disk(entered["file"]) as path:
        return import_statement(
            actor=request.reader,
            office_code=entered["office"],
            path=path,
            file_name=entered["file"].name,
        )


def _sentence(outcome: StatementOutcome) -> str:
    """What came of a statement, with what was left out and why."""
    if outcome.repeated:
        return _("Rekening koran ini sudah pernah diimpor; tidak ada yang berubah.")
    parts = [
        _(
            "%(entries)s penerimaan (%(amount)s): %(matched)s dikenali, "
            "%(suspended)s belum dikenali."
        )
        % {
            "entries": number(outcome.entries),
            "amount": rupiah(outcome.amount),
            "matched": number(outcome.matched),
            "suspended": number(outcome.suspended),
        }
    ]
    if outcome.duplicates:
        parts.append(
            _("%(count)s sudah ada dari rekening koran lain.")
            % {"count": number(outcome.duplicates)}
        )
    if outcome.ignored:
        parts.append(
            _("%(count)s mutasi keluar dilewati.") % {"count": number(len(outcome.ignored))}
        )
    return " ".join(parts)


def _choices(request: HttpRequest, entry: SuspenseRow, search: str) -> list[tuple[str, str]]:
    """The employers offered: those suggested with what speaks for them, and those searched."""
    offered = {
        str(guess.employer_id): f"{guess.name} ({guess.registration_number}/{guess.division}): "
        + (guess.reason_en if language() == "en" else guess.reason_id)
        for guess in entry.suggestions
    }
    if search:
        for found in registry.employers(request.reader, search=search)[:MOST_CHOICES]:
            number_ = f"{found.registration_number}/{found.division}"
            offered.setdefault(str(found.pk), f"{found.name} ({number_})")
    return list(offered.items())
