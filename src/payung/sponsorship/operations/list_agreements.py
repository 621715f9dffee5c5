"""The agreement that a list rests on; it is drafted and signed among the agreements."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from payung import clock
from payung.access.reader import Reader
from payung.sponsorship import cover_refusals as refusals
from payung.sponsorship.models import ListAct
from payung.sponsorship.operations.holding import add_act, locked_list
from payung.sponsorship.queries.agreements import fitting_agreements


@transaction.atomic
def record_agreement(
    *, actor: Reader, list_id: int, agreement_id: int, on: date | None = None
) -> ListAct:
    """Say on which agreement a decreed list rests; the same again changes nothing.

    Raises ``AccessRefused`` without MANAGE_LISTS or REGISTER_LISTS, ``ListRefused`` when it is not
    in force on the day (default today) or not between the fund and the payer of the list.
    """
    found = locked_list(actor, list_id, ListAct.Kind.AGREED)
    day = on or clock.today()
    agreement = fitting_agreements(found, None, day).filter(pk=agreement_id).first()
    if agreement is None:
        raise refusals.agreement_unfit(found, day)
    last = found.acts.filter(kind=ListAct.Kind.AGREED).order_by("-pk").first()
    if last is not None and last.agreement_id == agreement.pk:
        return last
    return add_act(actor, found, ListAct.Kind.AGREED, on=day, agreement=agreement)
