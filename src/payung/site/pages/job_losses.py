"""Job loss cash month by month: who may be paid, who has to show his search, who works again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.operations.job_losses import run_job_loss
from payung.claims.queries import job_losses as queries
from payung.claims.queries.pensions import sees_runs
from payung.clock import today
from payung.errors import PayungError
from payung.law.benefits.days import months_after
from payung.site.formatting import language, month, number, rupiah
from payung.site.pages import filters
from payung.site.pages.claim_proofs import waiting_of
from payung.site.pages.gate import page, paged
from payung.site.pages.pensions import RunForm, runs_trail

STATES = {
    queries.READY: (gettext_lazy("Siap dibayar"), "good"),
    queries.WAITING: (gettext_lazy("Menunggu bukti mencari kerja"), "warn"),
    queries.AT_BANK: (gettext_lazy("Sedang di bank"), "warn"),
    queries.PAID: (gettext_lazy("Dibayar"), "good"),
    queries.ENDED: (gettext_lazy("Berakhir"), "quiet"),
}


@page(methods=["GET", "HEAD", "POST"])
def job_losses(request: HttpRequest) -> HttpResponse:
    """The payments of a month; whoever prepares payments looks through them here."""
    reader = request.reader  # type: ignore[attr-defined]
    sees_runs(reader)
    form = None
    if request.method == "POST":
        reader.require(permissions.PREPARE_PAYMENTS)
        form = RunForm(reader, permissions.PREPARE_PAYMENTS, data=request.POST)
        if form.is_valid() and _run(request, form):
            return redirect(f"{reverse('site:job_losses')}?bulan={form.data['month']}")
    return _page(request, form)


def _page(request: HttpRequest, form: RunForm | None) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    chosen = filters.month(request, today().replace(day=1))
    rows = queries.job_loss_months(reader, chosen)
    state = filters.choice(request, "keadaan", STATES)
    shown = [row for row in rows if not state or row.state == state]
    if reader.can(permissions.PREPARE_PAYMENTS) and form is None:
        initial = {"month": f"{chosen:%Y-%m}"}
        fresh = RunForm(reader, permissions.PREPARE_PAYMENTS, initial=initial)
    else:
        fresh = form
    listed = paged(request, [(row, *STATES[row.state]) for row in shown])
    context = {
        "sent": waiting_of(reader, "JOB_SEARCH"),
        "month": chosen,
        "before": months_after(chosen, -1),
        "after": months_after(chosen, 1),
        "page": listed,
        "tabs": [(code, words[0], _count(rows, code)) for code, words in STATES.items()],
        "chosen_state": state,
        "all": len(rows),
        "ready": sum(row.amount for row in rows if row.state == queries.READY),
        "ready_count": _count(rows, queries.READY),
        "waiting": _count(rows, queries.WAITING),
        "ended": _count(rows, queries.ENDED),
        "runs": queries.job_loss_runs(reader, chosen)[:5],
        "sees_claims": reader.can(permissions.VIEW_CLAIMS),
        "form": fresh,
        "trail": runs_trail(request, (_("JKP bulanan"), "")),
    }
    return render(request, "site/job_losses.html", context, status=400 if form else 200)


def _count(rows: tuple[queries.JobLossMonth, ...], state: str) -> int:
    return sum(row.state == state for row in rows)


def _run(request: HttpRequest, form: RunForm) -> bool:
    told = form.cleaned_data
    try:
        made = run_job_loss(
            actor=request.reader,  # type: ignore[attr-defined]
            office=told["office"],
            month=told["month"],
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    if made is None:
        messages.info(request, _("Tidak ada yang berubah sejak pemeriksaan terakhir."))
    else:
        text = _(
            "%(bulan)s: %(siap)s siap dibayar (%(jumlah)s), %(menunggu)s menunggu bukti, "
            "%(berakhir)s pembayaran berakhir."
        )
        messages.success(
            request,
            text
            % {
                "bulan": month(made.month),
                "siap": number(made.ready),
                "jumlah": rupiah(made.total),
                "menunggu": number(made.waiting),
                "berakhir": number(made.ended),
            },
        )
    return True


routes: list[URLPattern] = [path("jkp/bulan/", job_losses, name="job_losses")]
