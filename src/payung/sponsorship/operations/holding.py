"""What every act on a list begins and ends with: the list locked, its acts and steps written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from payung import clock
from payung.access.masking import mask_number_runs
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.documents.models import Letter
from payung.partnerships.models import Agreement
from payung.registry.models import ImportFile
from payung.sponsorship.cover_refusals import no_list, reason_missing
from payung.sponsorship.list_states import RULES, refuse_unless
from payung.sponsorship.models import BeneficiaryList, ListAct, RowStep
from payung.sponsorship.reach import in_sight

#: Rows of one INSERT.
AT_ONCE = 5_000


def locked_list(actor: Reader, list_id: int, kind: str) -> BeneficiaryList:
    """A list within the actor's reach, locked for an act of that kind.

    Raises ``AccessRefused`` without a permission of the act, ``NotFound`` out of reach,
    ``ListRefused`` when the list's state does not allow it.
    """
    found = held_list(actor, list_id, RULES[kind].permissions)
    refuse_unless(found, kind)
    return found


def held_list(actor: Reader, list_id: int, granting: Collection[str]) -> BeneficiaryList:
    """A list within reach of one of the permissions, locked, whatever its state."""
    held = sorted(one for one in granting if actor.can(one))
    if not held:
        raise no_permission(str(actor.user), sorted(granting)[0])
    for permission in held:
        found = (
            BeneficiaryList.objects.select_for_update(of=("self",))
            .select_related("region", "agency", "village", "worker_segment", "budget_line")
            .filter(in_sight(actor, permission), pk=list_id)
            .first()
        )
        if found is not None:
            return found
    raise no_list(list_id)


def add_act(
    actor: Reader,
    found: BeneficiaryList,
    kind: str,
    *,
    on: date | None = None,
    letter: Letter | None = None,
    agreement: Agreement | None = None,
    import_file: ImportFile | None = None,
    data: Mapping[str, object] | None = None,
    note: str = "",
) -> ListAct:
    """Record an act of a list (today unless told)."""
    return ListAct.objects.create(
        list=found,
        kind=kind,
        happened_on=on or clock.today(),
        letter=letter,
        agreement=agreement,
        import_file=import_file,
        data=dict(data or {}),
        note=note,
        recorded_by=actor.user,
    )


def add_steps(steps: Iterable[RowStep]) -> int:
    """Write steps; the database moves the rows. Returns how many."""
    return len(RowStep.objects.bulk_create(steps, batch_size=AT_ONCE))


def reason_of(text: str) -> str:
    """A reason in one line, identity numbers masked. Raises ``ListRefused`` when too short."""
    told = mask_number_runs(" ".join(text.split()))[:300]
    if len(told) < 5:
        raise reason_missing()
    return told
