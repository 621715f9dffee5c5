"""A province with its planner, regencies, villages and the sheets that he uploads."""

from __future__ import annotations

from pathlib import Path
from random import Random

PROVINCE = "61"
REGENCIES = (*(f"61.{number:02d}" for number in range(1, 13)), "61.71", "61.72")
_SEGMENTS = (
    *("FISHER", "FARM_LABOURER", "PALM_OIL_WORKER", "DRIVER", "MOTORCYCLE_TAXI", "MSME"),
    *("DAILY_BUILDING_LABOURER", "MARKET_TRADER", "MOSQUE_KEEPER", "NEIGHBOURHOOD_HEAD"),
)
_VILLAGES = ("Sungai Raya", "Teluk Pakedai", "Batu Ampar", "Kuala Mandor", "Rasau Jaya", "Kubu")


def seed() -> None:
    """The planner of the province, and some villages in each regency."""
    from payung.access.models import Role, ScopeKind
    from tests.compliance.mandates.scene import person
    from tests.sponsorship.builders import agency, village

    office = agency(PROVINCE, "Badan Perencanaan Pembangunan Daerah", "BAPPEDA")
    person(
        *("Dewi Anggraini", "Perencana Bappeda", Role.PLANNER, ScopeKind.REGION),
        *(PROVINCE, office.pk),
    )
    for code in REGENCIES:
        for number, name in enumerate(_VILLAGES, start=1):
            made = village(f"{code}.{number:02d}.2001")
            made.name, made.district = f"Desa {name}", f"Kecamatan {name.split()[-1]}"
            made.save()


def groups_sheet(folder: Path) -> Path:
    """The groups of the province: regencies, villages, segments and deciles."""
    chance = Random(61)
    lines = ["daerah;desa;segmen;desil;potensi;aktif"]
    for code in REGENCIES:
        for number in range(1, len(_VILLAGES) + 1):
            for segment in chance.sample(_SEGMENTS, 6):
                for decile in (1, 2, 3, 5):
                    eligible = chance.randint(20, 220)
                    active = chance.randint(0, eligible // 5)
                    village = f"{code}.{number:02d}.2001"
                    lines.append(f"{code};{village};{segment};{decile};{eligible};{active}")
    file = folder / "kelompok.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def funds_sheet(folder: Path, years: range) -> Path:
    """The money of the regencies by year."""
    chance = Random(14)
    lines = ["pemerintah;sumber;" + ";".join(map(str, years)) + ";bulan;desil"]
    for code in REGENCIES:
        money = [chance.randint(4, 12) * 100_000_000 for _ in years]
        lines.append(f"{code};REGENCY_BUDGET;" + ";".join(map(str, money)) + ";12;4")
    file = folder / "dana.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file
