"""Drafting letters, and giving a draft up."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import WRITE_LETTERS
from payung.access.reader import Reader
from payung.documents import refusals
from payung.documents.content import Desk
from payung.documents.fields import problems_of
from payung.documents.kinds import COMMON, KINDS, Kind
from payung.documents.letter_days import check_date
from payung.documents.models import Letter, LetterStatus
from payung.documents.reach import letters_in_sight, office_to_act_for
from payung.reference.models import Office

ROWS_AT_ONCE = 1_000
#: 128 random bits (``models.TOKEN_LENGTH`` letters).
_TOKEN_BYTES = 16


@dataclass(frozen=True)
class Draft:
    """A letter to be drafted; ``data`` holds the fields that ``kinds`` names for its kind."""

    kind: str
    office_code: str
    letter_date: date
    recipient_name: str
    data: Mapping[str, object]
    recipient_address: str = ""
    about: str = ""
    shared_with: str | None = None
    employer_code: str = ""
    subject: str = ""


@dataclass
class _Checks:
    """What was found in order already: thousands of letters share office, kind and date."""

    actor: Reader
    desk: Desk = field(default_factory=Desk)
    offices: dict[tuple[str, str], Office] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    dates: set[tuple[str, str, date]] = field(default_factory=set)

    def letter(self, draft: Draft) -> Letter:
        """The letter of a draft, not yet written. Raises what ``draft_letter`` raises."""
        kind = KINDS.get(draft.kind)
        if kind is None:
            raise refusals.unknown_kind(draft.kind)
        office = self._office(draft.office_code, kind)
        self._other(draft.shared_with)
        self._date(kind, office, draft.letter_date)
        letter = Letter(
            kind=kind.slug,
            office=office,
            shared_with_id=draft.shared_with,
            employer_code=draft.employer_code,
            about=draft.about,
            subject=draft.subject or kind.subject,
            letter_date=draft.letter_date,
            number_class=kind.number_class,
            recipient_name=draft.recipient_name.strip(),
            recipient_address=draft.recipient_address.strip(),
            data=dict(draft.data),
            verification_token=secrets.token_urlsafe(_TOKEN_BYTES),
            drafted_by=self.actor.user,
        )
        check_content(letter, self.desk)
        return letter

    def _office(self, code: str, kind: Kind) -> Office:
        if (code, kind.slug) not in self.offices:
            granting = {WRITE_LETTERS, kind.signed_with, kind.drafted_with}
            office = office_to_act_for(self.actor, code, granting, drafting=True)
            if office.kind not in kind.issuers:
                raise refusals.wrong_issuer(str(kind.name), str(office))
            self.offices[code, kind.slug] = office
        return self.offices[code, kind.slug]

    def _other(self, code: str | None) -> None:
        if code is None or code in self.others:
            return
        if not Office.objects.filter(pk=code).exists():
            raise refusals.unknown_office(code)
        self.others.add(code)

    def _date(self, kind: Kind, office: Office, day: date) -> None:
        if (kind.slug, office.pk, day) not in self.dates:
            check_date(kind, office.pk, day)
            self.dates.add((kind.slug, office.pk, day))


def check_content(letter: Letter, desk: Desk) -> None:
    """Refuse lines that are too long, data that does not fit the kind, a rule that is unknown."""
    kind = KINDS[letter.kind]
    for name_id, name_en, value, longest in (
        ("Nama penerima", "The addressee", letter.recipient_name, 200),
        ("Perihal", "The subject", letter.subject, 300),
    ):
        if not value.strip() or len(value) > longest:
            raise refusals.unfit_line(name_id, name_en, longest)
    if len(letter.recipient_address) > 500:
        raise refusals.unfit_line("Alamat penerima", "The address", 500)
    problems = problems_of((*COMMON, *kind.fields), kind.sums, letter.data)
    if problems:
        raise refusals.unfit_data(str(kind.name), problems)
    desk.basis(letter.kind, letter.data)


def draft_letter(
    *,
    actor: Reader,
    kind: str,
    office_code: str,
    letter_date: date,
    recipient_name: str,
    recipient_address: str = "",
    data: Mapping[str, object],
    about: str = "",
    shared_with: str | None = None,
    employer_code: str = "",
    subject: str = "",
) -> Letter:
    """Draft a letter of an office; it gets its number when it is signed.

    ``data`` is plain JSON with the fields of the kind (``kinds.KINDS``): amounts in integer
    rupiah, ISO days. ``about`` names what it belongs to (``case:12``), ``shared_with`` the code of
    another office that may read it once signed, ``employer_code`` ("NPP/division") the employer
    whose staff may. Drafts may be written by whoever may sign the kind, or writes letters.

    Raises ``AccessRefused``; ``LetterRefused`` for an unknown kind, missing, misshapen or
    contradictory data, a future date, or a day off where the kind needs a working day.
    """
    draft = Draft(
        kind=kind,
        office_code=office_code,
        letter_date=letter_date,
        recipient_name=recipient_name,
        recipient_address=recipient_address,
        data=data,
        about=about,
        shared_with=shared_with,
        employer_code=employer_code,
        subject=subject,
    )
    return draft_letters(actor=actor, drafts=[draft])[0]


@transaction.atomic
def draft_letters(*, actor: Reader, drafts: Iterable[Draft]) -> list[Letter]:
    """Draft many letters, all or none: a few statements for thousands. See ``draft_letter``."""
    checks = _Checks(actor)
    letters = [checks.letter(draft) for draft in drafts]
    return Letter.objects.bulk_create(letters, batch_size=ROWS_AT_ONCE)


@transaction.atomic
def cancel_draft(*, actor: Reader, letter_id: int, reason: str) -> Letter:
    """Give a draft up, for good; a signed letter is never taken back. Twice changes nothing."""
    found = _locked(actor, letter_id)
    if found.status == LetterStatus.CANCELLED:
        return found
    letter = own_draft(actor, letter_id)
    with acting(actor, checked_reason(reason)):
        letter.status = LetterStatus.CANCELLED
        letter.save(update_fields=["status"])
    return letter


@transaction.atomic
def give_up_drafts(*, actor: Reader, about: str, kind: str, reason: str) -> int:
    """Give up the drafts of a kind that belong to something (``claim:12``); returns how many.

    For a room that writes another one in their place: whoever may draft the kind may do it, also
    without seeing the letters of his office. Raises ``AccessRefused``, ``LetterRefused``.
    """
    granting = {WRITE_LETTERS, KINDS[kind].signed_with, KINDS[kind].drafted_with}
    drafts = Letter.objects.select_for_update().filter(
        about=about, kind=kind, status=LetterStatus.DRAFT
    )
    given_up = 0
    for letter in drafts:
        office_to_act_for(actor, letter.office_id, granting, drafting=True)
        with acting(actor, checked_reason(reason)):
            letter.status = LetterStatus.CANCELLED
            letter.save(update_fields=["status"])
        given_up += 1
    return given_up


def checked_reason(text: str) -> str:
    """A reason as it is kept: one line, identity numbers masked. Raises ``LetterRefused``."""
    told = mask_number_runs(" ".join(text.split()))[:300]
    if len(told) < 5:
        raise refusals.no_reason()
    return told


def own_draft(actor: Reader, letter_id: int) -> Letter:
    """A draft that the actor could have written, locked."""
    letter = _locked(actor, letter_id)
    kind = KINDS[letter.kind]
    granting = {WRITE_LETTERS, kind.signed_with, kind.drafted_with}
    office_to_act_for(actor, letter.office_id, granting, drafting=True)
    if letter.status != LetterStatus.DRAFT:
        raise refusals.not_a_draft(letter, letter.get_status_display())
    return letter


def _locked(actor: Reader, letter_id: int) -> Letter:
    letter = (
        Letter.objects.select_for_update(of=("self",))
        .filter(letters_in_sight(actor), pk=letter_id)
        .select_related("office__region")
        .first()
    )
    if letter is None:
        raise refusals.no_letter(letter_id)
    return letter
