"""What waits of instruction items: unanswered ones, returned answers, answers to review."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.half_years import HalfYear, half_asked_on, half_year
from payung.monitoring.queries import instructions as asked_items
from payung.monitoring.queries.instructions import Standing
from payung.site.formatting import number, short_day
from payung.site.pages import instruction_words as words
from payung.site.pages.worklists import SHOWN, Row, Task


def tasks(reader: Reader) -> Iterator[Task]:
    """The piles of the reader's own governments and offices, and those that he reviews."""
    if reader.can(permissions.ANSWER_INSTRUCTIONS):
        yield from _own(reader)
    if reader.can(permissions.REVIEW_INSTRUCTIONS):
        yield from _reviews(reader)


def _own(reader: Reader) -> Iterator[Task]:
    half = half_asked_on(today())
    rows = asked_items.own_standings(reader, half)
    returned = [row for row in rows if row.state == "RETURNED"]
    if returned:
        yield Task(
            kind="late",
            name=_("Jawaban butir Inpres dikembalikan"),
            state=_("perlu diperbaiki"),
            style="state--bad",
            count=len(returned),
            unit=_("butir"),
            rows=tuple(_row(row, half) for row in returned[:SHOWN]),
            act=_("Jawab lagi"),
            address=_address(returned, half),
        )
    waiting = [row for row in rows if row.state == "NO_ANSWER"]
    if waiting and today() >= half.remind_from:
        left = asked_items.days_left(half)
        yield Task(
            kind="due",
            name=_("Butir Inpres belum dijawab"),
            state=_left(left),
            style="state--warn",
            count=len(waiting),
            unit=_("butir %(half)s") % {"half": words.half_name(half)},
            rows=tuple(_row(row, half) for row in waiting[:SHOWN]),
            act=_("Jawab butir"),
            address=_address(waiting, half),
        )


def _reviews(reader: Reader) -> Iterator[Task]:
    waiting = asked_items.to_review(reader)
    count = waiting.count()
    if not count:
        return
    yield Task(
        kind="due",
        name=_("Jawaban butir Inpres menunggu telaah"),
        state=_("menunggu Anda"),
        style="state--warn",
        count=count,
        unit=_("jawaban"),
        rows=tuple(
            Row(
                words.unit_of_answer(one).name(one.item),
                f"{one.item.short_code}, {words.half_name(half_year(one.half_code))}",
                short_day(one.answered_on),
                reverse("site:instruction_answer", args=[one.pk]),
            )
            for one in waiting[:SHOWN]
        ),
        act=_("Telaah jawaban"),
        address=reverse("site:instruction_reviews"),
    )


def _row(row: Standing, half: HalfYear) -> Row:
    place = words.place_of(row.asked.unit)
    code = row.asked.item.code
    respond = reverse("site:instruction_respond", kwargs={"place": place, "code": code})
    return Row(
        words.text_of(row.asked.item),
        row.asked.unit.name(row.asked.item),
        short_day(half.answer_by),
        f"{respond}?{urlencode({'semester': half.code})}",
    )


def _address(rows: list[Standing], half: HalfYear) -> str:
    """The one who is asked, or the overview of several."""
    places = {words.place_of(row.asked.unit) for row in rows}
    query = urlencode({"semester": half.code})
    if len(places) == 1:
        return f"{reverse('site:instruction_unit', args=[places.pop()])}?{query}"
    return f"{reverse('site:instructions')}?{query}"


def _left(days: int) -> str:
    if not days:
        return _("hari ini")
    return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": number(days)}
