"""What is done to a list as a whole before its decree: returned to be mended, or withdrawn."""

from __future__ import annotations

from django.db import transaction

from payung.access.audit import acting
from payung.access.reader import Reader
from payung.sponsorship.list_states import RULES, refuse_unless
from payung.sponsorship.listing import asking
from payung.sponsorship.models import BeneficiaryList, ListAct
from payung.sponsorship.operations.holding import add_act, held_list


def return_list(*, actor: Reader, list_id: int, note: str) -> BeneficiaryList:
    """Give a list back to its proposer, saying what to mend; again changes nothing.

    Raises ``AccessRefused`` (permission MANAGE_LISTS), ``NotFound`` out of reach, and
    ``ListRefused`` without a note, or in a state from which the table knows no such act.
    """
    return _tell(actor, list_id, note, ListAct.Kind.RETURNED)


def withdraw_list(*, actor: Reader, list_id: int, note: str) -> BeneficiaryList:
    """Withdraw a list before its decree, saying why: its proposer, or who cleans it.

    Raises as ``return_list`` (permission PROPOSE_LISTS or MANAGE_LISTS); a draft can be withdrawn
    too.
    """
    return _tell(actor, list_id, note, ListAct.Kind.WITHDRAWN)


def _tell(actor: Reader, list_id: int, note: str, kind: ListAct.Kind) -> BeneficiaryList:
    note = asking.reason_of(note, "list_note")
    with transaction.atomic(), acting(actor, f"{kind.label}: {note}"):
        found = held_list(actor, list_id, RULES[kind].permissions)
        last = found.acts.order_by("-pk").first()
        if last is None or last.kind != kind:
            refuse_unless(found, kind)
            add_act(actor, found, kind, note=note)
    return found
