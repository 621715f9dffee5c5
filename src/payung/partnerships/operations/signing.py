"""Signing agreements: one, or a whole family in one act, all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.models import PostHolder
from payung.access.permissions import SIGN_AGREEMENTS
from payung.access.reader import Reader
from payung.partnerships.errors import AgreementRefused, AuthorityRefused
from payung.partnerships.kinds import INSTRUMENTS
from payung.partnerships.locks import TERM, lock
from payung.partnerships.models import (
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementTerm,
    Signature,
)
from payung.partnerships.operations.holding import add_act, locked_all, managed
from payung.partnerships.operations.registers import number_party
from payung.partnerships.posts import present_holder, require_authority
from payung.partnerships.states import SIGNABLE, State, in_force, state_of
from payung.partnerships.terms import keys_of

_Act = AgreementAct.Kind


@dataclass(frozen=True)
class Signatory:
    """Who signs for a body that has no post here: his name and his post in words."""

    name: str
    title: str


@transaction.atomic
def sign_agreements(
    *,
    actor: Reader,
    agreement_ids: Sequence[int],
    signed_on: date | None = None,
    register_numbers: Mapping[int, str] | None = None,
    signatories: Mapping[int, Signatory] | None = None,
) -> list[Agreement]:
    """Record that agreements were signed on a day by all their parties: all of them, or none.

    For each party the holder of its post on that day signs; a stand-in may not sign a binding
    agreement unless his decree says so. ``signatories`` names who signed for bodies without a
    post, ``register_numbers`` the number in a party's own register, both by the party's id. From
    then on text and term are frozen, and an agreement that is renewed is marked so.

    The same signing again changes nothing. Raises ``AccessRefused``, ``AuthorityRefused`` and
    ``AgreementRefused``: signed already by another (who, and when), waiting for approval, a day
    before the draft or in the future, an unsigned parent, a term that overlaps another's.
    """
    day = signed_on or clock.today()
    wanted = list(dict.fromkeys(agreement_ids))
    if not wanted:
        raise AgreementRefused(
            "nothing_to_sign",
            "Pilih sedikitnya satu perjanjian.",
            "Choose at least one agreement.",
        )
    for agreement_id in wanted:
        managed(actor, agreement_id, permission=SIGN_AGREEMENTS)
    found = _parents_first(locked_all(wanted))
    if _signed_before(actor, found, day):
        return found
    together = {agreement.pk for agreement in found}
    for agreement in found:
        _require_signable(agreement, day, together)
        _sign(actor, agreement, day, register_numbers or {}, signatories or {})
    return found


def _parents_first(agreements: list[Agreement]) -> list[Agreement]:
    ids = {agreement.pk for agreement in agreements}
    return sorted(agreements, key=lambda one: (one.parent_id in ids, one.pk))


def _signed_before(actor: Reader, agreements: list[Agreement], day: date) -> bool:
    """Whether this very signing was recorded before; another's is refused, naming him."""
    signed = list(
        AgreementAct.objects.filter(agreement__in=agreements, kind=_Act.SIGNED)
        .select_related("recorded_by", "agreement")
        .order_by("pk")
    )
    if not signed:
        return False
    mine = all(act.recorded_by_id == actor.user.pk and act.happened_on == day for act in signed)
    if mine and len(signed) == len(agreements):
        return True
    first = signed[0]
    raise AgreementRefused(
        "already_signed",
        f"{first.agreement} sudah ditandatangani pada {first.happened_on}, dicatat oleh "
        f"{first.recorded_by}. Tidak ada yang diubah.",
        f"{first.agreement} was signed on {first.happened_on}, recorded by {first.recorded_by}. "
        "Nothing was changed.",
        agreement=first.agreement_id,
        signed_on=first.happened_on.isoformat(),
    )


def _require_signable(agreement: Agreement, day: date, together: set[int]) -> None:
    state = state_of(agreement, agreement.acts.all(), clock.today())
    if state not in SIGNABLE:
        raise AgreementRefused(
            "not_signable",
            f"{agreement} berstatus {state.label.lower()} dan belum dapat ditandatangani.",
            f"{agreement} is {state.value} and cannot be signed.",
            state=state.value,
        )
    if not agreement.drafted_on <= day <= min(clock.today(), agreement.ends_on):
        raise AgreementRefused(
            "signing_day",
            f"Tanggal tanda tangan {day} harus antara penyusunan ({agreement.drafted_on}) dan "
            f"hari ini ({clock.today()}), dan tidak sesudah perjanjian berakhir "
            f"({agreement.ends_on}).",
            f"The day of signing {day} must lie between the drafting ({agreement.drafted_on}) "
            f"and today ({clock.today()}), and not after the end ({agreement.ends_on}).",
            signed_on=day.isoformat(),
        )
    parent = agreement.parent
    if parent is None or parent.pk in together:
        return
    if state_of(parent, parent.acts.all(), day) not in {
        State.VALID,
        State.RENEWAL,
        State.UPCOMING,
    }:
        raise AgreementRefused(
            "parent_not_in_force",
            f"Perjanjian induk {parent} tidak berlaku pada {day}; tandatangani induknya dahulu.",
            f"The parent {parent} is not in force on {day}; sign the parent first.",
            parent=parent.pk,
        )


def _sign(
    actor: Reader,
    agreement: Agreement,
    day: date,
    numbers: Mapping[int, str],
    signatories: Mapping[int, Signatory],
) -> None:
    parties = list(agreement.parties.select_related("office", "region", "post"))
    for party in parties:
        _sign_for(actor, agreement, party, day, signatories.get(party.pk))
        if numbers.get(party.pk, "").strip():
            number_party(actor, party, numbers[party.pk], day.year)
    add_act(actor, agreement, _Act.SIGNED, day)
    _put_in_force(agreement, parties)
    if agreement.renews is not None:
        add_act(actor, agreement.renews, _Act.RENEWED, day, f"agreement:{agreement.pk}")


def _sign_for(
    actor: Reader,
    agreement: Agreement,
    party: AgreementParty,
    day: date,
    outside: Signatory | None,
) -> None:
    """One party's signature, by the holder of its post on that day."""
    holder: PostHolder | None = None
    if party.post is not None:
        holder = present_holder(party.post, day)
        require_authority(holder, INSTRUMENTS[agreement.kind].subject, day)
        outside = Signatory(str(holder.user), party.post.title)
    if outside is None or not (outside.name.strip() and outside.title.strip()):
        raise AuthorityRefused(
            "signatory_unknown",
            f"Belum diketahui siapa yang menandatangani untuk {party.name}. Catat jabatan "
            "penanda tangan kantor itu beserta pejabatnya, atau sebutkan nama dan jabatannya.",
            f"It is not known who signs for {party.name}. Record that office's post and holder, "
            "or name him and his post.",
            party=party.pk,
        )
    Signature.objects.create(
        party=party,
        signed_on=day,
        holder=holder,
        holder_kind=holder.kind if holder else "",
        name=outside.name.strip(),
        title=outside.title.strip(),
        recorded_by=actor.user,
    )


def _put_in_force(agreement: Agreement, parties: Sequence[AgreementParty]) -> None:
    """Write the days in force, unless another agreement of a same key holds one of them."""
    term = in_force(agreement, agreement.acts.all())
    if term is None:
        raise ValueError(f"agreement {agreement.pk} has no signing")
    first, last = term
    keys = keys_of(agreement, parties)
    lock(TERM, keys)
    taken = (
        AgreementTerm.objects.filter(key__in=keys, starts_on__lte=last, ends_on__gte=first)
        .select_related("agreement")
        .first()
    )
    if taken is not None:
        raise AgreementRefused(
            "terms_overlap",
            f"{agreement} ({first} s.d. {last}) bertumpang tindih dengan {taken.agreement} yang "
            f"berlaku {taken.starts_on} s.d. {taken.ends_on}. Mulailah sesudah {taken.ends_on}, "
            "atau akhiri dahulu perjanjian itu.",
            f"{agreement} ({first} to {last}) overlaps {taken.agreement}, in force "
            f"{taken.starts_on} to {taken.ends_on}. Start after {taken.ends_on}, or end that one "
            "first.",
            agreement=taken.agreement_id,
            ends_on=taken.ends_on.isoformat(),
        )
    AgreementTerm.objects.bulk_create(
        AgreementTerm(agreement=agreement, key=key, starts_on=first, ends_on=last) for key in keys
    )
