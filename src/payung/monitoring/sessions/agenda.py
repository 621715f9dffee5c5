"""What a monev goes through: the agenda that a session has unless another is written."""

from __future__ import annotations

from typing import Final

AGENDA: Final = (
    "Pembukaan dan gambaran nasional",
    "Komitmen rapat yang lalu",
    "Cakupan, target dan kekurangan per daerah",
    "Regulasi dan anggaran",
    "Pemerintah daerah sebagai pemberi kerja",
    "Kepatuhan, klaim dan manfaat",
    "Pertanyaan dan temuan per daerah",
    "Komitmen, batas waktu dan penandatanganan",
)
