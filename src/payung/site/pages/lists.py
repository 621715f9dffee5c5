"""Lists of beneficiaries up to their cleaning: all of them, one of them, its rows and decisions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters, list_entries
from payung.site.pages import list_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.list_cover_words import state_name
from payung.site.pages.list_forms import NoteForm, RowDecisionForm
from payung.site.pages.wording import Trail, trail
from payung.sponsorship.models import BeneficiaryList, ListAct, ListRow, RowStatus
from payung.sponsorship.operations.cleaning import clean_list, decide_row
from payung.sponsorship.operations.list_acts import return_list, withdraw_list
from payung.sponsorship.operations.proposing import submit_list
from payung.sponsorship.queries import lists as queries

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STATES = (queries.DRAFT, *ListAct.Kind.values)


@page(permissions.VIEW_LISTS)
def lists(request: HttpRequest) -> HttpResponse:
    """All lists in sight, narrowed by state, region and words."""
    shown = paged(request, _chosen(request))
    counts = queries.counts_of(shown.object_list)
    context = {
        "page": shown,
        "rows": [words.list_words(one, counts[one.pk]) for one in shown],
        "states": [(code, _state_name(code)) for code in _STATES],
        "chosen_state": filters.choice(request, "keadaan", _STATES),
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "trail": trail((_("Daftar penerima"), "")),
    }
    return render(request, "site/lists.html", context)


@page(permissions.VIEW_LISTS, permissions.EXPORT)
def lists_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same lists as a file."""
    chosen = list(_chosen(request))
    counts = queries.counts_of(chosen)
    told = [words.list_words(one, counts[one.pk]) for one in chosen]
    return export.answer(
        reader=request.reader,
        format=format,
        name="daftar-penerima",
        title=_("Daftar penerima"),
        columns=[
            *(export.Column(_(name)) for name in ("Nomor", "Nama daftar", "Pengusul")),
            export.Column(_("Bulan pertama"), "date"),
            export.Column(_("Jumlah bulan"), "count"),
            export.Column(_("Keadaan")),
            *(
                export.Column(name, "count")
                for name in (_("Orang"), _("Layak"), _("Perlu diputuskan"), _("Tidak layak"))
            ),
        ],
        rows=[
            (
                *(one.found.number, one.found.title, proposer_of(one.found)),
                *(one.found.first_month, one.found.months, one.state),
                *(one.rows, one.eligible, one.doubtful, one.refused),
            )
            for one in told
        ],
    )


@page(permissions.VIEW_LISTS)
def list_(request: HttpRequest, list_id: int) -> HttpResponse:
    """One list: what it waits for, how its rows stand, why some are refused, by village."""
    return render(request, "site/list.html", _overview(request, list_id))


@page(permissions.VIEW_LISTS, methods=["POST"])
def list_do(request: HttpRequest, list_id: int) -> HttpResponse:
    """Clean, hand in, return or withdraw a list."""
    found = queries.list_(request.reader, list_id)
    form = NoteForm(data=request.POST)
    act = request.POST.get("act", "")
    try:
        told = _do(request.reader, found, act, form)
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        if told is None:
            context = _overview(request, list_id) | {f"{act}_form": form}
            return render(request, "site/list.html", context, status=400)
        messages.success(request, told)
    return redirect("site:list", list_id=list_id)


@page(permissions.VIEW_LISTS, methods=["GET", "HEAD", "POST"])
def list_rows(request: HttpRequest, list_id: int) -> HttpResponse:
    """The people of a list with their reasons; NIK masked. A search is posted, never an address."""
    found = queries.list_(request.reader, list_id)
    status = filters.choice(request, "keadaan", RowStatus.values)
    code, village = request.GET.get("sebab", "")[:40], request.GET.get("desa", "")[:13]
    search = request.POST.get("cari", "")[: filters.LONGEST_SEARCH].strip()
    rows = queries.rows(
        request.reader,
        list_id,
        status=status,
        code=code,
        village=village,
        search=search,
    )
    shown = paged(request, rows)
    counts = queries.status_counts(request.reader, list_id)
    context = {
        "found": found,
        "page": shown,
        "people": [
            (one, words.row_style(one.row.status)) for one in queries.told(list(shown), language())
        ],
        "tabs": [(s, RowStatus(s).label, many) for s, many in counts.items() if many],
        "all": sum(counts.values()),
        "chosen_status": status,
        "reasons": queries.reason_counts(request.reader, list_id, language()),
        "chosen_code": code,
        "search": search,
        "editable": "enter" in words.open_acts(request.reader, found),
        "trail": _trail(found, _("Orang")),
    }
    return render(request, "site/list_rows.html", context)


@page(permissions.MANAGE_LISTS, methods=["GET", "HEAD", "POST"])
def list_row_decide(request: HttpRequest, list_id: int, row_no: int) -> HttpResponse:
    """One person: what was found, and the clerk's decision."""
    found = queries.list_(request.reader, list_id)
    row = queries.row(request.reader, list_id, row_no)
    form = RowDecisionForm(data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_row(actor=request.reader, row_id=row.pk, **form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            return _decided(request, found, row)
    (told,) = queries.told([row], language())
    context = {
        "found": found,
        "one": told,
        "style": words.row_style(row.status),
        "steps": row.steps.select_related("recorded_by").order_by("-pk"),
        "form": form,
        "trail": _trail(found, row.name or _("Baris %(number)s") % {"number": row_no}),
    }
    status = 400 if form.is_bound else 200
    return render(request, "site/list_row.html", context, status=status)


@page(permissions.VIEW_LISTS)
def list_answer(request: HttpRequest, list_id: int) -> HttpResponse:
    """The answer workbook: the proposer's own rows with their reasons."""
    body = queries.answer_workbook(request.reader, list_id)
    found = queries.list_(request.reader, list_id)
    response = HttpResponse(body, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="jawaban-{found.number}.xlsx"'
    return response


def proposer_of(found: BeneficiaryList) -> str:
    """The name of the agency or village that proposes."""
    return str(found.agency.name if found.agency else found.village.name)


def _chosen(request: HttpRequest):  # type: ignore[no-untyped-def]
    return queries.lists(
        request.reader,
        region=filters.region(request),
        state=filters.choice(request, "keadaan", _STATES),
        search=filters.search(request),
    )


def _state_name(code: str) -> str:
    return state_name("" if code == queries.DRAFT else code)


def _overview(request: HttpRequest, list_id: int) -> dict[str, object]:
    reader: Reader = request.reader  # type: ignore[attr-defined]
    found = queries.list_(reader, list_id)
    counts = queries.status_counts(reader, list_id)
    told = words.list_words(found, counts)
    acts = words.open_acts(reader, found)
    return {
        "found": found,
        "told": told,
        "acts": acts,
        "next": words.what_is_next(found, told, acts),
        "reasons": queries.reason_counts(reader, list_id, language()),
        "villages": [
            (code, name, words.list_words(found, by_status))
            for code, name, by_status in queries.village_counts(reader, list_id)
        ],
        "history": found.acts.select_related("recorded_by").order_by("-pk"),
        "unknown_columns": _unknown_columns(found),
        "return_form": NoteForm(auto_id="kembali_%s"),
        "withdraw_form": NoteForm(auto_id="tarik_%s"),
        "trail": _trail(found),
    }


def _unknown_columns(found: BeneficiaryList) -> list[str]:
    first = found.acts.filter(kind=ListAct.Kind.PROPOSED).order_by("pk").first()
    return list(first.data.get("unknown_columns", [])) if first else []


def _do(reader: Reader, found: BeneficiaryList, act: str, form: NoteForm) -> str | None:
    """What was done, in a sentence; None when the note is missing."""
    if act == "clean":
        result = clean_list(actor=reader, list_id=found.pk)
        return _("Pemeriksaan selesai: %(valid)s layak, %(doubtful)s ragu, %(refused)s tidak.") % {
            "valid": number(result.valid),
            "doubtful": number(result.doubtful),
            "refused": number(result.refused),
        }
    if act == "submit":
        submit_list(actor=reader, list_id=found.pk)
        return _("Daftar diserahkan kepada dinas tenaga kerja.")
    if act not in ("return", "withdraw") or not form.is_valid():
        return None
    note = form.cleaned_data["note"]
    if act == "return":
        return_list(actor=reader, list_id=found.pk, note=note)
        return _("Daftar dikembalikan kepada pengusulnya.")
    withdraw_list(actor=reader, list_id=found.pk, note=note)
    return _("Daftar ditarik.")


def _decided(request: HttpRequest, found: BeneficiaryList, row: ListRow) -> HttpResponse:
    """Back to the next row to be decided, else to the list."""
    messages.success(request, _("Keputusan atas %(name)s tercatat.") % {"name": row.name})
    after = (
        queries.rows(request.reader, found.pk, status=RowStatus.DOUBTFUL)
        .filter(row_no__gt=row.row_no)
        .first()
    )
    if after is not None:
        return redirect("site:list_row_decide", list_id=found.pk, row_no=after.row_no)
    return redirect("site:list", list_id=found.pk)


def _trail(found: BeneficiaryList, here: str = "") -> Trail:
    own = reverse("site:list", kwargs={"list_id": found.pk})
    first = (_("Daftar penerima"), reverse("site:lists"))
    return (
        trail(first, (found.number, own), (here, "")) if here else trail(first, (found.number, ""))
    )


routes: list[URLPattern] = [
    path("daftar-penerima/", lists, name="lists"),
    path("daftar-penerima/ekspor.<format:format>", lists_export, name="lists_export"),
    path("daftar-penerima/<int:list_id>/", list_, name="list"),
    path("daftar-penerima/<int:list_id>/tindakan/", list_do, name="list_do"),
    path("daftar-penerima/<int:list_id>/orang/", list_rows, name="list_rows"),
    path(
        "daftar-penerima/<int:list_id>/orang/<int:row_no>/",
        list_row_decide,
        name="list_row_decide",
    ),
    path("daftar-penerima/<int:list_id>/jawaban.xlsx", list_answer, name="list_answer"),
    *list_entries.routes,
]
