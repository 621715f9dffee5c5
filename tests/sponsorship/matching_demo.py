"""A regency's clerk with a list of a village: known persons in other words, and their twins."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from random import Random

from django.test import override_settings

from payung.access.models import Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader, operator, reader_for
from payung.sponsorship.matching.synthetic import Someone, birth_date, person_name, twin
from payung.sponsorship.operations.governments import open_agency
from payung.sponsorship.operations.matching import match_list
from tests.sponsorship import builders, matches
from tests.sponsorship.lists import REGION, VILLAGE

PEOPLE, KNOWN, LIKE = 600, 120, 90
TITLE = "Kepala Disnaker"


def seed() -> None:
    """Everything; to be called once in an empty database with reference data."""
    clerk = _clerk()
    village = builders.village(VILLAGE)
    village.name, village.district = "Sungai Pantai", "Teluk Damai"
    village.save()
    chance = Random(5)
    people = [_someone(chance, place) for place in range(PEOPLE)]
    for place, one in enumerate(people):
        found = matches.person(one.name, str(one.birth_date), one.sex, village="Desa Sungai Pantai")
        if KNOWN <= place < KNOWN + 9:
            matches.sponsored(found)
    rows = [_row(f"H. {one.name.title()}", one) for one in people[:KNOWN]]
    twins = [twin(chance, one, 0) for one in people[KNOWN : KNOWN + LIKE]]
    rows += [_row(one.name, one) for one in twins]
    with override_settings(DEMO=True), tempfile.TemporaryDirectory() as folder:
        listed = matches.listed(Path(folder), *rows)
    match_list(actor=clerk, list_id=listed.pk)


def _someone(chance: Random, place: int) -> Someone:
    sex = "LP"[place % 2]
    return Someone(place, person_name(chance, sex), sex, birth_date(chance), "", "", "")


def _row(name: str, one: Someone) -> tuple[str, str, str]:
    return name, str(one.birth_date), one.sex


def _clerk() -> Reader:
    """The manpower officer of the regency, with a button on the sign-in page."""
    agency = open_agency(
        actor=operator(), region_code=REGION, name="Dinas Tenaga Kerja", short="DISNAKER"
    )
    post = create_post(
        actor=operator(),
        title=TITLE,
        role=Role.MANPOWER_OFFICER,
        scope_kind=ScopeKind.REGION,
        scope_code=REGION,
        office_code=agency.pk,
    )
    user = create_user(actor=operator(), username="disnaker", full_name="Pejabat Disnaker")
    appoint_holder(
        actor=operator(), post=post, user=user, valid_from=date(2020, 1, 1), decree="DEMO-COCOK"
    )
    return reader_for(user)
