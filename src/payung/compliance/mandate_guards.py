"""What must hold before an act on a mandate: pure rules over the facts of that mandate.

They look at the facts alone, so that a page can tell beforehand why a button is shut. Each gives
None, or why not in Indonesian and English. What is told with an act is looked at by
``mandate_checks``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from payung.compliance.instalments import Why, dated, tanggal
from payung.compliance.mandate_facts import Facts
from payung.law import parameters
from payung.law.formats import rupiah as in_rupiah


def exit_prosecutors(facts: Facts) -> Why | None:
    if not facts.with_prosecutors:
        return (
            "Jalan keluar perkara ini bukan kejaksaan; pilih dahulu jalan keluar itu.",
            "The exit of this case is not the prosecutors; choose that exit first.",
        )
    return None


def file_complete(facts: Facts) -> Why | None:
    if facts.missing:
        return (
            f"Berkas belum lengkap: {'; '.join(one for one, _en in facts.missing)}.",
            f"The file is not complete: {'; '.join(one for _id, one in facts.missing)}.",
        )
    return None


def agreement_valid(facts: Facts) -> Why | None:
    if not facts.agreement:
        return (
            f"Tidak ada perjanjian kerja sama yang berlaku pada {tanggal(facts.on)} antara "
            f"kantor cabang "
            "dan kejaksaan ini.",
            f"No agreement between this branch and prosecution office is valid on "
            f"{dated(facts.on)}.",
        )
    return None


def not_busy(facts: Facts) -> Why | None:
    if facts.busy_number:
        return (
            f"Tunggakan pemberi kerja ini sudah dikuasakan dalam {facts.busy_number}.",
            f"The arrears of this employer are already under mandate {facts.busy_number}.",
        )
    return None


def something_due(facts: Facts) -> Why | None:
    if facts.money_only and facts.due_total <= 0:
        return (
            "Tidak ada tagihan lewat jatuh tempo yang dapat diserahkan pada hari itu.",
            "There is no overdue bill to hand over on that day.",
        )
    return None


def review_favourable(facts: Facts) -> Why | None:
    if facts.recommendation != "ACCEPT":
        return (
            "Telaahan tidak menyarankan kuasa ini diterima; kembalikan berkasnya.",
            "The review does not recommend to accept this mandate; send the file back.",
        )
    return None


def in_force(facts: Facts) -> Why | None:
    if facts.valid_until is None or facts.on > facts.valid_until:
        return (
            f"Surat kuasa berakhir {tanggal(facts.valid_until)}; perpanjang dahulu.",
            f"The mandate ended on {dated(facts.valid_until)}; extend it first.",
        )
    return None


def named_attorney(facts: Facts) -> Why | None:
    if not facts.attorneys:
        return (
            "Kuasa ini belum disubstitusikan kepada jaksa yang bernama.",
            "This mandate has not been substituted to named attorneys yet.",
        )
    if facts.actor not in facts.attorneys and not facts.actor_is_operator:
        return (
            "Hanya jaksa yang namanya tercantum dalam surat kuasa substitusi dapat bertindak.",
            "Only the attorneys named in the substitution can act.",
        )
    return None


def summons_left(facts: Facts) -> Why | None:
    most = parameters.get("compliance/summons_most", facts.on).number
    if facts.summonses >= most:
        return (f"Sudah {most} panggilan.", f"There were {most} summonses already.")
    return None


def summons_passed(facts: Facts) -> Why | None:
    if facts.last_appearance is not None and facts.on <= facts.last_appearance:
        return (
            f"Hari hadir panggilan terakhir, {tanggal(facts.last_appearance)}, belum lewat.",
            f"The day of the last summons, {dated(facts.last_appearance)}, has not passed.",
        )
    return None


def not_settled(facts: Facts) -> Why | None:
    if facts.handed_over and facts.remaining <= 0:
        return (
            "Menurut buku besar tidak ada lagi sisa dari nilai yang diserahkan; catat lunas.",
            "By the ledger nothing remains of what was handed over; record it as paid.",
        )
    return None


def nothing_remains(facts: Facts) -> Why | None:
    if not facts.handed_over:
        return (
            "Kuasa ini tidak memuat nilai; tutup sebagai patuh bila kewajibannya dipenuhi.",
            "This mandate holds no value; close it as complied when the duty is fulfilled.",
        )
    if facts.remaining > 0:
        return (
            f"Menurut buku besar masih ada sisa {in_rupiah(facts.remaining)}.",
            f"By the ledger {in_rupiah(facts.remaining, 'en')} still remain.",
        )
    return None


def paid_since_agreement(facts: Facts) -> Why | None:
    if facts.paid_since_agreement <= 0:
        return (
            "Buku besar belum mencatat pembayaran sejak kesepakatan.",
            "The ledger has no payment since the agreement.",
        )
    return None


def instalments_missed(facts: Facts) -> Why | None:
    most = parameters.get("compliance/instalments_missed_reopen", facts.on).number
    if facts.instalments_missed < most:
        return (
            f"Baru {facts.instalments_missed} angsuran lewat; negosiasi dibuka kembali sesudah "
            f"{most}.",
            f"Only {facts.instalments_missed} instalments are missed; the negotiation reopens "
            f"after {most}.",
        )
    return None


def without_litigation_power(facts: Facts) -> Why | None:
    if facts.litigation:
        return ("SKK litigasi sudah diberikan.", "The litigation mandate was given already.")
    return None


def litigation_power(facts: Facts) -> Why | None:
    if not facts.litigation:
        return (
            "Gugatan memerlukan SKK litigasi dari kantor cabang.",
            "A claim in court needs the branch's litigation mandate.",
        )
    return None


def within_small_claim(facts: Facts) -> Why | None:
    ceiling = parameters.get("compliance/small_claim_ceiling", facts.on)
    if facts.remaining > ceiling.number:
        return (
            f"Seluruh nilai kuasa {in_rupiah(facts.remaining)} melebihi batas gugatan sederhana "
            f"{in_rupiah(ceiling.number)} ({ceiling.article}); ajukan gugatan biasa, jangan "
            "dipecah.",
            f"The whole value {in_rupiah(facts.remaining, 'en')} exceeds the ceiling of small "
            f"claims, {in_rupiah(ceiling.number, 'en')} ({ceiling.article}); file a lawsuit, do "
            "not split it.",
        )
    return None


def was_heard(facts: Facts) -> Why | None:
    if not facts.hearings:
        return ("Belum ada sidang yang dicatat.", "No hearing was recorded yet.")
    return None


def small_claim_judged(facts: Facts) -> Why | None:
    if facts.judged != "SMALL_CLAIM":
        return (
            "Keberatan hanya untuk putusan gugatan sederhana.",
            "An objection is only for the judgment of a small claim.",
        )
    return None


def lawsuit_judged(facts: Facts) -> Why | None:
    if facts.judged != "LAWSUIT":
        return (
            "Banding hanya untuk putusan gugatan biasa.",
            "An appeal is only for the judgment of an ordinary lawsuit.",
        )
    return None


def objection_open(facts: Facts) -> Why | None:
    if facts.objection_until is not None and facts.on > facts.objection_until:
        return (
            f"Batas waktu sudah lewat pada {tanggal(facts.objection_until)}.",
            f"The time limit passed on {dated(facts.objection_until)}.",
        )
    return None


def objection_passed(facts: Facts) -> Why | None:
    if facts.objection_until is not None and facts.on <= facts.objection_until:
        return (
            f"Putusan belum berkekuatan tetap; upaya hukum masih terbuka sampai "
            f"{tanggal(facts.objection_until)}.",
            f"The judgment is not final; it can be objected to until "
            f"{dated(facts.objection_until)}.",
        )
    return None


def judgment_granted(facts: Facts) -> Why | None:
    if facts.judgment not in ("GRANTED", "PARTLY"):
        return (
            "Putusan tidak mengabulkan gugatan; tidak ada yang dapat dieksekusi.",
            "The judgment did not grant the claim; there is nothing to enforce.",
        )
    return None


def not_reported(facts: Facts) -> Why | None:
    if facts.reported:
        return ("Laporan akhir sudah disusun.", "The final report was made already.")
    return None


Guard = Callable[[Facts], Why | None]

GUARDS: Final[dict[str, Guard]] = {
    guard.__name__: guard
    for guard in (
        exit_prosecutors, file_complete, agreement_valid, not_busy, something_due,
        review_favourable, in_force, named_attorney, summons_left, summons_passed, not_settled,
        nothing_remains, paid_since_agreement, instalments_missed, without_litigation_power,
        litigation_power, within_small_claim, was_heard, small_claim_judged, lawsuit_judged,
        objection_open, objection_passed, judgment_granted, not_reported,
    )
}  # fmt: skip
