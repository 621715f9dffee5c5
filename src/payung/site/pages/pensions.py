"""Monthly pensions: who draws, who waits for a proof, who ended; the runs and the yearly raise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.models import Pension, PensionCode
from payung.claims.operations.pension_runs import index_pensions, run_pensions
from payung.claims.operations.pensions import STOP_REASONS, stop_pension, take_back_end
from payung.claims.queries import pensions as queries
from payung.claims.queries.succession import to_continue
from payung.clock import today
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language, month, number, rupiah
from payung.site.forms import MonthField, OfficeForm
from payung.site.pages import filters
from payung.site.pages.claim_proofs import waiting_of
from payung.site.pages.gate import page, paged
from payung.site.pages.pension_succession import notice_of
from payung.site.pages.pension_succession import routes as succession_routes
from payung.site.pages.wording import Trail, trail

#: How the state of a pension and of a month is told: the word, and how it looks.
STATES = {
    queries.RUNNING: (gettext_lazy("Berjalan"), "good"),
    queries.WAITING: (gettext_lazy("Menunggu bukti"), "warn"),
    queries.ENDED: (gettext_lazy("Berakhir"), "quiet"),
}
MONTHS = {
    "PAID": (gettext_lazy("Dibayar"), "good"),
    "AT_BANK": (gettext_lazy("Sedang di bank"), "warn"),
    "DUE": (gettext_lazy("Siap dibayar"), "warn"),
    "WAITING": (gettext_lazy("Menunggu"), "bad"),
    "ENDED": (gettext_lazy("Tidak jadi dibayar"), "quiet"),
}


class RunForm(OfficeForm):
    """Which month of which office."""

    month = MonthField(label=gettext_lazy("Bulan"))


class RaiseForm(OfficeForm):
    """Which year of which office."""

    year = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2015, max_value=2100)


class StopForm(forms.Form):
    """Why and when a pension ended."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Sebab"), choices=[(one.value, one.label) for one in STOP_REASONS]
    )
    last_day = forms.DateField(
        label=gettext_lazy("Hari terakhir hak"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy(
            "Hari meninggal, menikah, atau mulai bekerja. Bulan yang sudah dimulai tetap dibayar."
        ),
    )
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=300, required=False)


class TakeBackForm(forms.Form):
    """Why a right had been ended wrongly."""

    reason = forms.CharField(label=gettext_lazy("Mengapa akhir ini keliru"), max_length=300)


def state_of(found: Pension) -> str:
    """How a pension of the list stands."""
    if getattr(found, "stop", None) is not None:
        return queries.ENDED
    return queries.WAITING if found.waiting else queries.RUNNING  # type: ignore[attr-defined]


@page(permissions.VIEW_CLAIMS)
def pensions(request: HttpRequest) -> HttpResponse:
    """The pensions of the reader's offices: those that wait for a proof first."""
    totals = queries.pension_totals(request.reader, today())  # type: ignore[attr-defined]
    shown = paged(request, _chosen(request))
    counts = {
        queries.RUNNING: totals.running,
        queries.WAITING: totals.waiting,
        queries.ENDED: totals.ended,
    }
    context = {
        "totals": totals,
        "page": shown,
        "rows": [(one, *STATES[state_of(one)]) for one in shown],
        "tabs": [(code, STATES[code][0], counts[code]) for code in queries.STATES],
        "all": sum(counts.values()),
        "living": totals.running + totals.waiting,
        "sent": waiting_of(request.reader, "ALIVE", "UNMARRIED"),  # type: ignore[attr-defined]
        "chosen_state": _state(request),
        "codes": PensionCode.choices,
        "chosen_code": filters.choice(request, "jenis", PensionCode.values),
        "search": filters.search(request),
        "to_continue": to_continue(request.reader).count(),  # type: ignore[attr-defined]
        "chosen_continue": _is_to_continue(request),
        "trail": _trail(),
    }
    return render(request, "site/pensions.html", context)


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def pensions_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    return export.answer(
        reader=request.reader,  # type: ignore[attr-defined]
        format=format,
        name="pensiun",
        title=_("Pensiun bulanan"),
        columns=[
            export.Column(_("Penerima")),
            export.Column(_("Klaim")),
            export.Column(_("Jenis")),
            export.Column(_("Kantor")),
            export.Column(_("Sejak"), "date"),
            export.Column(_("Sebulan"), "money"),
            export.Column(_("Keadaan")),
            export.Column(_("Bulan menunggu"), "count"),
            export.Column(_("Hari terakhir hak"), "date"),
            export.Column(_("Sebab")),
        ],
        rows=[
            (
                one.party.name,
                one.claim.number,
                one.get_code_display(),
                one.office.name,
                one.first_month,
                one.monthly,  # type: ignore[attr-defined]
                str(STATES[state_of(one)][0]),
                one.waiting,  # type: ignore[attr-defined]
                getattr(getattr(one, "stop", None), "last_day", None),
                one.stop.get_reason_display() if getattr(one, "stop", None) else "",
            )
            for one in _chosen(request)
        ],
    )


def _state(request: HttpRequest) -> str:
    return filters.choice(request, "keadaan", queries.STATES)


def _is_to_continue(request: HttpRequest) -> bool:
    return request.GET.get("lanjut") == "1"


def _chosen(request: HttpRequest) -> QuerySet[Pension]:
    found = _of_filter(request)
    if not _is_to_continue(request):
        return found
    claims = to_continue(request.reader).order_by().values("pk")  # type: ignore[attr-defined]
    return found.filter(claim__in=claims, stop__isnull=False)


def _of_filter(request: HttpRequest) -> QuerySet[Pension]:
    return queries.pensions(
        request.reader,  # type: ignore[attr-defined]
        on=today(),
        state=_state(request),
        code=filters.choice(request, "jenis", PensionCode.values),
        search=filters.search(request),
    )


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def pension(request: HttpRequest, pk: int) -> HttpResponse:
    """One pension: its rates, its months; the end of the right is recorded here."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.pension(reader, pk, today())
    form = StopForm(data=request.POST or None)
    if request.method == "POST":
        reader.require(permissions.ASSESS_CLAIMS)
        if form.is_valid() and _stopped(request, found, form):
            return redirect("site:pension", pk=pk)
    return _pension_page(request, found, form)


def _pension_page(
    request: HttpRequest, found: Pension, form: StopForm, taking_back: TakeBackForm | None = None
) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    months = queries.months_of(found)
    stop = queries.stop_of(found)
    word, style = STATES[state_of(found)]
    context = {
        "pension": found,
        "notice": notice_of(found.claim),
        "stop": stop,
        "back": getattr(stop, "taken_back", None),
        "taking_back": taking_back or TakeBackForm()
        if reader.can(permissions.APPROVE_CLAIMS) and queries.may_be_taken_back(stop)
        else None,
        "word": word,
        "style": style,
        "rates": found.rates.select_related("indexation").order_by("-valid_from"),
        "months": [(one, *MONTHS[one.state]) for one in months],
        "paid": sum(one.amount for one in months if one.state == "PAID"),
        "due": sum(one.amount for one in months if one.state in ("DUE", "AT_BANK")),
        "form": form if reader.can(permissions.ASSESS_CLAIMS) else None,
        "trail": _trail((found.party.name, "")),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "site/pension.html", context, status=status)


@page(permissions.APPROVE_CLAIMS, methods=["POST"])
def pension_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Find that the right had been ended wrongly; the next decision opens it again."""
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.pension(reader, pk, today())
    form = TakeBackForm(request.POST)
    if form.is_valid():
        try:
            take_back_end(actor=reader, number=found.claim.number, pension=pk, **form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(
                request,
                _("Akhir hak dibatalkan. Haknya berjalan lagi dengan keputusan berikutnya."),
            )
            return redirect("site:pension", pk=pk)
    return _pension_page(request, found, StopForm(), form)


def _stopped(request: HttpRequest, found: Pension, form: StopForm) -> bool:
    try:
        stop = stop_pension(
            actor=request.reader,  # type: ignore[attr-defined]
            number=found.claim.number,
            pension=found.pk,
            **form.cleaned_data,
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    if stop.overpaid:
        text = _("Pensiun diakhiri. %(jumlah)s sudah dibayar untuk bulan sesudahnya.")
        messages.warning(request, text % {"jumlah": rupiah(stop.overpaid)})
    else:
        messages.success(request, _("Pensiun diakhiri."))
    return True


@page(methods=["GET", "HEAD", "POST"])
def pension_runs(request: HttpRequest) -> HttpResponse:
    """The runs of the months, and the yearly raise; whoever prepares payments starts them."""
    reader = request.reader  # type: ignore[attr-defined]
    queries.sees_runs(reader)
    if request.method == "POST":
        reader.require(permissions.PREPARE_PAYMENTS)
        answer = _raise(request) if "year" in request.POST else _run(request)
        if answer is not None:
            return answer
    return _runs_page(request)


def _runs_page(
    request: HttpRequest, run: RunForm | None = None, raising: RaiseForm | None = None
) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    offices = queries.offices_to_run(reader)
    may = reader.can(permissions.PREPARE_PAYMENTS)
    next_ = queries.next_month(offices[0].pk, today()) if offices else today().replace(day=1)
    context: dict[str, Any] = {
        "page": paged(request, queries.runs_seen(reader)),
        "raises": queries.indexations_seen(reader)[:20],
        "may": may,
        "offices": offices,
        "trail": runs_trail(request, (_("Jalankan bulan"), "")),
    }
    if may:
        key = permissions.PREPARE_PAYMENTS
        context["run_form"] = run or RunForm(reader, key, initial={"month": f"{next_:%Y-%m}"})
        context["raise_form"] = raising or RaiseForm(reader, key, initial={"year": today().year})
    status = 400 if run is not None or raising is not None else 200
    return render(request, "site/pension_runs.html", context, status=status)


def _run(request: HttpRequest) -> HttpResponse | None:
    reader = request.reader  # type: ignore[attr-defined]
    form = RunForm(reader, permissions.PREPARE_PAYMENTS, data=request.POST)
    if not form.is_valid():
        return _runs_page(request, run=form)
    told = form.cleaned_data
    try:
        made = run_pensions(actor=reader, office=told["office"], month=told["month"])
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _runs_page(request, run=form)
    if made is None:
        messages.info(request, _("Bulan ini sudah dijalankan; tidak ada yang baru."))
    else:
        text = _(
            "%(bulan)s: %(banyak)s pensiun dan %(susulan)s bulan susulan, %(jumlah)s. "
            "%(menunggu)s menunggu bukti, %(berakhir)s berakhir."
        )
        messages.success(
            request,
            text
            % {
                "bulan": month(made.month),
                "banyak": number(made.pensions),
                "susulan": number(made.late),
                "jumlah": rupiah(made.total),
                "menunggu": number(made.waiting),
                "berakhir": number(made.stopped),
            },
        )
        _tell_to_continue(request)
    return redirect("site:pension_runs")


def _tell_to_continue(request: HttpRequest) -> None:
    """After a run: how many claims have a right that ended and others who may follow."""
    reader = request.reader  # type: ignore[attr-defined]
    many = to_continue(reader, queries.sees_runs(reader)).count()
    if many:
        text = _("%(banyak)s klaim dengan hak yang berakhir perlu dilanjutkan petugas pelayanan.")
        messages.warning(request, text % {"banyak": number(many)})


def _raise(request: HttpRequest) -> HttpResponse | None:
    reader = request.reader  # type: ignore[attr-defined]
    form = RaiseForm(reader, permissions.PREPARE_PAYMENTS, data=request.POST)
    if not form.is_valid():
        return _runs_page(request, raising=form)
    told = form.cleaned_data
    try:
        made = index_pensions(actor=reader, office=told["office"], year=told["year"])
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _runs_page(request, raising=form)
    if made is None:
        messages.info(request, _("Semua pensiun yang berhak sudah dinaikkan untuk tahun ini."))
    else:
        text = _("%(banyak)s pensiun naik mulai %(bulan)s: dari %(lama)s menjadi %(baru)s sebulan.")
        messages.success(
            request,
            text
            % {
                "banyak": number(made.pensions),
                "bulan": month(made.valid_from),
                "lama": rupiah(made.before),
                "baru": rupiah(made.after),
            },
        )
    return redirect("site:pension_runs")


def runs_trail(request: HttpRequest, *further: tuple[object, str]) -> Trail:
    """Where one is among the runs: whoever only prepares payments does not see claims."""
    sees = request.reader.can(permissions.VIEW_CLAIMS)  # type: ignore[attr-defined]
    return _trail(*further) if sees else trail(*further)


def _trail(*further: tuple[object, str]) -> Trail:
    own = reverse("site:pensions") if further else ""
    return trail((_("Klaim"), reverse("site:claims")), (_("Pensiun bulanan"), own), *further)


routes: list[URLPattern] = [
    *succession_routes,
    path("pensiun/", pensions, name="pensions"),
    path("pensiun/ekspor.<format:format>", pensions_export, name="pensions_export"),
    path("pensiun/bulan/", pension_runs, name="pension_runs"),
    path("pensiun/<int:pk>/", pension, name="pension"),
    path("pensiun/<int:pk>/batal-akhir/", pension_take_back, name="pension_take_back"),
]
