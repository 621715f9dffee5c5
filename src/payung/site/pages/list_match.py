"""Matching the people of a list: the queue of doubtful pairs, and one pair side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import PayungError
from payung.site import export, tasks
from payung.site.formatting import language, number
from payung.site.pages import list_match_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail
from payung.sponsorship.models import BeneficiaryList, MatchDecision
from payung.sponsorship.operations.matching import decide_pair
from payung.sponsorship.queries import matching
from payung.sponsorship.queries.matching import OPEN, STATES, PairLine, PairView

#: The choice of all states.
ALL = "SEMUA"
#: Reasons that clerks often have; any other may be written.
USUAL_REASONS = (
    "KTP dilihat",
    "Kartu keluarga dilihat",
    "Ditanyakan kepada desa",
    "Saudara kembar",
    "Orang tua dan anak",
    "Tetangga senama",
)


@page(permissions.MANAGE_LISTS)
def matches(request: HttpRequest, list_id: int) -> HttpResponse:
    """What came of comparing a list, and the pairs that wait for a decision."""
    found = matching.matches(request.reader, list_id)
    running = tasks.match_is_queued(list_id)
    if request.htmx and not running:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    state = request.GET.get("keadaan", OPEN if found.many(OPEN) else ALL)
    shown = [line for line in found.lines if state in (ALL, line.state)]
    context = {
        "found": found,
        "list": found.list,
        "running": running,
        "state": state,
        "every": ALL,
        "states": [
            (key, str(words.STATES[key][0]), found.many(key)) for key in STATES if found.many(key)
        ],
        "open": found.many(OPEN),
        "sure": found.many("SURE"),
        "first_open": matching.next_open(request.reader, list_id),
        "page": paged(request, [_shown(line) for line in shown]),
        "trail": _trail(found.list, _("Pencocokan orang")),
    }
    return render(request, "site/list_matches.html", context)


@page(permissions.MANAGE_LISTS, permissions.EXPORT)
def matches_export(request: HttpRequest, list_id: int, format: str) -> HttpResponse:
    """The pairs as a file: names and birth years, no number of anybody."""
    found = matching.matches(request.reader, list_id)
    return export.answer(
        reader=request.reader,
        format=format,
        name="pencocokan-orang",
        title=_("Pencocokan orang %(number)s") % {"number": found.list.number},
        columns=[
            export.Column(_("Baris"), "count"),
            export.Column(_("Nama dalam daftar")),
            export.Column(_("Tahun lahir")),
            export.Column(_("Desa atau kelurahan")),
            export.Column(_("Cocok dengan")),
            export.Column(_("Tahun lahir")),
            export.Column(_("Tercatat di")),
            export.Column(_("Keadaan")),
        ],
        rows=[
            (
                line.row_no,
                line.name,
                str(line.birth_year or ""),
                line.village,
                line.other_name,
                str(line.other_birth_year or ""),
                _where(line),
                str(words.STATES[line.state][0]),
            )
            for line in found.lines
        ],
    )


@page(permissions.MANAGE_LISTS, methods=["POST"])
def match_run(request: HttpRequest, list_id: int) -> HttpResponse:
    """Have a list compared, in the queue: a large registry takes a minute."""
    found = matching.matches(request.reader, list_id)
    tasks.queue_match(found.list.pk, request.user.pk)
    messages.success(request, _("Daftar sedang dibandingkan dengan peserta dan daftar lain."))
    return redirect("site:list_matches", list_id=list_id)


@page(permissions.MANAGE_LISTS, methods=["GET", "HEAD", "POST"])
def match(request: HttpRequest, pair_id: int) -> HttpResponse:
    """One pair side by side; after a decision the next one follows."""
    view = matching.pair(request.reader, pair_id)
    refused, reason = "", ""
    if request.method == "POST":
        reason = request.POST.get("alasan", "")
        seen = request.POST.get("dilihat", "")
        try:
            decide_pair(
                actor=request.reader,
                pair_id=pair_id,
                verdict=request.POST.get("putusan", ""),
                reason=reason,
                seen=int(seen) if seen.isdecimal() else None,
            )
        except PayungError as refusal:
            refused = refusal.message(language())
            view = matching.pair(request.reader, pair_id)
        else:
            return _onward(request, view)
    context = _context(request, view, refused, reason)
    return render(request, "site/list_match.html", context, status=400 if refused else 200)


def _onward(request: HttpRequest, view: PairView) -> HttpResponse:
    """The next pair that waits, else back to the list."""
    following = matching.next_open(request.reader, view.list.pk, view.pair.pk)
    if following is None:
        messages.success(
            request,
            _(
                "Semua pasangan sudah diputuskan. Periksa ulang daftarnya agar status barisnya "
                "ikut."
            ),
        )
        return redirect("site:list_matches", list_id=view.list.pk)
    messages.success(request, _("Keputusan tersimpan. Berikut pasangan selanjutnya."))
    return redirect("site:list_match", pair_id=following)


def _context(request: HttpRequest, view: PairView, refused: str, reason: str) -> dict[str, object]:
    found = matching.matches(request.reader, view.list.pk)
    line = next((line for line in found.lines if line.id == view.pair.pk), None)
    other = view.pair.other_row
    return {
        "view": view,
        "list": view.list,
        "line": line,
        "lines": words.lines(view),
        "flag": words.FLAGS.get(view.flag, ""),
        "share": words.share_of_weight(view.pair.weight),
        "likelihood": words.likelihood(view.pair.weight),
        "other": _("Baris %(row)s daftar %(number)s")
        % {"row": number(other.row_no), "number": other.list.number}
        if other
        else _("Peserta yang sudah terdaftar"),
        "place": min(found.answered + 1, found.doubtful),
        "doubtful": found.doubtful,
        "answered": found.answered,
        "following": matching.next_open(request.reader, view.list.pk, view.pair.pk),
        "seen": view.decision.pk if view.decision else 0,
        "verdicts": MatchDecision.Verdict,
        "usual": USUAL_REASONS,
        "refused": refused,
        "reason": reason,
        "trail": _trail(
            view.list,
            _("Baris %(row)s") % {"row": number(view.row.row_no)},
            (_("Pencocokan orang"), reverse("site:list_matches", args=[view.list.pk])),
        ),
    }


def _shown(line: PairLine) -> dict[str, object]:
    told, style = words.STATES[line.state]
    return {
        "line": line,
        "where": _where(line),
        "told": told,
        "style": style,
        "share": words.share_of_weight(line.weight),
        "likelihood": words.likelihood(line.weight),
    }


def _where(line: PairLine) -> str:
    if not line.list_number:
        return _("peserta terdaftar")
    return _("%(number)s baris %(row)s") % {
        "number": line.list_number,
        "row": number(line.other_row_no or 0),
    }


def _trail(found: BeneficiaryList, last: str, *between: tuple[str, str]) -> object:
    return trail((found.number, reverse("site:list", args=[found.pk])), *between, (last, ""))


_LIST = "daftar-penerima/<int:list_id>/pencocokan/"
routes: list[URLPattern] = [
    path(_LIST, matches, name="list_matches"),
    path(f"{_LIST}ekspor.<format:format>", matches_export, name="list_matches_export"),
    path(f"{_LIST}jalankan/", match_run, name="list_match_run"),
    path("daftar-penerima/pasangan/<int:pair_id>/", match, name="list_match"),
]
