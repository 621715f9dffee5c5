"""Payment orders: what is due, who prepared and released what, and what the bank answered."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.answer_files import LARGEST_FILE, read_answer
from payung.claims.answer_refusals import unreadable
from payung.claims.errors import PaymentRefused
from payung.claims.operations.bank_answers import record_bank_answer, reference_of
from payung.claims.operations.order_files import order_file
from payung.claims.operations.orders import cancel_order, prepare_order, release_order
from payung.claims.operations.paying_accounts import set_paying_account
from payung.claims.order_files.sheet import ANSWER_HEADINGS
from payung.claims.payment_refusals import WHY
from payung.claims.queries import orders as queries
from payung.claims.queries.due import Due, due_payables, paying_offices, pays
from payung.clock import today
from payung.reference.models import Office
from payung.site import export
from payung.site.formatting import language
from payung.site.pages.gate import page, paged
from payung.site.pages.payment_forms import (
    AnswerForm,
    CancelForm,
    PayingAccountForm,
    PrepareForm,
)
from payung.site.pages.wording import Trail, trail

#: Where an order stands: its words and its look.
STATES = {
    queries.WAITING: (gettext_lazy("Menunggu pelepasan"), "warn"),
    queries.AT_BANK: (gettext_lazy("Di bank"), "warn"),
    queries.ANSWERED: (gettext_lazy("Selesai dijawab"), "good"),
    queries.CANCELLED: (gettext_lazy("Dibatalkan"), "quiet"),
    queries.TAKEN_OVER: (gettext_lazy("Diambil alih"), "quiet"),
}
LINE_STYLES = {"OPEN": "warn", "PAID": "good", "RETURNED": "bad", "CANCELLED": "quiet"}
_MOST_BLOCKED = 50


def _office(request: HttpRequest) -> Office | None:
    offices = paying_offices(request.reader)  # type: ignore[attr-defined]
    chosen = request.POST.get("kantor") or request.GET.get("kantor", "")
    if not chosen:
        return offices[0] if offices else None
    found = next((one for one in offices if one.code == chosen), None)
    if found is None:
        raise Http404(chosen)
    return found


@page()
def payment_orders(request: HttpRequest) -> HttpResponse:
    """What the office has to pay, what keeps some of it, and its orders."""
    return _list(request, PrepareForm())


def _list(request: HttpRequest, form: Form, status: int = 200) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    office, orders = _office(request), queries.order_list(reader)
    if office is not None:
        orders = orders.filter(office=office)
    due = due_payables(reader, office=office.code, on=today()) if office else ()
    free = [row for row in due if not row.obstacle]
    rows = paged(request, orders)
    rows.object_list = [_order_row(one) for one in queries.shown(list(rows.object_list))]
    context: dict[str, Any] = {
        "office": office,
        "offices": paying_offices(reader),
        "page": rows,
        "free_total": sum(row.amount for row in free),
        "free_count": len(free),
        "blocked_total": sum(row.amount for row in due if row.obstacle),
        "blocked": _blocked(due),
        "waiting": [row for row in rows.object_list if row["state"] == queries.WAITING],
        "form": form if reader.can(permissions.PREPARE_PAYMENTS) else None,
        "account": queries.paying_account(office),
        "trail": trail((_("Pembayaran manfaat"), "")),
    }
    return render(request, "site/payment_orders.html", context, status=status)


@page(permissions.EXPORT)
def payment_orders_export(request: HttpRequest, format: str) -> HttpResponse:
    """The orders of the reader's offices as a file."""
    reader = request.reader  # type: ignore[attr-defined]
    orders = queries.shown(list(queries.order_list(reader)))
    return export.answer(
        reader=reader,
        format=format,
        name="perintah-bayar",
        title=_("Perintah bayar"),
        columns=[
            export.Column(_("Nomor")),
            export.Column(_("Kantor")),
            export.Column(_("Tanggal bayar"), "date"),
            export.Column(_("Pembayaran"), "count"),
            export.Column(_("Jumlah"), "money"),
            export.Column(_("Sudah dibayar bank"), "money"),
            export.Column(_("Dikembalikan bank"), "count"),
            export.Column(_("Keadaan")),
        ],
        rows=[
            (
                one.order.number,
                one.order.office.name,
                one.order.pay_on,
                one.order.count,
                one.order.total,
                one.paid,
                one.returned_lines,
                str(STATES[one.state][0]),
            )
            for one in orders
        ],
    )


def _order_row(one: queries.OrderShown) -> dict[str, Any]:
    words, style = STATES[one.state]
    return {"shown": one, "order": one.order, "state": one.state, "words": words, "style": style}


def _blocked(due: tuple[Due, ...]) -> list[dict[str, Any]]:
    """How much waits for what, the most first, with the first claims of each reason."""
    kept = [row for row in due if row.obstacle]
    counts = Counter(row.obstacle for row in kept)
    place = 0 if language() == "id" else 1
    return [
        {
            "why": WHY[why][place],
            "count": count,
            "total": sum(row.amount for row in kept if row.obstacle == why),
            "rows": [row for row in kept if row.obstacle == why][:_MOST_BLOCKED],
        }
        for why, count in counts.most_common()
    ]


@page(permissions.PREPARE_PAYMENTS, methods=["POST"])
def payment_order_prepare(request: HttpRequest) -> HttpResponse:
    """Put what is due into an order; a refusal comes back with the form."""
    form, office = PrepareForm(request.POST), _office(request)
    if not form.is_valid() or office is None:
        return _list(request, form, status=400)
    try:
        order = prepare_order(
            actor=request.reader,  # type: ignore[attr-defined]
            office=office.code,
            pay_on=form.cleaned_data["pay_on"],
        )
    except PaymentRefused as refusal:
        form.add_error(None, refusal.message(language()))
        return _list(request, form, status=400)
    messages.success(
        request, _("Perintah %(number)s disiapkan. Orang lain melepasnya.") % {"number": order}
    )
    return redirect("site:payment_order", number=order.number)


@page(permissions.RELEASE_PAYMENTS, methods=["GET", "HEAD", "POST"])
def payment_account(request: HttpRequest) -> HttpResponse:
    """The account from which an office pays; only who releases sets it."""
    office = _office(request)
    form = PayingAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and office is not None:
        try:
            set_paying_account(
                actor=request.reader,  # type: ignore[attr-defined]
                office=office.code,
                **form.cleaned_data,
            )
        except PaymentRefused as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Rekening pembayar dicatat."))
            return redirect("site:payment_orders")
    context = {"form": form, "office": office, "trail": _trail((_("Rekening pembayar"), ""))}
    status = 400 if form.errors else 200
    return render(request, "site/payment_account.html", context, status=status)


@page()
def payment_order(request: HttpRequest, number: str) -> HttpResponse:
    """One order: who is paid how much, who did what, and what comes next."""
    return _order_page(request, number)


def _order_page(
    request: HttpRequest, number: str, bound: Form | None = None, status: int = 200
) -> HttpResponse:
    reader = request.reader  # type: ignore[attr-defined]
    found = queries.order_shown(reader, number)
    order, words = found.order, STATES[found.state]
    own = order.prepared_by_id == reader.user.pk
    waits = found.state == queries.WAITING
    released = found.state in (queries.AT_BANK, queries.ANSWERED)
    context: dict[str, Any] = {
        "found": found,
        "order": order,
        "words": words[0],
        "style": words[1],
        "styles": LINE_STYLES,
        "page": paged(request, queries.order_lines(order)),
        "may_release": waits and reader.can(permissions.RELEASE_PAYMENTS) and not own,
        "is_own": waits and own,
        "cancel_form": _form(CancelForm, bound) if waits else None,
        "answer_form": _form(AnswerForm, bound)
        if released and reader.can(permissions.PREPARE_PAYMENTS)
        else None,
        "is_released": released,
        "refusal": bound.non_field_errors() if bound is not None else (),
        "trail": _trail((order.number, "")),
    }
    return render(request, "site/payment_order.html", context, status=status)


def _form(kind: type[Form], bound: Form | None) -> Form:
    return bound if isinstance(bound, kind) else kind()


@page(methods=["POST"])
def payment_order_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Release or cancel an order, or take the bank's answer to it."""
    kinds: dict[str, type[Form]] = {"lepas": Form, "batal": CancelForm, "jawab": AnswerForm}
    if act not in kinds:
        raise Http404(act)
    pays(request.reader)  # type: ignore[attr-defined]
    form = kinds[act](request.POST, request.FILES)
    if not form.is_valid():
        return _order_page(request, number, form, status=400)
    try:
        told = _do(request, number, act, form)
    except PaymentRefused as refusal:
        form.add_error(None, refusal.message(language()))
        return _order_page(request, number, form, status=400)
    messages.success(request, told)
    return redirect("site:payment_order", number=number)


def _do(request: HttpRequest, number: str, act: str, form: Form) -> str:
    actor = request.reader  # type: ignore[attr-defined]
    if act == "lepas":
        release_order(actor=actor, number=number)
        return _("Perintah %(number)s dilepas. Unduh berkasnya untuk bank.") % {"number": number}
    if act == "batal":
        cancel_order(actor=actor, number=number, reason=form.cleaned_data["reason"])
        return _("Perintah %(number)s dibatalkan.") % {"number": number}
    upload: UploadedFile = form.cleaned_data["file"]
    if (upload.size or 0) > LARGEST_FILE:
        size = LARGEST_FILE // 1024 // 1024
        raise unreadable(f"lebih dari {size} MB", f"it is larger than {size} MB")
    content = upload.read()
    order = queries.order_shown(actor, number).order
    came = record_bank_answer(
        actor=actor,
        number=number,
        rows=read_answer(content, order),
        file_name=str(upload.name),
        sha256=hashlib.sha256(content).digest(),
    )
    return _(
        "Jawaban bank dicatat: %(paid)s dibayar, %(returned)s dikembalikan, %(repeated)s sudah "
        "diketahui."
    ) % {"paid": came.paid, "returned": came.returned, "repeated": came.repeated}


@page()
def payment_order_file(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The file of a released order, for the bank."""
    with order_file(actor=request.reader, number=number, format=form) as made:  # type: ignore[attr-defined]
        content_type = "application/xml" if form == "pain001" else "text/csv; charset=utf-8"
        response = HttpResponse(made.content.read(), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return response


@page()
def payment_order_answer_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """A sheet with the payments of an order, for a bank that answers on paper or by portal."""
    found = queries.order_shown(request.reader, number)  # type: ignore[attr-defined]
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="jawaban-{found.order.number}.csv"'
    writer = csv.writer(response, delimiter=";", lineterminator="\r\n")
    writer.writerow(ANSWER_HEADINGS)
    lines = found.order.lines.order_by("sequence").values_list("sequence", "amount")
    for sequence, amount in lines.iterator(chunk_size=5_000):
        writer.writerow([reference_of(found.order.number, sequence), amount, "", "", ""])
    return response


def _trail(*further: tuple[object, str]) -> Trail:
    return trail((_("Pembayaran manfaat"), reverse("site:payment_orders")), *further)


_ORDER = "pembayaran-manfaat/<slug:number>/"
routes = [
    path("pembayaran-manfaat/", payment_orders, name="payment_orders"),
    path(
        "pembayaran-manfaat/ekspor.<format:format>",
        payment_orders_export,
        name="payment_orders_export",
    ),
    path("pembayaran-manfaat/siapkan/", payment_order_prepare, name="payment_order_prepare"),
    path("pembayaran-manfaat/rekening/", payment_account, name="payment_account"),
    path(_ORDER, payment_order, name="payment_order"),
    path(f"{_ORDER}berkas/<slug:form>/", payment_order_file, name="payment_order_file"),
    path(
        f"{_ORDER}lembar-jawaban.csv",
        payment_order_answer_sheet,
        name="payment_order_answer_sheet",
    ),
    path(f"{_ORDER}<slug:act>/", payment_order_act, name="payment_order_act"),
]
