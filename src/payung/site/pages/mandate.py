"""One mandate: the five-second summary, what came back, what is next; its acts and papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance.mandate_refusals import act_not_here, unknown_act
from payung.compliance.mandate_states import DONE, TABLE, Act, Transition, transition
from payung.compliance.models import Mandate
from payung.compliance.operations.mandates import move
from payung.compliance.operations.restored_rights import tell_workers
from payung.compliance.queries import mandates as compliance
from payung.compliance.queries.mandates import MandateView
from payung.compliance.queries.rights import benefits, restored, restored_workers
from payung.documents.models import LetterStatus
from payung.documents.operations import attach
from payung.documents.queries import attachment_content, attachments, letters
from payung.errors import PayungError
from payung.site.formatting import language, number
from payung.site.pages import mandate_words
from payung.site.pages.gate import page, paged
from payung.site.pages.mandate_forms import ActForm, PlanForm, drawn_up, entered_plan, sum_of
from payung.site.pages.wording import Trail, trail
from payung.site.uploads import on_disk

#: Who may keep papers beside a mandate.
ATTACHING = (permissions.HANDLE_MANDATES, permissions.REQUEST_MANDATES)


class AttachForm(forms.Form):
    """A paper beside a mandate: a signed record, a photograph, a judgment."""

    file = forms.FileField(label=gettext_lazy("Berkas (PDF atau gambar)"))
    note = forms.CharField(label=gettext_lazy("Keterangan"), max_length=200)


@page(permissions.VIEW_MANDATES)
def mandate(request: HttpRequest, case: str, skk: str) -> HttpResponse:
    """Who, how much, where it stands, what is next; then the account, the plan, the papers."""
    return _mandate_page(request, case, skk, AttachForm())


def _mandate_page(
    request: HttpRequest, case: str, skk: str, attach_form: AttachForm, status: int = 200
) -> HttpResponse:
    on = today()
    view = compliance.mandate_view(request.reader, f"{case}/{skk}", on)
    found, account = view.mandate, view.account
    acts = [(one, _act_address(found, one.act)) for one in view.next_acts if one.allowed]
    context: dict[str, Any] = {
        "view": view,
        "mandate": found,
        "account": account,
        "style": mandate_words.style(found.state),
        "summary": mandate_words.summary(view),
        "acts": acts,
        "barred": [
            (one, mandate_words.told_in(one.why_not)) for one in view.next_acts if not one.allowed
        ],
        "bars": _bars(view),
        "plan": [
            (one, *mandate_words.instalment_style(one, on))
            for one in (view.plan.standing(on) if view.plan else [])
        ],
        "history": [(step, DONE[Act(step.act)], mandate_words.told(step)) for step in view.steps],
        "letters": letters(request.reader, about=found.about)
        | letters(request.reader, about=f"mandate_request:{found.request_id}"),
        "attachments": attachments(request.reader, found.about),
        "attach_form": attach_form,
        "restored": restored(request.reader, found, on),
        "alarms": _alarms(view),
        "trail": _trail(found),
    }
    return render(request, "site/mandate.html", context, status=status)


def _bars(view: MandateView) -> list[tuple[str, str, int, int, str]]:
    """The value handed over, taken apart: name, look, amount, width in basis points, x."""
    account = view.account
    if not account.handed_over:
        return []
    parts = [
        (_("Pokok dipulihkan"), "good", account.principal_recovered),
        (_("Denda dipulihkan"), "good", account.penalty_recovered),
        (_("Dikoreksi"), "quiet", account.corrected),
        (_("Dihapusbukukan"), "quiet", account.written_off),
        (_("Sisa"), "owed", account.remaining),
    ]
    rows, before = [], 0
    for name, look, amount in parts:
        if amount > 0:
            x = before * 10_000 // account.handed_over
            before += amount
            width = before * 10_000 // account.handed_over - x
            rows.append((name, look, amount, width, str(x)))
    return rows


def _alarms(view: MandateView) -> list[str]:
    """What stands in the way of the mandate as a whole."""
    found, told = view.mandate, []
    if found.is_running and not view.facts.agreement:
        told.append(
            _("Perjanjian kerja sama antara kedua kantor sudah berakhir; kuasa baru tertutup.")
        )
    if found.is_running and found.valid_until and found.valid_until < view.as_of:
        told.append(_("Masa berlaku surat kuasa sudah lewat; perpanjang sebelum bertindak."))
    if view.credit > 0:
        told.append(_("Pemberi kerja mempunyai kelebihan bayar; itu bukan bagian pemulihan."))
    return told


@page(permissions.VIEW_MANDATES, methods=["GET", "HEAD", "POST"])
def mandate_act(request: HttpRequest, case: str, skk: str, act: str) -> HttpResponse:
    """One act: what it asks for, and when it is sent, the act itself."""
    name = act.upper().replace("-", "_")
    if name not in Act.values:
        raise unknown_act(act)
    _require_any(request.reader, [p for one in TABLE if one.act == name for p in one.permissions])
    found = compliance.mandate(request.reader, f"{case}/{skk}")
    row = transition(found.state, name)
    if row is None:
        raise act_not_here(found, name)
    if request.method == "POST" and "susun" not in request.POST:
        return _take(request, found, row)
    return _act_page(request, found, row, _form(found, row, request))


def _form(found: Mandate, row: Transition, request: HttpRequest) -> ActForm:
    """A blank form, or (while a plan is drawn up) one that keeps what was entered."""
    if request.method == "POST":
        return ActForm(row, found, today(), initial=request.POST.dict())
    return ActForm(row, found, today())


def _act_page(
    request: HttpRequest, found: Mandate, row: Transition, form: ActForm, status: int = 200
) -> HttpResponse:
    number_ = found.number
    view = compliance.mandate_view(request.reader, number_, today())
    shut = next((one.why_not for one in view.next_acts if one.act == row.act), None)
    context = {
        "mandate": found,
        "view": view,
        "row": row,
        "form": form,
        "shut": mandate_words.told_in(shut),
        "side": mandate_words.side_words(row.side),
        "trail": _trail(found, (row.act.label, "")),
    }
    if "instalments" in row.data:
        context |= _plan_context(request, view)
    return render(request, "site/mandate_act.html", context, status=status)


def _plan_context(request: HttpRequest, view: MandateView) -> dict[str, object]:
    """The rows of the plan, what they come to and what they should."""
    account = view.account
    only_principal = request.POST.get("covers") == "PRINCIPAL"
    owed = account.principal_remaining if only_principal else account.remaining
    plan_form = PlanForm(request.POST if "susun" in request.POST else None)
    rows = entered_plan(request.POST)
    if "susun" in request.POST:
        rows = drawn_up(owed, plan_form) or rows
    return {
        "plan_form": plan_form,
        "plan_rows": rows or [("", "")],
        "owed": owed,
        "owed_all": account.remaining,
        "owed_principal": account.principal_remaining,
        "planned": sum_of(rows),
        "difference": owed - sum_of(rows),
    }


@page(permissions.VIEW_MANDATES, methods=["POST"])
def plan_sum(request: HttpRequest) -> HttpResponse:
    """What the rows of a plan come to while they are typed; the act checks them again."""
    posted = request.POST
    name = "owed_principal" if posted.get("covers") == "PRINCIPAL" else "owed_all"
    stated = posted.get(name, "")
    owed = int(stated) if stated.isdecimal() else 0
    planned = sum_of(entered_plan(posted))
    context = {"owed": owed, "planned": planned, "difference": owed - planned}
    return render(request, "site/mandate_plan_sum.html", context)


def _take(request: HttpRequest, found: Mandate, row: Transition) -> HttpResponse:
    form = ActForm(row, found, today(), data=request.POST)
    if not form.is_valid():
        return _act_page(request, found, row, form, status=400)
    told = form.told()
    if "instalments" in row.data:
        told["instalments"] = entered_plan(request.POST)
    try:
        step = move(
            actor=request.reader,
            mandate_id=found.pk,
            act=row.act,
            happened_on=form.cleaned_data["happened_on"],
            expected_version=form.cleaned_data["version"],
            data=told,
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _act_page(request, found, row, form, status=400)
    said = _("Tercatat: %(act)s.") % {"act": DONE[row.act]}
    if step.letter is not None and step.letter.status == LetterStatus.SIGNED:
        said += " " + _("Surat %(number)s terbit.") % {"number": step.letter.number}
    elif step.letter is not None:
        said += " " + _("Suratnya menunggu tanda tangan.")
    messages.success(request, said)
    return redirect(mandate_words.address(found))


# Papers


@page(permissions.VIEW_MANDATES, methods=["POST"])
def mandate_attach(request: HttpRequest, case: str, skk: str) -> HttpResponse:
    """Keep a paper beside a mandate; both offices see it."""
    _require_any(request.reader, ATTACHING)
    found = compliance.mandate(request.reader, f"{case}/{skk}")
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _attach(request, found, form)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Lampiran sudah disimpan."))
            return redirect(mandate_words.address(found))
    return _mandate_page(request, case, skk, form, status=400)


def _require_any(reader: Reader, named: Sequence[str]) -> None:
    """Raises ``AccessRefused`` when the reader holds none of the permissions."""
    if not any(reader.can(permission) for permission in named):
        reader.require(named[0])


def _attach(request: HttpRequest, found: Mandate, form: AttachForm) -> None:
    from_branch = request.reader.can(permissions.REQUEST_MANDATES)
    own, other = found.branch_id, found.prosecution_office_id
    upload = form.cleaned_data["file"]
    with on_disk(upload) as path:
        attach(
            actor=request.reader,
            about=found.about,
            office_code=own if from_branch else other,
            kind="mandate",
            path=path,
            file_name=str(upload.name),
            note=form.cleaned_data["note"],
            shared_with=other if from_branch else own,
        )


@page(permissions.VIEW_MANDATES)
def mandate_attachment(
    request: HttpRequest, case: str, skk: str, attachment_id: int
) -> HttpResponse:
    """A paper beside a mandate, as it was brought."""
    found = compliance.mandate(request.reader, f"{case}/{skk}")
    if not attachments(request.reader, found.about).filter(pk=attachment_id).exists():
        raise Http404(attachment_id)
    file = attachment_content(request.reader, attachment_id)
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


# What came back to workers


@page(permissions.VIEW_MANDATES, permissions.VIEW_WORKERS, methods=["GET", "HEAD", "POST"])
def mandate_rights(request: HttpRequest, case: str, skk: str) -> HttpResponse:
    """The workers whose months came back, and the letters that tell them."""
    found = compliance.mandate(request.reader, f"{case}/{skk}")
    if request.method == "POST":
        told = tell_workers(actor=request.reader, number=found.number, letter_date=today())
        messages.success(
            request, _("%(count)s surat disusun untuk pekerja.") % {"count": number(told)}
        )
        return redirect(mandate_words.address(found, "mandate_rights"))
    workers = restored_workers(request.reader, found, today())
    context = {
        "mandate": found,
        "restored": restored(request.reader, found, today()),
        "page": paged(request, [(worker, benefits(worker)) for worker in workers]),
        "trail": _trail(found, (_("Hak pekerja"), "")),
    }
    return render(request, "site/mandate_rights.html", context)


def _act_address(found: Mandate, act: Act) -> str:
    return mandate_words.address(found, "mandate_act", act=act.lower().replace("_", "-"))


def _trail(found: Mandate, *further: tuple[object, str]) -> Trail:
    above = (_("Kuasa khusus"), reverse("site:mandates"))
    if not further:
        return trail(above, (found.firm_name, ""))
    return trail(above, (found.firm_name, mandate_words.address(found)), *further)
