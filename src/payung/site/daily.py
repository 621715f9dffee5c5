"""The work of each day: what the calendar and the ledger have decided is written down.

What only *shows* a day's state (an agreement that lapsed, a deadline that passed, a commitment that
is late) is computed when it is read and needs no work here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.access.reader import operator
from payung.compliance.operations.case_books import follow_fines
from payung.compliance.operations.mandate_ledger import Followed, follow_ledger
from payung.monitoring.facts import regions_kept
from payung.monitoring.operations import refresh_facts


@dataclass(frozen=True)
class DayDone:
    """What was written down for a day; all zero when nothing had happened since the last time.

    ``fines`` were booked or undone, ``regions`` have the stored figures of that day.
    """

    on: date
    fines: int
    mandates: Followed
    regions: tuple[str, ...]


def work_of_day(on: date) -> DayDone:
    """Do the work of a day, in the name of the operator of this machine; any number of times.

    First the fines (their money then counts), then the mandates of all offices, then the stored
    figures of every region that was ever shown. Each is a transaction of its own: what is done
    stays done when a later one fails, and the next run goes on from there.
    """
    actor = operator()
    fines = follow_fines(actor=actor, on=on)
    mandates = follow_ledger(actor=actor, on=on)
    regions = regions_kept()
    for region in regions:
        refresh_facts(actor=actor, region=region, as_of=on)
    return DayDone(on, fines, mandates, regions)
