"""The refusals of intake. Those that strangers can meet tell nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from payung.claims.errors import ClaimRefused


def no_member(card_number: str) -> ClaimRefused:
    return ClaimRefused(
        "no_member",
        f"Tidak ada peserta dengan nomor kartu {card_number} yang dapat Anda layani. "
        "Periksa nomor KPJ: sebelas angka.",
        f"There is no member with the card number {card_number} whom you may serve. "
        "Check the number: eleven digits.",
        found=card_number,
    )


def search_unfit(letters: int) -> ClaimRefused:
    return ClaimRefused(
        "search_unfit",
        f"Isi nomor, atau nama sekurangnya {letters} huruf; lebih baik dengan tanggal lahirnya.",
        f"Enter a number, or a name of at least {letters} letters; better with the day of birth.",
    )


def unfit_day(name_id: str, name_en: str, found: date, from_: date, to: date) -> ClaimRefused:
    return ClaimRefused(
        "unfit_day",
        f"{name_id} {found:%d-%m-%Y} tidak mungkin; isilah dari {from_:%d-%m-%Y} sampai "
        f"{to:%d-%m-%Y}.",
        f"{name_en} {found:%d-%m-%Y} cannot be; enter {from_:%d-%m-%Y} to {to:%d-%m-%Y}.",
        found=found,
        expected=(from_, to),
    )


def unfit_cause(found: str, known: Iterable[str]) -> ClaimRefused:
    names = ", ".join(known) or "-"
    return ClaimRefused(
        "unfit_cause",
        f"Sebab {found or '(kosong)'} tidak dikenal untuk kejadian ini pada tanggal itu; "
        f"yang dikenal: {names}.",
        f"The cause {found or '(empty)'} is not known for this event on that day; known: {names}.",
        found=found,
    )


def already_served(numbers: Iterable[str]) -> ClaimRefused:
    """The same event again, for who may see its claims."""
    named = ", ".join(numbers)
    return ClaimRefused(
        "event_known",
        f"Kejadian ini sudah dilaporkan dan sudah ada klaimnya: {named}. Buka klaim itu; "
        "yang kedua tidak dibuat.",
        f"This event was reported before and has its claims: {named}. Open those; no second one "
        "is made.",
        numbers=named,
    )


def served_elsewhere() -> ClaimRefused:
    """The same event again, for who may not: it does not tell who, when or where."""
    return ClaimRefused(
        "event_known",
        "Kejadian ini sudah dilaporkan dan sedang dilayani kantor lain. Klaim kedua tidak dapat "
        "dibuat. Tanyakan kepada kantor wilayah kantor mana yang melayaninya.",
        "This event was reported before and is served by another office. A second claim cannot be "
        "made. Ask the regional office which one serves it.",
    )


def draft_waits(numbers: Iterable[str]) -> ClaimRefused:
    named = ", ".join(numbers)
    return ClaimRefused(
        "draft_waits",
        f"Kejadian ini sudah diajukan secara daring: {named}. Periksa dan terima pengajuan itu.",
        f"This event was filed online: {named}. Check and accept that filing.",
        numbers=named,
    )


def online_impossible() -> ClaimRefused:
    """The one answer to a filing that cannot go on, whatever the cause."""
    return ClaimRefused(
        "online_impossible",
        "Pengajuan tidak dapat diteruskan secara daring: data tidak cocok, atau kejadian ini "
        "sudah dilaporkan. Periksa isian Anda, atau datanglah ke kantor cabang dengan KTP dan "
        "kartu peserta.",
        "This cannot be filed online: the data do not match, or the event was reported before. "
        "Check your entries, or come to a branch with identity card and member card.",
    )


def code_refused() -> ClaimRefused:
    """The one answer for a wrong number, a wrong, old or used code, and too many attempts."""
    return ClaimRefused(
        "code_refused",
        "Nomor rujukan dan kode tidak cocok, kode sudah dipakai, atau terlalu banyak percobaan. "
        "Periksa keduanya; bila tetap gagal, tunggu satu jam atau mintalah kode baru di kantor "
        "cabang.",
        "Reference number and code do not match, the code was used, or there were too many "
        "attempts. Check both; if it still fails, wait an hour or ask a branch for a new code.",
    )


def papers_missing(names_id: Iterable[str], names_en: Iterable[str]) -> ClaimRefused:
    missing_id, missing_en = "; ".join(names_id), "; ".join(names_en)
    return ClaimRefused(
        "papers_missing",
        f"Berkas belum lengkap. Masih diperlukan: {missing_id}.",
        f"The papers are not complete. Still needed: {missing_en}.",
        missing=missing_id,
    )


def closed_for_papers(number: str, state: str) -> ClaimRefused:
    return ClaimRefused(
        "closed_for_papers",
        f"Klaim {number} berada pada tahap “{state}”; berkas tidak dapat ditambah dari sini. "
        "Hubungi kantor cabang.",
        f"Claim {number} takes no papers from here at its stage. Contact the branch.",
        found=state,
    )


def unknown_paper(document: str) -> ClaimRefused:
    return ClaimRefused(
        "unknown_paper",
        f"Berkas {document} tidak diminta untuk klaim ini.",
        f"The paper {document} is not asked for this claim.",
        found=document,
    )


def not_awaited() -> ClaimRefused:
    """A proof or a paper after the decision that this claim does not wait for (any more)."""
    return ClaimRefused(
        "not_awaited",
        "Bukti atau berkas ini tidak ditunggu dari Anda, atau sudah diperiksa. Muat ulang halaman "
        "untuk melihat yang masih ditunggu.",
        "This proof or paper is not asked of you, or was checked already. Reload the page to see "
        "what is still asked for.",
    )


def too_many(what_id: str, what_en: str, most: int) -> ClaimRefused:
    return ClaimRefused(
        "too_many",
        f"Sudah ada {most} {what_id} untuk klaim ini; lebih tidak diterima.",
        f"There are {most} {what_en} for this claim already; no more are taken.",
        most=most,
    )


def upload_lost() -> ClaimRefused:
    return ClaimRefused(
        "upload_lost",
        "Unggahan ini tidak ditemukan atau sudah kedaluwarsa. Pilih berkasnya sekali lagi.",
        "This upload was not found, or is too old. Choose the file once more.",
    )


def part_unfit(why_id: str, why_en: str, received: int) -> ClaimRefused:
    """``received``: from which byte the sender goes on."""
    return ClaimRefused(
        "part_unfit",
        f"Potongan berkas tidak diterima: {why_id}. Unggahan dilanjutkan dari {received} byte.",
        f"A part of the file was not taken: {why_en}. The upload goes on from byte {received}.",
        received=received,
    )


def report_refused(why_id: str, why_en: str) -> ClaimRefused:
    return ClaimRefused("report_refused", why_id, why_en)


def reason_needed() -> ClaimRefused:
    return ClaimRefused(
        "reason_needed",
        "Tulis alasannya, paling sedikit empat huruf.",
        "Write the reason, at least four letters.",
    )


def not_an_heir(*, is_death: bool) -> ClaimRefused:
    if is_death:
        return ClaimRefused(
            "not_an_heir",
            "Klaim kematian diajukan oleh ahli waris; pilih hubungannya dengan peserta.",
            "A claim after a death is filed by an heir; choose the relation to the member.",
        )
    return ClaimRefused(
        "not_an_heir",
        "Klaim ini diajukan oleh peserta sendiri.",
        "This claim is filed by the member himself.",
    )
