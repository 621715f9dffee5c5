"""What the member or heir can do online after the decision: object, and send the awaited proofs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.claims.acting_for import Claimant
from payung.claims.models import Claim, Objection, Proof, ProofSubmission
from payung.claims.operations.objections import object_online
from payung.claims.papers import document_of
from payung.claims.queries.objections import (
    Objecting,
    last_objection,
    objecting,
    papers_of,
)
from payung.claims.queries.proof_submissions import (
    Awaited,
    accepted_since,
    awaited_proofs,
)
from payung.claims.queries.proofs import SchoolYear, school_year_of
from payung.clock import today
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import claim_needs
from payung.site.pages.claim_session import (
    claimant_of,
    forget_unsent,
    keep_unsent,
    next_code,
    opened_claims,
    unsent_of,
)
from payung.site.pages.wording import trail

#: What may be sent, by kind of proof.
HINTS = {
    Proof.Kind.SCHOOL_LETTER: gettext_lazy(
        "Surat keterangan masih bersekolah atau kuliah tahun ini, bercap sekolah."
    ),
    Proof.Kind.JOB_SEARCH: gettext_lazy(
        "Lamaran, undangan wawancara, atau pelatihan bulan ini. Boleh beberapa berkas."
    ),
    Proof.Kind.ALIVE: gettext_lazy("Surat keterangan masih hidup dari desa atau kelurahan."),
    Proof.Kind.UNMARRIED: gettext_lazy(
        "Surat keterangan belum menikah lagi dari desa, kelurahan, atau KUA."
    ),
}
#: So long an accepted proof is still told of.
_TOLD_FOR = timedelta(days=60)


class ObjectionForm(forms.Form):
    """What the member or heir does not accept."""

    grounds = forms.CharField(
        label=gettext_lazy("Apa yang menurut Anda tidak benar, dan mengapa?"),
        min_length=5,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "Tulis dengan kata-kata Anda sendiri. Bukti dapat diunggah sesudah ini."
        ),
    )


@dataclass(frozen=True)
class ProofRow:
    """A proof as its receiver's family sees it: first names only.

    ``is_wanted``: they have to send something. ``key`` is what the form sends; "" of an accepted
    one, which takes no more files.
    """

    claim_number: str
    name: str
    hint: object
    needed_on: date
    year: SchoolYear | None
    state: object
    style: str
    is_late: bool
    is_wanted: bool
    key: str = ""
    sent: ProofSubmission | None = None
    reason: str = ""


def awaited_rows(claim: Claim) -> list[ProofRow]:
    """The proofs that a claim waits for, and those that were accepted lately."""
    on = today()
    rows = [_row(claim, one, on) for one in awaited_proofs(claim, on)]
    for answer in accepted_since(claim, on - _TOLD_FOR):
        sent = answer.submission
        rows.append(
            ProofRow(
                **_of(claim, sent.kind, sent.party.name, sent.valid_from),  # type: ignore[arg-type]
                state=_("Diterima"),
                style="good",
                is_late=False,
                is_wanted=False,
                sent=sent,
            )
        )
    return rows


def _of(claim: Claim, kind: str, name: str, needed_on: date) -> dict[str, object]:
    of_school = kind == Proof.Kind.SCHOOL_LETTER
    first_name = (name.split() or [""])[0]
    return {
        "claim_number": claim.number,
        "name": f"{_(str(Proof.Kind(kind).label))} · {first_name}",
        "hint": HINTS[Proof.Kind(kind)],
        "needed_on": needed_on,
        "year": school_year_of(needed_on) if of_school else None,
    }


def _row(claim: Claim, one: Awaited, on: date) -> ProofRow:
    late, reason = one.needed_on <= on, ""
    if not one.is_checked:
        state, style = _("Menunggu diperiksa"), "warn"
    elif one.sent is not None and not one.sent.answer.is_accepted:
        state, style, reason = _("Ditolak, kirim lagi"), "bad", one.sent.answer.reason
    else:
        state, style = (_("Pembayaran menunggu"), "bad") if late else (_("Ditunggu"), "warn")
    return ProofRow(
        **_of(claim, one.kind, one.party.name, one.needed_on),  # type: ignore[arg-type]
        state=state,
        style=style,
        is_late=late,
        is_wanted=one.is_checked,
        key=one.key,
        sent=None if one.is_checked else one.sent,
        reason=reason,
    )


@dataclass(frozen=True)
class ObjectionRow:
    """How one may object to the decision in force of a claim (None: it is being decided anew), or
    the objection that was made."""

    decided: Objecting | None
    may: bool
    made: Objection | None
    address: str


def objection_row(claim: Claim) -> ObjectionRow | None:
    """The objection of a claim on its own page; None where nothing was decided or objected to."""
    decided = objecting(claim)
    made = decided.made if decided is not None else last_objection(claim)
    if decided is None and made is None:
        return None
    address = reverse("site:claim_online_objection", kwargs={"number": claim.number})
    may = decided is not None and made is None and today() <= decided.until
    return ObjectionRow(decided, may, made, address)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_online_objection(request: HttpRequest, number: str) -> HttpResponse:
    """Object to the decision of a claim; afterwards the same page is the receipt."""
    own = claimant_of(request)
    if own is None:
        return _too_late(request, number)
    claim = next((one for one in opened_claims(own) if one.number == number), None)
    if claim is None:
        raise Http404(number)
    if request.method != "POST":
        return _page(request, claim, _empty_form(request, own, number))
    form = ObjectionForm(data=request.POST)
    if request.POST.get("act") == "add":
        done = _add(request, own, number)
    else:
        done = form.is_valid() and _object(request, own, number, form)
    if done:
        return redirect("site:claim_online_objection", number=number)
    return _page(request, claim, form, status=400)


def _too_late(request: HttpRequest, number: str) -> HttpResponse:
    """Back to the code; what was typed waits there, and it is said that it was not sent."""
    if request.method == "POST" and not keep_unsent(
        request, number, request.POST.get("grounds", "")
    ):
        messages.error(
            request,
            _("Waktu Anda habis. Masukkan nomor rujukan dan kode Anda yang berikutnya."),
        )
    return redirect("site:claim_online")


def _empty_form(request: HttpRequest, own: Claimant, number: str) -> ObjectionForm:
    """The form, with what was typed before the time ended."""
    unsent = unsent_of(request, own)
    if unsent is None or unsent.number != number:
        return ObjectionForm()
    return ObjectionForm(initial={"grounds": unsent.grounds})


def _add(request: HttpRequest, own: Claimant, number: str) -> bool:
    try:
        brought = claim_needs.bring(request, own, number)
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
        return False
    messages.success(request, claim_needs.thanks(brought))
    return True


def _object(request: HttpRequest, own: Claimant, number: str, form: ObjectionForm) -> bool:
    try:
        object_online(actor=own, number=number, grounds=form.cleaned_data["grounds"])
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    forget_unsent(request)
    messages.success(request, _("Keberatan Anda kami terima. Simpan nomornya."))
    return True


def _page(
    request: HttpRequest, claim: Claim, form: ObjectionForm, status: int = 200
) -> HttpResponse:
    row = objection_row(claim)
    made = row.made if row is not None else None
    if made is not None:
        forget_unsent(request)
    context = {
        "claim": claim,
        "row": row,
        "made": made,
        "form": form,
        "is_unsent": bool(form.initial),
        "next_code": next_code(request),
        "trail": _trail((_("Keberatan"), "")),
        **(_receipt(claim, made) if made is not None else {}),
    }
    return render(request, "site/claim_online_objection.html", context, status=status)


def _receipt(claim: Claim, made: Objection) -> dict[str, object]:
    """The objection with the files that came online; more of them until it is answered."""
    is_open = not hasattr(made, "review")
    return {
        "review": getattr(made, "review", None),
        "files": [one for one in papers_of(made) if one.received_by_id is None],
        "document": document_of(made) if is_open else "",
        "upload_address": claim_needs.upload_address("claim_online_upload", claim.number),
    }


def _trail(*further: tuple[object, str]) -> object:
    return trail((_("Klaim saya"), reverse("site:claim_online_claim")), *further)


routes: list[URLPattern] = [
    path(
        "klaim/daring/<slug:number>/keberatan/",
        claim_online_objection,
        name="claim_online_objection",
    ),
]
