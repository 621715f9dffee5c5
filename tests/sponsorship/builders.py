"""Governments, agencies, villages and their readers; each builder gives what is there already."""

from __future__ import annotations

from payung.access.models import PostHolder, Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.reference.models import Office, Village, VillageKind, WorkerSegment
from payung.sponsorship.operations.governments import open_agency, open_government
from tests.access.builders import holder, region

SOURCE = {"source": "test", "confidence": "high"}


def village(code: str, region_code: str | None = None) -> Village:
    """A desa by its code (``61.01.01.2001``), in the region that its code begins with."""
    found, _ = Village.objects.get_or_create(
        code=code,
        defaults={
            "name": f"Desa {code}",
            "district": f"Kecamatan {code[:8]}",
            "kind": VillageKind.DESA,
            "region": region(region_code or code[:5]),
            "population": 2_000,
            **SOURCE,
        },
    )
    return found


def worker_segment(code: str, name: str | None = None) -> WorkerSegment:
    """A worker segment by its code, such as ``FISHER``, guided and vulnerable."""
    found, _ = WorkerSegment.objects.get_or_create(
        code=code,
        defaults={
            "name": name or f"Segmen {code}",
            "name_en": f"Segment {code}",
            "is_vulnerable": True,
            "guided": True,
            **SOURCE,
        },
    )
    return found


def government(region_code: str) -> Office:
    """The office of a region's government."""
    region(region_code)
    return open_government(actor=operator(), region_code=region_code)


def agency(region_code: str, name: str = "Dinas Perikanan", short: str = "DISKAN") -> Office:
    """An agency of a region's government."""
    region(region_code)
    return open_agency(actor=operator(), region_code=region_code, name=name, short=short)


def head_of_government(region_code: str) -> Reader:
    """The governor, regent or mayor of a region."""
    office = government(region_code)
    return _reader(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, region_code, office.pk)


def manpower(region_code: str) -> Reader:
    """An officer of a region's manpower agency."""
    office = agency(region_code, "Dinas Tenaga Kerja", "DISNAKER")
    return _reader(Role.MANPOWER_OFFICER, ScopeKind.REGION, region_code, office.pk)


def planner(region_code: str) -> Reader:
    """A planner of a region's planning agency."""
    office = agency(region_code, "Badan Perencanaan Pembangunan Daerah", "BAPPEDA")
    return _reader(Role.PLANNER, ScopeKind.REGION, region_code, office.pk)


def guide(of: Office) -> Reader:
    """The guide of an agency, in the region of its government."""
    return _reader(Role.AGENCY_GUIDE, ScopeKind.REGION, of.region_id, of.pk)


def village_secretary(of: Village | str) -> Reader:
    """The secretary of a village, who sees that village alone."""
    code = village(of).pk if isinstance(of, str) else of.pk
    return _reader(Role.VILLAGE_SECRETARY, ScopeKind.VILLAGE, code, None)


def officer(branch: Office | str) -> Reader:
    """An account officer of a branch (see ``tests.access.builders.offices``)."""
    code = branch if isinstance(branch, str) else branch.pk
    return _reader(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, code, code)


def head_of_branch(branch: Office | str) -> Reader:
    """The head of a branch."""
    code = branch if isinstance(branch, str) else branch.pk
    return _reader(Role.HEAD_OF_BRANCH, ScopeKind.OFFICE, code, code)


def _reader(role: str, scope_kind: str, scope_code: str, office_code: str | None) -> Reader:
    """The reader of the one post of this role, scope and office."""
    there = PostHolder.objects.filter(
        post__role=role,
        post__scope_kind=scope_kind,
        post__scope_code=scope_code,
        post__office_id=office_code,
    ).first()
    held = there or holder(role, scope_kind, scope_code, office_code=office_code)
    return reader_for(held.user)


__all__ = [
    "agency",
    "government",
    "guide",
    "head_of_branch",
    "head_of_government",
    "manpower",
    "officer",
    "planner",
    "village",
    "village_secretary",
    "worker_segment",
]
