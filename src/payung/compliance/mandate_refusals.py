"""The refusals of mandates that more than one act makes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.compliance.errors import MandateRefused
from payung.compliance.instalments import Why
from payung.compliance.mandate_states import DONE, Act, State
from payung.compliance.models import Mandate
from payung.errors import NotFound
from payung.law.formats import day as written


def not_found(number: object) -> NotFound:
    """No such mandate, or one of another office: the answer is the same."""
    return NotFound(
        "mandate_not_found",
        f"Kuasa {number} tidak ditemukan dalam wilayah kerja Anda.",
        f"There is no mandate {number} within your scope.",
    )


def moved_meanwhile(mandate: Mandate, expected: int) -> MandateRefused:
    """Somebody else was quicker: what he did is told, so that one looks before trying again."""
    last = mandate.steps.select_related("recorded_by").order_by("-sequence").first()
    state = State(mandate.state).label
    who = str(last.recorded_by) if last else "-"
    act = DONE[Act(last.act)] if last else "-"
    return MandateRefused(
        "mandate_moved",
        f"Kuasa {mandate.number} baru saja diubah {who} ({act}) dan kini: {state}. Muat ulang "
        "halaman, lalu periksa apakah tindakan Anda masih perlu.",
        f"The mandate {mandate.number} was just changed by {who} ({act}) and is now: {state}. "
        "Reload the page and see whether your act is still needed.",
        expected=expected,
        found=mandate.version,
    )


def act_not_here(mandate: Mandate, act: str) -> MandateRefused:
    """The state does not know the act."""
    return MandateRefused(
        "mandate_act",
        f"“{Act(act).label}” tidak dapat dilakukan pada keadaan “{State(mandate.state).label}”.",
        f"“{Act(act).label}” cannot be done in the state “{State(mandate.state).label}”.",
        state=mandate.state,
        act=act,
    )


def unknown_act(act: str) -> MandateRefused:
    """A word that names no act."""
    return MandateRefused(
        "mandate_act_unknown", f"Tindakan {act!r} tidak dikenal.", f"There is no act {act!r}."
    )


def because(why: Why, code: str) -> MandateRefused:
    """A guard or a check that does not hold."""
    return MandateRefused(f"mandate_{code}", *why)


def wrong_day(happened_on: date, earliest: date | None, today: date) -> MandateRefused | None:
    """A day in the future, or before the last step; None when it fits."""
    if happened_on > today:
        return because(
            (
                f"Tanggal {written(happened_on)} ada di depan; hari ini {written(today)}.",
                f"{written(happened_on, 'en')} lies ahead; today is {written(today, 'en')}.",
            ),
            "day_ahead",
        )
    if earliest is not None and happened_on < earliest:
        return because(
            (
                f"Tanggal {written(happened_on)} mendahului langkah terakhir, {written(earliest)}.",
                f"{written(happened_on, 'en')} lies before the last step, "
                f"{written(earliest, 'en')}.",
            ),
            "day_back",
        )
    return None


def of_many(refused: Sequence[tuple[str, Why]]) -> MandateRefused:
    """Several cases that cannot be asked for, each with its reason; nothing was written."""
    rows_id = "\n".join(f"{number}: {why[0]}" for number, why in refused)
    rows_en = "\n".join(f"{number}: {why[1]}" for number, why in refused)
    return MandateRefused(
        "mandate_request",
        f"Permohonan belum dapat diajukan. {rows_id}",
        f"The request cannot be made yet. {rows_en}",
        rows=[{"case": number, "id": why[0], "en": why[1]} for number, why in refused],
    )
