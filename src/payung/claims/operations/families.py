"""The family of a claim: entered once for all claims of the event, changed while undecided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.access.masking import mask_number_runs
from payung.access.models import User
from payung.access.permissions import TAKE_CLAIMS
from payung.access.reader import Reader
from payung.claims.errors import ClaimRefused
from payung.claims.family_checks import (
    OPEN_STATES,
    Entered,
    check_entry,
    check_guardian,
    check_open,
    check_version,
    is_minor,
    party_of,
    relations_of,
)
from payung.claims.models import Claim, ClaimState, LifeEvent, Party, PartyRole
from payung.claims.queries.families import heirs_of, people_of
from payung.claims.reach import held_claim
from payung.claims.steps import add_step
from payung.clock import today
from payung.law.benefits.heirs import Heir, entitled
from payung.law.errors import LawError
from payung.registry.models import Programme

_SHORTEST_REASON = 4


def held_family(actor: Reader, number: str, permission: str = TAKE_CLAIMS) -> Claim:
    """A claim locked for an act on its family: its event first, so that two officers on two
    claims of one death act one after the other. See ``reach.held_claim``."""
    LifeEvent.objects.select_for_update().filter(claims__number=number).order_by("pk").first()
    return held_claim(actor, number, permission)


@transaction.atomic
def add_party(*, actor: Reader, number: str, told: Entered, version: int | None = None) -> Party:
    """Enter a person of a claim, and with it of the other undecided claims of the same event.

    The same person again changes nothing. Raises ``ClaimRefused`` for an entry that cannot be,
    a decided claim, a stale form; ``NotFound`` out of reach.
    """
    claim = held_family(actor, number)
    check_open(claim)
    if found := _same(claim, told):
        return found
    check_version(claim, version)
    made = put_party(claim, told, by=actor.user)
    for other in _siblings(claim):
        if _fits(other, told) and not _same(other, told):
            put_party(other, _for(other, told, made), by=actor.user)
    return made


def put_party(claim: Claim, told: Entered, *, by: User | None) -> Party:
    """Enter a person of one locked claim, with its step; ``by`` None: the heir himself, online."""
    check_entry(claim, told)
    check_guardian(claim, told.guardian_id)
    last = claim.parties.aggregate(last=Max("position"))["last"] or 0
    made = Party.objects.create(
        claim=claim, position=last + 1, recorded_by=by, **_fields(told), **_numbers(told)
    )
    add_step(claim, "PARTY_ADDED", by=by, party=made.pk, role=told.role)
    return made


def _fields(told: Entered) -> dict[str, Any]:
    return {
        "role": told.role,
        "relation": told.relation,
        "name": told.name.strip(),
        "birth_date": told.birth_date,
        "guardian_id": told.guardian_id,
        "level": told.level,
        "year_of_level": told.year_of_level,
        "starts_on": told.starts_on,
        "starts_at": told.starts_at if told.starts_on else "",
        "is_married": told.is_married,
        "works": told.works,
    }


def _numbers(told: Entered) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    if told.national_id.strip():
        found["national_id_hash"] = blind_index(told.national_id, NATIONAL_ID)
        found["national_id_cipher"] = encrypt(told.national_id.strip(), NATIONAL_ID)
    if told.phone.strip():
        found["phone_hash"] = blind_index(told.phone, PHONE)
        found["phone_cipher"] = encrypt(told.phone.strip(), PHONE)
    return found


def _same(claim: Claim, told: Entered) -> Party | None:
    """Who stands in a claim already with this role, name and birth date."""
    return claim.parties.filter(
        role=told.role, name=told.name.strip(), birth_date=told.birth_date, removed_reason=""
    ).first()


def _siblings(claim: Claim) -> list[Claim]:
    """The other undecided claims of the same event, locked."""
    return list(
        Claim.objects.select_for_update(of=("self",))
        .select_related("event")
        .filter(event=claim.event_id, state__in=OPEN_STATES)
        .exclude(pk=claim.pk)
        .order_by("pk")
    )


def _fits(other: Claim, told: Entered) -> bool:
    """Whether a person has a place in another programme: no sibling inherits a pension."""
    if told.role != PartyRole.HEIR:
        return True
    return told.relation in relations_of(other.programme, other.event.happened_on)


def _for(other: Claim, told: Entered, made: Party) -> Entered:
    """The entry as it stands in another claim: with the guardian's row of that claim."""
    if told.guardian_id is None:
        return told
    twin = twin_of(made.guardian, other) if made.guardian else None
    return Entered(**{**vars(told), "guardian_id": twin.pk if twin else None})


def twin_of(one: Party, other: Claim) -> Party | None:
    """The row of the same person in another claim."""
    return other.parties.filter(
        role=one.role, name=one.name, birth_date=one.birth_date, removed_reason=""
    ).first()


@transaction.atomic
def change_party(
    *, actor: Reader, number: str, party_id: int, told: Entered, version: int | None = None
) -> Party:
    """Correct what was entered of a person, in each undecided claim of the event.

    Numbers left empty stay. Raises ``ClaimRefused`` as ``add_party``, ``NotFound``.
    """
    claim = held_family(actor, number)
    check_open(claim)
    check_version(claim, version)
    one = party_of(claim, party_id)
    if one.role == PartyRole.MEMBER:
        raise ClaimRefused(
            "member_is_registered",
            "Data peserta berasal dari daftar peserta dan diperbaiki di sana.",
            "The member's data are the registry's and are corrected there.",
        )
    twins = [(other, twin_of(one, other)) for other in _siblings(claim)]
    _change(claim, one, told, actor)
    for other, twin in twins:
        if twin is not None and _fits(other, told):
            _change(other, twin, _for(other, told, one), actor)
    return one


def _change(claim: Claim, one: Party, told: Entered, actor: Reader) -> None:
    check_entry(claim, told, own=one.pk)
    check_guardian(claim, told.guardian_id, ward=one.pk)
    wanted = _fields(told) | _numbers(told)
    changed = [name for name, value in wanted.items() if getattr(one, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(one, name, wanted[name])
    one.save()
    told_of = sorted(name for name in changed if not name.endswith(("_hash", "_cipher")))
    add_step(claim, "PARTY_CHANGED", by=actor.user, party=one.pk, fields=told_of)


@transaction.atomic
def remove_party(
    *, actor: Reader, number: str, party_id: int, reason: str, version: int | None = None
) -> Party:
    """Take a person out of a claim, with a reason; the row stays. Refused while it is somebody's
    guardian, or once the claim is decided. Other claims of the event keep the person."""
    claim = held_family(actor, number)
    check_open(claim)
    check_version(claim, version)
    check_reason(reason)
    one = party_of(claim, party_id)
    wards = one.wards.filter(removed_reason="")
    if names := [ward.name for ward in wards]:
        raise ClaimRefused(
            "is_guardian",
            f"{one.name} wali dari {', '.join(names)}; tetapkan wali lain lebih dulu.",
            f"{one.name} is guardian of {', '.join(names)}; name another guardian first.",
        )
    one.removed_reason = mask_number_runs(reason.strip())[:300]
    one.save()
    add_step(claim, "PARTY_REMOVED", by=actor.user, note=reason, party=one.pk)
    return one


def check_reason(reason: str) -> None:
    """A reason of a few letters at least."""
    if len(reason.strip()) < _SHORTEST_REASON:
        raise ClaimRefused(
            "no_reason",
            "Tulis alasannya, paling sedikit 4 huruf.",
            "Say why, in 4 letters at least.",
            found=len(reason.strip()),
            expected=_SHORTEST_REASON,
        )


@transaction.atomic
def name_guardian(
    *, actor: Reader, number: str, party_id: int, guardian_id: int, version: int | None = None
) -> Party:
    """Name who receives for a child; also after the decision, since a guardian may die or change
    while a scholarship runs (then the change is sealed anew by another person before anything is
    paid). Raises ``ClaimRefused`` for a ward who is of age or a guardian who cannot be one."""
    claim = held_family(actor, number)
    check_version(claim, version)
    one = party_of(claim, party_id)
    if not is_minor(one, today()):
        raise ClaimRefused(
            "of_age",
            f"{one.name} sudah dewasa dan menerima sendiri.",
            f"{one.name} is of age and receives himself.",
        )
    check_guardian(claim, guardian_id, ward=one.pk)
    _guard(claim, one, guardian_id, actor)
    guardian = claim.parties.get(pk=guardian_id)
    for other in _siblings(claim):
        twin, theirs = twin_of(one, other), twin_of(guardian, other)
        if twin is not None and theirs is not None:
            _guard(other, twin, theirs.pk, actor)
    return one


def _guard(claim: Claim, one: Party, guardian_id: int, actor: Reader) -> None:
    if one.guardian_id != guardian_id:
        one.guardian_id = guardian_id
        one.save()
        add_step(claim, "GUARDIAN_NAMED", by=actor.user, party=one.pk, guardian=guardian_id)


@transaction.atomic
def agree_shares(
    *, actor: Reader, number: str, weights: Mapping[int, int | None], version: int | None = None
) -> tuple[Party, ...]:
    """Record the shares on which the heirs agreed, as weights by party; all ``None``: equal by
    head again. Of this claim alone: another programme may be shared otherwise.

    Raises ``ClaimRefused`` for weights of some heirs of a rank only, or out of bounds.
    """
    claim = held_family(actor, number)
    check_open(claim)
    check_version(claim, version)
    heirs = heirs_of(people_of(claim))
    for one in heirs:
        one.agreed_weight = weights.get(one.pk, one.agreed_weight)
    try:
        entitled(
            Programme(claim.programme).name or "",
            claim.event.happened_on,
            [
                Heir(name=one.name, relation=one.relation, agreed_weight=one.agreed_weight)
                for one in heirs
            ],
        )
    except LawError as error:
        raise ClaimRefused(
            error.code, error.message_id, error.message_en, **error.parameters
        ) from error
    for one in heirs:
        one.save()
    add_step(
        claim,
        "SHARES_AGREED",
        by=actor.user,
        weights={str(one.pk): one.agreed_weight for one in heirs},
    )
    return heirs


@transaction.atomic
def copy_family(*, actor: Reader, number: str) -> tuple[Party, ...]:
    """Bring the family of another claim of the same event into one that has none yet; with the
    accounts not: each is confirmed for the claim that it is paid from."""
    claim = held_family(actor, number)
    check_open(claim)
    if heirs_of(people_of(claim)):
        return ()
    source = (
        Claim.objects.filter(event=claim.event_id, parties__role=PartyRole.HEIR)
        .exclude(pk=claim.pk)
        .exclude(state=ClaimState.WITHDRAWN)
        .order_by("pk")
        .first()
    )
    if source is None:
        return ()
    return _copied(claim, source, actor)


def _copied(claim: Claim, source: Claim, actor: Reader) -> tuple[Party, ...]:
    known = relations_of(claim.programme, claim.event.happened_on)
    places: dict[int, Party] = {}
    for one in people_of(source):
        if one.role == PartyRole.MEMBER or (
            one.role == PartyRole.HEIR and one.relation not in known
        ):
            continue
        copy = Party.objects.get(pk=one.pk)
        copy.pk, copy.claim, copy.guardian_id = None, claim, None
        copy.agreed_weight, copy.recorded_by = None, actor.user
        copy._state.adding = True
        copy.save()
        places[one.pk] = copy
    for old, copy in places.items():
        guardian = Party.objects.values_list("guardian_id", flat=True).get(pk=old)
        if guardian in places:
            copy.guardian = places[guardian]
            copy.save()
    add_step(claim, "FAMILY_COPIED", by=actor.user, source=source.number, people=len(places))
    return tuple(places.values())
