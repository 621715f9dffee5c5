"""Finding the member of whom something is to be reported: by card, identity number, or name.

Whoever looks sees a short list from his own area, identity numbers masked; each search is kept
(``MemberSearch``). A card number alone reaches further for an officer: who brings the number of a
card is served at any branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from payung.access.encryption import blind_index, decrypt, seal
from payung.access.identifiers import (
    FAMILY_CARD,
    NATIONAL_ID,
    normalise_name,
    normalise_number,
)
from payung.access.masking import mask_national_id
from payung.access.permissions import REPORT_CLAIMS, TAKE_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims import refusals_of_intake as refusals
from payung.claims.models import MemberSearch
from payung.claims.signs.people import likeness
from payung.registry.models import Enrolment, Membership

#: So many are shown; whoever has more namesakes gives the day of birth.
MOST = 20
#: A name of fewer letters is half the register.
SHORTEST_NAME = 3
#: A NIK and the number of a family card (KK) are equally long.
_IDENTITY_DIGITS = 16
#: Names this alike (parts per million) may be one name, given the same day of birth: "Achmad".
_ALIKE = 800_000
#: While an officer enters what happened to a member whom he has found, it is one look.
_ONE_LOOK = timedelta(hours=1)
_SEARCH = "member_search"
_Means = MemberSearch.Means


@dataclass(frozen=True)
class Wanted:
    """What is known of a member: a number, or a name with the day of birth.

    ``number`` is that of the card (KPJ), of the identity card (NIK), of the family card (KK), or
    the employer's own for his worker; it goes before the name.
    """

    number: str = ""
    name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True)
class FoundMember:
    """One card of a member as the list shows him: ``national_id`` is masked, ``programmes`` are
    those of his last enrolment, a sum of bits."""

    card_number: str
    name: str
    national_id: str
    birth_date: date
    employer: str
    employee_number: str
    started_on: date
    ended_on: date | None
    programmes: int


@dataclass(frozen=True)
class Found:
    """Who fits. ``is_more``: there are others who are not shown."""

    means: str
    members: tuple[FoundMember, ...]
    is_more: bool


def look_for_members(*, actor: Reader, wanted: Wanted) -> Found:
    """Those whom an officer may serve, or an employer's own workers, who fit; at most ``MOST``.

    Also those whose cover has ended. With a day of birth, names spelled otherwise fit as well. The
    search is kept, whoever it finds. Raises ``AccessRefused``, ``ClaimRefused`` (``search_unfit``).
    """
    takes = _takes(actor)
    means, text, fitting = _fitting(actor, wanted, takes)
    shown = fitting[: MOST + 1]
    members = shown[:MOST]
    _keep(actor, means, text, members)
    return Found(means, _as_found(members), is_more=len(shown) > MOST)


def find_member(*, actor: Reader, card_number: str) -> Membership:
    """The member whom an officer or an employer is about to report, by card; the look is kept.

    Raises ``AccessRefused``, ``ClaimRefused`` (``no_member``).
    """
    found = reached_member(actor, card_number)
    if not _shown_just_now(actor, found):
        _keep(actor, _Means.CARD, found.card_number, [found])
    return found


def reached_member(actor: Reader, card_number: str) -> Membership:
    """The member of a card whom an officer may serve, or the employer's own worker.

    Raises as ``find_member``.
    """
    takes = _takes(actor)
    found = member_of_card(card_number)
    if found is not None and not takes:
        found = found if _within(actor, takes).filter(pk=found.pk).exists() else None
    if found is None:
        raise refusals.no_member(card_number.strip()[:11])
    return found


def member_of_card(card_number: str) -> Membership | None:
    """The membership of a card; whoever asks has found out whether he may know."""
    return _members().filter(card_number=card_number.strip()).first()


def _takes(actor: Reader) -> bool:
    """Whether he acts as an officer, not as an employer. Raises ``AccessRefused`` for neither."""
    takes = actor.can(TAKE_CLAIMS)
    actor.require(TAKE_CLAIMS if takes else REPORT_CLAIMS)
    return takes


def _fitting(actor: Reader, wanted: Wanted, takes: bool) -> tuple[_Means, str, list[Membership]]:
    """By what was looked for, what was typed in one form, and who fits (one more than shown)."""
    within, number = _within(actor, takes), normalise_number(wanted.number.strip())
    if len(number) == _IDENTITY_DIGITS and number.isdigit():
        same = Q(person__national_id_hash=blind_index(number, NATIONAL_ID)) | Q(
            person__family_card_hash=blind_index(number, FAMILY_CARD)
        )
        return _Means.IDENTITY, number, list(within.filter(same)[: MOST + 1])
    if number:
        card = (_members() if takes else within).filter(card_number=number)
        if card.exists():
            return _Means.CARD, number, list(card)
        own = within.filter(employee_number__iexact=wanted.number.strip())[: MOST + 1]
        return _Means.EMPLOYEE_NUMBER, number, list(own)
    name = normalise_name(wanted.name)
    if len(name.replace(" ", "")) < SHORTEST_NAME:
        raise refusals.search_unfit(SHORTEST_NAME)
    if wanted.birth_date is None:
        return _Means.NAME, name, list(within.filter(_named(name))[: MOST + 1])
    born = within.filter(person__birth_date=wanted.birth_date)
    text = f"{name} {wanted.birth_date.isoformat()}"
    return _Means.NAME_AND_DAY, text, [one for one in born if _is_named(one, name)]


def _named(name: str) -> Q:
    """Each word stands somewhere in the name."""
    condition = Q()
    for word in name.split():
        condition &= Q(person__name__icontains=word)
    return condition


def _is_named(member: Membership, name: str) -> bool:
    known = normalise_name(member.person.name)
    return all(word in known for word in name.split()) or likeness(known, name) >= _ALIKE


def _members() -> QuerySet[Membership]:
    """By name, of one person the newest card first."""
    return Membership.objects.select_related(
        "person", "employer", "employer__office"
    ).order_by("person__name", "person_id", "-started_on", "pk")  # fmt: skip


def _within(actor: Reader, takes: bool) -> QuerySet[Membership]:
    """The members of the officer's area, or the employer's own."""
    bounds = scope_q(
        actor,
        region="employer__region_id" if takes else None,
        office="employer__office_id" if takes else None,
        employer="employer",
        permission=TAKE_CLAIMS if takes else REPORT_CLAIMS,
    )
    return _members().filter(bounds)


def _as_found(members: list[Membership]) -> tuple[FoundMember, ...]:
    enrolled = Enrolment.objects.filter(membership__in=members).order_by("valid_from")
    programmes = dict(enrolled.values_list("membership_id", "programmes"))  # the last one stands
    return tuple(
        FoundMember(
            card_number=one.card_number,
            name=one.person.name,
            national_id=mask_national_id(decrypt(one.person.national_id_cipher, NATIONAL_ID)),
            birth_date=one.person.birth_date,
            employer=one.employer.name,
            employee_number=one.employee_number,
            started_on=one.started_on,
            ended_on=one.ended_on,
            programmes=programmes.get(one.pk, 0),
        )
        for one in members
    )


def _keep(actor: Reader, means: str, text: str, members: list[Membership]) -> None:
    MemberSearch.objects.create(
        searched_by=actor.user,
        means=means,
        looked_for_hash=seal(text.encode(), _SEARCH),
        persons=sorted({one.person_id for one in members}),
    )


def _shown_just_now(actor: Reader, member: Membership) -> bool:
    return MemberSearch.objects.filter(
        searched_by=actor.user,
        searched_at__gt=timezone.now() - _ONE_LOOK,
        means=_Means.CARD,
        persons=[member.person_id],
    ).exists()
