"""A list of business licences with firms that never registered: made up, and plainly so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from payung.demo import files
from payung.demo.courses import Script
from payung.demo.payers import REGION_NAMES

_FORMS = ("PT", "CV", "UD")
_TRADES = ("Mebel", "Katering", "Bengkel", "Laundri", "Percetakan", "Travel", "Bangunan")
_CLASSES = ("31001", "56210", "45201", "96200", "18111", "79111", "41011")
_COLUMNS = ("NAMA", "ALAMAT", "NIB", "KBLI", "KABUPATEN_KOTA", "JUMLAH_TENAGA_KERJA")
#: Firms of the list that nobody has decided on yet, and one that was dismissed.
_UNDECIDED = 3


@dataclass(frozen=True)
class Firm:
    """A firm of the list. ``script`` None: nothing is done about it (yet)."""

    name: str
    address: str
    licence: str
    business_class: str
    region: str
    workers: int
    script: Script | None

    @property
    def key(self) -> str:
        """What tells it apart across lists."""
        return f"NIB:{self.licence}"


def listed_firms(scripts: list[Script]) -> list[Firm]:
    """One firm for each script, and a few that wait for a decision."""
    regions = list(REGION_NAMES)[::-1]
    firms = []
    for number, script in enumerate([*scripts, *[None] * _UNDECIDED], start=1):
        trade = number % len(_TRADES)
        region = regions[number % 3 if script else number % len(regions)]
        firms.append(
            Firm(
                name=f"{_FORMS[number % 3]} {_TRADES[trade]} Contoh Berizin {number:02d}",
                address=f"Jalan Usaha {number}, {REGION_NAMES[region]}",
                licence=f"0000{number:09d}",  # real numbers do not begin with zeros
                business_class=_CLASSES[trade],
                region=region,
                workers=4 + number * 5 % 23,
                script=script,
            )
        )
    return firms


def write_obliged_list(firms: list[Firm], folder: Path) -> Path:
    """The list as the licensing office hands it over."""
    rows = [
        (one.name, one.address, one.licence, one.business_class, one.region, one.workers)
        for one in firms
    ]
    return files.write_csv(folder / "daftar-izin-usaha.csv", _COLUMNS, rows)
