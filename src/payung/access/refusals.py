"""The refusals of this room, each with what was found and what is expected."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from payung.errors import PayungError

if TYPE_CHECKING:
    from payung.access.models import Post, PostHolder


class AccessRefused(PayungError):
    """The reader lacks a permission, or the thing lies outside his scope."""


class AccessError(PayungError):
    """What was asked of users, posts or terms cannot be."""


def no_permission(who: str, permission: str) -> AccessRefused:
    return AccessRefused(
        "permission",
        f"{who} tidak berhak untuk ini ({permission}).",
        f"{who} has no right to do this ({permission}).",
        permission=permission,
    )


def out_of_reach(post: Post) -> AccessRefused:
    return AccessRefused(
        "reach",
        f"Jabatan {post} berada di luar wilayah kerja Anda.",
        f"The post {post} lies outside your scope.",
        post=str(post),
    )


def own_account() -> AccessRefused:
    return AccessRefused(
        "own_account",
        "Tidak seorang pun mengangkat atau mengubah hak akunnya sendiri; mintalah rekan lain.",
        "Nobody appoints himself or changes the rights of his own account; ask a colleague.",
    )


def email_taken(email: str) -> AccessError:
    return AccessError(
        "email_taken",
        f"Surel {email} sudah dipakai pengguna lain.",
        f"The e-mail address {email} belongs to another user.",
        email=email,
    )


def weak_password(sentences: list[str]) -> AccessError:
    return AccessError(
        "weak_password",
        "Kata sandi belum cukup kuat: " + " ".join(sentences),
        "The password is too weak: " + " ".join(sentences),
    )


def unfit_fields(by_field: dict[str, list[str]]) -> AccessError:
    told = "; ".join(f"{field}: {' '.join(words)}" for field, words in by_field.items())
    return AccessError(
        "unfit_fields",
        f"Isian tidak dapat diterima: {told}",
        f"The entry cannot be accepted: {told}",
        fields=sorted(by_field),
    )


def unknown_role(role: str) -> AccessError:
    return AccessError(
        "unknown_role", f"Peran {role!r} tidak dikenal.", f"The role {role!r} is unknown."
    )


def unknown_kind(kind: str) -> AccessError:
    return AccessError(
        "unknown_kind",
        f"Bentuk jabatan {kind!r} tidak dikenal.",
        f"The kind of holding {kind!r} is unknown.",
    )


def unknown_scope(kind: str, code: str) -> AccessError:
    return AccessError(
        "unknown_scope",
        f"Batas penglihatan {kind} {code!r} tidak dikenal: perlu kode wilayah, kode kantor, atau "
        "NPP/divisi (misalnya 00000012/000).",
        f"The scope {kind} {code!r} is unknown: a region code, an office code, or NPP/division "
        "(such as 00000012/000) is needed.",
        kind=kind,
        code_found=code,
    )


def unknown_user(username: str) -> AccessError:
    return AccessError(
        "unknown_user",
        f"Pengguna {username!r} tidak ada.",
        f"There is no user {username!r}.",
    )


def unknown_post(number: int) -> AccessError:
    return AccessError(
        "unknown_post", f"Jabatan nomor {number} tidak ada.", f"There is no post {number}."
    )


def unknown_term(number: int) -> AccessError:
    return AccessError(
        "unknown_term",
        f"Masa jabatan nomor {number} tidak ada.",
        f"There is no term {number}.",
    )


def term_backwards(valid_from: date, valid_to: date) -> AccessError:
    return AccessError(
        "term_backwards",
        f"Masa jabatan berakhir ({valid_to}) sebelum mulai ({valid_from}).",
        f"The term ends ({valid_to}) before it begins ({valid_from}).",
    )


def outside_term(valid_from: date, valid_to: date | None, last_day: date) -> AccessError:
    end = valid_to or "…"
    return AccessError(
        "outside_term",
        f"Hari terakhir {last_day} di luar masa jabatan {valid_from} s.d. {end}.",
        f"The last day {last_day} lies outside the term {valid_from} to {end}.",
    )


def seat_taken(post: Post, holder: PostHolder) -> AccessError:
    until = holder.valid_to or "sekarang"
    return AccessError(
        "seat_taken",
        f"Jabatan {post} sudah dipegang {holder.user} ({holder.get_kind_display()}) dari "
        f"{holder.valid_from} sampai {until}; akhiri dahulu masa jabatan itu.",
        f"The post {post} is held by {holder.user} ({holder.kind}) from {holder.valid_from} to "
        f"{holder.valid_to or 'now'}; end that term first.",
        holder=holder.pk,
    )


def no_reason() -> AccessError:
    return AccessError(
        "no_reason",
        "Alasan wajib diisi, sedikitnya lima huruf.",
        "A reason is needed, of at least five letters.",
    )
