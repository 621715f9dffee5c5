"""The refusals of this room, each with what was found and what is expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.documents.fields import Problem
from payung.errors import NotFound, PayungError


class LetterRefused(PayungError):
    """A letter cannot be drafted, changed or signed so; nothing was written."""


class AttachmentRefused(PayungError):
    """A file is not taken; nothing of it is kept."""


def no_letter(letter_id: object) -> NotFound:
    return NotFound(
        "no_letter",
        f"Surat {letter_id} tidak ada dalam wilayah kerja Anda.",
        f"There is no letter {letter_id} within your scope.",
    )


def no_office(code: str) -> NotFound:
    return NotFound(
        "no_office",
        f"Kantor {code!r} tidak ada di antara kantor yang suratnya Anda atur.",
        f"The office {code!r} is none of those whose letters you set up.",
    )


def no_attachment(number: object) -> NotFound:
    return NotFound(
        "no_attachment",
        f"Lampiran {number} tidak ada dalam wilayah kerja Anda.",
        f"There is no attachment {number} within your scope.",
    )


def unknown_kind(slug: str) -> LetterRefused:
    return LetterRefused(
        "unknown_kind",
        f"Jenis surat {slug!r} tidak dikenal.",
        f"The kind of letter {slug!r} is not known.",
        kind=slug,
    )


def unfit_data(kind: str, problems: Sequence[Problem]) -> LetterRefused:
    """Up to five problems are told in the sentence, all of them in ``parameters["problems"]``."""
    told = problems[:5]
    more = len(problems) - len(told)
    return LetterRefused(
        "unfit_data",
        f"Isi surat {kind} belum benar: "
        + "; ".join(f"{one.where} {one.found_id}" for one in told)
        + (f"; dan {more} lagi." if more else "."),
        f"The data of the letter {kind} is not fit: "
        + "; ".join(f"{one.where} {one.found_en}" for one in told)
        + (f"; and {more} more." if more else "."),
        problems=list(problems),
    )


def unfit_line(name_id: str, name_en: str, longest: int) -> LetterRefused:
    return LetterRefused(
        "unfit_line",
        f"{name_id} wajib diisi, paling panjang {longest} huruf.",
        f"{name_en} must be filled in, with at most {longest} letters.",
    )


def line_too_long(name_id: str, name_en: str, longest: int) -> LetterRefused:
    return LetterRefused(
        "line_too_long",
        f"{name_id} paling panjang {longest} huruf.",
        f"{name_en} has at most {longest} letters.",
    )


def wrong_issuer(kind: str, office: str) -> LetterRefused:
    return LetterRefused(
        "wrong_issuer",
        f"{kind} tidak diterbitkan oleh {office}.",
        f"{office} does not issue letters of the kind {kind}.",
    )


def unknown_office(code: str) -> LetterRefused:
    return LetterRefused(
        "unknown_office",
        f"Kantor {code!r} tidak dikenal.",
        f"The office {code!r} is not known.",
        office=code,
    )


def future_date(day: date, today: date) -> LetterRefused:
    return LetterRefused(
        "future_date",
        f"Tanggal surat {day:%d-%m-%Y} belum tiba; hari ini {today:%d-%m-%Y}.",
        f"The letter is dated {day}, which is in the future; today is {today}.",
    )


def day_off(day: date, reason: str, following: date) -> LetterRefused:
    return LetterRefused(
        "day_off",
        f"Tanggal surat {day:%d-%m-%Y} hari libur ({reason}); "
        f"hari kerja berikutnya {following:%d-%m-%Y}.",
        f"The letter is dated {day}, a day off ({reason}); the next working day is {following}.",
        following=following,
    )


def not_a_draft(letter: object, status: str) -> LetterRefused:
    return LetterRefused(
        "not_a_draft",
        f"Surat {letter} bukan konsep lagi ({status}), jadi tidak berubah.",
        f"The letter {letter} is no draft any more ({status}), so it stays as it is.",
    )


def no_seat(office: object, kind: str) -> LetterRefused:
    return LetterRefused(
        "no_seat",
        f"Anda tidak memegang jabatan di {office} yang berwenang menandatangani {kind} "
        "pada tanggal surat.",
        f"You hold no post in {office} that may sign {kind} on the date of the letter.",
    )


def acting_may_not_bind(title: str, kind: str, article: str) -> LetterRefused:
    return LetterRefused(
        "acting_may_not_bind",
        f"{title} tidak berwenang menandatangani {kind}: pejabat pengganti tidak mengambil "
        f"keputusan yang mengikat ({article}), kecuali surat keputusan penunjukannya menyebutnya "
        "dan bunyinya sudah dicatat.",
        f"{title} may not sign {kind}: a stand-in takes no binding decisions ({article}) unless "
        "the decree that appoints him says so and its clause is on record.",
    )


def no_holder(number: object) -> NotFound:
    return NotFound(
        "no_holder",
        f"Masa jabatan {number} atau jenis keputusannya tidak dikenal.",
        f"The term {number} or the subject of decision is not known.",
    )


def own_authority() -> LetterRefused:
    return LetterRefused(
        "own_authority",
        "Tidak seorang pun menambah wewenangnya sendiri.",
        "Nobody widens his own authority.",
    )


def incumbent_needs_none(title: str) -> LetterRefused:
    return LetterRefused(
        "incumbent_needs_none",
        f"Pemegang {title} sudah berwenang atas hal ini; wewenang khusus tidak diperlukan.",
        f"The holder of {title} may decide this already; no special authority is needed.",
    )


def no_reason() -> LetterRefused:
    return LetterRefused(
        "no_reason",
        "Alasan wajib diisi, sedikitnya lima huruf.",
        "A reason is needed, of at least five letters.",
    )


def unfit_pattern(pattern: str, why_id: str, why_en: str) -> LetterRefused:
    return LetterRefused(
        "unfit_pattern",
        f"Pola nomor {pattern!r} tidak dapat dipakai: {why_id}.",
        f"The number pattern {pattern!r} cannot be used: {why_en}.",
    )


def number_given(number: str) -> LetterRefused:
    return LetterRefused(
        "number_given",
        f"Nomor {number} sudah dipakai surat lain kantor ini, dari kelas atau pola yang lain. "
        "Perbaiki pola nomor kelas ini, lalu tandatangani lagi.",
        f"Another letter of this office has the number {number}, of another class or pattern. "
        "Mend the pattern of this class, then sign again.",
        number=number,
    )


def changed_meanwhile(letter: object) -> LetterRefused:
    return LetterRefused(
        "changed_meanwhile",
        f"Konsep {letter} sudah diubah orang lain sejak Anda membukanya. Muat ulang, lalu ubah "
        "lagi bila perlu.",
        f"Someone else changed the draft {letter} since you opened it. Reload it and change it "
        "again where needed.",
    )


def fixed_data(names: Sequence[str]) -> LetterRefused:
    listed = ", ".join(names)
    return LetterRefused(
        "fixed_data",
        f"Isi {listed} berasal dari perkaranya dan tidak diubah pada surat; perbaiki di sana, lalu "
        "susun surat baru.",
        f"The data {listed} come from the matter and are not changed in the letter; mend them "
        "there and draft a new one.",
        names=list(names),
    )


def date_of_the_matter() -> LetterRefused:
    return LetterRefused(
        "date_of_the_matter",
        "Tanggal surat ini juga tanggal langkah perkaranya dan dasar batas waktunya. Batalkan "
        "konsep ini, lalu susun yang baru dengan tanggal lain.",
        "The date of this letter is that of the step it belongs to, and its deadlines count from "
        "it. Give this draft up and write a new one of another date.",
    )


def rule_not_in_register(code: str) -> LetterRefused:
    return LetterRefused(
        "rule_not_in_register",
        f"Dasar hukum {code!r} tidak ada dalam register peraturan; muat data referensi dahulu.",
        f"The rule {code!r} is not in the register of regulations; load the reference data first.",
        regulation=code,
    )


def not_typeset(told: str) -> LetterRefused:
    return LetterRefused(
        "not_typeset",
        f"Surat tidak dapat dicetak ({told}).",
        f"The letter cannot be typeset ({told}).",
    )


def attachment_too_large(size: int, largest: int) -> AttachmentRefused:
    megabyte = 1024 * 1024
    return AttachmentRefused(
        "attachment_too_large",
        f"Berkas {size // megabyte + 1} MB; paling besar {largest // megabyte} MB.",
        f"The file has {size // megabyte + 1} MB; the most is {largest // megabyte} MB.",
    )


def attachment_empty() -> AttachmentRefused:
    return AttachmentRefused("attachment_empty", "Berkas kosong.", "The file is empty.")


def attachment_type(*, sheets: bool = False) -> AttachmentRefused:
    """``sheets``: where tables are taken too."""
    taken_id = "PDF, JPEG, PNG, XLSX atau CSV" if sheets else "PDF, JPEG atau PNG"
    taken_en = "PDF, JPEG, PNG, XLSX or CSV" if sheets else "PDF, JPEG or PNG"
    return AttachmentRefused(
        "attachment_type",
        f"Isi berkas bukan {taken_id} yang utuh. Pindai atau simpan ulang dalam salah satu "
        "bentuk itu.",
        f"The content is no whole {taken_en}. Scan or save it again as one of these.",
    )


def workbook_active(found: str) -> AttachmentRefused:
    return AttachmentRefused(
        "attachment_active",
        f"Buku kerja memuat makro, sisipan atau tautan ke berkas lain ({found}). Simpan nilainya "
        "saja sebagai XLSX biasa, lalu unggah lagi.",
        f"The workbook holds macros, embedded or linked files ({found}). Save its values as a "
        "plain XLSX and upload it again.",
        found=found,
    )


def attachment_active(found: str) -> AttachmentRefused:
    return AttachmentRefused(
        "attachment_active",
        f"PDF memuat isi aktif ({found}). Cetak ulang menjadi PDF biasa, lalu unggah lagi.",
        f"The PDF holds active content ({found}). Print it to a plain PDF and upload it again.",
        found=found,
    )


def attachment_locked() -> AttachmentRefused:
    return AttachmentRefused(
        "attachment_locked",
        "PDF dikunci dengan sandi. Simpan tanpa sandi, lalu unggah lagi.",
        "The PDF is locked by a password. Save it without one and upload it again.",
    )


def picture_too_large(pixels: int, most: int) -> AttachmentRefused:
    million = 1_000_000
    return AttachmentRefused(
        "picture_too_large",
        f"Gambar {pixels // million} juta piksel; paling besar {most // million} juta.",
        f"The picture has {pixels // million} million pixels; the most is {most // million}.",
    )
