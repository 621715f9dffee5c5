"""What waits of monev: sessions that come soon and are not prepared, or whose record is missing."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.queries import sessions as monev
from payung.site.formatting import short_day
from payung.site.pages.worklists import SHOWN, Row, Task


def tasks(reader: Reader) -> Iterator[Task]:
    """The sessions to come, the nearest first; late commitments are told with the meetings."""
    if not reader.can(permissions.HOLD_MONEV) or not reader.can(permissions.VIEW_MEETINGS):
        return
    coming = list(
        monev.sessions(reader)
        .filter(meeting__held_on__gte=today())
        .exclude(meeting__acts__kind="CANCELLED")
        .order_by("meeting__held_on", "pk")
    )
    if coming:
        yield Task(
            kind="due",
            name=_("Sesi monev mendatang"),
            state=_("siapkan bahannya"),
            style="state--warn",
            count=len(coming),
            unit=_("sesi"),
            rows=tuple(
                Row(
                    one.name,
                    one.meeting.place,
                    short_day(one.meeting.held_on),
                    reverse("site:monev_session", kwargs={"session_id": one.pk}),
                )
                for one in coming[:SHOWN]
            ),
            act=_("Buka sesi"),
            address=reverse("site:monev"),
        )
