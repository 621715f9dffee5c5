"""Commitments and approvals: work lists, and the page of each."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.models import Post
from payung.access.queries import signatory
from payung.access.reader import Reader
from payung.clock import today
from payung.documents import operations as documents
from payung.documents import queries as archive
from payung.documents.models import Attachment, Letter
from payung.errors import PayungError
from payung.partnerships import operations as acts
from payung.partnerships import queries as partnerships
from payung.partnerships.commitments import OPEN_STATES, CommitmentState
from payung.partnerships.models import Meeting
from payung.partnerships.queries import CommitmentRow
from payung.partnerships.reach import reaches_office
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters
from payung.site.pages.agreement_words import COMMITMENT_STYLES
from payung.site.pages.gate import page, paged
from payung.site.pages.meeting_forms import DecideForm, StepForm
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk

#: Month ends that the burn-down shows.
BURNDOWN_MONTHS = 6


@page(permissions.VIEW_MEETINGS)
def commitments(request: HttpRequest) -> HttpResponse:
    """The commitments of the reader's offices: the longest overdue on top."""
    every = partnerships.commitments(request.reader, today(), search=filters.search(request))
    chosen = filters.choice(request, "keadaan", CommitmentState.values)
    many = {state: sum(row.state == state for row in every) for state in CommitmentState}
    context = {
        "figures": figures(every),
        "tabs": [(state.value, state.label, many[state]) for state in CommitmentState],
        "all_count": len(every),
        "chosen_state": chosen,
        "page": paged(request, [row for row in every if not chosen or row.state == chosen]),
        "styles": COMMITMENT_STYLES,
        "burndown": partnerships.burndown(every, _month_ends(today())),
        "search": filters.search(request),
        "trail": trail((_("Rapat"), reverse("site:meetings")), (_("Komitmen"), "")),
    }
    return render(request, "site/commitments.html", context)


@page(permissions.VIEW_MEETINGS, permissions.EXPORT)
def commitments_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    chosen = filters.choice(request, "keadaan", CommitmentState.values)
    rows = partnerships.commitments(
        request.reader, today(), state=chosen or None, search=filters.search(request)
    )
    return export.answer(
        reader=request.reader,
        format=format,
        name="komitmen",
        title=_("Komitmen rapat"),
        columns=[
            export.Column(_("Komitmen")),
            export.Column(_("Penanggung jawab")),
            export.Column(_("Rapat")),
            export.Column(_("Batas waktu"), "date"),
            export.Column(_("Keadaan")),
            export.Column(_("Hari terlambat"), "count"),
            export.Column(_("Kali dilanjutkan"), "count"),
        ],
        rows=[
            (
                row.commitment.text,
                row.owner,
                row.commitment.meeting.title,
                row.due_on,
                _(row.state.label),
                row.days_late,
                row.carried,
            )
            for row in rows
        ],
    )


@page(permissions.VIEW_MEETINGS, methods=["GET", "HEAD", "POST"])
def commitment(request: HttpRequest, commitment_id: int) -> HttpResponse:
    """One commitment, what became of it so far, and the form of the next step."""
    row = partnerships.commitment(request.reader, commitment_id, today())
    about = f"commitment:{commitment_id}"
    manages = request.reader.can(permissions.MANAGE_MEETINGS)
    form = StepForm(
        row.state in OPEN_STATES,
        **({"data": request.POST, "files": request.FILES} if request.method == "POST" else {}),
    )
    status = 200
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_MEETINGS)
        status = 400
        if form.is_valid():
            try:
                _step(request, row, form)
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Perkembangan sudah dicatat."))
                return redirect("site:commitment", commitment_id=commitment_id)
    context = {
        "row": row,
        "styles": COMMITMENT_STYLES,
        "form": form if manages else None,
        "attachments": files(request.reader, about),
        "trail": trail(
            (_("Rapat"), reverse("site:meetings")),
            (_("Komitmen"), reverse("site:commitments")),
            (row.commitment.text[:60], ""),
        ),
    }
    return render(request, "site/commitment.html", context, status=status)


@page(permissions.APPROVE)
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for the reader's decision, and what was decided."""
    waiting = partnerships.waiting_for(request.reader, today())
    mine = {one.pk for one in waiting}
    others = partnerships.approvals(request.reader, today()).exclude(pk__in=mine)
    context = {
        "waiting": waiting,
        "page": paged(request, others.order_by("-pk")),
        "trail": trail((_("Rapat"), reverse("site:meetings")), (_("Persetujuan"), "")),
    }
    return render(request, "site/approvals.html", context)


@page(permissions.APPROVE, methods=["GET", "HEAD", "POST"])
def approval(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: who decides it today, and the decision."""
    asked = partnerships.approval(request.reader, request_id, today())
    decided = getattr(asked, "decision", None)
    form = DecideForm(data=request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                acts.decide_approval(
                    actor=request.reader,
                    request_id=request_id,
                    approve=form.cleaned_data["decision"] == "approve",
                    note=form.cleaned_data["note"],
                )
            except PayungError as refusal:
                form.add_error(None, refusal.message(language()))
            else:
                messages.success(request, _("Keputusan Anda sudah dicatat."))
                return redirect("site:approvals")
    holder = signatory(asked.post, today())
    context = {
        "asked": asked,
        "decided": decided,
        "holder": holder,
        "mine": holder is not None and holder.user_id == request.reader.user.pk,
        "form": form,
        "about": _address(asked.about),
        "trail": trail(
            (_("Rapat"), reverse("site:meetings")),
            (_("Persetujuan"), reverse("site:approvals")),
            (asked.title, ""),
        ),
    }
    return render(request, "site/approval.html", context, status=status)


def figures(rows: list[CommitmentRow]) -> list[tuple[str, str, str, bool]]:
    """What is read in five seconds: name, value, what stands beside, whether it presses."""
    late = [row for row in rows if row.state == CommitmentState.LATE]
    still = [row for row in rows if row.state in OPEN_STATES]
    done = [row for row in rows if row.state == CommitmentState.DONE]
    soon = [row for row in still if 0 <= (row.due_on - today()).days <= 30]
    longest = max((row.days_late for row in late), default=0)
    return [
        (
            _("Komitmen terlambat"),
            number(len(late)),
            _("paling lama %(days)s hari") % {"days": number(longest)} if late else "",
            bool(late),
        ),
        (_("Masih berjalan"), number(len(still)), _("terbuka, termasuk yang terlambat"), False),
        (_("Jatuh tempo 30 hari"), number(len(soon)), _("segera ditagih"), False),
        (
            _("Selesai"),
            number(len(done)),
            _("dari %(all)s komitmen") % {"all": number(len(rows))},
            False,
        ),
    ]


def files(reader: Reader, about: str) -> list[Attachment]:
    """The files beside something that the reader may open."""
    if not reader.can(permissions.VIEW_LETTERS):
        return []
    return list(archive.attachments(reader, about))


def letters_of(reader: Reader, about: str) -> QuerySet[Letter] | list[Letter]:
    """The letters about something that the reader may read."""
    if not reader.can(permissions.VIEW_LETTERS):
        return []
    return archive.letters(reader, about=about)


def approving_posts(meeting: Meeting) -> list[tuple[str, str]]:
    """The posts that may approve the minutes of a meeting: those of its offices and its region."""
    roles = [
        role
        for role, granted in permissions.PERMISSIONS_OF_ROLE.items()
        if permissions.APPROVE in granted
    ]
    offices = [meeting.office_id, *meeting.attendance.values_list("office", flat=True)]
    near = Q(office__in=[code for code in offices if code])
    if meeting.region_id:
        near |= Q(scope_kind="REGION", scope_code=meeting.region_id)
    found = Post.objects.filter(near, role__in=roles).select_related("office")
    return [(str(post.pk), str(post)) for post in found.order_by("title", "pk")]


def _step(request: HttpRequest, row: CommitmentRow, form: StepForm) -> None:
    """Record the step, with its evidence in the archive first."""
    told, one = form.cleaned_data, row.commitment
    attachment = None
    if told.get("file"):
        owner, host = one.owner_office_id, one.meeting.office_id
        own = owner and reaches_office(request.reader, permissions.MANAGE_MEETINGS, owner)
        with on_disk(told["file"]) as path:
            attachment = documents.attach(
                actor=request.reader,
                about=f"commitment:{one.pk}",
                office_code=owner if own else host,
                kind="evidence",
                path=path,
                file_name=told["file"].name,
                note=told["note"],
                shared_with=host if own else owner,
            )
    acts.record_progress(
        actor=request.reader,
        commitment_id=one.pk,
        kind=told["kind"],
        note=told["note"],
        happened_on=told["happened_on"],
        due_on=told.get("due_on"),
        attachment_id=attachment.pk if attachment else None,
    )


def _month_ends(on: date) -> list[date]:
    """The ends of the last months, and the day itself."""
    days = [on]
    for _month in range(BURNDOWN_MONTHS - 1):
        days.append(days[-1].replace(day=1) - timedelta(days=1))
    return days[::-1]


def _address(about: str) -> str:
    kind, _colon, number_ = about.partition(":")
    if kind == "agreement":
        return reverse("site:agreement", kwargs={"agreement_id": number_})
    if kind == "meeting":
        return reverse("site:meeting", kwargs={"meeting_id": number_})
    return ""
