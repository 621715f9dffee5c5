"""``payung law override``: an office's own legal numbers, dated, with source, in a journal."""

from __future__ import annotations

import getpass
import os
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from payung.cli import output
from payung.cli.law_input import or_refuse
from payung.cli.output import words
from payung.clock import WIB
from payung.home import home
from payung.law import parameters
from payung.law.formats import day, quantity
from payung.law.inputs import refused
from payung.law.parameters import journal
from payung.law.parameters.journal import Act, Head

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Nilai kantor sendiri: bertanggal, bersumber, dan tercatat.",
)
_HEADINGS = (
    *(("No.", "No."), ("Parameter", "Parameter"), ("Nilai", "Value"), ("Berlaku", "In force")),
    *(("Sumber", "Source"), ("Alasan", "Reason"), ("Oleh, pada", "By, at")),
)
_Json = Annotated[bool, typer.Option("--json", help="Jawaban sebagai JSON.")]
_Reason = Annotated[str, typer.Option(help="Mengapa.")]


@app.command("set")
def set_own(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Nama parameter, misalnya jp/wage_ceiling.")],
    value: Annotated[str, typer.Option(help="Nilai; tabel sebagai YAML atau @berkas.yaml.")],
    valid_from: Annotated[str, typer.Option("--from", help="Mulai berlaku, YYYY-MM-DD.")],
    source: Annotated[str, typer.Option(help="Sumber: surat, peraturan, keputusan.")],
    reason: _Reason,
    valid_to: Annotated[
        str | None, typer.Option("--to", help="Hari terakhir berlaku, YYYY-MM-DD.")
    ] = None,
    article: Annotated[
        str | None, typer.Option(help="Pasal; bawaan: pasal nilai yang digantikan.")
    ] = None,
    confidence: Annotated[str, typer.Option(help="Keyakinan nilai/sitasi.")] = "H/M",
    as_json: _Json = False,
) -> None:
    """Tetapkan nilai kantor untuk satu parameter; yang sama tidak dicatat dua kali."""
    from payung.law.reform.override import Setting, set_value

    def write() -> tuple[Act, bool]:
        folder = _folder(context)
        begins = _day("--from", valid_from)
        setting = Setting(
            name=name,
            value=value,
            valid_from=begins,
            valid_to=None if valid_to is None else _day("--to", valid_to),
            article=article or _article(folder, name, begins),
            source=source,
            confidence=confidence,
            reason=reason,
        )
        return set_value(folder, setting, by=_user(), at=_now())

    act, is_new = or_refuse(write)
    if as_json:
        output.write_json({**_plain(act), "is_new": is_new})
    else:
        _say_set(act, is_new)


def _say_set(act: Act, is_new: bool) -> None:
    if not is_new:
        _say(
            words(
                f"Sudah tercatat dengan nomor {act.number}; tidak ada yang berubah.",
                f"Recorded already as number {act.number}; nothing changed.",
            )
        )
        return
    begins = day(act.values[0]["from"], output.language())
    _say(
        words(
            f"Nilai kantor {act.name} dicatat dengan nomor {act.number}, berlaku sejak {begins}. "
            "Situs yang sedang berjalan memakainya mulai permintaan berikutnya.",
            f"The office's value of {act.name} is recorded as number {act.number}, in force since "
            f"{begins}. A site that is running uses it from its next request.",
        )
    )


@app.command("list")
def list_acts(context: typer.Context, as_json: _Json = False) -> None:
    """Jurnal nilai kantor: siapa, kapan, nilai, sumber, alasan, dan apakah masih berlaku."""
    acts = or_refuse(lambda: journal.read(_folder(context)))
    in_force = {act.number for act in journal.in_force(acts)}
    if as_json:
        output.write_json([{**_plain(a), "is_in_force": a.number in in_force} for a in acts])
        return
    if not acts:
        _say(
            words(
                "Belum ada nilai kantor; semua angka dari hukum.",
                "The office has no values of its own yet; all numbers are the law's.",
            )
        )
        return
    table = Table(title=words("Nilai kantor", "The office's values"), title_justify="left")
    for heading in _HEADINGS:
        table.add_column(words(*heading), overflow="fold")
    for act in acts:
        gone = words(" (ditarik)", " (withdrawn)")
        state = "" if act.number in in_force or act.withdraws else gone
        cells = (
            str(act.number),
            act.name,
            *_told(act),
            act.reason,
            f"{act.by}, {act.at[:16].replace('T', ' ')}{state}",
        )
        table.add_row(*(escape(cell) for cell in cells))
    output.console.print(table)


@app.command()
def withdraw(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="Nomor catatan yang ditarik.")],
    reason: _Reason,
    as_json: _Json = False,
) -> None:
    """Tarik satu nilai kantor; hukum, atau nilai kantor sebelumnya, berlaku lagi."""
    from payung.law.reform import override

    act = or_refuse(
        lambda: override.withdraw(_folder(context), number, reason=reason, by=_user(), at=_now())
    )
    if as_json:
        output.write_json(_plain(act))
        return
    _say(
        words(
            f"Nilai kantor nomor {number} ({act.name}) ditarik dengan catatan nomor {act.number}.",
            f"The office's value number {number} ({act.name}) is withdrawn by act {act.number}.",
        )
    )


@app.command()
def verify(
    context: typer.Context,
    expected: Annotated[
        str | None, typer.Option(help="Sidik yang pernah dicatat: masih termuat dalam jurnal?")
    ] = None,
    seal: Annotated[
        bool, typer.Option("--seal", help="Nyatakan lengkap jurnal yang dipindahkan ke sini.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Periksa jurnal: utuh dan lengkap? Catat sidiknya di tempat lain untuk pemeriksaan nanti."""
    folder = _folder(context)
    acts, head = or_refuse(lambda: _verified(folder, expected, seal))
    if as_json:
        output.write_json({"acts": acts, "digest": head.digest if head else None})
    elif head is None:
        _say(
            words(
                "Belum ada nilai kantor; tidak ada yang diperiksa.",
                "The office has no values of its own yet; there is nothing to verify.",
            )
        )
    else:
        _say(
            words(
                f"Jurnal utuh: {acts} catatan. Sidik catatan terakhir: {head.digest}",
                f"The journal is complete: {acts} acts. Digest of the last one: {head.digest}",
            )
        )


def _verified(folder: Path, expected: str | None, seal: bool) -> tuple[int, Head | None]:
    if seal:
        journal.seal(folder)
    acts = journal.read(folder)
    if expected is not None and journal.holds(folder, expected.strip().lower()) is None:
        raise refused(
            "--expected", expected, "sidik salah satu catatan jurnal", "the digest of one act"
        )
    return len(acts), journal.head(folder)


def _folder(context: typer.Context) -> Path:
    """The folder that the law reads: the one named, else that of the data folder."""
    law = context.parent.parent if context.parent else None
    named = law.params.get("overlay") if law else None
    return Path(named or os.environ.get(parameters.OVERLAY_VARIABLE) or home() / "law")


def _article(folder: Path, name: str, on: date) -> str:
    """The article of the value that is replaced."""
    known = parameters.load(folder) if folder.is_dir() else parameters.load()
    replaced = known.find(name, on)
    return known.parameter(name).values[0].article if replaced is None else replaced.article


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused(option, text, "tanggal YYYY-MM-DD", "a date YYYY-MM-DD") from None


def _user() -> str:
    """The person at this machine: the name of the operating system's account."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def _now() -> str:
    return datetime.now(WIB).isoformat(timespec="seconds")


def _told(act: Act) -> tuple[str, str, str]:
    """Value, period and source of an act, for people."""
    if act.withdraws is not None:
        return words(f"menarik nomor {act.withdraws}", f"withdraws {act.withdraws}"), "-", "-"
    (entry,) = act.values
    unit = parameters.load().parameter(act.name).unit
    is_table = isinstance(entry["value"], list)
    rows = len(entry["value"]) if is_table else 0
    shown = (
        words(f"tabel {rows} baris", f"table of {rows} rows")
        if is_table
        else quantity(entry["value"], unit, output.language())
    )
    until = entry.get("to") or words("seterusnya", "further on")
    return shown, f"{entry['from']} {words('s.d.', 'to')} {until}", entry["source"]


def _plain(act: Act) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: getattr(act, name) for name in ("number", "act", "name", "reason", "by", "at")
    }
    if act.withdraws is not None:
        return {**found, "withdraws": act.withdraws}
    return {**found, **act.values[0]}


def _say(text: str) -> None:
    output.console.print(text, markup=False, highlight=False, soft_wrap=True)
