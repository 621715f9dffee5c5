"""The migrant workers' door says what has not been read from the annex, and what to enter."""

from __future__ import annotations

import re
import shlex
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from payung.cli.law import app
from payung.law import parameters
from payung.law.benefits.pmi import EVENTS, MigrantEvent, benefit
from payung.law.errors import LawError
from payung.law.jkk.partial_disability import Loss

UNREAD = [
    event
    for event, (name, *_) in EVENTS.items()
    if not parameters.load().parameter(name).values[-1].is_read
]
DAY = date(2024, 5, 2)


def facts(event: str, **more: Any) -> MigrantEvent:
    if event == "PARTIAL_DISABILITY":
        more.setdefault("losses", (Loss(loss="ONE_FOOT_FROM_ANKLE"),))
    return MigrantEvent(event=event, event_on=DAY, **more)


def test_an_amount_from_memory_is_marked_as_uncertain() -> None:
    text = benefit(MigrantEvent(event="FAILED_DEPARTURE", event_on=date(2024, 1, 1)))

    assert "keyakinan L/L" in text.explanation.as_text("id")


def test_what_the_annex_must_still_tell_is_known() -> None:
    assert set(UNREAD) == {
        *("ACCIDENT_DEATH", "TOTAL_DISABILITY", "PARTIAL_DISABILITY", "UNILATERAL_TERMINATION"),
    }


@pytest.mark.parametrize("event", UNREAD)
def test_a_refusal_names_the_command_by_which_the_amount_is_computed(
    event: str, tmp_path: Path
) -> None:
    with pytest.raises(LawError, match="belum dibaca") as refused:
        benefit(facts(event))
    told = re.search(r"payung law (override set .*?) --source", refused.value.message("id"))
    assert told is not None
    words = shlex.split(told[1].replace("RUPIAH", "Rp100.000.000"))
    reason = ["--source", "Lampiran", "--reason", "Dibaca dari lampiran"]
    done = CliRunner().invoke(app, ["--overlay", str(tmp_path), *words, *reason])
    assert done.exit_code == 0, done.output

    with parameters.under(parameters.load(tmp_path)):
        found = benefit(facts(event))
        text = found.explanation.as_text("id")
    assert found.total == (25_000_000 if event == "PARTIAL_DISABILITY" else 100_000_000)
    assert "nilai kantor Anda, sumber Lampiran" in text


def test_several_losses_are_added_and_capped_as_in_the_table(tmp_path: Path) -> None:
    overlay = "name: pmi/partial_disability_base\nreason: Uji\nvalues:\n  - from: 2023-02-01\n"
    overlay += "    value: 100_000_000\n    article: Lampiran\n    source: Kantor\n"
    (tmp_path / "base.yaml").write_text(overlay + "    confidence: H/H\n", encoding="utf-8")
    many = (
        Loss(loss="RIGHT_ARM_FROM_SHOULDER"),
        Loss(loss="ONE_FOOT_FROM_ANKLE", function_lost=500_000),
        Loss(loss="LEFT_ARM_FROM_SHOULDER"),
    )
    with parameters.under(parameters.load(tmp_path)):
        assert benefit(facts("PARTIAL_DISABILITY", losses=many[:2])).total == 52_500_000
        assert benefit(facts("PARTIAL_DISABILITY", losses=many)).total == 70_000_000


def test_termination_under_the_new_rule_is_refused_until_its_table_is_entered(
    tmp_path: Path,
) -> None:
    asked = MigrantEvent(
        event="TERMINATION_AFTER_ACCIDENT", event_on=date(2023, 2, 1), service_months=6
    )
    with pytest.raises(LawError, match=r"@TABEL\.yaml --from 2023-02-01"):
        benefit(asked)
    table = tmp_path / "tabel.yaml"
    table.write_text("- {service_months_from: 0, amount: 5_000_000}\n", encoding="utf-8")
    words = ["--overlay", str(tmp_path / "law"), "override", "set"]
    words += ["pmi/termination_after_accident", "--value", f"@{table}", "--from", "2023-02-01"]
    CliRunner().invoke(app, [*words, "--source", "Lampiran", "--reason", "Uji"])

    with parameters.under(parameters.load(tmp_path / "law")):
        assert benefit(asked).total == 5_000_000


def test_a_death_tells_of_the_scholarships_that_are_not_computed() -> None:
    assert "Paling banyak 2 anak" in benefit(facts("DEATH")).explanation.as_text("id")


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("RAPE", {"losses": (Loss(loss="ONE_FOOT_FROM_ANKLE"),)}),
        ("PARTIAL_DISABILITY", {"losses": ()}),
    ],
)
def test_losses_belong_to_a_partial_disability(event: str, more: dict[str, Any]) -> None:
    with pytest.raises(LawError, match="losses"):
        facts(event, **more)
