"""What waits of mandates on the landing page: the most urgent piles of the room."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.compliance.queries.mandate_worklist import Matter, worklist
from payung.site.formatting import rupiah
from payung.site.pages import mandate_words
from payung.site.pages.worklists import SHOWN, Row, Task

#: Of these the landing page tells; the room has the others.
_SHOWN = (
    Matter.DUE_TODAY, Matter.NOT_COME, Matter.INSTALMENT_LATE, Matter.TO_RECORD, Matter.REVIEW,
    Matter.AGREEMENT_ENDED, Matter.POWER_ENDING,
)  # fmt: skip
_STYLES = {"due": "state--quiet", "late": "state--bad", "risk": "state--warn"}


def tasks(reader: Reader) -> Iterator[Task]:
    """The piles of mandates that are not empty, for those who act on them."""
    acting = (
        permissions.HANDLE_MANDATES,
        permissions.APPROVE_MANDATES,
        permissions.REQUEST_MANDATES,
    )
    if not reader.can(permissions.VIEW_MANDATES) or not any(map(reader.can, acting)):
        return
    found = worklist(reader, today())
    for matter, items in found.piles:
        if matter not in _SHOWN:
            continue
        words = mandate_words.MATTERS[matter]
        yield Task(
            kind=words.kind,
            name=str(words.name),
            state=_("kuasa khusus"),
            style=_STYLES[words.kind],
            count=len(items),
            unit=_("kuasa"),
            beside=str(words.meaning),
            rows=tuple(
                Row(
                    item.mandate.firm_name,
                    mandate_words.item_words(item),
                    rupiah(item.amount) if item.amount else "",
                    mandate_words.address(item.mandate),
                )
                for item in items[:SHOWN]
            ),
            act=_("Buka ruang kerja"),
            address=f"{reverse('site:mandate_room')}#{matter.lower()}",
        )
