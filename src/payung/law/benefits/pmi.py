"""Benefits of migrant workers (Permenaker 4/2023, before it 18/2018): the door.

Only the amounts that are known are encoded. Disability, death by accident and termination under
Permenaker 4/2023 must first be read from its annex: asking for them is refused with the parameter
that an office enters, and computed as soon as it did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from payung.law import parameters
from payung.law.arithmetic import PARTS_PER_MILLION, half_up_ratio, least, lookup
from payung.law.benefits import checks
from payung.law.benefits.benefit import Benefit, Item
from payung.law.benefits.heirs import Heir, check_heirs
from payung.law.benefits.reasoning import Reasoning
from payung.law.benefits.time_limits import require_in_time
from payung.law.errors import LawError
from payung.law.explanation import Applied, Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_code, check_count, check_flag, refused
from payung.law.jkk.partial_disability import Loss, assess, combined_weight

EVENTS = {
    "ACCIDENT_DEATH": (
        "pmi/accident_death_amount",
        "Santunan kematian karena kecelakaan kerja",
        "Benefit for death by work accident",
    ),
    "TOTAL_DISABILITY": (
        "pmi/total_disability_amount",
        "Santunan cacat total tetap",
        "Benefit for total permanent disability",
    ),
    "PARTIAL_DISABILITY": (
        "pmi/partial_disability_base",
        "Santunan cacat sebagian",
        "Benefit for partial disability",
    ),
    "UNILATERAL_TERMINATION": (
        "pmi/unilateral_termination_amount",
        "Santunan PHK sepihak",
        "Benefit for unilateral termination",
    ),
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

_DEATHS = ("DEATH", "ACCIDENT_DEATH")
_LONGEST_SERVICE_MONTHS = 600


@dataclass(frozen=True, kw_only=True)
class MigrantEvent:
    """The facts of one event of a migrant worker; amounts in whole rupiah.

    ``event``: ``DEATH`` (during work), ``ACCIDENT_DEATH``, ``TREATMENT`` (with its ``cost`` and
    what local insurance paid first), ``RAPE`` (proven), ``FAILED_DEPARTURE``,
    ``TOTAL_DISABILITY``, ``PARTIAL_DISABILITY`` (with ``losses`` of the disability table),
    ``UNILATERAL_TERMINATION`` or ``TERMINATION_AFTER_ACCIDENT`` (with ``service_months``).
    """

    event: str
    event_on: date
    cost: int = 0
    paid_by_local_insurance: int = 0
    service_months: int | None = None
    losses: tuple[Loss, ...] = ()
    left_handed: bool = False
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
        self._check_losses()

    def _check_losses(self) -> None:
        checks.check_tuple("losses", self.losses, Loss)
        check_flag("left_handed", self.left_handed)
        if bool(self.losses) != (self.event == "PARTIAL_DISABILITY"):
            raise refused(
                "losses",
                len(self.losses),
                "cacat menurut tabel, hanya untuk PARTIAL_DISABILITY",
                "losses of the table, only for PARTIAL_DISABILITY",
            )


def benefit(facts: MigrantEvent) -> Benefit:
    """What is paid for one event of a migrant worker, and why.

    ``LawError`` where the annex of the regulation has not been read and no office entered the
    amount.
    """
    reasoning = Reasoning("PMI", facts.event_on)
    until = require_in_time(reasoning, facts.claimed_on)
    if not reasoning.is_refused:
        reasoning.grant(Item(code=facts.event, step=_explain(facts)))
        if not reasoning.items:
            _refuse_nothing(reasoning, facts)
        elif facts.event in _DEATHS:
            _tell_of_scholarships(reasoning)
    return reasoning.finish(
        ("Manfaat pekerja migran", "Benefit of a migrant worker"),
        claim_until=until,
        heirs=facts.heirs if facts.event in _DEATHS else None,
    )


def _explain(facts: MigrantEvent) -> Explanation:
    name, label_id, label_en = EVENTS[facts.event]
    basis = applied(name, facts.event_on)
    if not basis.value.is_read:
        raise _not_encoded(facts)
    if facts.event == "PARTIAL_DISABILITY":
        return _explain_partial(facts, basis)
    inputs: tuple[Quantity, ...] = ()
    if facts.event == "TREATMENT":
        left = max(0, facts.cost - facts.paid_by_local_insurance)
        amount = int(least(left, basis.value.number))
        inputs = _treatment(facts, basis.value.number)
    elif facts.event == "TERMINATION_AFTER_ACCIDENT":
        months = facts.service_months or 0
        amount = _by_service(facts, months)
        inputs = (Quantity("months", "Masa kerja", "Service", months, "months"),)
    else:
        amount = basis.value.number
    return Explanation(label_id, label_en, amount, inputs=inputs, parameters=(basis,))


def _treatment(facts: MigrantEvent, most: int) -> tuple[Quantity, ...]:
    local = facts.paid_by_local_insurance
    return (
        Quantity("cost", "Biaya", "Cost", facts.cost, "rupiah"),
        Quantity("local", "Dibayar asuransi setempat", "Paid by local insurance", local, "rupiah"),
        Quantity("most", "Batas", "Cap", most, "rupiah"),
    )


def _explain_partial(facts: MigrantEvent, basis: Applied) -> Explanation:
    """The percentages of the table, added and capped, of the amount that an office entered."""
    on, base = facts.event_on, basis.value.number
    losses = [assess(on, loss, left_handed=facts.left_handed) for loss in facts.losses]
    _, label_id, label_en = EVENTS[facts.event]
    return Explanation(
        label_id,
        label_en,
        int(half_up_ratio(base, combined_weight(on, losses), PARTS_PER_MILLION**2)),
        inputs=(
            Quantity("base", "Jumlah penuh", "Full amount", base, "rupiah"),
            *(
                Quantity(f"share_{number}", item.label_id, item.label_en, item.share, "ppm")
                for number, item in enumerate(losses, start=1)
            ),
        ),
        parameters=(
            basis,
            *{item.basis.value.name: item.basis for item in losses}.values(),
            applied("jkk/combined_disability_most", on),
        ),
    )


def _by_service(facts: MigrantEvent, months: int) -> int:
    rows = parameters.get("pmi/termination_after_accident", facts.event_on).rows
    amount = lookup(rows, "service_months_from", "amount", months)
    if amount is None:
        raise _not_encoded(facts)
    return int(amount)


def _not_encoded(facts: MigrantEvent) -> LawError:
    """What is missing, and the command by which an office that holds the annex enters it."""
    on = facts.event_on.isoformat()
    name, label_id, label_en = EVENTS[facts.event]
    value = parameters.get(name, facts.event_on)
    shown = "RUPIAH" if value.unit == "rupiah" else "@TABEL.yaml"
    command = (
        f"payung law override set {name} --value {shown} --from {value.valid_from.isoformat()}"
    )
    return LawError(
        "amount_not_encoded",
        f"{label_id} pada {on}: jumlahnya belum dibaca dari {value.article}, jadi tidak ditebak. "
        f"Kantor yang memegang lampirannya mengisi {name}: "
        f"{command} --source SUMBER --reason ALASAN.",
        f"{label_en} on {on}: the amount was not read from {value.article} yet and is not "
        f"guessed. An office that holds the annex enters {name}: "
        f"{command} --source SOURCE --reason REASON.",
        event=facts.event,
        event_on=on,
        service_months=facts.service_months,
        parameter=name,
    )


def _tell_of_scholarships(reasoning: Reasoning) -> None:
    name = "pmi/scholarship_most_children"
    most = parameters.find(name, reasoning.on)
    if most is None:
        return
    reasoning.ask(
        True,
        ("Beasiswa anak?", "Scholarships?"),
        (
            f"Paling banyak {most.number} anak; jumlahnya menurut lampiran, tidak dihitung di sini",
            f"For {most.number} children at most; by the annex, not computed here",
        ),
        (name,),
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
