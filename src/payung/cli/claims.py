"""``payung claims``: settled claims taken over, claims listed, shown, explained."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from payung.cli import output
from payung.cli.arguments import AsJson, Office, refused
from payung.law.formats import day as in_words
from payung.law.formats import number as figure
from payung.law.formats import rupiah

if TYPE_CHECKING:
    from payung.claims.models import Claim, Decision
    from payung.claims.taking_over.outcome import TakenOver

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
_REFUSED = 2
_Number = Annotated[str, typer.Argument(help="Nomor klaim, seperti KL-24-0000123.")]


@app.command("import")
def take_over(
    file: Annotated[Path, typer.Argument(help="Lembar klaim yang sudah selesai, XLSX atau CSV.")],
    office: Office,
    as_json: AsJson = False,
) -> None:
    """Ambil alih klaim yang sudah selesai; setiap jumlah dihitung ulang menurut hukum.

    Baris yang benar dicatat; baris yang keliru ditulis ke buku kerja jawaban untuk diperbaiki.
    """
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.claims.operations.take_over_files import take_over_claims
    from payung.claims.queries.take_over_sheets import refused_rows
    from payung.claims.taking_over.returned import returned_of

    if not file.is_file():
        raise refused("berkas", str(file), "lembar XLSX atau CSV yang ada")
    done = take_over_claims(actor=operator(), office=office, file=file)
    answer = None
    if done.refused and done.sheet is not None:
        answer = file.with_name(f"{file.stem}-jawaban.xlsx")
        answer.write_bytes(refused_rows(done.sheet, returned_of(done).refused))
    _tell(done, answer, as_json)
    if done.refused:
        raise typer.Exit(_REFUSED)


def _tell(done: TakenOver, answer: Path | None, as_json: bool) -> None:
    if as_json:
        output.write_json(
            {
                "rows": len(done.rows),
                "taken": len(done.taken),
                "known": done.known,
                "refused": [
                    {"row": row.number, "code": row.refusal.code, "id": row.refusal.message_id,
                     "en": row.refusal.message_en}
                    for row in done.refused if row.refusal is not None
                ],
                "warned": [{"row": row, "id": told} for row, told in done.warned],
                "answer": str(answer) if answer else None,
            }
        )  # fmt: skip
        return
    _print(
        f"{figure(len(done.taken), 'id')} klaim diambil alih, "
        f"{figure(done.known, 'id')} sudah tercatat, "
        f"{figure(len(done.refused), 'id')} baris ditolak."
    )
    for row, told in done.warned:
        _print(f"Baris {row}, dicatat dengan alasan selisih: {told}")
    if answer is not None:
        _print(f"Perbaiki baris yang ditolak lalu unggah lagi: {answer}")


@app.command("template")
def template(
    file: Annotated[Path, typer.Argument(help="Berkas XLSX yang ditulis.")] = Path(
        "klaim-selesai.xlsx"
    ),
) -> None:
    """Tulis lembar kosong untuk pengambilalihan klaim, dengan contoh dan petunjuk tiap kolom."""
    from payung.cli.main import load_django

    load_django()
    from payung.claims.queries.take_over_sheets import empty_sheet

    if file.exists():
        raise refused("berkas", str(file), "nama berkas yang belum ada")
    file.write_bytes(empty_sheet())
    _print(f"Lembar kosong: {file}")


@app.command("list")
def list_claims(
    office: Annotated[str | None, typer.Option(help="Kode kantor cabang.")] = None,
    state: Annotated[str | None, typer.Option(help="Tahap, misalnya COMPLETE atau PAID.")] = None,
    programme: Annotated[str | None, typer.Option(help="JKK, JKM, JHT, JP, atau JKP.")] = None,
    limit: Annotated[int, typer.Option(help="Paling banyak sekian.", min=1)] = 50,
    as_json: AsJson = False,
) -> None:
    """Daftar klaim, yang terbaru lebih dulu, dengan jumlah kasus dan rupiahnya."""
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.claims.models import ClaimState
    from payung.claims.queries.claim_lists import listed
    from payung.registry.models import Programme

    if state is not None and state.upper() not in ClaimState.values:
        raise refused("state", state, ", ".join(ClaimState.values))
    if programme is not None and programme.upper() not in Programme.names:
        raise refused("programme", programme, ", ".join(Programme.names))
    found = listed(
        operator(),
        office=office or "",
        state=(state or "").upper(),
        programme=Programme[programme.upper()] if programme else None,
        limit=limit,
    )
    if as_json:
        output.write_json(found)
        return
    table = Table(title=f"{figure(found.cases, 'id')} klaim, {rupiah(found.value, 'id')}")
    for head in ("Nomor", "Program", "Peristiwa", "Diterima", "Tahap", "Jumlah"):
        is_amount = head == "Jumlah"
        table.add_column(
            head, justify="right" if is_amount else "left", no_wrap=is_amount or head == "Nomor"
        )
    for row in found.rows:
        amount = "" if row.total is None else rupiah(row.total, "id")
        table.add_row(row.number, row.programme, f"{row.event} {row.happened_on:%d-%m-%Y}",
                      f"{row.received_on:%d-%m-%Y}", row.state_label, amount)  # fmt: skip
    output.console.print(table)


@app.command("show")
def show(number: _Number, as_json: AsJson = False) -> None:
    """Satu klaim: tahapnya, keputusannya, dan pembayarannya."""
    claim = _claim(number)
    from payung.claims.queries.claim_lists import told

    found = told(claim)
    if as_json:
        output.write_json(found)
        return
    _print(
        f"{found.number} · {found.programme} · {found.event} {in_words(found.happened_on, 'id')}"
    )
    _print(f"Tahap: {found.state_label}; diterima {in_words(found.received_on, 'id')}")
    for step in found.steps:
        _print(f"  {step.happened_on:%d-%m-%Y}  {step.state_label}  ({step.kind})")
    table = Table()
    for head in ("Yang dibayar", "Ke-", "Jatuh tempo", "Rupiah", "Keadaan"):
        table.add_column(head)
    for one in found.payments:
        table.add_row(one.code, str(one.sequence), f"{one.due_on:%d-%m-%Y}",
                      rupiah(one.net, "id"), one.state)  # fmt: skip
    output.console.print(table)


@app.command("explain")
def explain(number: _Number, as_json: AsJson = False) -> None:
    """Mengapa sekian: pertanyaan dan perhitungan hukum di balik keputusan suatu klaim.

    Jawabannya sama dengan `payung law benefit` untuk fakta yang sama.
    """
    claim = _claim(number)
    from payung.claims.answers import answer_of
    from payung.law.benefits.doors import decide

    decision = _decision(claim)
    if as_json:
        output.write_json(
            {"number": claim.number, "door": decision.door, "facts": decision.facts,
             "benefit": answer_of(decision)}
        )  # fmt: skip
        return
    _print(f"{claim.number}: payung law benefit {decision.door} {_words(decision.facts)}")
    if not decision.facts:
        _print(decision.grounds)
        return
    benefit = decide(decision.door, decision.facts)
    language = output.language()
    _print(benefit.explanation.as_text(language))
    for refusal in benefit.refusals:
        _print(f"{output.words('Tidak dibayar', 'Not paid')}: {refusal.message(language)}")
    if benefit.total != decision.total:
        _print(
            f"Diputuskan {rupiah(decision.total, 'id')}: nilai hukum berubah sejak keputusan itu."
        )


def _words(facts: dict[str, Any]) -> str:
    """Facts as the words of ``payung law benefit``; lists and records as JSON."""
    import json
    import shlex

    return " ".join(
        shlex.quote(f"{name}={json.dumps(value, ensure_ascii=False) if _is_json(value) else value}")
        for name, value in facts.items()
    )


def _is_json(value: Any) -> bool:
    return isinstance(value, list | dict | bool)


def _claim(number: str) -> Claim:
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator
    from payung.claims.errors import no_claim
    from payung.claims.reach import claims_of

    reader = operator()
    found = claims_of(reader).select_related("event").filter(number=number.strip().upper()).first()
    if found is None:
        raise no_claim(number)
    return found


def _decision(claim: Claim) -> Decision:
    from payung.claims.errors import ClaimRefused

    found = claim.decisions.order_by("-sequence").first()
    if found is None:
        raise ClaimRefused(
            "not_decided",
            f"Klaim {claim.number} belum diputuskan.",
            f"Claim {claim.number} has not been decided.",
        )
    return found


def _print(text: str) -> None:
    output.console.print(escape(text), highlight=False, soft_wrap=True)
