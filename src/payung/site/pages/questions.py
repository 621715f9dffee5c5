"""The saved questions: their words, their answers as tables, and where one acts on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access.permissions import EXPORT, NAMES
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.queries import questions as saved
from payung.monitoring.queries.questions import About, Answer, Kind, Printed, Question
from payung.site import export
from payung.site.formatting import MINUS, day, number, percent, rupiah, rupiah_compact, short_day
from payung.site.pages import filters
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

#: Where one acts on an answer: the page, and how the link is called.
ACTS: dict[int, tuple[str, object]] = {
    1: ("site:target_effects", gettext_lazy("Buka sebelum dan sesudah")),
    2: ("site:budget_gaps", gettext_lazy("Buka celah anggaran")),
    3: ("site:list_lapsing", gettext_lazy("Buka daftar yang segera berakhir")),
    4: ("site:cases", gettext_lazy("Buka perkara")),
    5: ("site:mandate_room", gettext_lazy("Buka ruang kuasa khusus")),
    6: ("site:recap", gettext_lazy("Buka rekap pemulihan")),
    7: ("site:targets", gettext_lazy("Buka target dan kekurangan")),
    8: ("site:observation_stated", gettext_lazy("Buka angka yang dinyatakan")),
    9: ("site:budget_payers", gettext_lazy("Buka pembayar ganda")),
    10: ("site:instruction_unanswered", gettext_lazy("Buka butir yang belum dijawab")),
}


def _mandate(number: str) -> str:
    case, _slash, own = number.rpartition("/")
    return reverse("site:mandate", kwargs={"case": case, "skk": own})


#: The page of what a row is about.
ABOUT: dict[str, Callable[[str], str]] = {
    "government": lambda key: reverse("site:regulation_government", kwargs={"code": key}),
    "budgets": lambda key: reverse("site:budget_government", kwargs={"code": key}),
    "list": lambda key: reverse("site:list_funnel", kwargs={"list_id": int(key)}),
    "case": lambda key: reverse("site:case", kwargs={"number": key}),
    "mandate": _mandate,
    "target": lambda key: f"{reverse('site:targets')}?wilayah={key}",
    "observation": lambda key: reverse("site:observation", kwargs={"pk": int(key)}),
    "instruction": lambda key: reverse("site:instruction_item", kwargs={"code": key}),
    "recap": lambda key: f"{reverse('site:recap')}?menurut=prosecution&tahun={key}",
}
#: Kinds that stand right-aligned, as numbers do.
NUMBERS = frozenset({Kind.COUNT, Kind.MONEY, Kind.SHARE, Kind.POINTS, Kind.FIGURE})


@dataclass(frozen=True)
class Cell:
    """One cell of the page: its heading (for narrow windows), its words, its class."""

    name: str
    words: str
    style: str


@dataclass(frozen=True)
class Line:
    """One row of the page, with the address of what it is about ("" = none)."""

    cells: list[Cell]
    address: str


@page()
def questions(request: HttpRequest) -> HttpResponse:
    """All questions, with the region and the day that they will be asked for."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    region, on = filters.region(request), _day(request)
    context = {
        "questions": [(one, _why_not(reader, one)) for one in saved.QUESTIONS],
        "query": _query(region, on),
        "chosen_day": on,
        "region_choices": filters.region_choices(reader),
        "chosen_region": region or "",
        "trail": trail((_("Pertanyaan"), "")),
    }
    return render(request, "site/questions.html", context)


@page()
def question(request: HttpRequest, number: int) -> HttpResponse:
    """One question with its answer; or with the reason why the reader does not see it."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    asked, region, on = saved.question(number), filters.region(request), _day(request)
    context = {
        "question": asked,
        "why_not": _why_not(reader, asked),
        "others": saved.QUESTIONS,
        "query": _query(region, on),
        "chosen_day": on,
        "region_choices": filters.region_choices(reader),
        "chosen_region": region or "",
        "trail": trail(
            (_("Pertanyaan"), reverse("site:questions")),
            (_("Pertanyaan %(number)s") % {"number": number}, ""),
        ),
    }
    if not context["why_not"]:
        found = saved.answer(reader, number, region=region, on=on)
        context |= _shown(request, found, number)
    return render(request, "site/question.html", context)


@page(EXPORT)
def question_export(request: HttpRequest, number: int, format: str) -> HttpResponse:
    """The whole answer as a file, its totals as the last row."""
    reader: Reader = request.reader  # type: ignore[attr-defined]
    asked, region, on = saved.question(number), filters.region(request), _day(request)
    found = saved.answer(reader, number, region=region, on=on)
    rows = [row.cells for row in found.rows]
    if rows and any(total is not None for total in found.totals):
        rows.append((_("Jumlah"), *found.totals[1:]))
    kinds = [column.kind for column in found.columns]
    return export.answer(
        reader=reader,
        format=format,
        name=f"pertanyaan-{number}",
        title=f"{asked.text} ({day(on)})",
        columns=[
            export.Column(str(column.name), _EXPORTED.get(column.kind, "text"))
            for column in found.columns
        ],
        rows=[
            [_exported(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in rows
        ],
    )


_EXPORTED = {Kind.COUNT: "count", Kind.MONEY: "money", Kind.DAY: "date"}


def _exported(value: object, kind: Kind) -> object:
    """Counts, money and dates as they are; shares as they are written."""
    if value is None or kind in _EXPORTED:
        return value
    return words(value, kind)


def words(value: object, kind: Kind) -> str:
    """A cell as the page writes it; a dash where there is nothing."""
    if isinstance(value, Printed):
        kind, value = value.kind, value.value
    if value is None or value == "":
        return "–"
    if isinstance(value, date):
        return short_day(value)
    if not isinstance(value, int):
        return str(value)
    if kind is Kind.MONEY:
        return rupiah(value)
    if kind is Kind.SHARE:
        return percent(value)
    if kind is Kind.POINTS:
        return _("%(points)s poin") % {"points": _signed(value)}
    return number(value)


def _signed(basis_points: int) -> str:
    """A difference with its sign: ``+2,10``."""
    size = percent(abs(basis_points)).removesuffix("%").strip()
    return f"{MINUS if basis_points < 0 else '+'}{size}"


def _shown(request: HttpRequest, found: Answer, number: int) -> dict[str, object]:
    route, name = ACTS[number]
    has_totals = bool(found.rows) and any(total is not None for total in found.totals)
    on_page = paged(request, found.rows)
    return {
        "headings": [(str(one.name), one.kind in NUMBERS) for one in found.columns],
        "page": on_page,
        "lines": [Line(_cells(found, row.cells), _address(row.about)) for row in on_page],
        "totals": _cells(found, found.totals)[1:] if has_totals else [],
        "amount": len(found.rows),
        "headline": [(one.name, _headline(one.value, one.kind)) for one in found.headline],
        "notes": found.notes,
        "act": (reverse(route), name),
    }


def _headline(value: object, kind: Kind) -> object:
    if kind is Kind.MONEY and isinstance(value, int):
        return rupiah_compact(value)
    return words(value, kind)


def _cells(found: Answer, values: tuple[object, ...]) -> list[Cell]:
    return [
        Cell(str(column.name), words(value, column.kind), _style(column.kind))
        for column, value in zip(found.columns, values, strict=True)
    ]


def _style(kind: Kind) -> str:
    """Numbers stand right, days stay on one line."""
    return "n" if kind in NUMBERS else "nowrap" if kind is Kind.DAY else ""


def _address(about: About | None) -> str:
    return ABOUT[about.kind](about.key) if about else ""


def _why_not(reader: Reader, asked: Question) -> str:
    """What the reader's posts lack for the answer, in words; "" when he may see it."""
    names = [str(NAMES[name]) for name in saved.lacking(reader, asked)]
    if not names:
        return ""
    return _("Jabatan Anda tidak mempunyai hak: %(rights)s.") % {"rights": ", ".join(names)}


def _day(request: HttpRequest) -> date:
    """The day of ``?per=2024-12-18`` (default: today); else a refusal that says how to write it."""
    told = request.GET.get("per", "")
    if not told:
        return today()
    try:
        return date.fromisoformat(told)
    except ValueError as error:
        raise MonitoringRefused(
            "question_day",
            f"Tanggal {told[:20]!r} tidak dikenal; tulis seperti 2024-12-18.",
            f"The date {told[:20]!r} is not known; write it as 2024-12-18.",
        ) from error


def _query(region: str | None, on: date) -> str:
    """The region and the day as an address carries them on."""
    told = f"?per={on.isoformat()}" if on != today() else ""
    if region:
        told += f"{'&' if told else '?'}wilayah={region}"
    return told


routes: list[URLPattern] = [
    path("pertanyaan/", questions, name="questions"),
    path("pertanyaan/<int:number>/", question, name="question"),
    path("pertanyaan/<int:number>/ekspor.<format:format>", question_export, name="question_export"),
]
