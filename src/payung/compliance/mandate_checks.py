"""What must hold of that which is told with an act on a mandate, given its facts.

Each check gives None, or why not in Indonesian and English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from payung.compliance.instalments import Why, dated, tanggal, unfit
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_fields import CLOSE_REASONS_WITH_DECISION, ENFORCEMENT_ORDER
from payung.compliance.mandate_guards import nothing_remains, within_small_claim
from payung.compliance.mandate_states import CloseReason
from payung.law import parameters
from payung.law.formats import rupiah as in_rupiah
from payung.reference import calendar

Told = Mapping[str, Any]


def term_forward(facts: Facts, told: Told) -> Why | None:
    if told["valid_until"] <= facts.on:
        return (
            f"Kuasa harus berlaku sampai sesudah {tanggal(facts.on)}, bukan "
            f"{tanggal(told['valid_until'])}.",
            f"The mandate must be valid beyond {dated(facts.on)}, not until "
            f"{dated(told['valid_until'])}.",
        )
    return None


def term_longer(facts: Facts, told: Told) -> Why | None:
    if facts.valid_until is not None and told["valid_until"] <= facts.valid_until:
        return (
            f"Perpanjangan harus melewati {tanggal(facts.valid_until)}, bukan "
            f"{tanggal(told['valid_until'])}.",
            f"The extension must go beyond {dated(facts.valid_until)}, not to "
            f"{dated(told['valid_until'])}.",
        )
    return term_forward(facts, told)


def attorneys_of_office(facts: Facts, told: Told) -> Why | None:
    strangers = set(told["attorneys"]) - facts.office_attorneys
    if strangers or not told["attorneys"]:
        return (
            "Substitusi hanya kepada Jaksa Pengacara Negara yang menjabat di kejaksaan ini.",
            "A substitution goes only to state attorneys who hold a post in this office.",
        )
    return None


def appearance_day(facts: Facts, told: Told) -> Why | None:
    day = told["appear_on"]
    if day <= facts.on:
        return (
            f"Hari hadir {tanggal(day)} harus sesudah tanggal panggilan {tanggal(facts.on)}.",
            f"The day to appear, {dated(day)}, must lie after the summons of {dated(facts.on)}.",
        )
    if not calendar.is_working_day(day, joint_leave=True, extra=facts.extra_holidays):
        return (
            f"Hari hadir {tanggal(day)} bukan hari kerja.",
            f"The day to appear, {dated(day)}, is no working day.",
        )
    return None


def visit_days(facts: Facts, told: Told) -> Why | None:
    if not facts.on <= told["starts_on"] <= told["ends_on"]:
        return (
            f"Kunjungan {tanggal(told['starts_on'])} s.d. {tanggal(told['ends_on'])} harus "
            f"maju, mulai paling awal "
            f"{tanggal(facts.on)}.",
            f"The visit, {dated(told['starts_on'])} to {dated(told['ends_on'])}, must go "
            f"forward from "
            f"{dated(facts.on)} on.",
        )
    return None


def plan_fits(facts: Facts, told: Told) -> Why | None:
    owed = facts.remaining if told["covers"] == "ALL" else facts.remaining_principal
    valid_until = facts.valid_until or facts.on
    longest = parameters.get("compliance/instalment_months", facts.on).number
    return unfit(
        told["instalments"],
        owed=owed,
        agreed_on=facts.on,
        valid_until=valid_until,
        longest_months=longest,
    )


def criteria_met(facts: Facts, told: Told) -> Why | None:
    if not (told["arrears_proven"] and told["no_good_faith"]):
        return (
            "Gelar perkara untuk gugatan memerlukan tunggakan terbukti dan tanpa iktikad baik.",
            "A conference for court needs proven arrears and the absence of good faith.",
        )
    return None


def claim_kind_fits(facts: Facts, told: Told) -> Why | None:
    return within_small_claim(facts) if told["claim_kind"] == "SMALL_CLAIM" else None


def whole_value(facts: Facts, told: Told) -> Why | None:
    value = told.get("value")
    if value is not None and value != facts.remaining:
        return (
            f"Nilai gugatan {in_rupiah(value)} bukan seluruh sisa kuasa "
            f"{in_rupiah(facts.remaining)}; gugatan tidak boleh dipecah.",
            f"The value {in_rupiah(value, 'en')} is not all that remains of the mandate, "
            f"{in_rupiah(facts.remaining, 'en')}; a claim is not split.",
        )
    return None


def next_hearing(facts: Facts, told: Told) -> Why | None:
    day = told.get("next_on")
    if day is not None and day <= facts.on:
        return (
            f"Sidang berikutnya {tanggal(day)} harus sesudah {tanggal(facts.on)}.",
            f"The next hearing, {dated(day)}, must lie after {dated(facts.on)}.",
        )
    return None


def enforcement_in_order(facts: Facts, told: Told) -> Why | None:
    if len(facts.enforcement) == len(ENFORCEMENT_ORDER):
        return ("Semua tahap eksekusi sudah dicatat.", "All stages were recorded already.")
    following = ENFORCEMENT_ORDER[len(facts.enforcement)]
    if told["enforcement"] != following:
        return (
            f"Tahap eksekusi berurutan: berikutnya {following}, bukan {told['enforcement']}.",
            f"Enforcement goes in order: next is {following}, not {told['enforcement']}.",
        )
    return None


def close_reason_fits(facts: Facts, told: Told) -> Why | None:
    reason = told["close_reason"]
    settled = reason in (CloseReason.PAID, CloseReason.RECONCILED)
    if settled and (refused := nothing_remains(facts)):
        return refused
    if not settled and facts.handed_over and facts.remaining <= 0:
        return (
            "Tidak ada sisa menurut buku besar; tutup sebagai lunas atau rekonsiliasi.",
            "By the ledger nothing remains; close it as paid or reconciled.",
        )
    if reason == CloseReason.COMPLIED and facts.handed_over:
        return (
            "Kuasa atas tunggakan tidak ditutup karena patuh selama masih ada sisa.",
            "A mandate over arrears is not closed as complied while something remains.",
        )
    if reason in CLOSE_REASONS_WITH_DECISION and not told.get("decision_number"):
        return (
            "Sebutkan nomor keputusan atau surat yang mendasari penutupan ini.",
            "Name the number of the decision or letter that this closing rests on.",
        )
    return None


Check = Callable[[Facts, Told], Why | None]

CHECKS: Final[dict[str, Check]] = {
    check.__name__: check
    for check in (
        term_forward, term_longer, attorneys_of_office, appearance_day, visit_days, plan_fits,
        criteria_met, claim_kind_fits, whole_value, next_hearing, enforcement_in_order,
        close_reason_fits,
    )
}  # fmt: skip
