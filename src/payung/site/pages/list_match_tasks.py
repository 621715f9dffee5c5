"""What waits of matching: pairs of people that a clerk decides."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access.reader import Reader
from payung.site.formatting import number
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.queries import matching


def tasks(reader: Reader) -> Iterator[Task]:
    """The pile of doubtful pairs, where it is not empty."""
    waiting = matching.waiting(reader)
    if not waiting:
        return
    yield Task(
        kind="due",
        name=_("Mungkin orang yang sama"),
        state=_("putuskan pasangannya"),
        style="state--warn",
        count=sum(many for _list, many in waiting),
        unit=_("pasangan"),
        act=_("Putuskan"),
        address=reverse("site:list_matches", args=[waiting[0][0].pk]),
        rows=tuple(
            Row(
                one.title,
                one.number,
                _("%(pairs)s pasangan") % {"pairs": number(many)},
                reverse("site:list_matches", args=[one.pk]),
            )
            for one, many in waiting[:SHOWN]
        ),
    )
