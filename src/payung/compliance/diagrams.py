"""The pages of docs/kepatuhan: the tables of cases and of mandates, drawn."""

from __future__ import annotations

from django.utils.translation import override

from payung.compliance import diagram, ladder, mandate_states
from payung.compliance.mandate_fields import FIELDS
from payung.compliance.models import Stage
from payung.documents.kinds import KINDS

_LADDER = """
Setiap langkah suatu perkara kepatuhan, dari temuan sampai ditutup. Halaman ini dibuat dari tabel
yang juga dipakai oleh program (`payung.compliance.ladder`), jadi tidak dapat berbeda darinya.
Aturan yang mengikat tiap langkah (batas hari kerja, surat yang mendahului, batas piutang negara)
dijelaskan di [perkara-kepatuhan](../panduan/perkara-kepatuhan.md).
"""
_MANDATE = """
Setiap langkah suatu surat kuasa khusus (SKK), dari permohonan sampai laporan akhir. Dibuat dari
tabel yang juga dipakai oleh program (`payung.compliance.mandate_states`).
"""


def render() -> dict[str, str]:
    """The pages by file name, in Indonesian."""
    with override("id"):
        return {"tangga.md": _ladder(), "kuasa.md": _mandates()}


def _ladder() -> str:
    return diagram.page(
        title="Tangga perkara kepatuhan",
        introduction=_LADDER,
        transitions=ladder.transitions(),
        states={stage.value: str(stage.label) for stage in Stage},
        acts={kind: str(step.name) for kind, step in ladder.STEPS.items()},
    )


def _mandates() -> str:
    rows = ((row.state.value, row.act.value, row.to.value) for row in mandate_states.TABLE)
    return (
        diagram.page(
            title="Surat kuasa khusus",
            introduction=_MANDATE,
            transitions=rows,
            states={state.value: str(state.label) for state in mandate_states.State},
            acts={act.value: str(act.label) for act in mandate_states.Act},
        )
        + _acts_of_mandates()
    )


def _acts_of_mandates() -> str:
    """Who does each act, which letter it brings forth, what is told, how long one may wait."""
    lines = [
        "\n## Siapa, surat, isian dan batas waktu\n",
        "| langkah | siapa | surat | yang diisi | batas waktu |",
        "| --- | --- | --- | --- | --- |",
    ]
    first = {row.act: row for row in reversed(mandate_states.TABLE)}
    limits = {row.act: row.limit for row in mandate_states.TABLE if row.limit}
    for act in mandate_states.Act:
        row = first[act]
        letter = str(KINDS[row.letter].name) if row.letter else "–"
        told = ", ".join(str(FIELDS[name].label) for name in row.data) or "–"
        limit = f"`{limits[act]}`" if act in limits else "–"
        side = mandate_states.SIDES[row.side]
        lines.append(f"| {act.label} | {side} | {letter} | {told} | {limit} |")
    return "\n".join([*lines, ""])
