"""The published schema accepts what the reader accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from payung.law.reform.population import COLUMNS
from payung.law.reform.schema import json_schema
from tests.law.reform.engine import PERSON
from tests.law.reform.reforms import DEATH, PENSION, tiers_raised


def validator(definition: str) -> Draft202012Validator:
    return Draft202012Validator({**json_schema(), "$ref": f"#/$defs/{definition}"})


def test_the_schema_is_sound_and_names_every_column() -> None:
    Draft202012Validator.check_schema(json_schema())
    person = json_schema()["$defs"]["person"]
    assert list(person["properties"]) == [column.name for column in COLUMNS]
    assert person["required"] == ["wage", "takes_jht"]


@pytest.mark.parametrize("text", [PENSION, DEATH, tiers_raised()])
def test_reforms_keep_the_schema(text: str, tmp_path: Path) -> None:
    plain = json.loads(json.dumps(yaml.safe_load(text), default=str))
    validator("reform").validate(plain)
    with pytest.raises(ValidationError):
        validator("reform").validate({**plain, "changes": []})


def test_a_person_keeps_the_schema_and_a_name_does_not() -> None:
    given = {name: cell for name, cell in PERSON.items() if cell is not None}
    validator("person").validate({**given, "age": 30})
    with pytest.raises(ValidationError):
        validator("person").validate({**given, "nik": "3201"})
