"""The user guide prints the table of rights as it is in force."""

from __future__ import annotations

import re
from pathlib import Path

from payung.access.models import Role
from payung.access.permissions import NAMES, PERMISSIONS_OF_ROLE

GUIDE = Path(__file__).parents[2] / "docs" / "panduan" / "masuk-dan-hak-akses.md"


def test_the_guide_lists_the_rights_of_each_role() -> None:
    rows = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", GUIDE.read_text(), re.MULTILINE))
    for role in Role:
        told = {right.strip() for right in rows[role.label].split(";")}
        names = {str(NAMES[right]) for right in PERMISSIONS_OF_ROLE[role]}
        assert told == {name[0].lower() + name[1:] for name in names}, role.label
