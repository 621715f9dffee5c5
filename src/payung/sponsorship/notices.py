"""What is to be known of a budget line before it is decided: warnings and notes with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from payung.law.explanation import Applied, applied
from payung.law.formats import rupiah
from payung.law.jkm.death_benefit import death_benefit, has_waited
from payung.registry.models import Programme, Segment
from payung.sponsorship.cost import Cost, Cover, monthly_rates
from payung.sponsorship.fund_rules import Allowance, FundRules, fund_rules
from payung.sponsorship.models import FundSource


class Weight(StrEnum):
    """How heavy a notice is."""

    NOTE = "NOTE"
    WARNING = "WARNING"


@dataclass(frozen=True)
class Notice:
    """Something to know of a line; ``basis`` are the legal numbers that it stands on."""

    code: str
    weight: Weight
    message_id: str
    message_en: str
    basis: tuple[Applied, ...] = ()

    def message(self, language: str = "id") -> str:
        """The sentence in the language asked for (``id`` or ``en``)."""
        return self.message_en if language == "en" else self.message_id


def cost_notices(cost: Cost, *, fiscal_year: int | None = None) -> list[Notice]:
    """What is to be known of a cost, warnings first.

    Too short a cover for the full death benefit, months outside ``fiscal_year``, rates that
    change, the relief that public money does not have, programmes whose benefit needs more months.
    """
    found = [
        *_waiting(cost),
        *(_outside_year(cost, fiscal_year) if fiscal_year is not None else ()),
        *_changing_rate(cost),
        *_relief(cost),
        *_long_programmes(cost),
    ]
    return sorted(found, key=lambda notice: notice.weight != Weight.WARNING)


def fund_notices(source: str, worker_segment: str, name: str, on: date) -> list[Notice]:
    """What the rule of a source of money says of a segment where it does not refuse it.

    ``name`` is the segment's name for the sentence.
    """
    rules = fund_rules(source, on)
    verdict = rules.allows(worker_segment)
    label = FundSource(source).label
    if verdict == Allowance.DOUBTFUL:
        return [
            Notice(
                "fund_doubtful",
                Weight.WARNING,
                f"{label} menurut aturannya untuk segmen lain; {name} tidak disebut. Aturannya "
                "dibaca berbeda-beda: periksa dahulu.",
                f"By its rule {label} is meant for other segments; {name} "
                "is not named. The rule is read in different ways: check it first.",
                rules.basis,
            )
        ]
    if verdict == Allowance.NEEDS_DECISION:
        return [
            Notice(
                "village_decision",
                Weight.WARNING,
                f"{name} dibayar dari APB desa hanya dengan keputusan musyawarah desa; sebut "
                "keputusannya sebagai dasar hukum.",
                f"Village money pays {name} only by decision of the village meeting; "
                "name the decision as legal basis.",
                rules.basis,
            )
        ]
    return list(_later_priority(rules, worker_segment, name))


def _later_priority(rules: FundRules, worker_segment: str, name: str) -> Iterator[Notice]:
    place = rules.priority(worker_segment)
    if place is not None and place > min(rule.priority for rule in rules.segments):
        yield Notice(
            "fund_later",
            Weight.NOTE,
            f"{rules.source.label} mendahulukan segmen lain; {name} sesudahnya.",
            f"{rules.source.label} puts other segments first; {name} comes after.",
            rules.basis,
        )


def _waiting(cost: Cost) -> Iterator[Notice]:
    waged = cost.cover.segment == Segment.WAGE_EARNER
    last = cost.last_month
    name = "jkm/waiting_months_" + ("wage_earner" if waged else "non_wage_earner")
    rule = applied(name, last)
    if not rule.value.number:
        return
    full = death_benefit(last, is_wage_earner=waged, paid_months_in_a_row=rule.value.number + 1)
    short = death_benefit(last, is_wage_earner=waged, paid_months_in_a_row=rule.value.number)
    waiting, first_full = rule.value.number, rule.value.number + 1
    less, whole = short.total, full.total
    if not has_waited(last, is_wage_earner=waged, paid_months_in_a_row=cost.months):
        yield Notice(
            "cover_too_short",
            Weight.WARNING,
            f"Masa {cost.months} bulan tidak melewati masa tunggu {waiting} bulan: bila peserta "
            f"baru meninggal bukan karena kecelakaan kerja, ahli warisnya menerima {rupiah(less)}, "
            f"bukan {rupiah(whole)}. Orang yang sudah aktif sebelumnya tidak dihitung baru.",
            f"{cost.months} months do not outlast the waiting time of {waiting}: when a new "
            f"member dies other than by a work accident, the heirs receive {rupiah(less, 'en')} "
            f"and not {rupiah(whole, 'en')}. Who was active before does not count as new.",
            (rule,),
        )
        return
    yield Notice(
        "full_from_month",
        Weight.NOTE,
        f"Bagi peserta baru, santunan kematian penuh {rupiah(whole)} berlaku mulai bulan "
        f"ke-{first_full}; sebelumnya {rupiah(less)}.",
        f"New members have the full death benefit of {rupiah(whole, 'en')} from month "
        f"{first_full} on, {rupiah(less, 'en')} before.",
        (rule,),
    )


def _outside_year(cost: Cost, fiscal_year: int) -> Iterator[Notice]:
    outside = [part for part in cost.by_year if part.year != fiscal_year]
    if not outside:
        return
    parts_id = ", ".join(f"{p.months} bulan {p.year} ({rupiah(p.amount)})" for p in outside)
    parts_en = ", ".join(
        f"{p.months} months of {p.year} ({rupiah(p.amount, 'en')})" for p in outside
    )
    yield Notice(
        "crosses_year",
        Weight.WARNING,
        f"Sebagian masa berada di luar tahun anggaran {fiscal_year}: {parts_id}. Bagian itu "
        "memerlukan anggaran tahun tersebut atau pembayaran di muka.",
        f"Part of the months lies outside fiscal year {fiscal_year}: {parts_en}. That part needs "
        "that year's budget, or payment in advance.",
    )


def _changing_rate(cost: Cost) -> Iterator[Notice]:
    if len(cost.spans) < 2:
        return
    parts_id = ", ".join(f"{s.first:%m-%Y}: {rupiah(s.rate)}" for s in cost.spans)
    parts_en = ", ".join(f"{s.first:%m-%Y}: {rupiah(s.rate, 'en')}" for s in cost.spans)
    yield Notice(
        "rate_changes",
        Weight.NOTE,
        f"Iuran per orang berubah dalam masa ini, mulai {parts_id}.",
        f"The contribution a person changes within these months, from {parts_en}.",
    )


def _relief(cost: Cost) -> Iterator[Notice]:
    """Where a relief is in force that these members cannot have, or do have."""
    cover = cost.cover
    if cover.segment != Segment.NON_WAGE_EARNER:
        return
    public = _per_person(cost, replace(cover, fund_source=FundSource.STATE_BUDGET))
    private = _per_person(cost, replace(cover, fund_source=FundSource.ZAKAT))
    if public == private:
        return
    basis = (applied("bpu/kinds", cost.first_month),)
    if cover.paid_by_budget:
        yield Notice(
            "no_relief",
            Weight.NOTE,
            "Keringanan PP 50/2025 tidak berlaku bagi peserta yang dibayar APBN, APBD atau APB "
            f"desa: per orang {rupiah(public)} untuk seluruh masa, bukan {rupiah(private)}.",
            "The relief of PP 50/2025 is not for members paid by a state, regional or village "
            f"budget: {rupiah(public, 'en')} a person for all months, not {rupiah(private, 'en')}.",
            basis,
        )
        return
    yield Notice(
        "relief_taken",
        Weight.NOTE,
        "Keringanan PP 50/2025 sudah diperhitungkan karena dananya bukan anggaran negara atau "
        f"daerah: per orang {rupiah(private)} untuk seluruh masa, tanpa keringanan "
        f"{rupiah(public)}.",
        "The relief of PP 50/2025 is taken, since no state or regional budget pays: "
        f"{rupiah(private, 'en')} a person for all months, {rupiah(public, 'en')} without it.",
        basis,
    )


def _per_person(cost: Cost, cover: Cover) -> int:
    return sum(rate.total for rate in monthly_rates(cover, cost.first_month, cost.months))


def _long_programmes(cost: Cost) -> Iterator[Notice]:
    if cost.cover.takes(Programme.JHT):
        savings = cost.persons * sum(rate.jht for rate in cost.rates)
        yield Notice(
            "savings_are_personal",
            Weight.NOTE,
            f"JHT adalah tabungan milik peserta: {rupiah(savings)} dari anggaran ini menjadi "
            "saldo mereka.",
            f"Old-age savings belong to the member: {rupiah(savings, 'en')} of this budget "
            "become their balances.",
        )
    needed = {Programme.JP: "jp/old_age_minimum_months", Programme.JKP: "jkp/minimum_months"}
    for programme, name in needed.items():
        if not cost.cover.takes(programme):
            continue
        least = applied(name, cost.last_month)
        if cost.months < least.value.number:
            yield Notice(
                f"{programme.name.lower()}_needs_months",
                Weight.WARNING,
                f"{programme.name} memerlukan paling sedikit {least.value.number} bulan iuran; "
                f"{cost.months} bulan ini saja belum membuka manfaatnya.",
                f"{programme.name} needs at least {least.value.number} paid months; these "
                f"{cost.months} alone do not open its benefit.",
                (least,),
            )
