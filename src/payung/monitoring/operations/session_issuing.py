"""What was agreed in a session, as a numbered record that the governments sign."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import override

from payung import clock
from payung.access.reader import Reader
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import draft_letter, sign_letter
from payung.monitoring.models import Severity
from payung.monitoring.operations.sessions import held_by
from payung.monitoring.reports.content import Content, content_of
from payung.monitoring.sessions import refusals, words
from payung.partnerships.models import Meeting, MeetingAct
from payung.partnerships.operations.issuing import sits_in_host

KIND = "monev_commitments"


@transaction.atomic
def issue_commitments(*, actor: Reader, session_id: int) -> Letter:
    """Print, number and sign the record of findings and promises for the host office.

    Issued already, it is given back. Raises ``MonitoringRefused`` before the minutes are written,
    without a promise, or when the actor sits in no post of the host office.
    """
    session = held_by(actor, session_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=session.meeting_id)
    about = f"meeting:{meeting.pk}"
    issued = Letter.objects.filter(about=about, kind=KIND, status=LetterStatus.SIGNED).first()
    if issued is not None:
        return issued
    if not meeting.acts.filter(kind=MeetingAct.Kind.HELD).exists():
        raise refusals.not_held()
    if not sits_in_host(actor, meeting):
        raise refusals.not_the_host(meeting.office.name)
    content = content_of(actor, session_id, on=clock.today())
    with override("id"):
        data = _data(content, meeting)
    if not data["commitments"]:
        raise refusals.nothing_promised()
    draft = draft_letter(
        actor=actor,
        kind=KIND,
        office_code=meeting.office_id,
        letter_date=meeting.held_on,
        recipient_name="Pemerintah daerah peserta monev",
        data=data,
        about=about,
        subject=f"Kesepakatan {session.name}"[:200],
    )
    return sign_letter(actor=actor, letter_id=draft.pk)


def _data(content: Content, meeting: Meeting) -> dict[str, object]:
    session, pack = content.session, content.pack
    names = {one.region.pk: words.region_name(one.region) for one in pack.governments}
    guests = meeting.attendance.select_related("office").filter(present=True)
    return {
        "session_title": session.name,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "period_from": session.period_from.isoformat(),
        "period_to": session.period_to.isoformat(),
        "definition": words.source_line(pack.common).rstrip(".")
        if pack.common
        else ("belum ada angka dengan satu arti"),
        "governments": [
            {
                "region": names[one.region.pk],
                "coverage": words.value_of(one.coverage) if one.coverage else "belum diketahui",
                "target": words.percent(one.target_bp) if one.target_bp is not None else "–",
                "gap": f"{words.number(one.gap_persons)} orang"
                if one.gap_persons is not None
                else "–",
            }
            for one in pack.governments
        ],
        "session_findings": [
            {
                "region": names[one.region_id],
                "finding": one.text,
                "weight": str(Severity(one.severity).label),
            }
            for one in content.findings
        ],
        "commitments": [
            {
                "region": names.get(one.region or "", "–"),
                "what": one.row.commitment.text,
                "owner": one.row.owner,
                "due_on": one.row.due_on.isoformat(),
            }
            for one in content.promises
            if not one.is_earlier
        ],
        "parties": [
            {"body": one.body or str(one.office or one.name), "name": one.name, "title": one.title}
            for one in guests
        ]
        or [{"body": meeting.office.name}],
    }
