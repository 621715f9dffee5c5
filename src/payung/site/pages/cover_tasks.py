"""What waits on covers: decrees, registering, replacing, cards, and months that end."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.site.formatting import day, number
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.models import BeneficiaryList, RowStatus
from payung.sponsorship.queries.covers import lists_seen, only_villages
from payung.sponsorship.queries.lapsing import lapsing_by_village, lapsing_days, lapsing_steps


def tasks(reader: Reader) -> list[Task]:
    """The piles of a reader's lists that are not empty."""
    if not reader.can(permissions.VIEW_LISTS):
        return []
    found: list[Task] = []
    if reader.can(permissions.MANAGE_LISTS):
        found += _ending(reader)
        found += _of_lists(reader, "list_replace", RowStatus.REJECTED)
    if reader.can(permissions.REGISTER_LISTS):
        found += _of_lists(reader, "list_register", RowStatus.DECREED)
    if reader.can(permissions.PROPOSE_LISTS):
        found += _of_lists(reader, "list_cards", RowStatus.REGISTERED)
    return found


def _ending(reader: Reader) -> Iterator[Task]:
    people = lapsing_steps(reader, today()).count()
    if not people:
        return
    villages = lapsing_by_village(reader, today())
    first = min(ends_on for _village, _list, ends_on, _people in villages)
    yield Task(
        kind="due",
        name=_("Masa iuran segera berakhir"),
        state=_("perlu diperpanjang"),
        style="state--warn",
        count=people,
        unit=_("orang"),
        beside=_("Dalam %(days)s hari; yang pertama %(first)s.")
        % {"days": lapsing_days(today()), "first": day(first)},
        rows=tuple(
            Row(
                name=village or _("Tanpa desa"),
                beside=number_of_list,
                value=_("%(people)s orang") % {"people": number(of_village)},
                address=reverse("site:list_lapsing"),
            )
            for village, number_of_list, _ends_on, of_village in villages[:SHOWN]
        ),
        act=_("Lihat siapa"),
        address=reverse("site:list_lapsing"),
    )


_WORDS = {
    "list_replace": ("late", "state--bad"),
    "list_register": ("due", "state--warn"),
    "list_cards": ("due", "state--warn"),
}


def _told(route: str) -> tuple[str, str, str]:
    """The name of a pile, its state, and its button."""
    return {
        "list_replace": (_("Ditolak sistem, belum diganti"), _("perlu pengganti"), _("Ganti")),
        "list_register": (
            _("Ditetapkan, belum didaftarkan"),
            _("perlu didaftarkan"),
            _("Daftarkan"),
        ),
        "list_cards": (_("Kartu belum diserahkan"), _("perlu diserahkan"), _("Serahkan")),
    }[route]


def _of_lists(reader: Reader, route: str, status: str) -> Iterator[Task]:
    """The lists that have rows with this status, those with most of them first."""
    of_rows = Q(rows__status=status)
    own = only_villages(reader)
    if own is not None:
        of_rows &= Q(rows__village__in=own)
    lists = [
        one
        for one in lists_seen(reader).annotate(waiting=Count("rows", filter=of_rows))
        if one.waiting
    ]
    if not lists:
        return
    lists.sort(key=lambda one: -one.waiting)
    name, state, button = _told(route)
    kind, style = _WORDS[route]
    yield Task(
        kind=kind,
        name=name,
        state=state,
        style=style,
        count=sum(one.waiting for one in lists),
        unit=_("orang"),
        beside=_("Pada %(lists)s daftar.") % {"lists": number(len(lists))},
        rows=tuple(_row(one, route) for one in lists[:SHOWN]),
        act=button,
        address=reverse(f"site:{route}", kwargs={"list_id": lists[0].pk}),
    )


def _row(one: BeneficiaryList, route: str) -> Row:
    waiting: int = one.waiting  # type: ignore[attr-defined]
    return Row(
        name=one.title,
        beside=one.number,
        value=_("%(people)s orang") % {"people": number(waiting)},
        address=reverse(f"site:{route}", kwargs={"list_id": one.pk}),
    )
