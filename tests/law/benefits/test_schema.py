"""The schema names every field and every code of the facts."""

from __future__ import annotations

import jsonschema

from payung.law.benefits.doors import DOORS
from payung.law.benefits.schema import json_schema


def test_it_is_a_schema_with_a_part_for_each_programme() -> None:
    schema = json_schema()

    jsonschema.Draft202012Validator.check_schema(schema)
    assert {f"{name}_facts" for name in DOORS} < schema["$defs"].keys()


def test_required_fields_and_codes_are_those_of_the_records() -> None:
    facts = json_schema()["$defs"]["jkm_facts"]

    assert facts["required"] == ["died_on", "months_paid"]
    assert facts["properties"]["segment"] == {"enum": ["WAGE_EARNER", "NON_WAGE_EARNER"]}
    child = facts["properties"]["children"]["items"]
    assert "NOT_YET" in child["properties"]["level"]["enum"]
