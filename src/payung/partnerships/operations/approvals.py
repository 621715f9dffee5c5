"""The road of approval: a subject goes to a post, and whoever holds it that day decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from payung import clock
from payung.access.models import Post, PostHolder
from payung.access.permissions import APPROVE, MANAGE_AGREEMENTS, MANAGE_MEETINGS
from payung.access.reader import OPERATOR, Reader
from payung.documents.models import DecisionSubject
from payung.errors import NotFound
from payung.partnerships.errors import AuthorityRefused, not_found
from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    ApprovalDecision,
    ApprovalRequest,
    Meeting,
    MeetingAct,
)
from payung.partnerships.operations.holding import add_act, locked, managed, reason_of
from payung.partnerships.operations.meetings import add_meeting_act, held_meeting
from payung.partnerships.posts import present_holder, require_authority
from payung.partnerships.reach import reaches_office, reaches_region
from payung.partnerships.states import SIGNABLE, State, state_of


@dataclass(frozen=True)
class _Submitted:
    """What a request is about, and whose matter it is."""

    title: str
    office: str | None
    region: str | None = None


@transaction.atomic
def request_approval(
    *,
    actor: Reader,
    post_id: int,
    subject: str,
    about: str,
    title: str = "",
    summary: str = "",
    office_code: str | None = None,
    region_code: str | None = None,
    amount: int | None = None,
) -> ApprovalRequest:
    """Put something before a post: a draft agreement, minutes, or a budget (``amount``, rupiah).

    ``about`` is ``agreement:<id>``, ``meeting:<id>`` or ``budget:<anything>``; for a budget
    ``title`` and ``office_code`` or ``region_code`` say what it is and whose. A request that
    waits is not put again: the same one is given back. Raises ``AuthorityRefused`` and the
    refusals of the subject.
    """
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise not_found("Jabatan", "post", post_id)
    kind, _, number = about.partition(":")
    if kind == "agreement":
        submitted = _submit_agreement(actor, number, subject)
    elif kind == "meeting":
        submitted = _submit_minutes(actor, number, subject)
    else:
        _require_subject(subject, DecisionSubject.BUDGET)
        submitted = _submit_budget(actor, title, office_code, region_code, amount)
    waiting = ApprovalRequest.objects.filter(about=about, decision=None).first()
    if waiting is not None:
        return waiting
    request = ApprovalRequest.objects.create(
        subject=subject,
        about=about,
        title=(title.strip() or submitted.title)[:300],
        summary=summary.strip(),
        amount=amount,
        post=post,
        office_id=submitted.office,
        region_id=submitted.region,
        requested_on=clock.today(),
        requested_by=actor.user,
    )
    _note_submission(actor, about)
    return request


@transaction.atomic
def decide_approval(
    *, actor: Reader, request_id: int, approve: bool, note: str = ""
) -> ApprovalDecision:
    """Approve a request, or send it back with the reason.

    Only the holder of the post on the day decides: the stand-in while there is one. He may not
    decide what his way of holding the post does not allow, nor what he drafted or asked for
    himself. The same decision again changes nothing. Raises ``AccessRefused``, ``NotFound`` and
    ``AuthorityRefused``.
    """
    actor.require(APPROVE)
    request = (
        ApprovalRequest.objects.select_for_update(of=("self",))
        .select_related("post")
        .filter(pk=request_id)
        .first()
    )
    if request is None:
        raise not_found("Permohonan persetujuan", "request", request_id)
    day = clock.today()
    holder = _deciding_holder(actor, request, day)
    taken = ApprovalDecision.objects.filter(request=request).select_related("recorded_by").first()
    if taken is not None:
        if taken.recorded_by_id == actor.user.pk and taken.approved == approve:
            return taken
        raise AuthorityRefused(
            "already_decided",
            f"Permohonan ini sudah diputuskan oleh {taken.recorded_by} pada {taken.decided_on}.",
            f"This request was decided by {taken.recorded_by} on {taken.decided_on}.",
        )
    _refuse_own(actor, request)
    if approve:
        require_authority(holder, request.subject, day)
    told = note.strip() if approve else reason_of(note)
    decision = ApprovalDecision.objects.create(
        request=request,
        approved=approve,
        decided_on=day,
        holder=holder,
        holder_kind=holder.kind,
        note=told,
        recorded_by=actor.user,
    )
    _note_decision(actor, request.about, approve, told, day)
    return decision


def _submit_agreement(actor: Reader, number: str, subject: str) -> _Submitted:
    agreement = managed(actor, _number(number, "agreement"), permission=MANAGE_AGREEMENTS)
    agreement = locked(agreement.pk)
    _require_subject(subject, INSTRUMENTS[agreement.kind].subject)
    state = state_of(agreement, agreement.acts.all(), clock.today())
    if state not in SIGNABLE | {State.SUBMITTED}:
        raise AuthorityRefused(
            "not_submittable",
            f"Perjanjian berstatus {state.label.lower()} tidak dapat diajukan; perbaiki drafnya "
            "dahulu.",
            f"An agreement that is {state.value} cannot be put forward; revise its draft first.",
            state=state.value,
        )
    return _Submitted(str(agreement), agreement.office_id)


def _submit_minutes(actor: Reader, number: str, subject: str) -> _Submitted:
    meeting = held_meeting(actor, _number(number, "meeting"))
    _require_subject(subject, DecisionSubject.MINUTES)
    return _Submitted(f"Notulen {meeting.title}", meeting.office_id, meeting.region_id)


def _submit_budget(
    actor: Reader,
    title: str,
    office_code: str | None,
    region_code: str | None,
    amount: int | None,
) -> _Submitted:
    actor.require(MANAGE_MEETINGS)
    own = bool(office_code) and reaches_office(actor, MANAGE_MEETINGS, str(office_code))
    own |= bool(region_code) and reaches_region(actor, MANAGE_MEETINGS, str(region_code))
    if not own:
        raise not_found("Kantor atau daerah", "office or region", office_code or region_code)
    if not title.strip() or amount is None or amount <= 0:
        raise AuthorityRefused(
            "budget_incomplete",
            "Permohonan anggaran memerlukan judul dan jumlah rupiah di atas nol.",
            "A budget request needs a title and an amount of rupiah above zero.",
        )
    return _Submitted(title, office_code, region_code)


def _require_subject(found: str, expected: str) -> None:
    if found != expected:
        raise AuthorityRefused(
            "subject_unfit",
            f"Jenis permohonan {found!r} tidak sesuai; seharusnya {expected}.",
            f"The subject {found!r} does not fit; expected {expected}.",
        )


def _number(text: str, thing: str) -> int:
    if not text.isdigit():
        raise not_found("Berkas", thing, text)
    return int(text)


def _note_submission(actor: Reader, about: str) -> None:
    kind, _, number = about.partition(":")
    if kind == "agreement":
        agreement = Agreement.objects.get(pk=number)
        add_act(actor, agreement, AgreementAct.Kind.SUBMITTED, clock.today())
    elif kind == "meeting":
        add_meeting_act(actor, Meeting.objects.get(pk=number), MeetingAct.Kind.SUBMITTED)


def _note_decision(actor: Reader, about: str, approve: bool, note: str, day: date) -> None:
    kind, _, number = about.partition(":")
    if kind == "agreement":
        act = AgreementAct.Kind.APPROVED if approve else AgreementAct.Kind.REJECTED
        add_act(actor, locked(int(number)), act, day, note)
    elif kind == "meeting":
        step = MeetingAct.Kind.APPROVED if approve else MeetingAct.Kind.REJECTED
        add_meeting_act(actor, Meeting.objects.get(pk=number), step, note)


def _deciding_holder(actor: Reader, request: ApprovalRequest, day: date) -> PostHolder:
    holder = present_holder(request.post, day)
    if holder.user_id == actor.user.pk:
        return holder
    held = Q(valid_to=None) | Q(valid_to__gte=day)
    if not request.post.holders.filter(held, user=actor.user, valid_from__lte=day).exists():
        if actor.user.username == OPERATOR:
            raise _not_the_holder(request, holder)
        raise NotFound(
            "not_found",
            f"Permohonan nomor {request.pk} tidak diajukan kepada jabatan Anda.",
            f"Request {request.pk} was not put to a post of yours.",
        )
    raise _not_the_holder(request, holder)


def _not_the_holder(request: ApprovalRequest, holder: PostHolder) -> AuthorityRefused:
    return AuthorityRefused(
        "not_the_holder",
        f"Hari ini jabatan {request.post} dijalankan {holder.user} "
        f"({holder.get_kind_display()}); dialah yang memutuskan.",
        f"Today the post {request.post} is exercised by {holder.user} ({holder.kind}); he decides.",
        holder=holder.pk,
    )


def _refuse_own(actor: Reader, request: ApprovalRequest) -> None:
    kind, _, number = request.about.partition(":")
    drafters = {request.requested_by_id}
    if kind == "agreement":
        drafters.add(Agreement.objects.get(pk=number).drafted_by_id)
    elif kind == "meeting":
        drafters.add(Meeting.objects.get(pk=number).drafted_by_id)
    if actor.user.pk in drafters:
        raise AuthorityRefused(
            "own_draft",
            "Yang menyusun atau mengajukan tidak menyetujui sendiri; mintalah pejabat lain.",
            "Whoever drafted or put it forward does not approve it himself; ask another officer.",
        )
