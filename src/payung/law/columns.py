"""The arithmetic of the law on Ibis columns. Imported only when a formula is given columns.

Ibis turns an integer ``//`` into a division of doubles, exact only below 2**53. A wage of 10**12
times a rate in parts per million lies above that, so the division here is an operation of its
own, translated to the true integer division of each engine. All dividends are non-negative;
there PostgreSQL, DuckDB, Spark and Python divide alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import ibis  # type: ignore[import-untyped]
import ibis.expr.datatypes as dt  # type: ignore[import-untyped]
import ibis.expr.operations as ops  # type: ignore[import-untyped]
import ibis.expr.rules as rlz  # type: ignore[import-untyped]
import sqlglot.expressions as sge
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler  # type: ignore[import-untyped]
from ibis.backends.sql.compilers.postgres import PostgresCompiler  # type: ignore[import-untyped]
from ibis.backends.sql.compilers.pyspark import PySparkCompiler  # type: ignore[import-untyped]

Column = Any
"""An Ibis column or scalar; its comparisons and sums are typed by Ibis at run time."""

_INT32_LIMIT = 2**31


class IntegerDivide(ops.Value):  # type: ignore[misc]
    """Division of 64-bit integers that drops the remainder and never passes through a double."""

    dividend: ops.Value[dt.Integer]
    divisor: ops.Value[dt.Integer]

    dtype = dt.int64
    shape = rlz.shape_like("args")


def _with_operator(
    self: Any, op: IntegerDivide, *, dividend: sge.Expression, divisor: sge.Expression
) -> sge.Expression:
    """``(a) // (b)`` in DuckDB, ``(a) DIV (b)`` in Spark."""
    quotient = sge.IntDiv(this=sge.paren(dividend), expression=sge.paren(divisor))
    return sge.paren(quotient)


def _with_int8div(
    self: Any, op: IntegerDivide, *, dividend: sge.Expression, divisor: sge.Expression
) -> sge.Expression:
    """PostgreSQL's own ``int8div(a, b)``, the function behind ``bigint / bigint``."""
    division: sge.Expression = self.f.anon.int8div(dividend, divisor)
    return division


# Ibis finds the translation of an operation by the name of a method on the engine's compiler.
setattr(PostgresCompiler, "visit_IntegerDivide", _with_int8div)  # noqa: B010
setattr(DuckDBCompiler, "visit_IntegerDivide", _with_operator)  # noqa: B010
setattr(PySparkCompiler, "visit_IntegerDivide", _with_operator)  # noqa: B010


def is_column(value: object) -> bool:
    """Whether the value is an Ibis expression."""
    return isinstance(value, ibis.Value)


def integer(value: Any) -> Column:
    """The value as a 64-bit integer expression, so that no product overflows a smaller type.

    The engines read a written number as 32 bits where it fits, and so would a ``CASE`` of such
    numbers be; hence the cast, which they fold away.
    """
    if is_column(value):
        return value.cast("int64")
    narrow = -_INT32_LIMIT <= value < _INT32_LIMIT
    return ibis.literal(value, type="int32" if narrow else "int64").cast("int64")


def divide(dividend: Column, divisor: int) -> Column:
    """The whole part of a non-negative dividend over a positive divisor."""
    return IntegerDivide(integer(dividend), integer(divisor)).to_expr()


def choose(condition: Any, when_true: Any, when_false: Any) -> Column:
    """``CASE WHEN condition``; an unknown (NULL) condition takes ``when_false``."""
    return ibis.ifelse(condition, integer(when_true), integer(when_false))


def least(amount: Column, limit: int) -> Column:
    """The amount, at most the limit; NULL stays NULL (SQL's ``LEAST`` would give the limit)."""
    return ibis.ifelse(amount >= limit, integer(limit), integer(amount))


def only_between(key: Column, smallest: int, largest: int, amount: Any) -> Column:
    """The amount in rows where the key lies between the bounds, else NULL.

    ``CASE`` does not compute what it does not return, so no product overflows on the way.
    """
    return ibis.ifelse(key.between(smallest, largest), integer(amount), ibis.null("int64"))


def part_inside(amount: Column, lower: int, upper: int | None) -> Column:
    """The part of the amount between two bounds; NULL stays NULL."""
    above = ibis.ifelse(amount <= lower, integer(0), integer(amount) - lower)
    return above if upper is None else ibis.ifelse(amount >= upper, integer(upper - lower), above)


def match(pairs: Sequence[tuple[Any, int]], key: Column) -> Column:
    """The value paired with the key; NULL for an unknown key."""
    return key.cases(*[(found, integer(value)) for found, value in pairs])


def lookup(pairs: Sequence[tuple[int, Any]], key: Column, *, text: bool = False) -> Column:
    """The value of the last lower bound that the key reaches; NULL below the first bound."""
    branches = [(key < pairs[0][0], ibis.null("string" if text else "int64"))]
    for (_, value), (following, _) in pairwise(pairs):
        branches.append((key < following, value if text else integer(value)))
    last = pairs[-1][1]
    branches.append((key.notnull(), last if text else integer(last)))
    return ibis.cases(*branches)


def months_between(due_on: Any, paid_on: Any, *, started_counts: bool) -> Column:
    """Months between two days as columns: see ``payment.penalty.months_late``."""
    due, paid = (value if is_column(value) else ibis.date(value) for value in (due_on, paid_on))
    apart = (integer(paid.year()) - integer(due.year())) * 12 + (
        integer(paid.month()) - integer(due.month())
    )
    if started_counts:
        counted = apart + choose(due.day() < paid.day(), 1, 0)
    else:
        is_last_day = (paid + ibis.interval(days=1)).day() == 1
        counted = apart - 1 + choose((due.day() <= paid.day()) | is_last_day, 1, 0)
    return ibis.ifelse(counted < 0, integer(0), counted)
