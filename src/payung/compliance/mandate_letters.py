"""The letter that an act on a mandate brings forth: from which office, to whom, signed or not.

Numbering and signing are the documents room's; what a letter tells is in ``mandate_letter_data``.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import override

from payung.access.reader import Reader
from payung.compliance.mandate_effects import Done
from payung.compliance.mandate_letter_data import DATA, address_of, employer_code
from payung.compliance.mandate_states import BRANCH
from payung.documents.kinds import KINDS
from payung.documents.letterheads import office_address
from payung.documents.models import Letter
from payung.documents.operations import draft_letter, sign_letter
from payung.documents.refusals import LetterRefused
from payung.reference.models import Office

_TO_EMPLOYER: Final = ("summons", "negotiation_minutes", "settlement_agreement", "undertaking")
_WITHIN: Final = ("review_note", "substitution", "visit_assignment", "minutes")


def letter_of(done: Done) -> Letter | None:
    """Draft the letter of an act (and sign it, when the actor may); None when it has none."""
    kind = done.row.letter
    if not kind:
        return None
    mandate = done.mandate
    from_branch = done.row.side == BRANCH
    office = mandate.branch if from_branch else mandate.prosecution_office
    other = mandate.prosecution_office if from_branch else mandate.branch
    name, address = _recipient(done, other)
    with override("id"):  # letters are Indonesian, whatever language the page is read in
        data = DATA[kind](done) | {"case_number": mandate.number}
    letter = draft_letter(
        actor=done.actor,
        kind=kind,
        office_code=office.pk,
        letter_date=done.on,
        recipient_name=name,
        recipient_address=address,
        data=data,
        about=mandate.about,
        shared_with=other.pk,
        employer_code=employer_code(mandate) if kind in _TO_EMPLOYER else "",
    )
    return signed_if_able(done.actor, letter)


def signed_if_able(actor: Reader, letter: Letter) -> Letter:
    """Sign a letter at once when the actor's post signs such letters; else it stays a draft."""
    if not actor.can(KINDS[letter.kind].signed_with):
        return letter
    try:
        return sign_letter(actor=actor, letter_id=letter.pk)
    except LetterRefused as refusal:
        if refusal.code != "no_seat":
            raise
        return letter  # he may sign such letters elsewhere, but holds no post in this office


def _recipient(done: Done, other: Office) -> tuple[str, str]:
    if done.row.letter in _TO_EMPLOYER:
        return f"Pimpinan {done.mandate.firm_name}", address_of(done.mandate)
    if done.row.letter == "lawsuit_filing":
        return f"Ketua {done.told['court']}", ""
    if done.row.letter in _WITHIN:
        return f"Kepala {done.mandate.prosecution_office.name}", ""
    return f"Kepala {other.name}", office_address(other, done.on)
