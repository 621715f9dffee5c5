"""Statistical disclosure control: which counts of a table are hidden before it is published.

A table is cells and the sums that hold between them (parts and whole, regencies and province).
Small counts are hidden first; then as few others as are needed so that no small count can be
worked out from what stays public, within less than a required interval.

Protected against: sums and differences of everything in the table, shares (their numerator and
denominator are cells), counts that are only implied (who is left, who is not active), earlier
publications of the same figures. Not protected against: an estimate from the same cell in
neighbouring months, knowledge from elsewhere, a guess at how the hidden cells were chosen.
"""

from payung.monitoring.suppression.bounds import Interval, audit
from payung.monitoring.suppression.complement import Pattern, Why, protect
from payung.monitoring.suppression.table import Cell, Equation, Table

__all__ = ["Cell", "Equation", "Interval", "Pattern", "Table", "Why", "audit", "protect"]
