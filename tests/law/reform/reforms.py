"""Reforms that the tests propose, written as an office would."""

from __future__ import annotations

from pathlib import Path

import yaml

PENSION = """\
name: Iuran JP empat persen
source: Bahan diskusi
changes:
  - name: jp/employer_rate
    reason: Pemberi kerja menanggung kenaikan
    values:
      - {from: 2026-01-01, value: 30_000, article: Usulan Pasal 28}
"""
DEATH = """\
name: Santunan kematian naik, iuran pekerja naik
source: Bahan diskusi
changes:
  - name: jkm/lump_sum
    reason: Santunan naik
    values:
      - {from: 2026-03-01, value: 25_000_000, article: Usulan Pasal 34}
  - name: jkk/death_floor
    reason: Mengikuti JKM
    values:
      - {from: 2026-03-01, value: 25_000_000, article: Usulan Pasal 25}
  - name: jp/worker_rate
    reason: Pekerja ikut menanggung
    values:
      - {from: 2026-01-15, value: 15_000, article: Usulan Pasal 28}
"""


def tiers_raised() -> str:
    """A reform that lifts the lowest tier base of non-wage earners to Rp1.500.000."""
    row = {"income_from": 0, "base": 1_500_000}
    above = [
        {"income_from": 1_600_000 + n * 500_000, "base": 2_000_000 + n * 500_000} for n in (0, 1)
    ]
    value = {"from": "DAY", "value": [row, *above], "article": "Usulan Lampiran II"}
    change = {"name": "bpu/tiers", "reason": "Dasar iuran naik", "values": [value]}
    text = yaml.safe_dump({"name": "Lapisan BPU", "source": "Bahan", "changes": [change]})
    return text.replace("DAY", "2026-01-01")


def written(folder: Path, text: str, name: str = "usulan.yaml") -> Path:
    """The reform as a file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file
