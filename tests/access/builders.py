"""Small offices, people and posts for tests; each builder gives what is there already."""

from __future__ import annotations

import itertools
from datetime import date

from payung.access.models import HolderKind, Post, PostHolder, Role, ScopeKind, User
from payung.access.reader import Reader, reader_for
from payung.reference.models import Office, OfficeTerritory, Region
from payung.registry.models import Employer

LONG_AGO = date(2014, 1, 1)
_numbers = itertools.count(1)

PANGKALPINANG = "KC-PANGKALPINANG"
PALEMBANG = "KC-PALEMBANG"
SUMBAGSEL = "KW-SUMBAGSEL"


def region(code: str) -> Region:
    """A region by its code, with its province."""
    parent = region(code[:2]) if "." in code else None
    kind = "PROVINCE" if parent is None else "CITY" if code[3] in "789" else "REGENCY"
    found, _ = Region.objects.get_or_create(
        code=code,
        defaults={
            "name": f"Daerah {code}",
            "kind": kind,
            "parent": parent,
            "time_zone": "Asia/Jakarta",
            "latitude_mdeg": -2_000,
            "longitude_mdeg": 106_000,
            "population_male": 1,
            "population_female": 1,
            "source": "test",
            "confidence": "high",
        },
    )
    return found


def office(
    code: str, kind: str, seat: str, serves: list[str], parent: Office | None = None
) -> Office:
    """An office with its seat and its territory since long ago."""
    sourced = {"source": "test", "confidence": "high"}
    found, _ = Office.objects.get_or_create(
        code=code,
        defaults={
            "name": f"Kantor {code}",
            "kind": kind,
            "parent": parent,
            "region": region(seat),
            "time_zone": "Asia/Jakarta",
            **sourced,
        },
    )
    for served in serves:
        OfficeTerritory.objects.get_or_create(
            office=found, region=region(served), valid_from=LONG_AGO, defaults=sourced
        )
    return found


def offices() -> None:
    """One regional office with two branches, and the prosecutors of one province."""
    regional = office(SUMBAGSEL, "REGIONAL", "16.71", ["16", "19"])
    bangka = ["19.01", "19.02", "19.71"]
    office(PANGKALPINANG, "BRANCH", "19.71", bangka, regional)
    office(PALEMBANG, "BRANCH", "16.71", ["16.71"], regional)
    high = office("KT-19", "PROSECUTION_HIGH", "19.71", ["19"])
    office("KN-19.01", "PROSECUTION_DISTRICT", "19.01", ["19.01"], high)


def employer(number: str, office_code: str, region_code: str) -> Employer:
    """A small private employer."""
    found, _ = Employer.objects.get_or_create(
        registration_number=number,
        defaults={
            "name": f"PT Contoh {number}",
            "kind": "PRIVATE",
            "business_size": "SMALL",
            "risk_group": 2,
            "programmes": 3,
            "office_id": office_code,
            "region": region(region_code),
            "registered_on": LONG_AGO,
        },
    )
    return found


def user(username: str | None = None, **fields: object) -> User:
    """A user without password and without post."""
    name = username or f"pengguna{next(_numbers)}"
    return User.objects.create(username=name, full_name=f"Nama {name}", **fields)


def holder(
    role: str,
    scope_kind: str,
    scope_code: str = "",
    *,
    who: User | None = None,
    office_code: str | None = None,
    valid_from: date = LONG_AGO,
    valid_to: date | None = None,
    decree: str = "",
) -> PostHolder:
    """A user who holds a new post."""
    post = Post.objects.create(
        title=f"{Role(role).label} {next(_numbers)}",
        role=role,
        scope_kind=scope_kind,
        scope_code=scope_code,
        office_id=office_code,
    )
    return PostHolder.objects.create(
        post=post,
        user=who or user(),
        kind=HolderKind.DEFINITIVE,
        valid_from=valid_from,
        valid_to=valid_to,
        decree=decree,
    )


def reader(role: str, scope_kind: str, scope_code: str = "") -> Reader:
    """The reader that a new holder of such a post is today."""
    return reader_for(holder(role, scope_kind, scope_code).user)


#: The scope in which each role is usually held, for tests that walk all roles.
USUAL_SCOPE = {
    Role.REGIONAL_OFFICE: (ScopeKind.OFFICE, SUMBAGSEL),
    Role.STATE_ATTORNEY: (ScopeKind.MANDATE, ""),
    Role.HEAD_PROSECUTOR: (ScopeKind.OFFICE, "KT-19"),
    Role.MANPOWER_OFFICER: (ScopeKind.REGION, "19.71"),
    Role.PLANNER: (ScopeKind.REGION, "19.01"),
    Role.MONEV_ANALYST: (ScopeKind.NATION, ""),
    Role.HEAD_OF_GOVERNMENT: (ScopeKind.REGION, "19.01"),
    Role.AGENCY_GUIDE: (ScopeKind.REGION, "19.01"),
    Role.VILLAGE_SECRETARY: (ScopeKind.EMPLOYER, "00000001/000"),
    Role.EMPLOYER_HR: (ScopeKind.EMPLOYER, "00000001/000"),
    Role.DATA_CUSTODIAN: (ScopeKind.NATION, ""),
}


def usual_holder(role: str) -> PostHolder:
    """A holder of a role in its usual scope: the branch of Pangkalpinang unless named above."""
    kind, code = USUAL_SCOPE.get(Role(role), (ScopeKind.OFFICE, PANGKALPINANG))
    return holder(role, kind, code)
