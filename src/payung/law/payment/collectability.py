"""Classes of contribution receivables by months unpaid, from a dated, configurable table."""

from __future__ import annotations

from datetime import date
from typing import Any

from payung.law import parameters
from payung.law.arithmetic import text_lookup
from payung.law.inputs import check_count, check_day
from payung.law.parameters import Row


def classes(on: date) -> tuple[Row, ...]:
    """The classes in force on that day, best first, without gap or overlap.

    Columns: ``collectability_class``, ``label_id``, ``label_en``, ``months_from``, ``months_to``
    (``None``: no end), ``evidence``, ``confidence``.
    """
    return parameters.get("payment/collectability_classes", check_day("on", on)).rows


def classify(months_unpaid: Any, on: date) -> Any:
    """The code of the class for so many unpaid months (int or Ibis column).

    ``None`` (NULL) below the first class: with no month unpaid there is nothing to classify.
    """
    months = check_count("months_unpaid", months_unpaid)
    pairs = [(_lower(row), str(row["collectability_class"])) for row in classes(on)]
    return text_lookup(pairs, months)


def _lower(row: Row) -> int:
    lower = row["months_from"]
    assert isinstance(lower, int)  # the unit of the column, checked when the file was read
    return lower
