"""The share of benefits that the law puts on employers: who owes what, who was told, his proofs."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.claims.errors import no_claim
from payung.claims.models import Claim
from payung.claims.operations.share_letters import tell_employer
from payung.claims.operations.shares import settle_employer_share
from payung.claims.queries import shares as queries
from payung.documents.models import LetterStatus
from payung.errors import NotFound, PayungError
from payung.site import export
from payung.site.formatting import language
from payung.site.pages import filters
from payung.site.pages.gate import page, paged
from payung.site.pages.payment_forms import ShareForm
from payung.site.pages.wording import trail

PDF = "application/pdf"
#: Whether the employer was told: its words and its look.
TELLING = {
    queries.UNTOLD: (gettext_lazy("Belum diberi tahu"), "warn"),
    queries.DRAFTED: (gettext_lazy("Konsep surat"), "quiet"),
    queries.TOLD: (gettext_lazy("Sudah diberi tahu"), "good"),
}
_OF_STATUS = {LetterStatus.DRAFT: queries.DRAFTED, LetterStatus.SIGNED: queries.TOLD}


def telling_of(share: Claim) -> str:
    """Whether the employer of a share (a row of ``share_list``) was told of it."""
    return _OF_STATUS.get(share.letter_status, queries.UNTOLD)  # type: ignore[attr-defined]


@page(permissions.PREPARE_PAYMENTS)
def employer_shares(request: HttpRequest) -> HttpResponse:
    """Who owes a share of which claim, the largest open one first."""
    rows: list[Any] = list(queries.share_list(request.reader))  # type: ignore[attr-defined]
    chosen = filters.choice(request, "keadaan", queries.TELLING)
    counts = Counter(telling_of(row) for row in rows)
    shown = paged(request, [row for row in rows if not chosen or telling_of(row) == chosen])
    context = {
        "page": shown,
        "rows": [(row, *TELLING[telling_of(row)]) for row in shown],
        "left": sum(row.left for row in rows),
        "all_shares": sum(row.owed for row in rows),
        "count": sum(1 for row in rows if row.left),
        "untold": sum(1 for row in rows if row.left and telling_of(row) != queries.TOLD),
        "all": len(rows),
        "tabs": [(code, TELLING[code][0], counts[code]) for code in queries.TELLING],
        "chosen": chosen,
        "trail": trail((_("Bagian pemberi kerja"), "")),
    }
    return render(request, "site/employer_shares.html", context)


@page(permissions.PREPARE_PAYMENTS, permissions.EXPORT)
def employer_shares_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    reader = request.reader  # type: ignore[attr-defined]
    chosen = filters.choice(request, "keadaan", queries.TELLING)
    return export.answer(
        reader=reader,
        format=format,
        name="bagian-pemberi-kerja",
        title=_("Bagian pemberi kerja"),
        columns=[
            export.Column(_("Pemberi kerja")),
            export.Column(_("Klaim")),
            export.Column(_("Sejak"), "date"),
            export.Column(_("Bagiannya"), "money"),
            export.Column(_("Sudah dibuktikan"), "money"),
            export.Column(_("Sisa"), "money"),
            export.Column(_("Pemberitahuan")),
            export.Column(_("Nomor surat")),
            export.Column(_("Tanggal surat"), "date"),
        ],
        rows=[_exported(row) for row in queries.share_list(reader, telling=chosen)],
    )


def _exported(row: Any) -> tuple[object, ...]:
    told = str(TELLING[telling_of(row)][0])
    owed = (row.share_since, row.owed, row.settled, row.left)
    return row.employer.name, row.number, *owed, told, row.letter_number or "", row.letter_date


@page(permissions.PREPARE_PAYMENTS, methods=["GET", "HEAD", "POST"])
def employer_share(request: HttpRequest, number: str) -> HttpResponse:
    """One share: what was proven, and the form for the next proof."""
    found = _share(request, number)
    form = ShareForm(
        request.POST or None,
        request.FILES or None,
        initial={"amount": found.left},  # type: ignore[attr-defined]
    )
    if request.method == "POST" and form.is_valid():
        try:
            _settle(request, number, form.cleaned_data)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Bukti pembayaran pemberi kerja dicatat."))
            return redirect("site:employer_share", number=number)
    return _show(request, found, form, status=400 if form.errors else 200)


def _share(request: HttpRequest, number: str) -> Claim:
    shares = queries.share_list(request.reader)  # type: ignore[attr-defined]
    found = shares.filter(number=number).first()
    if found is None:
        raise no_claim(number)
    return found


def _show(
    request: HttpRequest, found: Any, form: Form, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    shares = (_("Bagian pemberi kerja"), reverse("site:employer_shares"))
    word, style = TELLING[telling_of(found)]
    context = {
        "claim": found,
        "form": form if found.left else None,
        "wrong": wrong,
        "telling": telling_of(found),
        "word": word,
        "style": style,
        "settlements": found.share_settlements.select_related("recorded_by").order_by("pk"),
        "trail": trail(shares, (found.number, "")),
    }
    return render(request, "site/employer_share.html", context, status=status)


def _settle(request: HttpRequest, number: str, entered: dict[str, Any]) -> None:
    upload = entered.pop("paper")
    settle_employer_share(
        actor=request.reader,  # type: ignore[attr-defined]
        number=number,
        paper=upload.read() if upload else None,
        file_name=str(upload.name) if upload else "",
        **entered,
    )


@page(permissions.PREPARE_PAYMENTS, methods=["POST"])
def employer_share_tell(request: HttpRequest, number: str) -> HttpResponse:
    """Draft the letter to the employer; the one that stands is shown again."""
    found: Any = _share(request, number)
    try:
        letter = tell_employer(actor=request.reader, number=number)  # type: ignore[attr-defined]
    except PayungError as refusal:
        form = ShareForm(initial={"amount": found.left})
        return _show(request, found, form, wrong=refusal.message(language()), status=400)
    if letter.status == LetterStatus.SIGNED:
        told = _("Surat %(number)s sudah ditandatangani; tidak disusun lagi.")
        messages.info(request, told % {"number": letter.number})
    else:
        messages.success(
            request, _("Konsep surat tersusun. Kepala cabang menandatanganinya pada halaman Surat.")
        )
    return redirect("site:employer_share", number=number)


@page(permissions.PREPARE_PAYMENTS)
def employer_share_letter(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as PDF, to be opened in the browser."""
    _share(request, number)
    try:
        content = queries.share_letter_pdf(request.reader, number)  # type: ignore[attr-defined]
    except NotFound as refusal:  # of a share in sight: it has no letter yet
        messages.info(request, refusal.message(language()))
        return redirect("site:employer_share", number=number)
    response = HttpResponse(content, content_type=PDF)
    response["Content-Disposition"] = f'inline; filename="pemberitahuan-{number}.pdf"'
    return response


SHARES = "bagian-pemberi-kerja/"

routes = [
    path(SHARES, employer_shares, name="employer_shares"),
    path(f"{SHARES}ekspor.<format:format>", employer_shares_export, name="employer_shares_export"),
    path(f"{SHARES}<slug:number>/", employer_share, name="employer_share"),
    path(f"{SHARES}<slug:number>/beri-tahu/", employer_share_tell, name="employer_share_tell"),
    path(f"{SHARES}<slug:number>/surat.pdf", employer_share_letter, name="employer_share_letter"),
]
