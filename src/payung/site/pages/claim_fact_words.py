"""How the facts of a claim are written: values in words, codes by their names, long ones short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.claims.facts.labels import label_of
from payung.law import parameters
from payung.law.benefits.checks import SEGMENT_LABELS
from payung.law.benefits.heirs import ORDERS
from payung.law.benefits.pmi import EVENTS as ABROAD
from payung.law.jkk.partial_disability import TABLES
from payung.site.formatting import day, language, number, quantity, rupiah, short_month

MONEY = frozenset(
    {
        *("wage", "income", "real_wage", "medical_cost", "denture_cost", "hearing_aid_cost"),
        *("glasses_cost", "home_care_cost", "prosthesis_reference_price", "balance"),
        *("average_annual_wage", "accumulated", "last_pension", "cost"),
        "paid_by_local_insurance",
    }
)
_MONTHS = frozenset(
    {
        *("months_paid", "paid_months_in_a_row", "months_enrolled", "unpaid_months"),
        *("incapacity_months", "home_care_months", "membership_months", "longest_run"),
        *("months_paid_in_window", "months_paid_since", "ended_after_months", "service_months"),
    }
)
_OF_WORK = {
    "ACCIDENT": ("Kecelakaan kerja", "Work accident"),
    "OCCUPATIONAL_DISEASE": ("Penyakit akibat kerja", "Occupational disease"),
    "SUDDEN_DEATH": ("Meninggal mendadak di tempat kerja", "Sudden death at work"),
}
_PENSIONS = {
    "OLD_AGE": ("Pensiun hari tua", "Old-age pension"),
    "DISABILITY": ("Pensiun cacat", "Disability pension"),
    "SURVIVOR": ("Pensiun ahli waris", "Survivors' pension"),
}
_FAMILY = ("heirs", "children", "survivors")


def fact_name(field: str) -> str:
    """What a field of the law's door is called."""
    return _own(label_of(field))


def value_text(door: str, field: str, value: Any, on: date) -> str:
    """A value in words. Raises nothing: an unknown code is shown as it is."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, int):
        return _number_text(field, value)
    if isinstance(value, list):
        return _list_text(field, value, on)
    if isinstance(value, Mapping):
        return _account_text(value)
    if field.endswith("_on"):
        return day(date.fromisoformat(str(value)))
    return choices(door, field, on).get(str(value), str(value))


def _number_text(field: str, value: int) -> str:
    if field in MONEY:
        return rupiah(value)
    return _months(value) if field in _MONTHS else number(value)


def choices(door: str, field: str, on: date) -> dict[str, str]:
    """The codes that a field may have on a day, with their names."""
    if field == "segment":
        return _named(SEGMENT_LABELS)
    if field == "cause":
        return _named(_OF_WORK)
    if field == "kind":
        return _named(_PENSIONS)
    if field == "event" and door == "pmi":
        return {code: _own((told[1], told[2])) for code, told in ABROAD.items()}
    table = {
        "event": ("jht/full_payment_events", "event"),
        "purpose": ("jht/partial_shares", "purpose"),
        "reason": ("jkp/reasons", "reason"),
    }.get(field)
    return table_names(*table, on) if table else {}


def table_names(name: str, column: str, on: date) -> dict[str, str]:
    """The codes of a table of the law with their names; none before the law knew it."""
    found = parameters.find(name, on)
    rows = found.rows if found is not None else ()
    return {str(row[column]): str(row[f"label_{language()}"]) for row in rows}


def losses(on: date) -> dict[str, str]:
    """The rows of the disability tables with their shares, as the choice of a loss names them."""
    named = {}
    for table in TABLES:
        for row in parameters.get(table, on).rows:
            share = quantity(int(str(row["share"])), "ppm")
            most = row["share_to"]
            upper = f" – {quantity(int(str(most)), 'ppm')}" if most is not None else ""
            named[str(row["loss"])] = f"{row[f'label_{language()}']} ({share}{upper})"
    return named


def _list_text(field: str, value: list[Any], on: date) -> str:
    if not value:
        return _("Tidak ada")
    if field in _FAMILY:
        return ", ".join(_person(one, on) for one in value)
    if field == "losses":
        known = losses(on)
        return "; ".join(known.get(one["loss"], one["loss"]) for one in value)
    if field == "trips":
        modes = table_names("jkk/transport_caps", "mode", on)
        return "; ".join(
            f"{modes.get(one['mode'], one['mode'])} {rupiah(one['cost'])}" for one in value
        )
    if field == "paid_months":
        months = sorted(date.fromisoformat(str(one)) for one in value)
        span = f"{short_month(months[0])} – {short_month(months[-1])}"
        return f"{_months(len(months))}, {span}"
    if field == "years":
        return f"{value[0]['year']} – {value[-1]['year']}, " + _months(
            sum(one["months"] for one in value)
        )
    return number(len(value))


def _person(one: Mapping[str, Any], on: date) -> str:
    relations = table_names(ORDERS["JKM"], "relation", on)
    relation = relations.get(str(one.get("relation", "CHILD")), "")
    return f"{one['name']} ({relation})" if relation else str(one["name"])


def _account_text(account: Mapping[str, Any]) -> str:
    paid = [one["amount"] for one in account.get("contributions", ())]
    return _("%(months)s, iuran %(paid)s") % {
        "months": _months(int(account["months"])),
        "paid": rupiah(sum(paid)),
    }


def _months(many: int) -> str:
    return ngettext("%(many)s bulan", "%(many)s bulan", many) % {"many": number(many)}


def _named(names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    return {code: _own(told) for code, told in names.items()}


def _own(told: Iterable[str]) -> str:
    indonesian, english = told
    return english if language() == "en" else indonesian
