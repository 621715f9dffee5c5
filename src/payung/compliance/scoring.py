"""How pressing a finding is, and which way is worth its cost: whole numbers from the office's
own tables (``law/parameters/compliance/``), the same for one finding and for columns of them.

The score (0 to 1000) is the sum of four parts: amount, unpaid months, workers harmed, chance of
success. More money, more workers or a later payment never lower it. The suggested path is the one
whose expected recovery less its handling cost is largest; of equals the first of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from payung.law import formats, parameters
from payung.law.arithmetic import (
    Amount,
    Flag,
    choose,
    half_up,
    is_column,
    lookup,
    match,
    text_lookup,
)
from payung.law.parameters import Row

UNKNOWN_SIZE = "UNKNOWN"
#: The most that each part can give; together 1000.
MOST = {"amount": 400, "age": 200, "workers": 200, "chance": 200}
#: What a path that is not open is worth: never chosen.
_SHUT = -(2**62)
_TABLES = ("score_amount", "score_age", "score_workers", "chance_age", "chance_size")
PARAMETERS = (
    *(f"compliance/{name}" for name in _TABLES),
    "compliance/chance_paid_within_months",
    "compliance/chance_paid_points",
    "compliance/chance_classes",
    "compliance/paths",
    "compliance/receivables_minimum",
    "compliance/small_claim_ceiling",
)


class Points(NamedTuple):
    """The parts of a score, their sum, and the chance of success as a class."""

    amount_points: Any
    age_points: Any
    workers_points: Any
    chance_points: Any
    score: Any
    chance: Any


class Choice(NamedTuple):
    """The suggested path, what it may bring and what it costs, in rupiah."""

    path: Any
    expected_recovery: Amount
    handling_cost: Amount


class Option(NamedTuple):
    """One way for one finding: cost and hoped-for recovery in rupiah; ``is_open`` by its limits."""

    path: str
    is_open: Flag
    expected_recovery: Amount
    cost: int


def points(
    on: date,
    *,
    amount: Amount,
    months: Any,
    workers: Any,
    paid_recently: Flag,
    business_size: Any,
) -> Points:
    """Weigh a finding with the tables of a day (ints and texts, or Ibis columns).

    ``amount`` in rupiah, ``months`` unpaid (0 for other kinds than arrears), ``workers`` harmed,
    ``paid_recently`` whether anything was paid within ``chance_paid_within_months``,
    ``business_size`` a code of ``BusinessSize`` or ``UNKNOWN``. ``LawError`` for an unknown size.
    """
    amount_points = _points("score_amount", "amount_from", on, amount)
    age_points = _points("score_age", "months_from", on, months)
    workers_points = _points("score_workers", "workers_from", on, workers)
    chance_points = (
        _points("chance_age", "months_from", on, months)
        + match(_rows("chance_size", on), "business_size", "points", business_size)
        + choose(paid_recently, parameters.get("compliance/chance_paid_points", on).number, 0)
    )
    classes = [
        (_integer(row["points_from"]), str(row["chance"])) for row in _rows("chance_classes", on)
    ]
    return Points(
        amount_points,
        age_points,
        workers_points,
        chance_points,
        amount_points + age_points + workers_points + chance_points,
        text_lookup(classes, chance_points),
    )


def choose_path(on: date, *, amount: Amount, chance: Any, is_arrears: Flag) -> Choice:
    """The open path that is worth most: expected recovery less cost; of equals the first."""
    offered = options(on, amount=amount, chance=chance, is_arrears=is_arrears)
    return _pick(
        [(option.path, option.cost) for option in offered],
        [_worth(option) for option in offered],
        [option.expected_recovery for option in offered],
    )


def _worth(option: Option) -> Amount:
    return choose(option.is_open, option.expected_recovery - option.cost, _SHUT)


def _pick(paths: list[tuple[str, int]], worth: list[Amount], recovery: list[Amount]) -> Choice:
    best = _largest(worth)
    last = len(paths) - 1
    place: Any = last
    recovered, cost = recovery[last], paths[last][1]
    for number in range(last - 1, -1, -1):
        chosen = worth[number] == best
        place = choose(chosen, number, place)
        recovered = choose(chosen, recovery[number], recovered)
        cost = choose(chosen, paths[number][1], cost)
    names = [(number, path) for number, (path, _) in enumerate(paths)]
    return Choice(text_lookup(names, place), recovered, cost)


def _largest(values: list[Any]) -> Any:
    if not any(is_column(value) for value in values):
        return max(values)
    import ibis  # type: ignore[import-untyped]  # already there: a column was made with it

    return ibis.greatest(*values)


def options(on: date, *, amount: Amount, chance: Any, is_arrears: Flag) -> list[Option]:
    """Every path of the table with its expected recovery (share of the amount, half up).

    A small claim takes at most ``small_claim_ceiling``, a lawsuit more than that, state
    receivables at least ``receivables_minimum``; money that is only estimated goes to no court.
    """
    return [
        Option(
            path=str(row["path"]),
            is_open=_is_open(row, on, amount, is_arrears),
            expected_recovery=half_up(amount, _share(row, chance)),
            cost=_integer(row["cost"]),
        )
        for row in _rows("paths", on)
    ]


class Limits(NamedTuple):
    """The law's bounds of two paths, in rupiah: state receivables and small claims."""

    least: int
    most: int


def limits(on: date) -> Limits:
    """The least debt that state receivables take, the most that a small claim may ask."""
    return Limits(
        least=parameters.get("compliance/receivables_minimum", on).number,
        most=parameters.get("compliance/small_claim_ceiling", on).number,
    )


def _is_open(row: Row, on: date, amount: Amount, is_arrears: Flag) -> Flag:
    bounds = limits(on)
    fitting: dict[str, Callable[[Amount], Flag]] = {
        "SMALL_CLAIM": lambda value: value <= bounds.most,
        "LAWSUIT": lambda value: value > bounds.most,
        "STATE_RECEIVABLES": lambda value: value >= bounds.least,
    }
    fits = fitting.get(str(row["path"]), lambda value: value >= 0)(amount)
    for_kind = _either(is_arrears, bool(row["for_arrears"]), bool(row["for_others"]))
    return fits & for_kind


def _either(condition: Flag, when_true: bool, when_false: bool) -> Flag:
    if when_true == when_false:
        return when_true
    if is_column(condition):
        return condition if when_true else ~condition
    return condition if when_true else not condition


def _share(row: Row, chance: Any) -> Any:
    low, medium, high = (_integer(row[name]) for name in ("low", "medium", "high"))
    return choose(chance == "HIGH", high, choose(chance == "MEDIUM", medium, low))


def _points(table: str, bound: str, on: date, key: Any) -> Any:
    return lookup(_rows(table, on), bound, "points", key)


def _rows(table: str, on: date) -> tuple[Row, ...]:
    return parameters.get(f"compliance/{table}", on).rows


def _integer(found: object) -> int:
    assert isinstance(found, int)  # the unit of the column, checked when the file was read
    return found


def score_sql(on: date) -> str:
    """``SELECT`` of ``candidate_id`` and the fields of ``Points`` and ``Choice`` from the table
    ``candidate`` (``candidate_id``, and what ``points`` asks for by name, and ``kind``)."""
    return _score_sql(on, parameters.in_use().fingerprint)


@cache
def _score_sql(on: date, fingerprint: str) -> str:
    candidate = _table(
        "candidate",
        int64=("candidate_id", "amount", "months", "workers"),
        boolean=("paid_recently",),
        string=("business_size", "kind"),
    )
    asked = ("amount", "months", "workers", "paid_recently", "business_size")
    weighed = points(on, **{name: candidate[name] for name in asked})
    pointing = candidate.select("candidate_id", "amount", "kind", **weighed._asdict())
    pointed = _table("pointed", int64=("candidate_id", "amount"), string=("kind", "chance"))
    offered = options(
        on, amount=pointed.amount, chance=pointed.chance, is_arrears=pointed.kind == "ARREARS"
    )
    worth = {f"worth_{place}": _worth(option) for place, option in enumerate(offered)}
    recovery = {
        f"recovery_{place}": option.expected_recovery for place, option in enumerate(offered)
    }
    offering = pointed.select("candidate_id", **worth, **recovery)
    offers = _table("offered", int64=("candidate_id", *worth, *recovery))
    choice = _pick(
        [(option.path, option.cost) for option in offered],
        [offers[name] for name in worth],
        [offers[name] for name in recovery],
    )
    choosing = offers.select("candidate_id", **choice._asdict())
    # In steps, so that what one step computes is not written out once for each use.
    sql = (
        f"WITH pointed AS MATERIALIZED ({_sql(pointing)}), "
        f"offered AS MATERIALIZED ({_sql(offering)}) "
        f"SELECT pointed.*, chosen.path, chosen.expected_recovery, chosen.handling_cost "
        f"FROM pointed JOIN ({_sql(choosing)}) AS chosen USING (candidate_id)"
    )
    return sql.replace("%", "%%")


def _table(name: str, **columns: tuple[str, ...]) -> Any:
    """A table for Ibis: the names of its columns by their type."""
    import ibis  # takes a second; a process that weighs no columns does not need it

    schema = {column: kind for kind, names in columns.items() for column in names}
    return ibis.table(schema, name=name)


def _sql(expression: Any) -> str:
    import ibis  # see above

    return str(ibis.to_sql(expression, dialect="postgres"))


def in_force(names: tuple[str, ...], on: date) -> dict[str, list[str | int | bool | None]]:
    """Parameters as evidence keeps them: name -> [value (None: a table), valid from, article]."""
    found: dict[str, list[str | int | bool | None]] = {}
    for name in names:
        value = parameters.find(name, on)
        if value is not None:
            content = None if isinstance(value.content, tuple) else value.content
            shown = content.isoformat() if isinstance(content, date) else content
            found[name] = [shown, value.valid_from.isoformat(), value.article]
    return found


def reasons_in_words(
    reasons: Mapping[str, Any], language: str = "id", money: Callable[[int], str] | None = None
) -> list[tuple[str, int]]:
    """The parts of a stored score as sentences, each with its points.

    ``money`` writes an amount (default: as the law's own pages do).
    """
    amount = reasons["amount"]
    facts = {
        "months": reasons["months"],
        "workers": reasons["workers"],
        "amount": money(amount) if money else formats.rupiah(amount, language),
    }
    size = _SIZES[reasons["size"]][0 if language == "id" else 1]
    paid = _PAID[bool(reasons["paid_recently"])][0 if language == "id" else 1]
    english = language != "id"
    worded = {part: texts[english].format(**facts) for part, texts in _WORDS.items()}
    worded["chance"] = worded["chance"] + f" ({size}; {paid})"
    return [(worded[part], reasons["points"][part]) for part in MOST]


_WORDS = {
    "amount": ("Jumlah uang {amount}", "Amount {amount}"),
    "age": ("{months} bulan belum dibayar", "{months} months unpaid"),
    "workers": ("{workers} pekerja dirugikan", "{workers} workers harmed"),
    "chance": ("Peluang berhasil", "Chance of success"),
}
_SIZES = {
    "UNKNOWN": ("skala usaha belum diketahui", "business size unknown"),
    "MICRO": ("usaha mikro", "micro business"),
    "SMALL": ("usaha kecil", "small business"),
    "MEDIUM": ("usaha menengah", "medium business"),
    "LARGE": ("usaha besar", "large business"),
}
_PAID = {
    True: ("ada pembayaran setahun terakhir", "paid something lately"),
    False: ("tidak ada pembayaran setahun terakhir", "paid nothing lately"),
}
