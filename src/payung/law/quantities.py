"""The inputs that explanations name, each labelled once."""

from __future__ import annotations

from payung.law.explanation import Quantity


def wage(amount: int) -> Quantity:
    """The reported monthly wage in rupiah."""
    return Quantity("wage", "Upah sebulan", "Monthly wage", amount, "rupiah")


def base(amount: int) -> Quantity:
    """The amount that a rate is applied to, in rupiah."""
    return Quantity("base", "Dasar iuran", "Contribution base", amount, "rupiah")


def limit(amount: int) -> Quantity:
    """A wage ceiling in rupiah."""
    return Quantity("limit", "Batas atas upah", "Wage ceiling", amount, "rupiah")


def rate(ppm: int) -> Quantity:
    """The rate that is paid, in parts per million."""
    return Quantity("rate", "Tarif", "Rate", ppm, "ppm")


def full_rate(ppm: int) -> Quantity:
    """The rate before reliefs, in parts per million."""
    return Quantity("full_rate", "Tarif penuh", "Full rate", ppm, "ppm")


def share(ppm: int, position: int = 1) -> Quantity:
    """The share of a rate that is still to be paid, in parts per million."""
    return Quantity(f"share_{position}", "Bagian yang dibayar", "Share to be paid", ppm, "ppm")


def risk_group(group: int) -> Quantity:
    """The work risk group, 1 to 5."""
    return Quantity("risk_group", "Kelompok risiko", "Work risk group", group, "count")


def due_amount(amount: int) -> Quantity:
    """The contribution still owed, in rupiah."""
    return Quantity("due_amount", "Iuran terutang", "Contribution due", amount, "rupiah")


def months(count: int) -> Quantity:
    """A number of months."""
    return Quantity("months", "Bulan", "Months", count, "months")
