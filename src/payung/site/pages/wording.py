"""Words that several pages share: trails, classes of arrears, the five programmes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.contributions.queries.arrears import ArrearsSummary
from payung.contributions.queries.months import MonthBills
from payung.law.payment.collectability import classes
from payung.registry.models import Programme
from payung.site.formatting import language, number

Trail = list[tuple[object, str]]

#: The look of a class of arrears, best first; the word always stands beside the colour.
_STYLES = ("state--quiet", "state--warn", "state--bad", "state--bad")


@dataclass(frozen=True)
class ClassWords:
    """How a class of arrears is named and shown."""

    code: str
    name: str
    months: str
    style: str


def trail(*steps: tuple[object, str]) -> Trail:
    """The path from the landing page to this one; the last step has no address."""
    return [(_("Beranda"), reverse("site:home")), *steps]


def class_words(on: date) -> dict[str, ClassWords]:
    """The classes of arrears in force on a day, by code, best first."""
    words = {}
    for index, row in enumerate(classes(on)):
        code = str(row["collectability_class"])
        words[code] = ClassWords(
            code=code,
            name=str(row[f"label_{language()}"]),
            months=_months(row["months_from"], row["months_to"]),
            style=_STYLES[min(index, len(_STYLES) - 1)],
        )
    return words


def _months(first: object, last: object) -> str:
    if last is None:
        return _("%(first)s bulan ke atas") % {"first": number(int(str(first)))}
    return _("%(first)s–%(last)s bulan") % {"first": first, "last": last}


def programme_amounts(bills: MonthBills) -> list[tuple[str, int]]:
    """What a month's bills come to for each programme that they have."""
    amounts = {
        Programme.JKK: bills.jkk,
        Programme.JKM: bills.jkm,
        Programme.JHT: bills.jht,
        Programme.JP: bills.jp,
    }
    return [
        (f"{_(str(programme.label))} ({programme.name})", amount)
        for programme, amount in amounts.items()
    ]


@dataclass(frozen=True)
class ClassRow:
    """One class of arrears with its sums, and where its work list is."""

    code: str
    name: str
    months: str
    style: str
    employers: int
    principal: int
    address: str


def class_rows(summary: ArrearsSummary, on: date, region: str | None = None) -> list[ClassRow]:
    """The classes of a summary, in the reader's words."""
    words = class_words(on)
    rows = []
    for found in summary.by_class:
        word = words[found.code]
        query = {"golongan": word.code} | ({"wilayah": region} if region else {})
        rows.append(
            ClassRow(
                code=word.code,
                name=word.name,
                months=word.months,
                style=word.style,
                employers=found.employers,
                principal=found.principal,
                address=f"{reverse('site:arrears')}?{urlencode(query)}",
            )
        )
    return rows
