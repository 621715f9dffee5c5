"""Meetings: the list, a new one, its page with minutes and commitments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.errors import PayungError
from payung.partnerships import operations as acts
from payung.partnerships import queries as partnerships
from payung.partnerships.commitments import OPEN_STATES
from payung.partnerships.models import Meeting, MeetingAct, MeetingSeries
from payung.partnerships.reach import any_of, by_office, by_region
from payung.reference.models import TimeZone
from payung.site.formatting import language
from payung.site.pages import commitments, filters
from payung.site.pages import meeting_forms as entries
from payung.site.pages.agreement_words import COMMITMENT_STYLES, MEETING_STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.wording import trail

_Kind = MeetingAct.Kind
_CLOSED = (_Kind.ADOPTED, _Kind.CANCELLED)


@page(permissions.VIEW_MEETINGS)
def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings of the reader's offices, the latest first, with the open commitments."""
    found = partnerships.meetings(
        request.reader, search=filters.search(request), region=filters.region(request)
    )
    rows = partnerships.commitments(request.reader, today())
    context = {
        "page": paged(request, found),
        "styles": MEETING_STYLES,
        "figures": commitments.figures(rows),
        "search": filters.search(request),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "waiting": len(partnerships.waiting_for(request.reader, today())),
        "trail": trail((_("Rapat"), "")),
    }
    return render(request, "site/meetings.html", context)


@page(permissions.MANAGE_MEETINGS, methods=["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting; a refusal comes back with the form."""
    series = MeetingSeries.objects.filter(
        any_of(
            by_office(request.reader, permissions.MANAGE_MEETINGS),
            by_region(request.reader, permissions.MANAGE_MEETINGS, "region"),
        )
    )
    names = list(series.values_list("name", flat=True))
    form = entries.MeetingForm(request.reader, names, data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            told = form.cleaned_data
            try:
                made = acts.plan_meeting(
                    actor=request.reader,
                    series=told["series"],
                    title=told["title"],
                    office_code=told["office"],
                    region_code=told["region"] or None,
                    place=told["place"],
                    held_on=told["held_on"],
                    starts_at=told["starts_at"],
                    ends_at=told["ends_at"],
                    agenda=told["agenda"],
                    guests=form.guest_list(),
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Rapat sudah direncanakan."))
                return redirect("site:meeting", meeting_id=made.pk)
    context = {
        "form": form,
        "series": names,
        "trail": trail((_("Rapat"), reverse("site:meetings")), (_("Rapat baru"), "")),
    }
    return render(request, "site/meeting_new.html", context, status=status)


@page(permissions.VIEW_MEETINGS, methods=["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting with its agenda, attendance, decisions and commitments, and what may be done."""
    found = partnerships.meeting(request.reader, meeting_id)
    possible = _possible(request, found, request.POST.get("act", ""))
    status = 200
    if request.method == "POST":
        if take(request, possible, lambda act: _do(request.reader, found, act)):
            return redirect("site:meeting", meeting_id=meeting_id)
        status = 400
    context = {
        "meeting": found,
        "state": partnerships.meeting_state(found),
        "styles": MEETING_STYLES,
        "zone": TimeZone(found.time_zone).label,
        "guests": found.attendance.select_related("office", "post"),
        "decisions": found.decisions.all(),
        "commitments": partnerships.commitments(request.reader, today(), meeting=found),
        "commitment_styles": COMMITMENT_STYLES,
        "possible": possible,
        "acts": found.acts.all(),
        "attachments": commitments.files(request.reader, f"meeting:{found.pk}"),
        "letters": commitments.letters_of(request.reader, f"meeting:{found.pk}"),
        "trail": trail((_("Rapat"), reverse("site:meetings")), (found.title, "")),
    }
    return render(request, "site/meeting.html", context, status=status)


def _possible(request: HttpRequest, found: Meeting, entered: str) -> list[Act]:
    """What the reader may do now; the entered act with what was typed."""
    if not _manages(request.reader, found):
        return []
    kinds = {act.kind for act in found.acts.all()}
    if kinds & set(_CLOSED):
        return []
    listed: list[Act] = []

    def offer(key: str, name: str, button: str, make: Callable[..., forms.Form]) -> None:
        bound = {"data": request.POST} if entered == key else {}
        listed.append(Act(key, name, make(auto_id=f"{key}_%s", **bound), button))

    if found.held_on <= today():
        minutes = partial(entries.MinutesForm.of, found)
        offer("minutes", _("Tulis notulen"), _("Simpan notulen"), minutes)
    commitment = partial(entries.CommitmentForm, _offices(found))
    offer("commitment", _("Tambah komitmen"), _("Simpan komitmen"), commitment)
    carried = _carried(request.reader, found)
    if carried:
        move = partial(entries.MoveForm, carried)
        offer("move", _("Pindahkan batas waktu"), _("Simpan batas waktu"), move)
    if _Kind.HELD not in kinds:
        offer("cancel", _("Batalkan rapat"), _("Batalkan rapat"), entries.CancelForm)
        return listed
    posts = commitments.approving_posts(found)
    if posts:
        submit = partial(entries.SubmitForm, posts)
        offer("submit", _("Ajukan notulen untuk disetujui"), _("Ajukan"), submit)
    offer("adopt", _("Sahkan notulen"), _("Sahkan"), entries.AdoptForm)
    return listed


def _do(reader: Reader, found: Meeting, act: Act) -> str:
    """Do the act; returns the sentence that tells what was done."""
    told, own = act.form.cleaned_data, {"actor": reader, "meeting_id": found.pk}
    if act.key == "minutes":
        acts.record_minutes(**told, **own)
        return _("Notulen sudah disimpan.")
    if act.key == "commitment":
        acts.add_commitment(
            text=told["text"],
            due_on=told["due_on"],
            owner_office=told["owner_office"] or None,
            owner_name=told["owner_name"],
            **own,
        )
        return _("Komitmen sudah dicatat.")
    if act.key == "move":
        acts.move_due_day(
            commitment_id=int(told["commitment"]),
            due_on=told["due_on"],
            note=told["note"],
            **own,
        )
        return _("Batas waktu sudah dipindahkan.")
    if act.key == "submit":
        acts.request_approval(
            actor=reader,
            post_id=int(told["post"]),
            subject="minutes",
            about=f"meeting:{found.pk}",
            summary=told["summary"],
        )
        return _("Notulen sudah diajukan untuk persetujuan.")
    if act.key == "adopt":
        acts.adopt_minutes(**own)
        return _("Notulen sudah disahkan dan tidak berubah lagi.")
    acts.cancel_meeting(reason=told["reason"], **own)
    return _("Rapat sudah dibatalkan.")


def _manages(reader: Reader, found: Meeting) -> bool:
    mine = any_of(
        by_office(reader, permissions.MANAGE_MEETINGS),
        by_region(reader, permissions.MANAGE_MEETINGS, "region"),
    )
    return (
        reader.can(permissions.MANAGE_MEETINGS)
        and Meeting.objects.filter(mine, pk=found.pk).exists()
    )


def _offices(found: Meeting) -> list[tuple[str, str]]:
    """The offices that may own a commitment: the host and those who attend."""
    guests = found.attendance.filter(office__isnull=False).select_related("office")
    offices = {found.office.pk: found.office.name} | {
        guest.office.pk: guest.office.name for guest in guests if guest.office
    }
    return sorted(offices.items(), key=lambda pair: pair[1])


def _carried(reader: Reader, found: Meeting) -> list[tuple[str, str]]:
    """The open commitments that were carried into this meeting."""
    return [
        (str(row.commitment.pk), row.commitment.text)
        for row in partnerships.commitments(reader, today(), meeting=found)
        if row.commitment.meeting_id != found.pk and row.state in OPEN_STATES
    ]


routes: list[URLPattern] = [
    path("rapat/", meetings, name="meetings"),
    path("rapat/baru/", meeting_new, name="meeting_new"),
    path("rapat/<int:meeting_id>/", meeting, name="meeting"),
    path("komitmen/", commitments.commitments, name="commitments"),
    path(
        "komitmen/ekspor.<format:format>", commitments.commitments_export, name="commitments_export"
    ),
    path("komitmen/<int:commitment_id>/", commitments.commitment, name="commitment"),
    path("persetujuan/", commitments.approvals, name="approvals"),
    path("persetujuan/<int:request_id>/", commitments.approval, name="approval"),
]
