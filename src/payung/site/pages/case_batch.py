"""Letters to many employers at once: who may get it today, who not and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.access import permissions
from payung.clock import today
from payung.compliance.ladder import IN_BATCHES, STEPS
from payung.compliance.operations.warnings import Issued, issue_warnings
from payung.compliance.queries.batch import Candidate, candidates
from payung.errors import PayungError
from payung.site.formatting import language, number
from payung.site.pages import filters
from payung.site.pages.case_forms import BatchForm
from payung.site.pages.gate import page
from payung.site.pages.wording import trail

#: Cases on one page of a batch; the largest debts first.
MOST_SHOWN = 200
MOST_TOLD = 5
DEFAULT_KIND = "WARNING_SECOND"


@dataclass(frozen=True)
class Refused:
    """Cases that one rule keeps from the letter, told once with their count."""

    why: str
    count: int
    first: tuple[Candidate, ...]


@page(permissions.HANDLE_CASES, methods=["GET", "HEAD", "POST"])
def batch(request: HttpRequest) -> HttpResponse:
    """Choose a letter and its date, see who gets it, and have the drafts made."""
    if request.method == "POST":
        return _issue(request)
    kind, on, wrong = _asked(request)
    return _page(request, kind, on, wrong)


def _asked(request: HttpRequest) -> tuple[str, date, str]:
    kind = filters.choice(request, "surat", IN_BATCHES) or DEFAULT_KIND
    written = request.GET.get("tanggal", "")
    try:
        return kind, date.fromisoformat(written) if written else today(), ""
    except ValueError:
        return (
            kind,
            today(),
            _("Tulis tanggal seperti 2024-12-18, bukan %(found)s.") % {"found": written[:20]},
        )


def _page(
    request: HttpRequest, kind: str, on: date, wrong: str = "", status: int = 200
) -> HttpResponse:
    found = candidates(request.reader, kind, on)
    ready = [row for row in found if row.verdict is None]
    context = {
        "form": BatchForm(initial={"kind": kind, "letter_date": on}),
        "kind": kind,
        "letter": STEPS[kind].name,
        "on": on,
        "wrong": wrong,
        "ready": ready[:MOST_SHOWN],
        "ready_count": len(ready),
        "owed": sum(row.owed for row in ready[:MOST_SHOWN]),
        "refused": _by_reason([row for row in found if row.verdict is not None]),
        "trail": trail((_("Perkara"), reverse("site:cases")), (_("Terbitkan surat"), "")),
    }
    return render(request, "site/case_batch.html", context, status=status)


def _by_reason(rows: list[Candidate]) -> list[Refused]:
    """Refusals with the same sentence together, the most frequent first."""
    together: dict[str, list[Candidate]] = {}
    for row in rows:
        assert row.verdict is not None
        together.setdefault(row.verdict.message(language()), []).append(row)
    listed = [Refused(why, len(found), tuple(found[:MOST_TOLD])) for why, found in together.items()]
    return sorted(listed, key=lambda one: -one.count)


def _issue(request: HttpRequest) -> HttpResponse:
    form = BatchForm(data=request.POST)
    chosen = [int(pk) for pk in request.POST.getlist("perkara") if pk.isdecimal()]
    if not form.is_valid():
        return _page(request, DEFAULT_KIND, today(), str(form.errors.as_text()), status=400)
    kind, on = form.cleaned_data["kind"], form.cleaned_data["letter_date"]
    if not chosen:
        return _page(request, kind, on, _("Pilih sedikitnya satu perkara."), status=400)
    try:
        issued = issue_warnings(actor=request.reader, case_ids=chosen, kind=kind, letter_date=on)
    except PayungError as refusal:
        return _page(request, kind, on, refusal.message(language()), status=400)
    _tell(request, issued)
    return redirect(f"{reverse('site:case_batch')}?surat={kind}&tanggal={on.isoformat()}")


def _tell(request: HttpRequest, issued: Issued) -> None:
    if issued.letters:
        messages.success(
            request,
            ngettext(
                "%(count)s surat disusun sebagai konsep; menunggu tanda tangan kepala kantor.",
                "%(count)s surat disusun sebagai konsep; menunggu tanda tangan kepala kantor.",
                len(issued.letters),
            )
            % {"count": number(len(issued.letters))},
        )
    for found, verdict in issued.refused[:MOST_TOLD]:
        messages.error(request, f"{found.firm_name}: {verdict.message(language())}")
    if len(issued.refused) > MOST_TOLD:
        more = len(issued.refused) - MOST_TOLD
        messages.error(request, _("%(count)s perkara lain juga ditolak.") % {"count": number(more)})
