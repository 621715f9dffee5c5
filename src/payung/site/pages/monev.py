"""Monev sessions: the list, a new one, the prepared session, one government's page, the papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.monitoring.models import MonevSession
from payung.monitoring.operations import sessions as acts
from payung.monitoring.operations.session_issuing import issue_commitments
from payung.monitoring.operations.session_preparing import prepare_session
from payung.monitoring.queries import sessions as monev
from payung.monitoring.reach import sees_whole
from payung.monitoring.sessions.assembling import assemble
from payung.monitoring.sessions.pages import GovernmentPage, Pack
from payung.partnerships.queries import meeting_state
from payung.partnerships.reach import reaches_office
from payung.site.formatting import language
from payung.site.pages import commitments, filters, monev_words
from payung.site.pages import monev_forms as entries
from payung.site.pages.agreement_words import COMMITMENT_STYLES, MEETING_STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.monev_papers import monev_paper, papers_of
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.wording import trail

#: Parts of a session's page, by their word in the address.
PARTS = ("ringkasan", "pertanyaan", "temuan", "dokumen")


@page(permissions.VIEW_MEETINGS, permissions.VIEW_COVERAGE)
def sessions(request: HttpRequest) -> HttpResponse:
    """The sessions in sight, the latest first."""
    found = monev.sessions(request.reader)
    for word in filters.search(request).split():
        found = found.filter(name__icontains=word)
    context = {
        "page": paged(request, found),
        "search": filters.search(request),
        "styles": MEETING_STYLES,
        "trail": trail((_("Sesi monev"), "")),
    }
    return render(request, "site/monev.html", context)


@page(permissions.HOLD_MONEV, permissions.MANAGE_MEETINGS, methods=["GET", "HEAD", "POST"])
def monev_new(request: HttpRequest) -> HttpResponse:
    """Plan a session and prepare it at once; a refusal comes back with the form."""
    provinces = entries.governments_of(request.reader, None)
    province = filters.choice(request, "provinsi", [one.pk for one in provinces]) or None
    form = entries.PlanForm(request.reader, province, data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = _plan(request.reader, form.cleaned_data)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Sesi sudah direncanakan dan bahannya disiapkan."))
                return redirect("site:monev_session", session_id=made.pk)
    context = {
        "form": form,
        "provinces": provinces,
        "province": province or "",
        "trail": trail((_("Sesi monev"), reverse("site:monev")), (_("Sesi baru"), "")),
    }
    return render(request, "site/monev_new.html", context, status=status)


def _plan(reader: Reader, told: dict[str, Any]) -> MonevSession:
    made = acts.plan_session(
        actor=reader,
        name=told["name"],
        office_code=told["office"],
        series=told["series"],
        **{
            name: told[name]
            for name in (
                *("regions", "period_from", "period_to", "as_of", "held_on"),
                *("starts_at", "place", "guests"),
            )
        },
    )
    prepare_session(actor=reader, session_id=made.pk)
    return made


@page(permissions.VIEW_MEETINGS, permissions.VIEW_COVERAGE, methods=["GET", "HEAD", "POST"])
def monev_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """A session: its league, questions, findings and promises, papers; and what may be done."""
    found = monev.session(request.reader, session_id)
    if request.method == "POST":
        return _act(request, found)
    chosen = monev.preparation(found, _number(request))
    pack = assemble(chosen) if chosen else None
    asked = monev.questions(found)
    promised = monev.promises(request.reader, found, today())
    part = filters.choice(request, "bagian", PARTS) or PARTS[0]
    context = {
        "session": found,
        "meeting": found.meeting,
        "state": meeting_state(found.meeting),
        "styles": MEETING_STYLES,
        "pack": pack,
        "latest": monev.preparation(found),
        "part": part,
        "figures": monev_words.headline(pack, asked, promised) if pack else [],
        "governments": _governments(pack, asked) if pack else [],
        "league": monev_words.league(pack.regencies or pack.league) if pack else [],
        "of_regencies": bool(pack and pack.regencies),
        "claims": monev_words.claims(pack) if pack else None,
        "questions": [monev_words.question(row) for row in asked],
        "findings": monev.findings(found),
        "promises": [one.row for one in promised],
        "commitment_styles": COMMITMENT_STYLES,
        "papers": papers_of(request.reader, found) if pack else [],
        "letters": commitments.letters_of(request.reader, f"meeting:{found.meeting_id}"),
        "attachments": commitments.files(request.reader, f"meeting:{found.meeting_id}"),
        "holds": _holds(request.reader, found),
        "trail": trail((_("Sesi monev"), reverse("site:monev")), (found.name, "")),
    }
    return render(request, "site/monev_session.html", context)


def _act(request: HttpRequest, found: MonevSession) -> HttpResponse:
    """Prepare anew, or issue the record of what was agreed."""
    try:
        if request.POST.get("act") == "prepare":
            prepare_session(actor=request.reader, session_id=found.pk)
            messages.success(request, _("Bahan sesi sudah disiapkan dengan angka terbaru."))
        elif request.POST.get("act") == "issue":
            letter = issue_commitments(actor=request.reader, session_id=found.pk)
            messages.success(
                request, _("Berita acara %(number)s sudah terbit.") % {"number": letter.number}
            )
        else:
            messages.error(request, _("Tindakan itu tidak tersedia dalam keadaan sekarang."))
    except PayungError as refusal:
        messages.error(request, refusal.message(language()))
    return redirect("site:monev_session", session_id=found.pk)


@page(permissions.VIEW_MEETINGS, permissions.VIEW_COVERAGE, methods=["GET", "HEAD", "POST"])
def monev_government(request: HttpRequest, session_id: int, code: str) -> HttpResponse:
    """One government on the screen of the meeting: its figures, and the questions at the side."""
    found = monev.session(request.reader, session_id)
    pack = monev.pack(request.reader, session_id, _number(request))
    own = pack.government(code)
    if own is None:
        raise Http404(code)
    possible = _possible(request, found, own)
    status = 200
    if request.method == "POST":
        if take(request, possible, lambda act: _record(request.reader, found, code, act)):
            return redirect("site:monev_government", session_id=session_id, code=code)
        status = 400
    context = {
        "session": found,
        "own": own,
        "name": own.region.name,
        "head": monev_words.government_head(own),
        "sections": monev_words.sections(own),
        "missing": monev_words.missing(own),
        "lists": monev_words.lists(own),
        "questions": [monev_words.question(row) for row in monev.questions(found, code)],
        "findings": monev.findings(found, code),
        "promises": [one.row for one in monev.promises(request.reader, found, today(), code)],
        "commitment_styles": COMMITMENT_STYLES,
        "possible": [act for act in possible if act.key != "answer"],
        "answering": next((act.form for act in possible if act.key == "answer"), None),
        "others": _neighbours(pack, code),
        "trail": trail(
            (_("Sesi monev"), reverse("site:monev")),
            (found.name, reverse("site:monev_session", kwargs={"session_id": session_id})),
            (own.region.name, ""),
        ),
    }
    return render(request, "site/monev_government.html", context, status=status)


def _possible(request: HttpRequest, found: MonevSession, own: GovernmentPage) -> list[Act]:
    """What may be recorded at a government; the entered act with what was typed."""
    if not _holds(request.reader, found):
        return []
    entered = request.POST.get("act", "")

    def offer(key: str, name: str, button: str, make: Callable[..., forms.Form]) -> Act:
        bound = {"data": request.POST} if entered == key else {}
        return Act(key, name, make(auto_id=f"{key}_%s", **bound), button)

    return [
        offer("finding", _("Catat temuan"), _("Simpan temuan"), partial(entries.FindingForm, own)),
        offer("promise", _("Catat komitmen"), _("Simpan komitmen"), entries.PromiseForm),
        offer("ask", _("Tambah pertanyaan"), _("Simpan pertanyaan"), entries.QuestionForm),
        offer("answer", _("Jawab"), _("Simpan jawaban"), entries.AnswerForm),
    ]


def _record(reader: Reader, found: MonevSession, code: str, act: Act) -> str:
    """Do the act; returns the sentence that tells what was done."""
    told, own = act.form.cleaned_data, {"actor": reader, "session_id": found.pk}
    if act.key == "finding":
        figure = int(told.pop("figure")) if told["figure"] else None
        told.pop("figure", None)
        acts.record_finding(region=code, figure=figure, **told, **own)
        return _("Temuan sudah dicatat.")
    if act.key == "promise":
        acts.promise(region=code, **told, **own)
        return _("Komitmen sudah dicatat.")
    if act.key == "ask":
        acts.add_question(region=code, **told, **own)
        return _("Pertanyaan sudah ditambahkan.")
    acts.answer_question(question_id=told.pop("question"), **told, **own)
    return _("Jawaban sudah dicatat.")


@dataclass(frozen=True)
class Government:
    """A government in the session's table, with how much is asked of it."""

    page: GovernmentPage
    open: int
    coverage: str
    mark: str
    address: str


def _governments(pack: Pack, asked: Sequence[monev.QuestionRow]) -> list[Government]:
    open_: dict[str, int] = {}
    for row in asked:
        if row.answer is None:
            open_[row.question.region_id] = open_.get(row.question.region_id, 0) + 1
    return [
        Government(
            page=one,
            open=open_.get(one.region.pk, 0),
            coverage=monev_words.value(one.coverage),
            mark=monev_words.mark(one),
            address=reverse(
                "site:monev_government",
                kwargs={"session_id": pack.session.pk, "code": one.region.pk},
            ),
        )
        for one in pack.governments
    ]


def _neighbours(pack: Pack, code: str) -> dict[str, GovernmentPage | None]:
    """The government before and after this one, to leaf through in the meeting."""
    codes = [one.region.pk for one in pack.governments]
    place = codes.index(code)
    return {
        "before": pack.governments[place - 1] if place else None,
        "after": pack.governments[place + 1] if place + 1 < len(codes) else None,
    }


def _holds(reader: Reader, found: MonevSession) -> bool:
    """Whether the reader may record in this session: his posts hold all of its regions."""
    return (
        reader.can(permissions.HOLD_MONEV)
        and reaches_office(reader, permissions.MANAGE_MEETINGS, found.meeting.office_id)
        and all(
            sees_whole(reader, one.region_id, permissions.HOLD_MONEV) for one in found.regions.all()
        )
    )


def _number(request: HttpRequest) -> int | None:
    """The preparation that ``?persiapan=`` names."""
    told = request.GET.get("persiapan", "")
    return int(told) if told.isdecimal() and len(told) < 5 else None


routes: list[URLPattern] = [
    path("monev/", sessions, name="monev"),
    path("monev/baru/", monev_new, name="monev_new"),
    path("monev/<int:session_id>/", monev_session, name="monev_session"),
    path("monev/<int:session_id>/daerah/<region:code>/", monev_government, name="monev_government"),
    path("monev/<int:session_id>/berkas/<slug:kind>/", monev_paper, name="monev_paper"),
]
