"""The numbers that agreements have in the registers of their parties."""

from __future__ import annotations

from django.db import transaction

from payung import clock
from payung.access.permissions import MANAGE_AGREEMENTS
from payung.access.reader import Reader
from payung.partnerships.errors import AgreementRefused
from payung.partnerships.locks import REGISTER, lock
from payung.partnerships.models import AgreementAct, AgreementParty, RegisterNumber
from payung.partnerships.operations.holding import managed


@transaction.atomic
def record_register_number(
    *, actor: Reader, agreement_id: int, party_id: int, number: str
) -> RegisterNumber:
    """Keep the number that a party gave a signed agreement in its own register of that year.

    The same number again changes nothing; another one is refused, as is a number that the party
    gave another agreement of the year. Raises ``AgreementRefused``.
    """
    agreement = managed(actor, agreement_id, permission=MANAGE_AGREEMENTS)
    signed = agreement.acts.filter(kind=AgreementAct.Kind.SIGNED).first()
    party = agreement.parties.filter(pk=party_id).first()
    if signed is None or party is None:
        raise AgreementRefused(
            "number_too_early",
            "Nomor dicatat pada pihak perjanjian yang sudah ditandatangani.",
            "A number is kept for a party of a signed agreement.",
        )
    return number_party(actor, party, number, signed.happened_on.year)


def number_party(actor: Reader, party: AgreementParty, number: str, year: int) -> RegisterNumber:
    """Write a party's number; see ``record_register_number``."""
    told = " ".join(number.split())
    if not 0 < len(told) <= 80 or year > clock.today().year:
        raise AgreementRefused(
            "number_unfit",
            f"Nomor {told!r} tidak dapat dicatat: tulis 1 sampai 80 huruf.",
            f"The number {told!r} cannot be kept: write 1 to 80 characters.",
        )
    lock(REGISTER, [f"{party.register_key}/{year}"])
    kept = RegisterNumber.objects.filter(party=party).first()
    if kept is not None:
        if kept.number == told:
            return kept
        raise AgreementRefused(
            "number_kept",
            f"{party.name} sudah memberi nomor {kept.number}; nomor tidak diganti.",
            f"{party.name} already gave the number {kept.number}; numbers are not replaced.",
            number=kept.number,
        )
    other = (
        RegisterNumber.objects.filter(register=party.register_key, year=year, number__iexact=told)
        .select_related("party__agreement")
        .first()
    )
    if other is not None:
        raise AgreementRefused(
            "number_taken",
            f"Nomor {told} pada {party.name} tahun {year} sudah dipakai: {other.party.agreement}.",
            f"The number {told} of {party.name} in {year} is taken: {other.party.agreement}.",
            agreement=other.party.agreement_id,
        )
    return RegisterNumber.objects.create(
        party=party,
        register=party.register_key,
        year=year,
        number=told,
        recorded_by=actor.user,
    )
