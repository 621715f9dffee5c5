"""The law's own files: complete, each value with article and source, uncertain ones first."""

from __future__ import annotations

from datetime import date

import pytest

from payung.law import parameters
from payung.law.errors import LawError


def test_every_file_is_a_parameter_named_by_its_path() -> None:
    files = {
        file.relative_to(parameters.LAW_FOLDER).with_suffix("").as_posix()
        for file in parameters.LAW_FOLDER.rglob("*.yaml")
    }
    assert {parameter.name for parameter in parameters.in_use()} == files
    assert len(files) > 60


def test_contribution_numbers_never_end() -> None:
    """A month of the far future still has a rate: the one in force."""
    for name in (
        "jkk/risk_groups",
        "jkm/rate",
        "jht/employer_rate",
        "jp/wage_ceiling",
        "bpu/tiers",
    ):
        assert parameters.get(name, date(2040, 1, 1)).valid_to is None


def test_unknown_names_are_refused() -> None:
    with pytest.raises(LawError) as refused:
        parameters.get("jkk/unknown", date(2025, 1, 1))
    assert refused.value.code == "parameter_unknown"


def test_uncertain_numbers_come_before_uncertain_citations() -> None:
    found = [value.is_number_uncertain for value in parameters.in_use().uncertain()]
    assert found == sorted(found, reverse=True)
    names = {value.name for value in parameters.in_use().uncertain()}
    assert {"payment/collectability_classes", "membership/active_grace_months"} <= names
