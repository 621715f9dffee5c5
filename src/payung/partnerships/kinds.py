"""The instruments of cooperation, what each asks for, and which may stand under which.

One table: drafting, the pages and the guide read it. ``MOU -> PKS -> SKK``: a frame agreement
names the aim, only a PKS binds its parties in detail and can carry mandates to prosecutors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from payung.partnerships.models import AgreementKind, PartyKind


@dataclass(frozen=True)
class Instrument:
    """What one kind of instrument asks for.

    ``binding`` decides what an acting holder may sign; ``carries_mandates`` whether a special
    power of attorney can rest on it. ``title_words`` are the words of its own name: a title that
    holds another instrument's words is refused.
    """

    binding: bool
    carries_mandates: bool
    needs_parent: bool
    needs_government: bool
    needs_scope: bool
    needs_duties: bool
    needs_data_clause: bool
    may_stand_under: frozenset[str]
    title_words: str

    @property
    def subject(self) -> str:
        """The kind of decision that signing it is, in ``partnership/acting_authority``."""
        return "binding_agreement" if self.binding else "frame_agreement"


_FRAMES: Final = frozenset(
    {AgreementKind.MOU, AgreementKind.NOTA_KESEPAKATAN, AgreementKind.KESEPAKATAN_BERSAMA}
)

INSTRUMENTS: Final[dict[str, Instrument]] = {
    AgreementKind.MOU: Instrument(
        binding=False,
        carries_mandates=False,
        needs_parent=False,
        needs_government=False,
        needs_scope=False,
        needs_duties=False,
        needs_data_clause=False,
        may_stand_under=frozenset({AgreementKind.MOU}),
        title_words="nota kesepahaman",
    ),
    AgreementKind.NOTA_KESEPAKATAN: Instrument(
        binding=False,
        carries_mandates=False,
        needs_parent=False,
        needs_government=True,
        needs_scope=False,
        needs_duties=False,
        needs_data_clause=False,
        may_stand_under=frozenset({AgreementKind.MOU, AgreementKind.NOTA_KESEPAKATAN}),
        title_words="nota kesepakatan",
    ),
    AgreementKind.KESEPAKATAN_BERSAMA: Instrument(
        binding=False,
        carries_mandates=False,
        needs_parent=False,
        needs_government=False,
        needs_scope=True,
        needs_duties=False,
        needs_data_clause=False,
        may_stand_under=_FRAMES,
        title_words="kesepakatan bersama",
    ),
    AgreementKind.PKS: Instrument(
        binding=True,
        carries_mandates=True,
        needs_parent=True,
        needs_government=False,
        needs_scope=True,
        needs_duties=True,
        needs_data_clause=True,
        may_stand_under=frozenset(AgreementKind.values),
        title_words="perjanjian kerja sama",
    ),
}

#: Data that an agreement may let the parties share, by code, in words of its text.
SHARED_DATA: Final = {
    "EMPLOYER_ACCOUNTS": "rekening iuran pemberi kerja yang perkaranya dikuasakan",
    "EMPLOYER_IDENTITY": "identitas dan alamat pemberi kerja",
    "WORKER_COUNTS": "jumlah tenaga kerja per pemberi kerja, tanpa nama",
    "COVERAGE": "angka cakupan menurut daerah",
}

#: Bodies on the fund's side, and on the prosecution's.
FUND: Final = PartyKind.FUND
PROSECUTION: Final = PartyKind.PROSECUTION
