"""Handing over the cards: the record with its receipt list, and who has received his card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from payung import clock
from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS, WRITE_LETTERS
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import draft_letter
from payung.documents.reach import own_offices
from payung.sponsorship import cover_refusals as refusals
from payung.sponsorship.list_states import refuse_unless
from payung.sponsorship.models import BeneficiaryList, ListAct, ListRow, RowStatus, RowStep
from payung.sponsorship.operations.governments import government_code
from payung.sponsorship.operations.holding import add_act, add_steps, locked_list
from payung.sponsorship.queries.lapsing import member_of
from payung.sponsorship.reach import by_region, villages_of

HANDOVER = "card_handover"


@transaction.atomic
def prepare_handover(
    *,
    actor: Reader,
    list_id: int,
    place: str,
    handed_on: date,
    met_name: str,
    met_title: str,
    village_code: str | None = None,
    district: str | None = None,
) -> Letter:
    """Draft the record of handing over the cards of a village, a district or the whole list.

    The receipt list has a line to sign for everybody who is registered and has no card yet. A
    draft for the same place and day is given again. Raises ``AccessRefused`` without
    MANAGE_LISTS, ``ListRefused`` when there is no card to hand over, ``LetterRefused``.
    """
    actor.require(MANAGE_LISTS)
    found = locked_list(actor, list_id, ListAct.Kind.CARDS_HANDED)
    steps = _waiting(found, village_code, district)
    if not steps:
        raise refusals.nothing_to("diserahkan kartunya", "handed a card", found)
    there = Letter.objects.filter(
        kind=HANDOVER,
        status=LetterStatus.DRAFT,
        about=f"list:{found.pk}",
        data__place=place.strip(),
        data__handed_on=handed_on.isoformat(),
    ).first()
    return there or draft_letter(
        actor=actor,
        kind=HANDOVER,
        office_code=_office(actor, found),
        letter_date=min(handed_on, clock.today()),
        recipient_name=met_name,
        about=f"list:{found.pk}",
        data={
            "list_number": found.number,
            "place": place.strip(),
            "handed_on": handed_on.isoformat(),
            "met_name": met_name.strip(),
            "met_title": met_title.strip(),
            "person_count": len(steps),
            "people": [_person(step) for step in steps],
        },
    )


@transaction.atomic
def hand_over_cards(
    *,
    actor: Reader,
    row_ids: Collection[int] = (),
    letter_id: int | None = None,
    on: date | None = None,
) -> int:
    """Mark people as having received their cards; returns how many were marked now.

    ``row_ids`` names them; with ``letter_id`` (a signed record) all on it, or those named of it.
    A village's secretary marks the people of his village. Who has his card already is left alone.
    Raises ``AccessRefused``, ``ListRefused`` (record not signed, nobody registered).
    """
    letter = None if letter_id is None else _signed(letter_id)
    rows = list(
        _reached(actor)
        .filter(_named(letter, row_ids))
        .select_for_update(of=("self",))
        .select_related("list")
        .order_by("list", "row_no")
    )
    by_list: dict[int, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_list[row.list_id].append(row)
    day = on or clock.today()
    return sum(_hand(actor, some, letter, day) for some in by_list.values())


def _hand(actor: Reader, rows: list[ListRow], letter: Letter | None, on: date) -> int:
    found = rows[0].list
    refuse_unless(found, ListAct.Kind.CARDS_HANDED)
    waiting = [row for row in rows if row.status == RowStatus.REGISTERED]
    if not waiting:
        return 0
    act = add_act(
        actor, found, ListAct.Kind.CARDS_HANDED, on=on, letter=letter, data={"cards": len(waiting)}
    )
    return add_steps(
        RowStep(
            row=row,
            status=RowStatus.CARD_HANDED,
            act=act,
            happened_on=on,
            recorded_by=actor.user,
        )
        for row in waiting
    )


def _waiting(
    found: BeneficiaryList, village_code: str | None, district: str | None
) -> list[RowStep]:
    steps = RowStep.objects.filter(
        row__list=found, row__status=RowStatus.REGISTERED, status=RowStatus.REGISTERED
    )
    if village_code:
        steps = steps.filter(row__village=village_code)
    if district:
        steps = steps.filter(row__village__district=district)
    return list(
        steps.select_related("row__village", "membership").order_by(
            "row__village__name", "row__name", "row__row_no"
        )
    )


def _person(step: RowStep) -> dict[str, object]:
    return {
        "row": step.row.row_no,
        "name": step.row.name,
        "card_number": member_of(step).card_number,
        "village": step.row.village.name if step.row.village else "",
    }


def _office(actor: Reader, found: BeneficiaryList) -> str:
    """The agency in which the actor sits, else the government itself."""
    own = sorted(own_offices(actor, WRITE_LETTERS))
    government = government_code(found.region_id)
    return next((code for code in own if code.startswith(("OPD-", "PD-"))), government)


def _signed(letter_id: int) -> Letter:
    letter = Letter.objects.filter(pk=letter_id, kind=HANDOVER).first()
    if letter is None or letter.status != LetterStatus.SIGNED:
        raise refusals.not_signed("Berita acara serah terima", "record of handing over")
    return letter


def _reached(actor: Reader) -> QuerySet[ListRow]:
    """The rows that the actor may mark: of lists he manages or proposes, or of his village."""
    if not (actor.can(MANAGE_LISTS) or actor.can(PROPOSE_LISTS)):
        raise no_permission(str(actor.user), PROPOSE_LISTS)
    reach = by_region(actor, MANAGE_LISTS, "list__region") | by_region(
        actor, PROPOSE_LISTS, "list__region"
    )
    own = villages_of(actor, PROPOSE_LISTS)
    return ListRow.objects.filter(reach | Q(village__in=own) if reach else reach)


def _named(letter: Letter | None, row_ids: Collection[int]) -> Q:
    if letter is None:
        return Q(pk__in=row_ids)
    on_it = Q(
        list=int(letter.about.removeprefix("list:")),
        row_no__in=[person["row"] for person in letter.data["people"]],
    )
    return on_it & Q(pk__in=row_ids) if row_ids else on_it
