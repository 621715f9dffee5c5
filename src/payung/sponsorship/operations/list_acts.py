"""What is done to a list as a whole before its decree: returned to be mended, or withdrawn."""

from __future__ import annotations

from django.db import transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS
from payung.access.reader import Reader
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing import asking
from payung.sponsorship.models import BeneficiaryList, ListAct

#: After these a list belongs to its decree, and is no longer returned or withdrawn.
_DECREED = (
    ListAct.Kind.DECREED,
    ListAct.Kind.AGREED,
    ListAct.Kind.REGISTERED,
    ListAct.Kind.BILLED,
    ListAct.Kind.PAID,
)


def return_list(*, actor: Reader, list_id: int, note: str) -> BeneficiaryList:
    """Give a list back to its proposer, saying what to mend; again changes nothing.

    Raises ``AccessRefused`` (permission MANAGE_LISTS) and ``ListRefused`` without a note, for a
    list that was never handed in, is decreed, or is over.
    """
    return _tell(actor, list_id, note, ListAct.Kind.RETURNED, MANAGE_LISTS)


def withdraw_list(*, actor: Reader, list_id: int, note: str) -> BeneficiaryList:
    """Withdraw a list before its decree, saying why: its proposer, or who cleans it.

    Raises as ``return_list`` (permission PROPOSE_LISTS); a draft can be withdrawn too.
    """
    return _tell(actor, list_id, note, ListAct.Kind.WITHDRAWN, PROPOSE_LISTS)


def _tell(
    actor: Reader, list_id: int, note: str, kind: ListAct.Kind, permission: str
) -> BeneficiaryList:
    note = asking.reason_of(note, "list_note")
    with transaction.atomic(), acting(actor, f"{kind.label}: {note}"):
        found = asking.list_to_act_on(actor, list_id, permission, locked=True)
        last = found.acts.order_by("-pk").first()
        if last is not None and last.kind == kind:
            return found
        asking.refuse_when_over(found)
        if last is None and kind == ListAct.Kind.RETURNED:
            raise ListRefused(
                "list_draft",
                f"Daftar {found.number} belum diserahkan oleh pengusulnya.",
                f"List {found.number} is not handed in yet.",
            )
        if found.acts.filter(kind__in=_DECREED).exists():
            raise ListRefused(
                "list_decreed",
                f"Daftar {found.number} sudah ditetapkan; ubah lewat daftar pengganti.",
                f"List {found.number} is decreed; change it by a replacement list.",
            )
        ListAct.objects.create(
            list=found,
            kind=kind,
            happened_on=clock.today(),
            note=note,
            recorded_by=actor.user,
        )
    return found
