"""The figure checker: finds what people get wrong in published figures.

``check_text``, ``check_table`` and ``check_file`` recompute what can be recomputed and compare
the rest with registers. Nothing is stored, nothing is corrected: each finding says what was
found, why it is doubted, the likely right value and how sure that is. Exact integers and
fractions throughout.
"""

from payung.monitoring.figure_check.checking import (
    Check,
    CheckRefused,
    check_file,
    check_pasted,
    check_table,
    check_text,
    earlier_figures,
)
from payung.monitoring.figure_check.findings import Code, Finding, Place, Sureness
from payung.monitoring.figure_check.knowledge import Knowledge

__all__ = [
    "Check",
    "CheckRefused",
    "Code",
    "Finding",
    "Knowledge",
    "Place",
    "Sureness",
    "check_file",
    "check_pasted",
    "check_table",
    "check_text",
    "earlier_figures",
]
