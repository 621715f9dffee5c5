"""Registered persons for tests of matching, and lists on which they stand in other words."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

from payung.access.encryption import blind_index, encrypt
from payung.access.identifiers import NATIONAL_ID
from payung.registry.models import Membership, Person
from payung.sponsorship.models import BeneficiaryList
from tests.access.builders import PANGKALPINANG, employer, offices, region
from tests.sponsorship import builders
from tests.sponsorship.lists import REGION, VILLAGE, nik, propose

_serials = count(1)
_files = count(1)
#: Others of the region, so that a name and a day in common are no wonder.
_OTHERS = ("SLAMET RIYADI", "MARIYAH", "YOHANES ATENG", "NURUL HUDA", "JAMALUDIN", "HOTIJAH")


def person(
    name: str, born: str, sex: str = "P", *, village: str = "Desa Pantai", number: str = ""
) -> Person:
    """A person of the registry who lives in a village of the region."""
    number = number or nik(next(_serials), born, sex)
    return Person.objects.create(
        national_id_hash=blind_index(number, NATIONAL_ID),
        national_id_cipher=encrypt(number, NATIONAL_ID),
        name=name,
        birth_date=date.fromisoformat(born),
        sex=sex,
        address=f"{village}, RT 01",
        residence_region=region(REGION),
    )


def others(many: int = 300) -> None:
    """Further persons of the region."""
    for place in range(many):
        born = date(1960 + place % 40, 1 + place % 12, 1 + place % 28)
        name = f"{_OTHERS[place % 6]} {chr(65 + place % 26)}{chr(97 + place % 7)}N{place % 11}"
        person(name, born.isoformat(), "LP"[place % 2], village="Desa Lain")


def sponsored(of: Person) -> Membership:
    """A membership that somebody else pays, open since 2024."""
    offices()
    payer = employer("00000007", PANGKALPINANG, REGION)
    return Membership.objects.create(
        card_number=f"{7_000_000_000 + of.pk}",
        person=of,
        employer=payer,
        segment=2,
        non_wage_kind="OTHER",
        paid_by_budget=True,
        work_region_id=REGION,
        started_on=date(2024, 1, 1),
    )


def listed(folder: Path, *rows: tuple[str, str, str], numbers: tuple[str, ...] = ()):
    """A list of the village of persons (name, birth date, sex), without NIK unless told."""
    told = []
    for place, (name, born, sex) in enumerate(rows):
        number = numbers[place] if place < len(numbers) else ""
        shown = "-".join(reversed(born.split("-"))) if born else ""
        told.append((number, name, shown, sex, "Nelayan"))
    found: BeneficiaryList = propose(
        builders.village_secretary(VILLAGE), folder, told, name=f"orang{next(_files)}.csv"
    )
    return found
