"""A sheet of settled claims that each side of the world brought: its one row was refused."""

from __future__ import annotations

from pathlib import Path

from payung.access.reader import operator
from payung.claims.models import TakeOverFile
from payung.claims.operations.take_over_files import receive_take_over, work_on_take_over

_HEAD = "Nomor klaim;Program;Tanggal peristiwa;Tanggal diterima;Tanggal diputus;Tanggal dibayar"


def take_over_file(office: str, folder: Path) -> TakeOverFile:
    """The sheet, looked through."""
    path = folder / f"klaim-lama-{office}.csv"
    path.write_text(f"{_HEAD};Jumlah dibayar\nLAMA-1;JKX;;;;;1\n", encoding="utf-8")
    received = receive_take_over(actor=operator(), office=office, path=path)
    work_on_take_over(actor=operator(), file_id=received.file.pk)
    return received.file
