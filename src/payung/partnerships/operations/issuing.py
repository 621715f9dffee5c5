"""The documents of this room: a signed agreement and adopted minutes as numbered letters."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung.access.permissions import MANAGE_MEETINGS, SIGN_AGREEMENTS
from payung.access.reader import Reader
from payung.documents.letterheads import office_address, place_of
from payung.documents.models import Letter, LetterStatus
from payung.documents.numbering import issuing
from payung.documents.operations import draft_letter, sign_letter
from payung.documents.reach import own_offices
from payung.documents.signatories import full_title
from payung.partnerships import texts
from payung.partnerships.commitments import due_day
from payung.partnerships.errors import AgreementRefused, MeetingRefused
from payung.partnerships.models import Agreement, AgreementParty, Meeting, PartyKind
from payung.partnerships.operations.holding import locked, managed
from payung.partnerships.operations.registers import number_party
from payung.reference.models import Office


@transaction.atomic
def issue_text(*, actor: Reader, agreement_id: int) -> Letter:
    """Print, number and sign the text of a signed agreement for the office the actor sits in.

    The number that the letter gets is that party's number in its register. Issued already, it is
    given back. Raises ``AgreementRefused`` before the signing, or when the number was recorded by
    hand; ``LetterRefused`` for a day off, or a holder who may not sign.
    """
    agreement = managed(actor, agreement_id, permission=SIGN_AGREEMENTS)
    agreement = locked(agreement.pk)
    parties = list(agreement.parties.select_related("office__region", "region"))
    seats = own_offices(actor, SIGN_AGREEMENTS)
    own = next((party for party in parties if party.office_id in seats), None)
    signed = agreement.acts.filter(kind="SIGNED").first()
    if own is None or own.office is None or signed is None:
        raise _not_issuable()
    about = f"agreement:{agreement.pk}"
    issued = Letter.objects.filter(
        about=about, kind="agreement", office=own.office, status=LetterStatus.SIGNED
    ).first()
    if issued is not None:
        return issued
    if hasattr(own, "register_number"):
        raise _number_by_hand(own.register_number.number)
    others = [party.office_id for party in parties if party.office_id and party != own]
    draft = draft_letter(
        actor=actor,
        kind="agreement",
        office_code=own.office.pk,
        letter_date=signed.happened_on,
        recipient_name="Para pihak",
        data=_agreement_data(agreement, parties, own.office),
        about=about,
        shared_with=others[0] if others else None,
        subject=agreement.title,
    )
    letter = sign_letter(actor=actor, letter_id=draft.pk)
    number_party(actor, own, letter.number, signed.happened_on.year)
    return letter


@transaction.atomic
def issue_minutes(*, actor: Reader, meeting_id: int) -> Letter:
    """Print, number and sign the minutes of a meeting for the host office the actor sits in.

    Issued already, they are given back. Raises ``MeetingRefused`` when the actor does not sit
    there, or when chair or secretary is missing.
    """
    meeting = Meeting.objects.select_related("office").get(pk=meeting_id)
    about = f"meeting:{meeting.pk}"
    issued = Letter.objects.filter(about=about, kind="minutes", status=LetterStatus.SIGNED).first()
    if issued is not None:
        return issued
    if not sits_in_host(actor, meeting):
        raise MeetingRefused(
            "not_the_host",
            f"Notulen bernomor diterbitkan oleh pemegang jabatan di {meeting.office}.",
            f"The numbered minutes are issued by the holder of a post in {meeting.office}.",
        )
    draft = draft_letter(
        actor=actor,
        kind="minutes",
        office_code=meeting.office_id,
        letter_date=meeting.held_on,
        recipient_name="Peserta rapat",
        data=_minutes_data(meeting),
        about=about,
        subject=f"Notulen {meeting.title}",
    )
    return sign_letter(actor=actor, letter_id=draft.pk)


def sits_in_host(actor: Reader, meeting: Meeting) -> bool:
    """Whether the actor holds a post in the host office of a meeting."""
    return meeting.office_id in own_offices(actor, MANAGE_MEETINGS)


def _not_issuable() -> AgreementRefused:
    return AgreementRefused(
        "not_issuable",
        "Naskah bernomor diterbitkan sesudah perjanjian ditandatangani, oleh pemegang jabatan di "
        "kantor salah satu pihak.",
        "The numbered text is issued once the agreement is signed, by the holder of a post in the "
        "office of one of the parties.",
    )


def _number_by_hand(number: str) -> AgreementRefused:
    return AgreementRefused(
        "number_by_hand",
        f"Nomor {number} sudah dicatat dengan tangan; lampirkan salinan yang ditandatangani.",
        f"The number {number} was recorded by hand; attach the signed copy.",
    )


def _agreement_data(
    agreement: Agreement, parties: list[AgreementParty], own: Office
) -> dict[str, object]:
    return {
        "agreement_kind": agreement.kind,
        "title": agreement.title,
        "concluded_on": parties[0].signature.signed_on.isoformat(),
        "place": place_of(own, parties[0].signature.signed_on),
        "parties": [_party_data(party, party.signature.signed_on) for party in parties],
        "recitals": texts.recitals(agreement),
        "legal_basis": texts.legal_basis(agreement),
        "clauses": [
            {"heading": clause.heading, "paragraphs": list(clause.paragraphs)}
            for clause in texts.clauses(agreement, parties)
        ],
        "starts_on": agreement.starts_on.isoformat(),
        "ends_on": agreement.ends_on.isoformat(),
    }


def _party_data(party: AgreementParty, day: date) -> dict[str, object]:
    told: dict[str, object] = {
        "name": party.name,
        "called": texts.called(party.position),
        "represented_by": party.signature.name,
        "title": party.signature.title,
    }
    if party.office is not None:
        told["title"] = full_title(party.signature.title, party.office)
        told["address"] = office_address(party.office, day)
        if party.kind == PartyKind.FUND:
            told["name"] = f"{issuing()[party.office.kind].institution} {party.office.name}"
    if hasattr(party, "register_number"):
        told["register_number"] = party.register_number.number
    return told


def _minutes_data(meeting: Meeting) -> dict[str, object]:
    if not meeting.chair or not meeting.secretary:
        raise MeetingRefused(
            "chair_missing",
            "Sebutkan pimpinan rapat dan notulis sebelum notulen disahkan.",
            "Name the chair and the secretary before the minutes are adopted.",
        )
    ends = f" s.d. {meeting.ends_at:%H.%M}" if meeting.ends_at else ""
    zones = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
    return {
        "meeting_title": meeting.title,
        "held_on": meeting.held_on.isoformat(),
        "time": f"{meeting.starts_at:%H.%M}{ends} "
        f"{zones.get(meeting.time_zone, meeting.time_zone)}",
        "place": meeting.place,
        "chair": meeting.chair,
        "secretary": meeting.secretary,
        "attendees": [
            {
                "name": guest.name or guest.body or str(guest.office),
                "title": guest.title or "-",
                "party": guest.body or str(guest.office or "-"),
            }
            for guest in meeting.attendance.select_related("office").filter(present=True)
        ],
        "agenda": list(meeting.agenda),
        "points": [line.strip() for line in meeting.minutes.splitlines() if line.strip()],
        "decisions": [decision.text for decision in meeting.decisions.all()],
        "commitments": [
            {
                "what": one.text,
                "owner": str(one.owner_post or one.owner_office or one.owner_name),
                "due_on": due_day(one, one.steps.all()).isoformat(),
            }
            for one in meeting.commitments.select_related("owner_post", "owner_office")
        ],
    }
