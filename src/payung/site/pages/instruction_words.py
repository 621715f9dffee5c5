"""How instruction items, answers and half-years are told on the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.figure import Figure
from payung.monitoring.figure_words import value_in_words
from payung.monitoring.half_years import HalfYear, half_asked_on, halves_until
from payung.monitoring.instruction_items import Unit
from payung.monitoring.models import InstructionAnswer, InstructionItem
from payung.monitoring.queries.instruction_hints import Hint
from payung.monitoring.queries.instructions import STATES, Standing, Tally, days_left
from payung.site.formatting import day, language, number, rupiah_compact

#: How the centre is named in an address.
CENTRE = "pusat"
#: How many half-years may be chosen.
HALVES = 6
STYLES = {
    "NO_ANSWER": "state--bad",
    "RETURNED": "state--bad",
    "WAITING": "state--warn",
    "ACCEPTED": "state--good",
}
LACK_STYLES = {"NO_ANSWER": "state--bad", "RETURNED": "state--bad", "NO_EVIDENCE": "state--warn"}
_REGION = re.compile(r"\d{2}(\.\d{2})?")
_HINT_NAMES = {
    "REGULATIONS": gettext_lazy("Regulasi"),
    "BUDGET": gettext_lazy("Anggaran"),
    "PLANS": gettext_lazy("Rencana"),
    "LISTS": gettext_lazy("Daftar penerima"),
    "AGREEMENTS": gettext_lazy("Perjanjian"),
}
_HINT_PAGES = {
    "REGULATIONS": ("site:regulation", "pk", permissions.VIEW_REGULATIONS),
    "BUDGET": ("site:budget_line", "number", permissions.VIEW_BUDGETS),
    "PLANS": ("site:plan_document", "pk", permissions.VIEW_REGULATIONS),
    "LISTS": ("site:list", "list_id", permissions.VIEW_LISTS),
    "AGREEMENTS": ("site:agreement", "agreement_id", permissions.VIEW_AGREEMENTS),
}


@dataclass(frozen=True)
class HintRow:
    """An entry of Payung in words, with its page where the reader may open it."""

    code: str
    kind: str
    words: str
    beside: str
    address: str


@dataclass(frozen=True)
class ItemRow:
    """An asked item as a line of a page."""

    standing: Standing
    text: str
    state: str
    style: str
    figure: str
    figure_pk: int | None
    address: str
    button: str


def half_of(request: HttpRequest) -> HalfYear:
    """The half-year of ``?semester=2024-2``; else the one that is asked for today."""
    wanted = request.GET.get("semester", "")
    known = {half.code: half for half in halves()}
    return known.get(wanted) or half_asked_on(today())


def halves() -> list[HalfYear]:
    """The half-years that may be chosen, the newest first."""
    return halves_until(today(), HALVES)


def half_choices() -> list[tuple[str, str]]:
    """Their codes and names."""
    return [(half.code, half_name(half)) for half in halves()]


def half_name(half: HalfYear) -> str:
    """``Semester II 2024``."""
    return _("Semester %(number)s %(year)s") % {"number": "I" * half.number, "year": half.year}


def clock_sentence(half: HalfYear) -> str:
    """When answers are due, and how long that is."""
    left = days_left(half)
    told = {"day": day(half.answer_by), "days": number(abs(left))}
    if left < 0:
        return _("Batas jawaban %(day)s sudah lewat %(days)s hari.") % told
    if left == 0:
        return _("Batas jawaban hari ini.")
    return _("Jawab paling lambat %(day)s, %(days)s hari lagi.") % told


def place_of(unit: Unit) -> str:
    """How an address names who answers."""
    region, office = unit.key
    return region or office or CENTRE


def named_place(place: str) -> dict[str, str | None]:
    """The region or office that an address names; neither for the centre."""
    if place == CENTRE:
        return {"region": None, "office": None}
    is_region = _REGION.fullmatch(place) is not None
    return {"region": place if is_region else None, "office": None if is_region else place}


def unit_of_answer(answer: InstructionAnswer) -> Unit:
    """Who gave an answer."""
    return Unit(region=answer.region, office=answer.office)


def text_of(item: InstructionItem) -> str:
    """The instruction in the reader's language."""
    return str(getattr(item, f"text_{language()}"))


def told_of(item: InstructionItem, name: str) -> str:
    """Another text of an item (``target``, ``evidence``) in the reader's language."""
    return str(getattr(item, f"{name}_{language()}"))


def printed(value: int, unit: str) -> str:
    """A figure in its unit."""
    return value_in_words(value, unit, language())


def figure_words(figure: Figure | None) -> str:
    """A figure with its day; "" without one."""
    if figure is None:
        return ""
    told = {"value": printed(figure.value, figure.unit), "day": day(figure.as_of)}
    return _("%(value)s per %(day)s") % told


def item_rows(
    rows: Iterable[Standing],
    figures: dict[tuple[str, str | None, str | None], Figure],
    half: HalfYear,
    *,
    may_answer: bool,
) -> list[ItemRow]:
    """Items of one answerer as lines: state, figure, and the one thing to do."""
    return [_item_row(row, figures.get(row.asked.key), half, may_answer) for row in rows]


def _item_row(row: Standing, figure: Figure | None, half: HalfYear, may_answer: bool) -> ItemRow:
    place, code = place_of(row.asked.unit), row.asked.item.code
    respond = reverse("site:instruction_respond", kwargs={"place": place, "code": code})
    respond = f"{respond}?{urlencode({'semester': half.code})}"
    opened = (
        reverse("site:instruction_answer", args=[row.answer.pk]) if row.answer is not None else ""
    )
    button = ""
    if may_answer and row.answer is None:
        button, opened = _("Jawab"), respond
    elif may_answer and row.state == "RETURNED":
        button, opened = _("Jawab lagi"), respond
    elif opened:
        button = _("Buka jawaban")
    return ItemRow(
        standing=row,
        text=text_of(row.asked.item),
        state=str(STATES[row.state]),
        style=STYLES[row.state],
        figure=figure_words(figure),
        figure_pk=figure.pk if figure else None,
        address=opened,
        button=button,
    )


def hint_rows(reader: Reader, found: Iterable[Hint]) -> list[HintRow]:
    """What Payung knows, in words."""
    return [
        _hint_row(reader, hint.kind, hint.key, hint.words, hint.amount, hint.persons)
        for hint in found
    ]


def record_rows(reader: Reader, answer: InstructionAnswer) -> list[HintRow]:
    """The entries that were confirmed with an answer, as they were then."""
    return [
        _hint_row(reader, one["kind"], one["key"], one["words"], one["amount"], one["persons"])
        for one in answer.records
    ]


def _hint_row(
    reader: Reader, kind: str, key: str, words: str, amount: int | None, persons: int | None
) -> HintRow:
    route, name, permission = _HINT_PAGES[kind]
    beside = [rupiah_compact(amount)] if amount else []
    if persons:
        beside.append(_("%(persons)s orang") % {"persons": number(persons)})
    address = reverse(route, kwargs={name: key}) if reader.can(permission) else ""
    return HintRow(f"{kind}:{key}", str(_HINT_NAMES[kind]), words, " · ".join(beside), address)


def tally_figures(told: Tally, half: HalfYear) -> list[tuple[str, str, str, bool]]:
    """What is read in five seconds: name, value, what stands beside, whether it presses."""
    of_all = _("dari %(all)s butir") % {"all": number(told.asked)}
    pressing = told.unanswered > 0 and days_left(half) < 0
    return [
        (_("Dijawab"), number(told.answered), of_all, False),
        (_("Belum dijawab"), number(told.unanswered), clock_sentence(half), pressing),
        (
            _("Dijawab tanpa bukti"),
            number(told.answered - told.evidenced),
            _("tanpa berkas dan tanpa catatan Payung"),
            told.answered > told.evidenced,
        ),
        (
            _("Diterima"),
            number(told.accepted),
            _("%(waiting)s menunggu telaah") % {"waiting": number(told.answered - told.accepted)},
            False,
        ),
    ]
