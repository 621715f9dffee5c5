"""The reference pages of the law, made from the parameters: dated tables with their articles."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from payung.law import formulas, parameters
from payung.law.formats import quantity, unread
from payung.law.parameters import LAW, Parameter, Value

_TITLES = {
    "bpu": "BPU: bukan penerima upah (non-wage earners)",
    "claims": "Klaim (claims)",
    "compliance": "Kepatuhan (compliance)",
    "heirs": "Ahli waris (heirs)",
    "jakon": "Jasa konstruksi (construction)",
    "jht": "JHT: jaminan hari tua (old-age savings)",
    "jkk": "JKK: jaminan kecelakaan kerja (work injury)",
    "jkm": "JKM: jaminan kematian (death benefit)",
    "jkp": "JKP: jaminan kehilangan pekerjaan (job loss)",
    "jp": "JP: jaminan pensiun (pension)",
    "membership": "Kepesertaan (membership)",
    "partnership": "Kerja sama (partnership)",
    "payment": "Pembayaran, denda, tunggakan (payment, penalties, arrears)",
    "pmi": "PMI: pekerja migran (migrant workers)",
    "scholarship": "Beasiswa (scholarship)",
    "wage": "Dasar upah (wage base)",
}
_MADE = "<!-- Dibuat dari parameter dengan `payung law docs`; jangan disunting. -->\n"
_INTRODUCTION = """\
# Parameter hukum

Setiap angka hukum yang dipakai Payung, dengan masa berlaku, pasal, sumber, dan keyakinannya.
*Every legal number that Payung uses, with its period, article, source and confidence.*

Keyakinan ditulis dua huruf, `nilai/sitasi`: `H` pasti, `M` sedang, `L` rendah. `H/M` berarti
angkanya pasti, nomor pasalnya masih perlu dicocokkan dengan lembaran negara.
*Confidence is two letters, number/citation: H high, M medium, L low.*

Setiap halaman memuat parameter satu bagian hukum, lalu rumusnya: keterangan, parameter dan pasal
yang dibacanya, dan kodenya seperti dijalankan.
*Each page holds the parameters of one part of the law, then its formulas: what they mean, the
parameters and articles that they read, and the code as it runs.*

Aturan iuran dipilih menurut bulan iuran, bukan tanggal bayar. Cara membulatkan:
[rounding.md](rounding.md). Yang masih perlu diperiksa: [uncertain.md](uncertain.md).
Sumber: [sources.md](sources.md).
"""
_UNITS = {"months": " bulan", "days": " hari", "working_days": " hari kerja", "hours": " jam"}
_HEADING = "| Berlaku | Nilai | Pasal | Sumber | Keyakinan |\n|---|---|---|---|---|\n"


def render() -> dict[str, str]:
    """The pages by file name, as Markdown: an index, one page per programme, open points, sources.

    Rendered from the parameters in use, in Indonesian with English labels.
    """
    groups: dict[str, list[Parameter]] = {}
    for parameter in parameters.in_use():
        groups.setdefault(parameter.name.split("/")[0], []).append(parameter)
    pages = {f"{group}.md": _page(group, members) for group, members in groups.items()}
    return {
        "README.md": _index(groups),
        **pages,
        "uncertain.md": _uncertain(),
        "sources.md": _sources_page(),
    }


@cache
def sources() -> dict[str, str]:
    """What stands behind each source code that a parameter names."""
    text = Path(__file__).with_name("sources.yaml").read_text(encoding="utf-8")
    return {str(code): str(meaning) for code, meaning in yaml.safe_load(text).items()}


def source_codes(value: Value) -> list[str]:
    """The source codes that a value names: ``S18, S24`` gives two; remarks are left out."""
    return re.findall(r"\b(?:[SP]\d{2,3}|R\d|OK|Payung)\b", value.source)


def _index(groups: dict[str, list[Parameter]]) -> str:
    lines = [
        f"- [{_TITLES.get(group, group)}]({group}.md): {len(groups[group])}" for group in groups
    ]
    return _MADE + _INTRODUCTION + "\n" + "\n".join(lines) + "\n"


def _page(group: str, members: list[Parameter]) -> str:
    parts = [_MADE + f"# {_TITLES.get(group, group)}\n"]
    for parameter in members:
        parts.append(f"## {parameter.label_id}\n\n*{parameter.label_en}*: `{parameter.name}`\n")
        if parameter.note_id:
            parts.append(f"{parameter.note_id} *{parameter.note_en}*\n")
        if parameter.unit == "table":
            parts += [_dated_table(parameter, value) for value in parameter.values]
        else:
            parts.append(_HEADING + "".join(_row(value) for value in parameter.values))
    parts.append(formulas.section(group))
    return "\n".join(part for part in parts if part)


def _row(value: Value) -> str:
    content = quantity(value.content, value.unit, "id") + _UNITS.get(value.unit, "")
    if not value.is_read:
        content = unread("id")
    return (
        f"| {_period(value)} | {content} | {_article(value)} | {value.source} "
        f"| {value.confidence} |\n"
    )


def _dated_table(parameter: Parameter, value: Value) -> str:
    columns = list(parameter.columns)
    head = f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    units = [parameter.columns[column].removesuffix("?") for column in columns]
    rows = "".join(
        "| "
        + " | ".join(
            quantity(row[column], unit, "id") for column, unit in zip(columns, units, strict=True)
        )
        + " |\n"
        for row in value.rows
    )
    return (
        f"{_period(value)}: {_article(value)}; sumber {value.source}; "
        f"keyakinan {value.confidence}.\n\n{head}{rows}"
    )


def _article(value: Value) -> str:
    return value.article if value.origin == LAW else f"{value.article} (nilai kantor)"


def _period(value: Value) -> str:
    until = value.valid_to.isoformat() if value.valid_to else "sekarang"
    return f"{value.valid_from.isoformat()} s.d. {until}"


def _uncertain() -> str:
    values = parameters.in_use().uncertain()
    groups = (
        ("Angkanya belum pasti (number uncertain)", [v for v in values if v.is_number_uncertain]),
        (
            "Angkanya pasti, sitasinya perlu diperiksa (citation to be checked)",
            [v for v in values if not v.is_number_uncertain],
        ),
    )
    text = _MADE + "# Yang masih perlu diperiksa\n"
    for title, members in groups:
        text += f"\n## {title}\n\n| Parameter | Berlaku | Pasal | Sumber | Keyakinan |\n"
        text += "|---|---|---|---|---|\n"
        for value in members:
            text += (
                f"| `{value.name}` | {_period(value)} | {value.article} | {value.source} "
                f"| {value.confidence} |\n"
            )
    return text


def _sources_page() -> str:
    used = {
        code
        for parameter in parameters.in_use()
        for value in parameter.values
        for code in source_codes(value)
    }
    rows = "".join(f"| {code} | {sources().get(code, '-')} |\n" for code in sorted(used))
    return _MADE + "# Sumber\n\n| Kode | Sumber |\n|---|---|\n" + rows
