"""What waits of the partnership: agreements that end, approvals, commitments that are late."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.partnerships import queries as partnerships
from payung.partnerships.commitments import CommitmentState
from payung.partnerships.models import PartyKind
from payung.partnerships.queries import AgreementRow
from payung.partnerships.states import window_days
from payung.site.formatting import number, short_day
from payung.site.pages.worklists import SHOWN, Row, Task


def tasks(reader: Reader) -> Iterator[Task]:
    """The piles of the partnership that are not empty."""
    if reader.can(permissions.APPROVE):
        yield from _approvals(reader)
    if reader.can(permissions.MANAGE_AGREEMENTS):
        yield from _over(reader)
        yield from _ending(reader)
    if reader.can(permissions.MANAGE_MEETINGS):
        yield from _late(reader)


def _approvals(reader: Reader) -> Iterator[Task]:
    waiting = partnerships.waiting_for(reader, today())
    if waiting:
        yield Task(
            kind="due",
            name=_("Persetujuan"),
            state=_("menunggu Anda"),
            style="state--warn",
            count=len(waiting),
            unit=_("permohonan"),
            rows=tuple(
                Row(
                    one.title,
                    _(one.get_subject_display()),
                    short_day(one.requested_on),
                    reverse("site:approval", kwargs={"request_id": one.pk}),
                )
                for one in waiting[:SHOWN]
            ),
            act=_("Putuskan"),
            address=reverse("site:approvals"),
        )


def _ending(reader: Reader) -> Iterator[Task]:
    ending = partnerships.expiring(reader, today())
    if ending:
        yield Task(
            kind="risk",
            name=_("Perjanjian akan berakhir"),
            state=_("siapkan pembaruan"),
            style="state--warn",
            count=len(ending),
            unit=_("perjanjian"),
            beside=_("berakhir dalam %(days)s hari dan belum diperbarui:")
            % {"days": number(window_days(today()))},
            rows=tuple(_agreement(row) for row in ending[:SHOWN]),
            act=_("Buka daftarnya"),
            address=f"{reverse('site:agreements')}?keadaan=pembaruan",
        )


def _over(reader: Reader) -> Iterator[Task]:
    over = partnerships.lapsed(reader, today())
    if over:
        yield Task(
            kind="late",
            name=_("Perjanjian berakhir tanpa pengganti"),
            state=_("tidak ada dasar kuasa"),
            style="state--bad",
            count=len(over),
            unit=_("perjanjian"),
            rows=tuple(_agreement(row) for row in over[:SHOWN]),
            act=_("Siapkan pembaruan"),
            address=f"{reverse('site:agreements')}?keadaan=berakhir",
        )


def _agreement(row: AgreementRow) -> Row:
    with_whom = [party.name for party in row.parties if party.kind != PartyKind.FUND]
    return Row(
        ", ".join(with_whom),
        short_day(row.last),
        _("%(days)s hari") % {"days": number(abs(row.days_left))},
        reverse("site:agreement", kwargs={"agreement_id": row.agreement.pk}),
    )


def _late(reader: Reader) -> Iterator[Task]:
    late = partnerships.commitments(reader, today(), state=CommitmentState.LATE)
    if late:
        yield Task(
            kind="late",
            name=_("Komitmen terlambat"),
            state=_("lewat batas waktu"),
            style="state--bad",
            count=len(late),
            unit=_("komitmen"),
            rows=tuple(
                Row(
                    row.commitment.text,
                    row.owner,
                    _("%(days)s hari") % {"days": number(row.days_late)},
                    reverse("site:commitment", kwargs={"commitment_id": row.commitment.pk}),
                )
                for row in late[:SHOWN]
            ),
            act=_("Tagih komitmennya"),
            address=f"{reverse('site:commitments')}?keadaan=LATE",
        )
