"""Partial permanent disability: anatomical and functional loss (PP 44/2015 Lampiran III)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.law import parameters, quantities
from payung.law.arithmetic import PARTS_PER_MILLION, least
from payung.law.benefits.checks import check_ppm
from payung.law.errors import LawError
from payung.law.explanation import Applied, Explanation, Quantity, applied
from payung.law.inputs import check_amount, check_count, check_flag, refused
from payung.law.jkk.wage_multiple import multiple

TABLES = ("jkk/losses_confirmed", "jkk/losses_to_check", "jkk/losses_disputed")
_MOST_COUNT = 20
_EYES = "VISUAL_ACUITY"


@dataclass(frozen=True, kw_only=True)
class Loss:
    """One loss of the disability table.

    ``loss`` is a code of the table (``RIGHT_INDEX_FINGER``). ``function_lost`` in parts per
    million: 1,000,000 is the loss of the part itself, less is a loss of its function.
    ``steps``: how many times 10 dB or 10 %, for the rows of that kind, or how many fingers or
    toes. ``assessed``: the share in ppm that the doctor found, for rows with a range.
    ``better_eye`` and ``other_eye``: for ``VISUAL_ACUITY``, what is left of each eye in ppm,
    from which the steps are counted.
    """

    loss: str
    function_lost: int = PARTS_PER_MILLION
    steps: int = 1
    assessed: int | None = None
    better_eye: int | None = None
    other_eye: int | None = None

    def __post_init__(self) -> None:
        check_ppm("function_lost", self.function_lost)
        check_count("steps", self.steps, 1, _MOST_COUNT)
        given = (self.better_eye is not None, self.other_eye is not None)
        if any(given) and (self.loss != _EYES or not all(given)):
            raise refused(
                "better_eye",
                self.better_eye,
                f"better_eye dan other_eye bersama, hanya untuk {_EYES}",
                f"better_eye and other_eye together, only for {_EYES}",
            )


@dataclass(frozen=True)
class AssessedLoss:
    """A loss with its share of the table (ppm) and the parameter that sets it."""

    loss: Loss
    label_id: str
    label_en: str
    share: int
    basis: Applied

    @property
    def weight(self) -> int:
        """The share times the function lost, in parts per million squared."""
        return self.share * self.loss.function_lost


def assess(accident_on: date, loss: Loss, *, left_handed: bool = False) -> AssessedLoss:
    """The share of one loss; right and left are swapped for left-handed people.

    ``LawError`` for an unknown loss, a share outside the row's range, or steps that the row
    does not know.
    """
    check_flag("left_handed", left_handed)
    basis, row = _row(accident_on, loss.loss)
    share_row = _row(accident_on, str(row["left_handed"]))[1] if left_handed else row
    share, most = int(str(share_row["share"])), share_row["share_to"]
    steps = _steps(accident_on, loss)
    if most is None:
        share = share * steps
    elif row["is_stepwise"]:
        share = least(share * steps, int(str(most)))
    else:
        share = _within(loss, share, int(str(most)))
    if share > PARTS_PER_MILLION:
        raise refused("steps", loss.steps, "jumlah sampai 100 %", "a sum up to 100 %")
    return AssessedLoss(loss, str(row["label_id"]), str(row["label_en"]), share, basis)


def _steps(accident_on: date, loss: Loss) -> int:
    if loss.better_eye is None or loss.other_eye is None:
        return loss.steps
    better, other = sorted((loss.better_eye, loss.other_eye), reverse=True)
    steps = visual_steps(accident_on, better_eye=better, other_eye=other)
    if not steps:
        raise refused(
            "better_eye",
            [loss.better_eye, loss.other_eye],
            "kehilangan penglihatan paling sedikit satu langkah (jkk/visual_step)",
            "a loss of sight of at least one step (jkk/visual_step)",
        )
    return steps


def combined_weight(accident_on: date, losses: Sequence[AssessedLoss]) -> int:
    """The losses added, capped, in parts per million squared."""
    most = parameters.get("jkk/combined_disability_most", accident_on).number
    return int(least(sum(item.weight for item in losses), most * PARTS_PER_MILLION))


def disability_benefit(accident_on: date, *, wage: int, losses: Sequence[AssessedLoss]) -> int:
    """The sum for all losses together, in rupiah, rounded half up once."""
    base = check_amount("wage", wage)
    weight = combined_weight(accident_on, losses)
    return int(multiple(accident_on, base, weight, PARTS_PER_MILLION**2))


def visual_steps(accident_on: date, *, better_eye: int, other_eye: int) -> int:
    """Full steps of 10 % of sight lost by both eyes together.

    ``better_eye`` and ``other_eye`` are what is left of each, in parts per million; the better
    eye weighs three times the other.
    """
    for field, left in (("better_eye", better_eye), ("other_eye", other_eye)):
        check_count(field, left, 0, PARTS_PER_MILLION)
    weight = parameters.get("jkk/better_eye_weight", accident_on).number
    step = parameters.get("jkk/visual_step", accident_on).divisor
    lost = (weight + 1) * PARTS_PER_MILLION - weight * better_eye - other_eye
    return lost // ((weight + 1) * step)


def explain(accident_on: date, *, wage: int, losses: Sequence[AssessedLoss]) -> Explanation:
    """How the sum comes about, loss by loss, and whether the cap bites."""
    months = applied("jkk/benefit_wage_months", accident_on)
    most = applied("jkk/combined_disability_most", accident_on)
    capped = sum(item.weight for item in losses) > most.value.number * PARTS_PER_MILLION
    return Explanation(
        "Santunan cacat sebagian" + (" (dibatasi jumlah persentase tertinggi)" if capped else ""),
        "Partial disability" + (" (limited to the highest sum of percentages)" if capped else ""),
        disability_benefit(accident_on, wage=wage, losses=losses),
        inputs=(
            Quantity("months", "Bulan upah", "Months of wage", months.value.number, "months"),
            quantities.wage(wage),
        ),
        parameters=(months, most) if len(losses) > 1 else (months,),
        steps=tuple(_explain_loss(accident_on, wage, item) for item in losses),
    )


def _explain_loss(accident_on: date, wage: int, item: AssessedLoss) -> Explanation:
    months = parameters.get("jkk/benefit_wage_months", accident_on).number
    is_functional = item.loss.function_lost != PARTS_PER_MILLION
    function = Quantity(
        "function", "Fungsi yang hilang", "Function lost", item.loss.function_lost, "ppm"
    )
    return Explanation(
        item.label_id,
        item.label_en,
        multiple(accident_on, wage, item.weight, PARTS_PER_MILLION**2),
        inputs=(
            *((function,) if is_functional else ()),
            Quantity("share", "Persentase tabel", "Share of the table", item.share, "ppm"),
            Quantity("months", "Bulan upah", "Months of wage", months, "months"),
            quantities.wage(wage),
        ),
        parameters=(
            item.basis,
            *(
                applied(name, accident_on)
                for name in _EYE_RULES
                if item.loss.better_eye is not None
            ),
        ),
        formula=("{function} × " if is_functional else "") + "{share} × {months} × {wage}",
    )


_EYE_RULES = ("jkk/better_eye_weight", "jkk/visual_step")


def _row(accident_on: date, code: str) -> tuple[Applied, dict[str, object]]:
    for name in TABLES:
        for row in parameters.get(name, accident_on).rows:
            if row["loss"] == code:
                return applied(name, accident_on), dict(row)
    known = [str(row["loss"]) for name in TABLES for row in parameters.get(name, accident_on).rows]
    raise LawError(
        "loss_unknown",
        f"loss: ditemukan {code!r}, diharapkan salah satu dari {known}.",
        f"loss: found {code!r}, expected one of {known}.",
        field="loss",
        found=code,
        expected=known,
    )


def _within(loss: Loss, lowest: int, highest: int) -> int:
    if loss.assessed is None or not lowest <= loss.assessed <= highest:
        raise refused(
            "assessed",
            loss.assessed,
            f"hasil pemeriksaan dokter untuk {loss.loss}, {lowest} .. {highest} sepersejuta",
            f"the doctor's finding for {loss.loss}, {lowest} .. {highest} millionths",
        )
    return loss.assessed
