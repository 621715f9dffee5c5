"""The statement of a member's old-age savings, year by year, each amount explained by the law."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final

from payung.access.permissions import VIEW_CLAIMS
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.claims.facts.savings import jht_account, years_without_growth
from payung.claims.refusals_of_pensions import no_member
from payung.documents.typesetting import Printable, typeset
from payung.law import parameters
from payung.law.benefits.jht import Account
from payung.law.benefits.reading import read
from payung.law.formats import day, percent, rupiah
from payung.law.jht.growth import StatementLine, whole_rupiah
from payung.registry.models import Membership

KIND: Final = "savings_statement"


@dataclass(frozen=True)
class SavingsYear:
    """A calendar year of the account in whole rupiah: ``opening + paid + growth = closing``.

    ``rate`` is the growth of a whole year in ppm, ``article`` and ``source`` whence it comes;
    amounts are None from the first year on whose growth is not known.
    """

    year: int
    months: int
    paid: int
    opening: int | None
    growth: int | None
    closing: int | None
    rate: int | None
    article: str
    source: str


@dataclass(frozen=True)
class SavingsStatement:
    """The savings of a person as of a day, over all his memberships.

    ``balance`` is None while the growth of ``lacking`` years is not known.
    """

    member: Membership
    on: date
    years: tuple[SavingsYear, ...]
    paid: int
    balance: int | None
    lacking: tuple[int, ...]


def savings_statement(reader: Reader, membership: int, on: date) -> SavingsStatement:
    """The statement for one card within the reader's sight. Raises ``NotFound``."""
    reader.require(VIEW_CLAIMS)
    within = scope_q(
        reader,
        region="employer__region_id",
        office="employer__office_id",
        employer="employer",
        permission=VIEW_CLAIMS,
    )
    member = (
        Membership.objects.select_related("person", "employer", "employer__office")
        .filter(within, pk=membership)
        .first()
    )
    if member is None:
        raise no_member(membership)
    return _statement(member, on)


def find_card(reader: Reader, card_number: str) -> Membership:
    """The membership of a card within the reader's sight. Raises ``NotFound``."""
    reader.require(VIEW_CLAIMS)
    within = scope_q(
        reader,
        region="employer__region_id",
        office="employer__office_id",
        employer="employer",
        permission=VIEW_CLAIMS,
    )
    found = Membership.objects.filter(within, card_number=card_number.strip()).first()
    if found is None:
        raise no_member(card_number)
    return found


def _statement(member: Membership, on: date) -> SavingsStatement:
    plain = jht_account(member.person_id, on)
    lacking = years_without_growth(plain)
    account = read(Account, plain)
    paid: dict[int, int] = defaultdict(int)
    months: dict[int, int] = defaultdict(int)
    for item in account.contributions:
        paid[item.month.year] += item.amount
        months[item.month.year] += 1
    last = on.year
    known = _known(account, min(lacking)) if lacking else account
    lines = known.statement() if known is not None else ()
    by_year: dict[int, list[StatementLine]] = defaultdict(list)
    for line in lines:
        by_year[line.month.year].append(line)
    years = tuple(
        _year(year, months[year], paid[year], by_year.get(year, []))
        for year in range(account.first_month.year, last + 1)
    )
    return SavingsStatement(
        member=member,
        on=on,
        years=years,
        paid=sum(paid.values()),
        balance=None if lacking else years[-1].closing,
        lacking=lacking,
    )


def _known(account: Account, until: int) -> Account | None:
    """The account up to the last month before the year ``until``; None when it begins later."""
    months = (until - account.first_month.year) * 12 - account.first_month.month + 1
    if months <= 0:
        return None
    before = tuple(item for item in account.contributions if item.month.year < until)
    return Account(first_month=account.first_month, months=months, contributions=before)


def _year(year: int, months: int, paid: int, lines: list[StatementLine]) -> SavingsYear:
    if not lines:
        return SavingsYear(year, months, paid, None, None, None, None, "", "")
    opening, closing = whole_rupiah(lines[0].opening), whole_rupiah(lines[-1].closing)
    value = parameters.get("jht/credited_growth_rate", date(year, 1, 1))
    return SavingsYear(
        year=year,
        months=months,
        paid=paid,
        opening=opening,
        growth=closing - opening - paid,
        closing=closing,
        rate=lines[0].rate,
        article=value.article,
        source=value.source,
    )


def statement_pdf(found: SavingsStatement) -> bytes:
    """The statement as PDF; the same statement gives the same bytes."""
    stamp = int(datetime.combine(found.on, time(), UTC).timestamp())
    return typeset(Printable(KIND, json.dumps(_content(found)), stamp))


def _content(found: SavingsStatement) -> dict[str, Any]:
    member = found.member
    return {
        "title": "Rincian Saldo Jaminan Hari Tua",
        "office": member.employer.office.name,
        "day": day(found.on, "id"),
        "person": [
            ["Nama", member.person.name],
            ["Nomor KPJ", member.card_number],
            ["Pemberi kerja", member.employer.name],
            ["Keadaan per", day(found.on, "id")],
        ],
        "head": ["Tahun", "Saldo awal", "Iuran", "Hasil pengembangan", "Saldo akhir"],
        "years": [
            [
                str(one.year),
                _money(one.opening),
                f"{_money(one.paid)}\n{one.months} kali setor",
                _money(one.growth)
                + (f"\n{percent(one.rate, 'id')} setahun" if one.rate is not None else ""),
                _money(one.closing),
            ]
            for one in found.years
        ],
        "total": ["Jumlah", "", _money(found.paid), _money(_growth(found)), _money(found.balance)],
        "lacking": _lacking(found),
        "notes": _notes(found),
    }


def _growth(found: SavingsStatement) -> int | None:
    return None if found.balance is None else found.balance - found.paid


def _lacking(found: SavingsStatement) -> str:
    if not found.lacking:
        return ""
    years = ", ".join(str(year) for year in found.lacking)
    return (
        f"Hasil pengembangan tahun {years} belum ditetapkan di kantor ini, sehingga saldo akhirnya "
        "belum dapat disebutkan. Iuran yang sudah disetor tetap tercatat seluruhnya."
    )


def _notes(found: SavingsStatement) -> list[str]:
    articles = sorted({f"{one.article} ({one.source})" for one in found.years if one.article})
    return [
        "Iuran dihitung pada bulan tagihannya lunas dibayar; bulan yang belum dibayar pemberi "
        "kerja tidak ada di sini.",
        "Setiap bulan saldo dan iuran bulan itu berkembang dengan akar dua belas dari hasil "
        "pengembangan setahun, dibulatkan ke sepersejuta rupiah.",
        *([f"Dasar hasil pengembangan: {'; '.join(articles)}."] if articles else []),
        "Bila ada yang tidak sesuai, tanyakan kepada kantor cabang dengan membawa kartu peserta "
        "dan slip upah bulan yang dimaksud.",
    ]


def _money(amount: int | None) -> str:
    return "belum diketahui" if amount is None else rupiah(amount, "id")
