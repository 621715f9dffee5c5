"""Whether the prosecutors have or ever had a case: the one place where cases ask about mandates."""

from __future__ import annotations

from collections.abc import Iterable

from payung.compliance.mandate_states import ENDED
from payung.compliance.models import Mandate


def ever_mandated(case_ids: Iterable[int]) -> set[int]:
    """The cases of which an SKK was given once, also if it was returned since."""
    granted = Mandate.objects.filter(case__in=list(case_ids), granted_on__isnull=False)
    return set(granted.values_list("case_id", flat=True))


def running_mandates(case_ids: Iterable[int]) -> set[int]:
    """The cases of which a mandate was asked for or given and has not ended."""
    running = Mandate.objects.filter(case__in=list(case_ids)).exclude(state__in=ENDED)
    return set(running.values_list("case_id", flat=True))
