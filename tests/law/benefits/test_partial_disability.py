"""Partial disability: the table, the two percentages, the cap, the eyes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.jkk.partial_disability import (
    TABLES,
    Loss,
    assess,
    combined_weight,
    disability_benefit,
    explain,
    visual_steps,
)

DAY = date(2024, 1, 1)
ROWS = [row for name in TABLES for row in parameters.get(name, DAY).rows]
FIXED = [str(row["loss"]) for row in ROWS if row["share_to"] is None]


def test_a_code_stands_in_one_table_only_and_hands_are_swapped_in_pairs() -> None:
    partner = {row["loss"]: row["left_handed"] for row in ROWS}

    assert len(partner) == len(ROWS) == 46
    assert all(partner[partner[code]] == code for code in partner)
    assert sum(code != other for code, other in partner.items()) == 16


@settings(max_examples=100, deadline=None)
@given(
    codes=st.lists(st.sampled_from(FIXED), min_size=1, max_size=6),
    function=st.integers(1, 1_000_000),
    wage=st.integers(1, 10**9),
)
def test_never_more_than_70_percent_and_losing_more_never_gives_less(
    codes: list[str], function: int, wage: int
) -> None:
    part = [assess(DAY, Loss(loss=code, function_lost=function)) for code in codes]
    whole = [assess(DAY, Loss(loss=code)) for code in codes]
    amount = disability_benefit(DAY, wage=wage, losses=part)

    assert 0 <= amount <= disability_benefit(DAY, wage=wage, losses=whole) <= 56 * wage
    assert combined_weight(DAY, whole) <= 700_000 * 10**6
    assert explain(DAY, wage=wage, losses=part).amount == amount


def test_functional_loss_multiplies_two_percentages_and_anatomical_loss_uses_one() -> None:
    """Section 10, rule 18."""
    arm = assess(DAY, Loss(loss="RIGHT_ARM_FROM_SHOULDER"))
    weak = assess(DAY, Loss(loss="RIGHT_ARM_FROM_SHOULDER", function_lost=625_000))

    assert disability_benefit(DAY, wage=4_000_000, losses=[arm]) == 128_000_000
    assert disability_benefit(DAY, wage=4_000_000, losses=[weak]) == 80_000_000


def test_steps_end_at_the_complete_loss() -> None:
    deaf = assess(DAY, Loss(loss="HEARING_DROP_ONE_EAR", steps=9))

    assert deaf.share == assess(DAY, Loss(loss="HEARING_ONE_EAR")).share == 200_000


def test_several_fingers_are_counted() -> None:
    assert assess(DAY, Loss(loss="RIGHT_OTHER_FINGER", steps=3)).share == 120_000


def test_the_better_eye_weighs_three_times() -> None:
    """(3 x 80 % + 40 %) / 4 = 70 % is left, 30 % lost: three steps of 10 %."""
    assert visual_steps(DAY, better_eye=800_000, other_eye=400_000) == 3
    assert visual_steps(DAY, better_eye=1_000_000, other_eye=1_000_000) == 0
    assert visual_steps(DAY, better_eye=0, other_eye=0) == 10


def test_sight_is_counted_from_what_is_left_of_both_eyes_whichever_is_the_better() -> None:
    left = Loss(loss="VISUAL_ACUITY", better_eye=800_000, other_eye=400_000)
    right = Loss(loss="VISUAL_ACUITY", better_eye=400_000, other_eye=800_000)
    found = [assess(DAY, left)]

    assert found[0].share == assess(DAY, right).share == 210_000
    text = explain(DAY, wage=1_000_000, losses=found).as_text("id")
    assert "jkk/better_eye_weight" in text
    assert "jkk/visual_step" in text


@pytest.mark.parametrize(
    "eyes",
    [
        {"better_eye": 1_000_000},
        {"loss": "SMELL", "better_eye": 500_000, "other_eye": 500_000},
        {"better_eye": 1_000_000, "other_eye": 1_000_000},
        {"better_eye": 1_000_001, "other_eye": 0},
    ],
)
def test_eyes_that_cannot_be_are_refused(eyes: dict[str, Any]) -> None:
    with pytest.raises(LawError, match="better_eye"):
        assess(DAY, Loss(**{"loss": "VISUAL_ACUITY", **eyes}))


@pytest.mark.parametrize("found", [0, 1_200_000, -1, True])
def test_a_share_that_cannot_be_is_refused(found: int) -> None:
    with pytest.raises(LawError, match="function_lost"):
        Loss(loss="RIGHT_THUMB", function_lost=found)


def test_more_fingers_than_a_hand_has_percent_are_refused() -> None:
    with pytest.raises(LawError, match="steps"):
        assess(DAY, Loss(loss="BOTH_EYES", steps=2))


def test_only_what_exceeds_the_cap_is_called_limited() -> None:
    eyes = [assess(DAY, Loss(loss="BOTH_EYES"))]
    more = [*eyes, assess(DAY, Loss(loss="SMELL"))]

    assert "dibatasi" not in explain(DAY, wage=1_000_000, losses=eyes).label("id")
    assert "dibatasi" in explain(DAY, wage=1_000_000, losses=more).label("id")
    assert disability_benefit(DAY, wage=1_000_000, losses=more) == 56_000_000
