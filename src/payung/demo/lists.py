"""Which lists come in which month: what a branch receives in a year, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.demo import files
from payung.demo.members import Member
from payung.demo.payers import REGION_NAMES
from payung.demo.plan import FIRST_MONTH
from payung.demo.world import RAISE_MONTH, World
from payung.registry.models import EmployerKind, ImportFile

#: A late report: in October some wages of August turn out to have been higher.
CORRECTED_MONTH, CORRECTION_MONTH = date(2024, 8, 1), date(2024, 10, 1)
_STATE_LIST_MONTH = date(2024, 4, 1)
_Rows = tuple[Sequence[str], list[Sequence[object]]]


@dataclass(frozen=True)
class OfficeList:
    """One list of one month, ready to be brought to the branch."""

    kind: ImportFile.Kind
    month: date
    path: Path


def write_lists(world: World, folder: Path, month: date) -> list[OfficeList]:
    """Write what comes in a month; in the order in which it has to be taken."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        OfficeList(kind, month, _write(folder / f"{month:%Y-%m}-{name}", rows))
        for kind, name, rows in _month(world, month)
        if rows[1]
    ]


def write_correction(world: World, folder: Path) -> OfficeList:
    """The late wage list of an earlier month: a few workers with a higher wage."""
    late = [
        member
        for member in world.wage_earners
        if _earns_in(member, CORRECTED_MONTH) and member.payer.kind == EmployerKind.STATE_OWNED
    ][:40]
    wages = [_wage(member, CORRECTED_MONTH) + 150_000 for member in late]
    name = f"{CORRECTED_MONTH:%Y-%m}-perbaikan-upah.csv"
    path = _write(folder / name, files.wage_rows(late, wages))
    return OfficeList(ImportFile.Kind.WAGES, CORRECTED_MONTH, path)


def _write(path: Path, rows: _Rows) -> Path:
    if path.suffix == ".xlsx":
        return files.write_xlsx(path, "Data", *rows)
    return files.write_csv(path, *rows)


def _month(world: World, month: date) -> Iterator[tuple[ImportFile.Kind, str, _Rows]]:
    kinds = ImportFile.Kind
    if month == FIRST_MONTH:
        yield kinds.EMPLOYERS, "pemberi-kerja.csv", files.employer_rows(world.payers)
    joined = [member for member in world.wage_earners if _starts_in(member, month)]
    if month == FIRST_MONTH:
        yield from _opening(joined)
    else:
        yield kinds.NEW_WORKERS, "tenaga-kerja-baru.csv", files.worker_rows(joined)
    for name, members in (("disponsori", world.sponsored), ("mandiri", world.self_paying)):
        listed = [member for member in members if _starts_in(member, month)]
        elections = [member for member in listed if _is_election_staff(member)]
        others = [member for member in listed if not _is_election_staff(member)]
        yield kinds.SPONSORED, f"{name}.csv", files.sponsored_rows(others)
        yield kinds.SPONSORED, "petugas-pemilu.csv", files.sponsored_rows(elections, months=3)
    begun = [project for project in world.projects if project.starts_on.replace(day=1) == month]
    yield kinds.PROJECTS, "proyek.csv", files.project_rows(begun)
    crews = [member for member in world.building_workers if _starts_in(member, month)]
    yield kinds.SPONSORED, "pekerja-proyek.csv", files.crew_rows(crews)
    if month in (_STATE_LIST_MONTH, RAISE_MONTH):
        paid = [member for member in world.wage_earners if _is_listed(member, month)]
        rows = files.wage_rows(paid, [_wage(member, month) for member in paid])
        yield kinds.WAGES, "upah.csv", rows
    left = [m for m in world.wage_earners if m.ended_on and m.ended_on.replace(day=1) == month]
    yield kinds.LEAVERS, "tenaga-kerja-keluar.csv", files.leaver_rows(left)


def _opening(members: list[Member]) -> Iterator[tuple[ImportFile.Kind, str, _Rows]]:
    """The first lists: one for each region, and the villages' own in a workbook."""
    villages = [member for member in members if member.payer.kind == EmployerKind.VILLAGE]
    yield ImportFile.Kind.NEW_WORKERS, "perangkat-desa.xlsx", files.worker_rows(villages)
    for region, name in REGION_NAMES.items():
        listed = [
            member
            for member in members
            if member.payer.region == region and member.payer.kind != EmployerKind.VILLAGE
        ]
        place = name.lower().replace(" ", "-")
        yield ImportFile.Kind.NEW_WORKERS, f"tenaga-kerja-{place}.csv", files.worker_rows(listed)


def _starts_in(member: Member, month: date) -> bool:
    started = member.started_on
    return started.month == month.month and started.year == month.year


def _is_election_staff(member: Member) -> bool:
    return member.occupation in ("KPPS", "PPS", "PPK", "ELECTION_SUPERVISOR")


def _earns_in(member: Member, month: date) -> bool:
    left = member.ended_on is not None and member.ended_on < month
    return member.started_on < month and not left


def _wage(member: Member, month: date) -> int:
    return member.raised_to if member.raised_to and month >= RAISE_MONTH else member.wage


def _is_listed(member: Member, month: date) -> bool:
    """Who is on a wage list: in April state enterprises' staff, in July that of firms in order.

    One worker in some two thousand is left out without a word: he has vanished from the list.
    """
    kind = member.payer.kind
    if month == _STATE_LIST_MONTH:
        wanted = kind in (EmployerKind.STATE_OWNED, EmployerKind.REGION_OWNED)
    else:
        wanted = kind != EmployerKind.GOVERNMENT_UNIT and not member.payer.months_unpaid
    return wanted and _earns_in(member, month) and int(member.national_id[-4:]) % 2_003 != 7
