"""``payung user`` and ``payung keys``: who may sign in, which posts he holds, the keys.

Whoever runs these commands acts as the operator of this machine; the audit trail says so.
A password is asked for, or read from standard input; it is never an argument.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.progress import Progress, TextColumn
from rich.table import Table

from payung.cli import output

users = typer.Typer(no_args_is_help=True)
keys = typer.Typer(no_args_is_help=True)

OptionalDay = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Hari terakhir.")
]
Reason = Annotated[str, typer.Option("--reason", help="Alasan, disimpan dalam jejak audit.")]
FromInput = Annotated[
    bool, typer.Option("--password-stdin", help="Baca kata sandi dari masukan baku.")
]


def _operator() -> Any:
    from payung.cli.main import prepare

    prepare()
    from payung.access.reader import operator

    return operator()


def _password(from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\n")
    return str(typer.prompt("Kata sandi", hide_input=True, confirmation_prompt="Sekali lagi"))


@users.command("add")
def add(
    username: Annotated[str, typer.Argument(help="Nama pengguna untuk masuk.")],
    name: Annotated[str, typer.Option("--name", help="Nama lengkap.")],
    email: Annotated[str, typer.Option("--email", help="Surel kantor.")] = "",
    language: Annotated[str, typer.Option("--language", help="id atau en.")] = "id",
    password_stdin: FromInput = False,
) -> None:
    """Tambah pengguna. Ia belum melihat apa pun sampai memegang jabatan."""
    actor = _operator()
    from payung.access.operations import create_user
    from payung.access.queries import users as all_users

    if any(user.username == username for user, _ in all_users(actor)):
        output.console.print(f"Pengguna {username} sudah ada; tidak ada yang diubah.")
        return
    made = create_user(
        actor=actor,
        username=username,
        full_name=name,
        email=email,
        language=language,
        password=_password(password_stdin),
    )
    output.console.print(f"Pengguna {made.username} siap.", highlight=False)


@users.command("list")
def show(as_json: Annotated[bool, typer.Option("--json", help="Keluarkan JSON.")] = False) -> None:
    """Daftar pengguna dan jabatan yang dipegang hari ini."""
    actor = _operator()
    from payung.access import queries

    rows = [
        {
            "username": user.username,
            "name": user.full_name,
            "active": user.is_active,
            "posts": [
                {
                    "term": holder.pk,
                    "post": holder.post_id,
                    "title": holder.post.title,
                    "role": holder.post.role,
                    "kind": holder.kind,
                    "valid_from": holder.valid_from,
                    "valid_to": holder.valid_to,
                }
                for holder in held
            ],
        }
        for user, held in queries.users(actor)
    ]
    if as_json:
        output.write_json(rows)
        return
    table = Table("Pengguna", "Nama", "Jabatan (nomor masa jabatan)", "Aktif")
    for row in rows:
        posts = "\n".join(f"{post['title']} ({post['term']})" for post in row["posts"])
        table.add_row(row["username"], row["name"], posts, "ya" if row["active"] else "tidak")
    output.console.print(table)


@users.command("post")
def post(
    title: Annotated[str, typer.Argument(help="Nama jabatan.")],
    role: Annotated[str, typer.Option("--role", help="Peran, misalnya HEAD_OF_BRANCH.")],
    scope: Annotated[str, typer.Option("--scope", help="NATION, REGION, OFFICE, EMPLOYER.")],
    code: Annotated[str, typer.Option("--code", help="Kode wilayah, kantor, NPP/divisi.")] = "",
    office: Annotated[str, typer.Option("--office", help="Kantor tempat jabatan itu.")] = "",
) -> None:
    """Buat jabatan, dan sebut nomornya."""
    actor = _operator()
    from payung.access.operations import create_post

    made = create_post(
        actor=actor,
        title=title,
        role=role,
        scope_kind=scope,
        scope_code=code,
        office_code=office or None,
    )
    output.console.print(f"Jabatan nomor {made.pk}: {made.title}", highlight=False)


@users.command("appoint")
def appoint(
    username: Annotated[str, typer.Argument(help="Nama pengguna.")],
    number: Annotated[int, typer.Argument(help="Nomor jabatan.")],
    first_day: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="Hari pertama.")
    ],
    last_day: OptionalDay = None,
    kind: Annotated[
        str, typer.Option("--kind", help="DEFINITIVE, ACTING (Plt), DAILY_ACTING (Plh), ...")
    ] = "DEFINITIVE",
    decree: Annotated[str, typer.Option("--decree", help="Nomor keputusan.")] = "",
) -> None:
    """Angkat seorang pengguna dalam jabatan."""
    actor = _operator()
    from payung.access import queries
    from payung.access.operations import appoint_holder

    term = appoint_holder(
        actor=actor,
        post=queries.post_numbered(actor, number),
        user=queries.user_named(actor, username),
        valid_from=first_day.date(),
        valid_to=last_day.date() if last_day else None,
        kind=kind,
        decree=decree,
    )
    output.console.print(f"Masa jabatan nomor {term.pk}: {term}", highlight=False)


@users.command("end")
def end(
    number: Annotated[int, typer.Argument(help="Nomor masa jabatan (lihat user list).")],
    last_day: Annotated[
        datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="Hari terakhir.")
    ],
    reason: Reason,
) -> None:
    """Akhiri masa jabatan pada suatu hari."""
    actor = _operator()
    from payung.access import queries
    from payung.access.operations import end_term

    holder = queries.holder_numbered(actor, number)
    ended = end_term(actor=actor, holder=holder, last_day=last_day.date(), reason=reason)
    output.console.print(f"{ended} berakhir {ended.valid_to}.", highlight=False)


@users.command("password")
def password(
    username: Annotated[str, typer.Argument(help="Nama pengguna.")],
    reason: Reason,
    password_stdin: FromInput = False,
) -> None:
    """Beri kata sandi baru kepada pengguna yang kehilangan kata sandinya."""
    actor = _operator()
    from payung.access import queries
    from payung.access.operations import set_password

    user = queries.user_named(actor, username)
    set_password(actor=actor, user=user, password=_password(password_stdin), reason=reason)
    output.console.print(f"Kata sandi {user.username} diganti.", highlight=False)


@users.command("second-factor")
def second_factor(
    username: Annotated[str, typer.Argument(help="Nama pengguna.")], reason: Reason
) -> None:
    """Lepas verifikasi dua langkah pengguna yang kehilangan teleponnya."""
    actor = _operator()
    from payung.access import queries
    from payung.access.operations import remove_second_factor

    user = queries.user_named(actor, username)
    remove_second_factor(actor=actor, user=user, reason=reason)
    output.console.print(f"Verifikasi dua langkah {user.username} dilepas.", highlight=False)


@users.command("off")
def off(username: Annotated[str, typer.Argument(help="Nama pengguna.")], reason: Reason) -> None:
    """Nonaktifkan pengguna yang berhenti. Yang pernah ia lakukan tetap tercatat."""
    actor = _operator()
    from payung.access import queries
    from payung.access.operations import deactivate_user

    user = queries.user_named(actor, username)
    deactivate_user(actor=actor, user=user, reason=reason)
    output.console.print(f"Pengguna {user.username} dinonaktifkan.", highlight=False)


@keys.command("status")
def status() -> None:
    """Tunjukkan asal kunci dan nomor kunci yang dipakai sekarang; tidak pernah isinya."""
    from payung.access import keys as kept

    ring = kept.key_ring()
    origin = "PAYUNG_KEYS" if os.environ.get("PAYUNG_KEYS") else str(kept.keys_file())
    numbers = ", ".join(str(number) for number in sorted(ring.encryption))
    output.console.print(
        f"Kunci dari {origin}: nomor {numbers}; yang menyandi sekarang nomor {ring.newest}.",
        highlight=False,
        soft_wrap=True,
    )


@keys.command("rotate")
def rotate(
    resume: Annotated[
        bool, typer.Option("--resume", help="Teruskan yang terhenti, tanpa kunci baru.")
    ] = False,
) -> None:
    """Tambah kunci enkripsi baru dan sandi ulang semua data pribadi dengannya."""
    actor = _operator()
    from payung.access.rotation import reencrypt, rotate_keys

    columns = (TextColumn("{task.description}"), TextColumn("{task.completed:,}"))
    with Progress(*columns, console=output.console, transient=True) as progress:
        task = progress.add_task("Menyandi ulang", total=None)
        act = reencrypt if resume else rotate_keys
        done = act(actor=actor, progress=lambda count: progress.update(task, completed=count))
    output.console.print(
        f"Kunci nomor {done.key_id}; {done.values} nilai disandi ulang. "
        "Simpan salinan baru keys.json di tempat aman.",
        highlight=False,
    )
