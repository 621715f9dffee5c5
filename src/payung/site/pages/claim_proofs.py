"""Proofs that were sent online: the worklist of who checks them, each answered in its place; and
the awaited proofs of one claim, recorded at the desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.models import Claim, Proof, ProofSubmission
from payung.claims.operations.proof_answers import (
    accept_submission,
    prove_awaited,
    refuse_submission,
)
from payung.claims.operations.proofs import Shown
from payung.claims.queries.proof_submissions import (
    awaited_proofs,
    submission_in_sight,
    waiting_by_kind,
    waiting_submissions,
)
from payung.clock import today
from payung.errors import PayungError
from payung.site import export
from payung.site.formatting import language
from payung.site.pages import filters
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

_Kind = Proof.Kind
_PPM_PER_PERCENT = 10_000


class CheckForm(forms.Form):
    """What an officer reads from the file beside saying that it fits."""

    issuer = forms.CharField(
        label=gettext_lazy("Kantor yang menulis"), max_length=150, required=False
    )

    def law_data(self) -> dict[str, int]:
        """What the law asks of the paper."""
        return {}


class SchoolForm(CheckForm):
    """The letter of a school."""

    issuer = forms.CharField(
        label=gettext_lazy("Sekolah atau perguruan tinggi"), max_length=150, required=True
    )


class SearchForm(CheckForm):
    """A month of looking for work, counted by the officer."""

    issuer = None  # type: ignore[assignment]  # counted, not written by one office
    applications = forms.IntegerField(
        label=gettext_lazy("Lamaran"), min_value=0, max_value=1000, initial=0
    )
    interviews = forms.IntegerField(
        label=gettext_lazy("Wawancara"), min_value=0, max_value=1000, initial=0
    )
    attendance = forms.IntegerField(
        label=gettext_lazy("Hadir pelatihan (%)"), min_value=0, max_value=100, required=False
    )

    def law_data(self) -> dict[str, int]:
        told = self.cleaned_data
        found = {name: told[name] for name in ("applications", "interviews")}
        if told["attendance"] is not None:
            found["training_attendance"] = told["attendance"] * _PPM_PER_PERCENT
        return found


_FORMS: dict[str, type[CheckForm]] = {
    _Kind.SCHOOL_LETTER: SchoolForm,
    _Kind.JOB_SEARCH: SearchForm,
}


def form_of(sent: ProofSubmission, data: Any = None) -> CheckForm:
    """The form by which a submission is accepted."""
    return _FORMS.get(sent.kind, CheckForm)(data=data, auto_id=f"bukti-{sent.pk}-%s")


def desk_form(kind: str, key: str, data: Any = None, files: Any = None) -> CheckForm:
    """The form by which an awaited proof is recorded at the desk: what was seen, or its file."""
    form = _FORMS.get(kind, CheckForm)(data=data, files=files, auto_id=f"{key}-%s")
    form.fields["seen"] = forms.CharField(
        label=_("Yang dilihat, bila tidak ada berkas"), max_length=300, required=False
    )
    form.fields["file"] = forms.FileField(
        label=_("Berkas (PDF, JPEG, PNG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    return form


@dataclass(frozen=True)
class SentRow:
    """A submission with the form that accepts it, and how many days it has waited."""

    sent: ProofSubmission
    form: CheckForm
    days: int


def sent_row(sent: ProofSubmission) -> SentRow:
    """A submission as a page shows it."""
    return SentRow(sent, form_of(sent), (today() - sent.submitted_on).days)


def waiting_of(reader: Reader, *kinds: str) -> int:
    """How many submissions of some kinds wait in a reader's sight; 0 for who sees no claims."""
    if not reader.can(permissions.VIEW_CLAIMS):
        return 0
    counts = waiting_by_kind(reader)
    return sum(counts.get(kind, 0) for kind in kinds)


@page(permissions.VIEW_CLAIMS)
def claim_proofs(request: HttpRequest) -> HttpResponse:
    """What was sent and waits to be checked, the oldest first."""
    reader = request.reader  # type: ignore[attr-defined]
    counts = waiting_by_kind(reader)
    shown = paged(request, waiting_submissions(reader, _kind(request)))
    first = waiting_submissions(reader).first()
    context = {
        "page": shown,
        "rows": [sent_row(one) for one in shown],
        "tabs": [(kind, kind.label, counts.get(kind, 0)) for kind in _Kind],
        "all": sum(counts.values()),
        "chosen": _kind(request),
        "oldest": (today() - first.submitted_on).days if first else 0,
        "takes": reader.can(permissions.TAKE_CLAIMS),
        "trail": trail((_("Klaim"), reverse("site:claims")), (_("Bukti yang dikirim"), "")),
    }
    return render(request, "site/claim_proofs.html", context)


def _kind(request: HttpRequest) -> str:
    return filters.choice(request, "jenis", _Kind.values)


@page(permissions.VIEW_CLAIMS, permissions.EXPORT)
def claim_proofs_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader = request.reader  # type: ignore[attr-defined]
    return export.answer(
        reader=reader,
        format=format,
        name="bukti-daring",
        title=_("Bukti yang dikirim daring dan belum diperiksa"),
        columns=[
            export.Column(_("Nomor")),
            export.Column(_("Jenis")),
            export.Column(_("Penerima")),
            export.Column(_("Klaim")),
            export.Column(_("Kantor")),
            export.Column(_("Dikirim"), "date"),
            export.Column(_("Untuk pembayaran mulai"), "date"),
        ],
        rows=[
            (
                one.number,
                _(str(_Kind(one.kind).label)),
                one.party.name,
                one.party.claim.number,
                one.party.claim.office.name,
                one.submitted_on,
                one.valid_from,
            )
            for one in waiting_submissions(reader, _kind(request))
        ],
    )


@page(permissions.TAKE_CLAIMS, methods=["POST"])
def claim_proof_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept what was sent, or refuse it with a reason; back to where one was."""
    sent = submission_in_sight(request.reader, pk)  # type: ignore[attr-defined]
    try:
        told = _answer(request, sent)
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    else:
        if told:
            messages.success(request, told)
    return _back(request, sent)


def _answer(request: HttpRequest, sent: ProofSubmission) -> str:
    """What was done in words; "" where the entries do not fit."""
    reader = request.reader  # type: ignore[attr-defined]
    if request.POST.get("finding") != "accept":
        reason = request.POST.get("reason", "")
        refuse_submission(actor=reader, submission_id=sent.pk, reason=reason)
        return _("Bukti ditolak; pengirim membaca alasannya dan dapat mengirim lagi.")
    form = form_of(sent, request.POST)
    if not form.is_valid():
        for name, errors in form.errors.items():
            messages.error(request, f"{form.fields[name].label}: {' '.join(map(str, errors))}")
        return ""
    accept_submission(
        actor=reader,
        submission_id=sent.pk,
        issuer=form.cleaned_data.get("issuer", ""),
        data=form.law_data(),
    )
    return _("Bukti diterima; pembayaran yang menunggunya dapat dilanjutkan.")


@page(permissions.VIEW_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_awaited(request: HttpRequest, number: str) -> HttpResponse:
    """The proofs that a claim waits for, each recorded here when it is shown at the desk."""
    reader = request.reader  # type: ignore[attr-defined]
    found = claim_shown(request, number)
    key, wrong = request.POST.get("key", "")[:40], None
    if request.method == "POST":
        reader.require(permissions.TAKE_CLAIMS)
        wrong = desk_form(key.partition(":")[0], key, request.POST, request.FILES)
        if wrong.is_valid() and _shown_at_desk(request, found, key, wrong):
            messages.success(request, _("Bukti dicatat; pembayaran yang menunggunya siap."))
            return redirect("site:claim_awaited", number=number)
    rows = [
        (one, wrong if wrong is not None and one.key == key else desk_form(one.kind, one.key))
        for one in awaited_proofs(found, today())
    ]
    context = {
        **claim_shell(request, found, (_("Bukti yang ditunggu"), "")),
        "rows": [(one, _(str(_Kind(one.kind).label)), form) for one, form in rows],
        "today": today(),
        "takes": reader.can(permissions.TAKE_CLAIMS),
    }
    status = 400 if wrong is not None else 200
    return render(request, "site/claim_awaited.html", context, status=status)


def _shown_at_desk(request: HttpRequest, found: Claim, key: str, form: CheckForm) -> bool:
    told, upload = form.cleaned_data, form.cleaned_data["file"]
    shown = Shown(issuer=told.get("issuer", ""), seen=told["seen"], data=form.law_data())
    asked = {"actor": request.reader, "number": found.number, "key": key}  # type: ignore[attr-defined]
    try:
        if upload is None:
            prove_awaited(**asked, shown=shown)
        else:
            with on_disk(upload) as file:
                kept = replace(shown, path=file, file_name=str(upload.name))
                prove_awaited(**asked, shown=kept)
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        if refusal.code == "not_awaited":  # its form is gone
            messages.error(request, refusal.message(language()))
        return False
    return True


def _back(request: HttpRequest, sent: ProofSubmission) -> HttpResponseRedirect:
    if request.POST.get("kembali") == "beasiswa" and sent.payable_id is not None:
        return redirect("site:scholarship", payable_id=sent.payable_id)
    kind = request.POST.get("kembali", "")
    query = f"?jenis={kind}" if kind in _Kind.values else ""
    return redirect(f"{reverse('site:claim_proofs')}{query}")


routes: list[URLPattern] = [
    path("bukti-klaim/", claim_proofs, name="claim_proofs"),
    path("bukti-klaim/ekspor.<format:format>", claim_proofs_export, name="claim_proofs_export"),
    path("bukti-klaim/<int:pk>/jawab/", claim_proof_answer, name="claim_proof_answer"),
    path("klaim/<slug:number>/bukti/", claim_awaited, name="claim_awaited"),
]
