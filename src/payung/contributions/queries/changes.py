"""Whether a figure may have changed since it was last computed."""

from __future__ import annotations

from django.db.models import Sum

from payung.contributions.models import Change


def last_change() -> int:
    """A number that grows with each write of bills, payments, members or employers.

    It says nothing about persons or amounts, hence needs no reader. Equal numbers mean equal
    figures for the same day.
    """
    return int(Change.objects.aggregate(version=Sum("version"))["version"] or 0)
