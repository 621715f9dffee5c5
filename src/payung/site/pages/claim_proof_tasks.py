"""The pile of proofs that members and heirs sent online, for whoever checks them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.claims.queries.proof_submissions import waiting_submissions
from payung.site.formatting import day
from payung.site.pages.worklists import SHOWN, Row, Task


def tasks(reader: Reader) -> Iterator[Task]:
    """Proofs that came online; the payments that wait for them wait for the officer now."""
    if not (reader.can(permissions.VIEW_CLAIMS) and reader.can(permissions.TAKE_CLAIMS)):
        return
    waiting = waiting_submissions(reader)
    many = waiting.count()
    if many:
        yield Task(
            kind="due",
            name=_("Bukti yang dikirim daring"),
            state=_("belum diperiksa"),
            style="state--warn",
            count=many,
            unit=_("kiriman"),
            beside=_("pembayarannya menunggu pemeriksaan Anda"),
            rows=tuple(
                Row(
                    name=one.party.name,
                    beside=_(str(one.get_kind_display())),
                    value=day(one.submitted_on),
                    address=f"{reverse('site:claim_proofs')}#bukti-{one.pk}",
                )
                for one in waiting[:SHOWN]
            ),
            act=_("Periksa bukti"),
            address=reverse("site:claim_proofs"),
        )
