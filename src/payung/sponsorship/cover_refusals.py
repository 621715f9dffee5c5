"""The refusals on the way from a decree to active cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.errors import NotFound
from payung.registry.models import Employer
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import BeneficiaryList


def no_list(list_id: int) -> NotFound:
    """No such list within the reader's sight."""
    return NotFound(
        "list_not_found",
        f"Daftar nomor {list_id} tidak ditemukan di wilayah kerja Anda.",
        f"List {list_id} was not found within your scope.",
    )


def no_valid_rows(found: BeneficiaryList) -> ListRefused:
    """Nobody on the list may be decreed."""
    return ListRefused(
        "nobody_valid",
        f"Tidak ada baris layak pada daftar {found.number}; periksa daftar dan putuskan baris yang "
        "ragu lebih dahulu.",
        f"No row of list {found.number} is valid; clean the list and decide the doubtful rows.",
        list=found.number,
    )


def lists_differ(name_id: str, name_en: str) -> ListRefused:
    """One decree is for lists alike."""
    return ListRefused(
        "lists_differ",
        f"Daftar dalam satu keputusan harus sama {name_id}.",
        f"The lists of one decree must have the same {name_en}.",
    )


def rows_changed(numbers: Sequence[str], count: int) -> ListRefused:
    """People whom a draft names have ceased to be valid since."""
    told = ", ".join(numbers[:5]) + (" ..." if len(numbers) > 5 else "")
    return ListRefused(
        "rows_not_valid",
        f"{count} orang pada konsep ini tidak lagi layak ({told}); batalkan konsep dan susun lagi.",
        f"{count} people of this draft are no longer valid ({told}); cancel it and draft again.",
        count=count,
    )


def no_decree(letter_id: int) -> ListRefused:
    """The letter is no decree of a list."""
    return ListRefused(
        "not_a_decree",
        f"Surat nomor {letter_id} bukan keputusan penetapan penerima.",
        f"Letter {letter_id} is no decree of beneficiaries.",
    )


def not_signed(what_id: str, what_en: str) -> ListRefused:
    """The letter that an act rests on is still a draft."""
    return ListRefused(
        "letter_not_signed",
        f"{what_id} belum ditandatangani; tandatangani lebih dahulu.",
        f"The {what_en} is not signed yet; sign it first.",
    )


def no_agreement(found: BeneficiaryList, office: str, on: date) -> ListRefused:
    """Nothing obliges anybody to pay."""
    return ListRefused(
        "agreement_missing",
        f"Tidak ada perjanjian yang berlaku pada {on:%d-%m-%Y} antara {office} dan pembayar daftar "
        f"{found.number}. Susun dan tanda tangani perjanjiannya, lalu catat pada daftar.",
        f"No agreement is in force on {on} between {office} and the payer of list {found.number}. "
        "Draft and sign it, then record it with the list.",
        list=found.number,
    )


def agreement_unfit(found: BeneficiaryList, on: date) -> ListRefused:
    """An agreement of others, or not in force."""
    return ListRefused(
        "agreement_unfit",
        f"Perjanjian itu tidak berlaku pada {on:%d-%m-%Y}, atau kantor cabang dan pembayar daftar "
        f"{found.number} bukan pihaknya.",
        f"That agreement is not in force on {on}, or is not between the branch and the payer of "
        f"list {found.number}.",
        list=found.number,
    )


def payer_unfit(payer: Employer, fund: str, expected_id: str, expected_en: str) -> ListRefused:
    """The payer is no payer of such money: the relief of PP 50/2025 would be wrong."""
    return ListRefused(
        "payer_unfit",
        f"{payer.name} adalah {payer.get_kind_display()}; daftar yang dibayar dari {fund} "
        f"memerlukan {expected_id}.",
        f"{payer.name} is {payer.kind}; a list paid from {fund} needs {expected_en}.",
        payer=payer.pk,
    )


def payer_elsewhere(payer: Employer, found: BeneficiaryList) -> ListRefused:
    """The payer belongs to another region."""
    return ListRefused(
        "payer_elsewhere",
        f"{payer.name} terdaftar di {payer.region}, bukan di {found.region}.",
        f"{payer.name} is registered in {payer.region}, not in {found.region}.",
        payer=payer.pk,
    )


def no_payer(number: str, division: str) -> ListRefused:
    """No such payer at the actor's offices."""
    return ListRefused(
        "payer_unknown",
        f"Pembayar {number}/{division} tidak terdaftar di kantor Anda. Periksa NPP dan divisinya.",
        f"Payer {number}/{division} is not registered at your office.",
    )


def wage_earners(found: BeneficiaryList) -> ListRefused:
    """People whom the state employs are registered as wage earners."""
    return ListRefused(
        "list_of_wage_earners",
        f"Daftar {found.number} dianggarkan sebagai penerima upah; daftarkan melalui lembar SIPP "
        "tenaga kerja baru.",
        f"List {found.number} is budgeted as wage earners; register them by the SIPP sheet.",
        list=found.number,
    )


def month_to_come(found: BeneficiaryList, first: date) -> ListRefused:
    """Nobody is registered before the first month of his cover."""
    return ListRefused(
        "first_month_to_come",
        f"Bulan pertama daftar {found.number} adalah {first:%m-%Y}; daftarkan mulai bulan itu.",
        f"The first month of list {found.number} is {first:%Y-%m}; register from that month on.",
        list=found.number,
    )


def registry_changed() -> ListRefused:
    """Between the checks and the import another file was taken."""
    return ListRefused(
        "registry_changed",
        "Data peserta berubah saat daftar diperiksa; tidak satu pun didaftarkan. Ulangi.",
        "The registry changed during the checks; nobody was registered. Try again.",
    )


def nothing_to(act_id: str, act_en: str, found: BeneficiaryList) -> ListRefused:
    """No row of the list is where the act begins."""
    return ListRefused(
        "no_rows",
        f"Tidak ada baris pada daftar {found.number} yang dapat {act_id}.",
        f"No row of list {found.number} can be {act_en}.",
        list=found.number,
    )


def unfit_successors(problem_id: str, problem_en: str) -> ListRefused:
    """The names that are to replace others do not fit them."""
    return ListRefused("successors_unfit", problem_id, problem_en)


def reason_missing() -> ListRefused:
    """A decision needs its reason."""
    return ListRefused(
        "reason_missing",
        "Alasan wajib diisi, sedikitnya lima huruf.",
        "The reason is missing; at least five letters.",
    )


def months_unfit(first: date, last: date) -> ListRefused:
    """A renewal begins after the months before it."""
    return ListRefused(
        "months_overlap",
        f"Bulan pertama perpanjangan {first:%m-%Y} masih tertutup masa sebelumnya, yang berakhir "
        f"{last:%m-%Y}.",
        f"The first month of the renewal, {first:%Y-%m}, lies in the months before, which end with "
        f"{last:%Y-%m}.",
    )
