"""The size of a business by its capital or its sales (PP 7/2021 Pasal 35)."""

from __future__ import annotations

from datetime import date

from payung.law import parameters
from payung.law.inputs import LARGEST_PROJECT_AMOUNT, check_amount, check_day


def size_by_capital(on: date, *, capital: int) -> str:
    """``MICRO`` to ``LARGE`` by capital in rupiah without land and buildings of the business."""
    return _size(on, "capital_to", check_amount("capital", capital, LARGEST_PROJECT_AMOUNT, 0))


def size_by_sales(on: date, *, annual_sales: int) -> str:
    """``MICRO`` to ``LARGE`` by the sales of a year in rupiah."""
    sales = check_amount("annual_sales", annual_sales, LARGEST_PROJECT_AMOUNT, 0)
    return _size(on, "annual_sales_to", sales)


def _size(on: date, column: str, amount: int) -> str:
    rows = parameters.get("membership/business_sizes", check_day("on", on)).rows
    bounds = ((row[column], str(row["business_size"])) for row in rows)
    return next(size for bound, size in bounds if not isinstance(bound, int) or amount <= bound)
