"""What waits of figures: those that others reported, for who checks them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access.reader import Reader
from payung.monitoring.queries.figure_lists import to_check
from payung.site.pages import observation_words as words
from payung.site.pages.worklists import SHOWN, Row, Task


def tasks(reader: Reader) -> Iterator[Task]:
    """The figures to check or to make final, if there are any."""
    waiting = to_check(reader)
    count = waiting.count()
    if not count:
        return
    yield Task(
        kind="due",
        name=_("Angka perlu diperiksa"),
        state=_("dilaporkan orang lain"),
        style="state--warn",
        count=count,
        unit=_("angka"),
        rows=tuple(
            Row(
                words.name_of(one.definition),
                f"{words.place_name(one.region)}, {words.span(one.period_from, one.as_of)}",
                words.value_of(one.value, one.definition.unit),
                reverse("site:observation", kwargs={"pk": one.pk}),
            )
            for one in waiting[:SHOWN]
        ),
        act=_("Periksa angka"),
        address=reverse("site:observation_queue"),
    )
