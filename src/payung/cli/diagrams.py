"""The pages of docs/kepatuhan: every table of steps of the house, drawn."""

from __future__ import annotations

from django.utils.translation import override

from payung.access.permissions import NAMES
from payung.compliance import diagram, diagrams
from payung.documents.kinds import KINDS
from payung.sponsorship.list_states import RULES, transitions
from payung.sponsorship.models import ListAct

_LISTS = """
Setiap langkah sebuah daftar penerima iuran, dari usulan sampai diperpanjang atau ditutup. Dibuat
dari tabel yang juga dipakai oleh program (`payung.sponsorship.list_states`). Langkah untuk sisa
daftar (misalnya menetapkan baris yang baru diputuskan) tidak menarik daftar mundur.
"""


def render() -> dict[str, str]:
    """The pages by file name, in Indonesian."""
    with override("id"):
        return diagrams.render() | {"daftar.md": _lists()}


def _lists() -> str:
    return (
        diagram.page(
            title="Daftar penerima iuran",
            introduction=_LISTS,
            transitions=transitions(),
            states={kind.value: str(kind.label) for kind in ListAct.Kind},
            acts={kind: str(rule.act) for kind, rule in RULES.items()},
        )
        + _rules()
    )


def _rules() -> str:
    """Who does each act, which letters go with it, and what must hold."""
    lines = [
        "\n## Siapa, surat dan syarat\n",
        "| langkah | siapa | surat | syarat |",
        "| --- | --- | --- | --- |",
    ]
    for rule in RULES.values():
        who = "; ".join(sorted(str(NAMES[one]) for one in rule.permissions)) or "pembukuan"
        letters = ", ".join(str(KINDS[one].name) for one in rule.letters) or "–"
        lines.append(f"| {rule.act} | {who} | {letters} | {rule.guard} |")
    return "\n".join([*lines, ""])
