"""Benefits of migrant workers (Permenaker 4/2023, before it 18/2018): the door.

Only the amounts that are known are encoded. Disability, death by accident abroad and termination
under Permenaker 4/2023 must first be read from its annex; asking for them is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import least, lookup
from payung.law.benefits import checks
from payung.law.benefits.benefit import Benefit, Item
from payung.law.benefits.heirs import Heir, check_heirs
from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.time_limits import require_in_time
from payung.law.errors import LawError
from payung.law.explanation import Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_code, check_count, refused

EVENTS = {
    "DEATH": ("pmi/death_amount", "Santunan kematian", "Death benefit"),
    "TREATMENT": ("pmi/treatment_cap", "Perawatan di luar negeri", "Treatment abroad"),
    "RAPE": ("pmi/rape_amount", "Santunan pemerkosaan", "Benefit after rape"),
    "FAILED_DEPARTURE": (
        "pmi/failed_departure_amount",
        "Santunan gagal berangkat",
        "Benefit for a failed departure",
    ),
    "TERMINATION_AFTER_ACCIDENT": (
        "pmi/termination_after_accident",
        "Santunan PHK akibat kecelakaan kerja",
        "Benefit for termination after an accident",
    ),
}
"""Event to its parameter and labels."""

_LONGEST_SERVICE_MONTHS = 600


@dataclass(frozen=True, kw_only=True)
class MigrantEvent:
    """The facts of one event of a migrant worker; amounts in whole rupiah.

    ``event``: ``DEATH`` (during work), ``TREATMENT`` (with its ``cost`` and what local insurance
    paid first), ``RAPE`` (proven), ``FAILED_DEPARTURE`` or ``TERMINATION_AFTER_ACCIDENT`` (with
    ``service_months``).
    """

    event: str
    event_on: date
    cost: int = 0
    paid_by_local_insurance: int = 0
    service_months: int | None = None
    claimed_on: date | None = None
    heirs: tuple[Heir, ...] | None = None

    def __post_init__(self) -> None:
        check_code("event", self.event, tuple(EVENTS))
        checks.check_event("event_on", self.event_on, EVENTS[self.event][0])
        checks.check_order("event_on", self.event_on, "claimed_on", self.claimed_on)
        check_heirs(self.heirs)
        check_amount("cost", self.cost, smallest=1 if self.event == "TREATMENT" else 0)
        if self.cost and self.event != "TREATMENT":
            raise refused("cost", self.cost, "kosong", "empty for this event")
        check_amount("paid_by_local_insurance", self.paid_by_local_insurance, smallest=0)
        if self.event == "TERMINATION_AFTER_ACCIDENT":
            check_count("service_months", self.service_months, 0, _LONGEST_SERVICE_MONTHS)


def benefit(facts: MigrantEvent) -> Benefit:
    """What is paid for one event of a migrant worker, and why.

    ``LawError`` where the annex of the regulation has not been read.
    """
    reasoning = Reasoning("PMI", facts.event_on)
    until = require_in_time(reasoning, facts.claimed_on)
    if not reasoning.is_refused:
        reasoning.grant(Item(code=facts.event, step=_explain(facts)))
        if not reasoning.items:
            _refuse_nothing(reasoning, facts)
    return reasoning.finish(
        ("Manfaat pekerja migran", "Benefit of a migrant worker"),
        claim_until=until,
        heirs=facts.heirs if facts.event == "DEATH" else None,
    )


def _explain(facts: MigrantEvent) -> Explanation:
    name, label_id, label_en = EVENTS[facts.event]
    if parameters.find(name, facts.event_on) is None:
        raise _not_encoded(facts)
    basis = applied(name, facts.event_on)
    inputs: tuple[Quantity, ...] = ()
    if facts.event == "TREATMENT":
        left = max(0, facts.cost - facts.paid_by_local_insurance)
        amount = int(least(left, basis.value.number))
        inputs = (
            Quantity("cost", "Biaya", "Cost", facts.cost, "rupiah"),
            Quantity(
                "local",
                "Dibayar asuransi setempat",
                "Paid by local insurance",
                facts.paid_by_local_insurance,
                "rupiah",
            ),
            Quantity("most", "Batas", "Cap", basis.value.number, "rupiah"),
        )
    elif facts.event == "TERMINATION_AFTER_ACCIDENT":
        months = facts.service_months or 0
        amount = _by_service(facts, months)
        inputs = (Quantity("months", "Masa kerja", "Service", months, "months"),)
    else:
        amount = basis.value.number
    return Explanation(label_id, label_en, amount, inputs=inputs, parameters=(basis,))


def _by_service(facts: MigrantEvent, months: int) -> int:
    rows = parameters.get("pmi/termination_after_accident", facts.event_on).rows
    amount = lookup(rows, "service_months_from", "amount", months)
    if amount is None:
        raise _not_encoded(facts)
    return int(amount)


def _not_encoded(facts: MigrantEvent) -> LawError:
    on = facts.event_on.isoformat()
    return LawError(
        "amount_not_encoded",
        f"Jumlah {facts.event} pada {on} belum dibaca dari lampiran peraturan; "
        "kantor dapat mengisinya sebagai nilai kantor.",
        f"The amount of {facts.event} on {on} was not read from the annex yet; "
        "an office may supply it as a value of its own.",
        event=facts.event,
        event_on=on,
        service_months=facts.service_months,
    )


def _refuse_nothing(reasoning: Reasoning, facts: MigrantEvent) -> None:
    answer = (f"Masa kerja {facts.service_months} bulan", f"{facts.service_months} months served")
    if facts.event == "TREATMENT":
        answer = ("Seluruh biaya dibayar asuransi setempat", "Local insurance paid it all")
    reasoning.require(
        False,
        "nothing_left",
        ("Ada yang masih dibayar?", "Is anything left to pay?"),
        answer,
        ("tidak ada yang dibayar", "nothing is paid"),
        (EVENTS[facts.event][0],),
    )
