"""What waits of a government's regulation and plans: doors that close, targets, no Perda."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.law import parameters
from payung.site.formatting import day, number
from payung.site.pages.regulation_forms import managed_regions
from payung.site.pages.regulation_words import door_name
from payung.site.pages.worklists import SHOWN, Row, Task
from payung.sponsorship.budget_calendar import NextDoor
from payung.sponsorship.queries import calendar
from payung.sponsorship.queries import regulations as register
from payung.sponsorship.queries.regulations import STRONG, Government

WARNING_DAYS = "budget/door_warning_days"


def tasks(reader: Reader) -> Iterator[Task]:
    """The piles of whoever records for governments, where they are not empty."""
    if not reader.can(permissions.MANAGE_REGULATIONS):
        return
    own = {region.pk for region in managed_regions(reader)}
    rows = [row for row in register.governments(reader, today()) if row.region.pk in own]
    yield from _doors(rows)
    yield from _without_targets(rows)
    yield from _without_strong(rows)


def _doors(rows: list[Government]) -> Iterator[Task]:
    """Doors that close soon, or that open soon where none is open."""
    on = today()
    within = parameters.get(WARNING_DAYS, on).number
    doors = calendar.next_doors([row.region for row in rows], on)
    near = [(row, doors[row.region.pk]) for row in rows if _days(doors[row.region.pk]) <= within]
    if near:
        near.sort(key=lambda pair: _days(pair[1]))
        opening = all(found.days_until_open for _row, found in near)
        yield Task(
            kind="due",
            name=_("Pintu anggaran segera dibuka")
            if opening
            else _("Pintu anggaran segera tertutup"),
            state=_("siapkan usulan iuran") if opening else _("usulkan iuran sekarang"),
            style="state--warn",
            count=len(near),
            unit=_("pemerintah daerah"),
            rows=tuple(_door_row(row, found) for row, found in near[:SHOWN]),
            act=_("Buka kalender"),
            address=_address([row for row, _found in near]),
        )


def _days(found: NextDoor) -> int:
    """Days until the door closes, or until it opens where it is still shut."""
    return found.days_until_open or found.days_left


def _door_row(row: Government, found: NextDoor) -> Row:
    said = _("dibuka %(day)s") if found.days_until_open else _("ditutup %(day)s")
    turning = found.door.opens_on if found.days_until_open else found.door.closes_on
    return Row(
        f"{row.region.name}: {door_name(found.door)}",
        said % {"day": day(turning)},
        _("%(days)s hari") % {"days": number(_days(found))},
        reverse("site:regulation_government", args=[row.region.pk]),
    )


def _without_targets(rows: list[Government]) -> Iterator[Task]:
    lacking = [row for row in rows if row.targets == 0]
    if lacking:
        yield Task(
            kind="risk",
            name=_("Target rencana belum tercatat"),
            state=_("tahun %(year)s") % {"year": today().year},
            style="state--warn",
            count=len(lacking),
            unit=_("pemerintah daerah tanpa target"),
            rows=tuple(_named(row, row.plan.name if row.plan else "") for row in lacking[:SHOWN]),
            act=_("Lengkapi rencana"),
            address=_address(lacking),
        )


def _without_strong(rows: list[Government]) -> Iterator[Task]:
    lacking = [
        row for row in rows if row.strongest is None or row.strongest.instrument not in STRONG
    ]
    if lacking:
        yield Task(
            kind="risk",
            name=_("Belum ada Perda atau Perkada"),
            state=_("dasar masih lemah"),
            style="state--bad",
            count=len(lacking),
            unit=_("pemerintah daerah"),
            rows=tuple(
                _named(row, str(row.strongest.get_instrument_display()) if row.strongest else "")
                for row in lacking[:SHOWN]
            ),
            act=_("Lihat regulasinya"),
            address=_address(lacking),
        )


def _named(row: Government, beside: str) -> Row:
    return Row(
        row.region.name,
        beside,
        "",
        reverse("site:regulation_government", args=[row.region.pk]),
    )


def _address(rows: list[Government]) -> str:
    if len(rows) == 1:
        return reverse("site:regulation_government", args=[rows[0].region.pk])
    return reverse("site:regulations")
