"""Instruction items: who has answered what, what is unanswered, what waits for review."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import PayungError
from payung.monitoring.half_years import HalfYear, half_year
from payung.monitoring.instruction_reach import own_units
from payung.monitoring.models import InstructionItem, Theme
from payung.monitoring.operations.instruction_items import record_item
from payung.monitoring.queries import instructions as asked_items
from payung.monitoring.queries.instructions import LACKS, STATES, Standing, Tally, tally
from payung.reference.models import Region
from payung.site import export
from payung.site.formatting import language, number
from payung.site.pages import filters, instruction_reports
from payung.site.pages import instruction as one
from payung.site.pages import instruction_words as words
from payung.site.pages.gate import page, paged
from payung.site.pages.instruction_forms import ItemForm
from payung.site.pages.wording import trail

HERE = "site:instructions"


@dataclass(frozen=True)
class Cell:
    """A government's (or province's) items of one theme."""

    told: Tally
    style: str
    words: str


@dataclass(frozen=True)
class Line:
    """One row of the matrix: a province with what lies in it, or one government."""

    name: str
    address: str
    told: Tally
    cells: tuple[tuple[str, Cell | None], ...]


@dataclass(frozen=True)
class ItemLine:
    """An item with how many have answered it."""

    item: InstructionItem
    text: str
    told: Tally


@page(permissions.VIEW_COVERAGE)
def instructions(request: HttpRequest) -> HttpResponse:
    """Who has answered what this half-year; a reader of one government sees its own items."""
    half = words.half_of(request)
    own = own_units(request.reader)
    if len(own) == 1 and not request.GET:
        return redirect("site:instruction_unit", place=words.place_of(own[0]))
    region = filters.region(request)
    rows = asked_items.standings(request.reader, half=half, region=region)
    governments = [row for row in rows if row.asked.unit.region is not None]
    themes = _themes(governments)
    context = {
        "half": half,
        "half_name": words.half_name(half),
        "half_choices": words.half_choices(),
        "clock": words.clock_sentence(half),
        "figures": words.tally_figures(tally(rows), half),
        "themes": [theme.label for theme in themes],
        "lines": _matrix(governments, themes, half, region),
        "items": _items([row for row in rows if row.asked.unit.region is None]),
        "own": [(one.unit_name(unit), words.place_of(unit)) for unit in own],
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": region or "",
        "trail": trail((_("Butir Inpres"), "")),
    }
    return render(request, "site/instructions.html", context)


@page(permissions.VIEW_COVERAGE)
def instruction_unanswered(request: HttpRequest) -> HttpResponse:
    """What lacks an answer, or has one without evidence."""
    half = words.half_of(request)
    every = _lacking(request, half)
    lack = filters.choice(request, "kurang", LACKS)
    kept = [row for row in every if lack in ("", row.lack)]
    context = {
        "half": half,
        "half_name": words.half_name(half),
        "half_choices": words.half_choices(),
        "clock": words.clock_sentence(half),
        "tabs": [
            (key, str(name), sum(row.lack == key for row in every)) for key, name in LACKS.items()
        ],
        "all_count": len(every),
        "chosen_lack": lack,
        "page": paged(request, [_lack_row(row) for row in kept]),
        "region_choices": filters.region_choices(request.reader),
        "chosen_region": filters.region(request) or "",
        "themes": Theme.choices,
        "chosen_theme": filters.choice(request, "tema", Theme.values),
        "trail": trail((_("Butir Inpres"), reverse(HERE)), (_("Belum dijawab"), "")),
    }
    return render(request, "site/instruction_unanswered.html", context)


@page(permissions.VIEW_COVERAGE, permissions.EXPORT)
def instruction_unanswered_export(request: HttpRequest, format: str) -> HttpResponse:
    """The same list as a file."""
    half = words.half_of(request)
    lack = filters.choice(request, "kurang", LACKS)
    rows = [row for row in _lacking(request, half) if lack in ("", row.lack)]
    return export.answer(
        reader=request.reader,
        format=format,
        name=f"butir-belum-dijawab-{half.code}",
        title=_("Butir instruksi yang belum dijawab, %(half)s") % {"half": words.half_name(half)},
        columns=[
            export.Column(_("Penjawab")),
            export.Column(_("Provinsi")),
            export.Column(_("Butir")),
            export.Column(_("Instruksi")),
            export.Column(_("Dasar")),
            export.Column(_("Yang kurang")),
            export.Column(_("Batas jawaban"), "date"),
        ],
        rows=[
            (
                row.asked.unit.name(row.asked.item),
                row.asked.unit.province or "",
                row.asked.item.code,
                words.text_of(row.asked.item),
                row.asked.item.rule.citation,
                str(LACKS[row.lack]),
                half.answer_by,
            )
            for row in rows
        ],
    )


@page(permissions.REVIEW_INSTRUCTIONS)
def instruction_reviews(request: HttpRequest) -> HttpResponse:
    """The answers that wait for a review, the oldest first."""
    shown = paged(request, asked_items.to_review(request.reader))
    context = {
        "page": shown,
        "rows": [
            (found, words.unit_of_answer(found).name(found.item), words.text_of(found.item),
             words.half_name(half_year(found.half_code)), found.files + len(found.records))
            for found in shown
        ],
        "trail": trail((_("Butir Inpres"), reverse(HERE)), (_("Telaah jawaban"), "")),
    }  # fmt: skip
    return render(request, "site/instruction_reviews.html", context)


@page(permissions.VIEW_COVERAGE)
def instruction_item(request: HttpRequest, code: str) -> HttpResponse:
    """One item: what it says, its rule, and its answers over the half-years."""
    item = asked_items.item(request.reader, code)
    half = words.half_of(request)
    rows = asked_items.standings(request.reader, half=half, code=item.code)
    context = {
        "item": item,
        "text": words.text_of(item),
        "target": words.told_of(item, "target"),
        "expected": words.told_of(item, "evidence"),
        "half": half,
        "half_name": words.half_name(half),
        "half_choices": words.half_choices(),
        "over_time": asked_items.over_time(request.reader, item, words.halves()),
        "versions": InstructionItem.objects.filter(code=item.code).order_by("-version"),
        "told": tally(rows),
        "page": paged(request, [_state_row(row) for row in rows]),
        "trail": trail((_("Butir Inpres"), reverse(HERE)), (item.code, "")),
    }
    return render(request, "site/instruction_item.html", context)


@page(permissions.REVIEW_INSTRUCTIONS, methods=("GET", "HEAD", "POST"))
def instruction_new(request: HttpRequest) -> HttpResponse:
    """Add an item of an office's own, or a new version; a refusal comes back with the form."""
    form = ItemForm(data=request.POST or None, initial={"confidence": "high"})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        told["region"] = told["region"].strip() or None
        try:
            made = record_item(actor=request.reader, **told)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Butir sudah dicatat."))
            return redirect("site:instruction_item", code=made.code)
    context = {
        "form": form,
        "trail": trail((_("Butir Inpres"), reverse(HERE)), (_("Tambah butir"), "")),
    }
    return render(request, "site/instruction_new.html", context, status=400 if form.errors else 200)


def _lacking(request: HttpRequest, half: HalfYear) -> list[Standing]:
    theme = filters.choice(request, "tema", Theme.values)
    rows = asked_items.unanswered(request.reader, half=half, region=filters.region(request))
    return [row for row in rows if theme in ("", row.asked.item.theme)]


def _lack_row(row: Standing) -> dict[str, object]:
    return _state_row(row) | {
        "lack": str(LACKS[row.lack]),
        "lack_style": words.LACK_STYLES[row.lack],
    }


def _state_row(row: Standing) -> dict[str, object]:
    return {
        "name": row.asked.unit.name(row.asked.item),
        "place": words.place_of(row.asked.unit),
        "item": row.asked.item,
        "text": words.text_of(row.asked.item),
        "answer": row.answer,
        "state": str(STATES[row.state]),
        "style": words.STYLES[row.state],
    }


def _themes(rows: Iterable[Standing]) -> list[Theme]:
    used = {row.asked.item.theme for row in rows}
    return [theme for theme in Theme if theme in used]


def _matrix(
    rows: list[Standing], themes: list[Theme], half: HalfYear, region: str | None
) -> list[Line]:
    """Provinces with what lies in them; within one province its governments."""
    provinces = {str(row.asked.unit.province) for row in rows}
    by_province = region is None and len(provinces) > 1
    kept: dict[str, list[Standing]] = {}
    for row in rows:
        assert row.asked.unit.region is not None
        key = str(row.asked.unit.province) if by_province else row.asked.unit.region.pk
        kept.setdefault(key, []).append(row)
    names = dict(Region.objects.filter(pk__in=kept).values_list("pk", "name"))
    here = reverse(HERE)
    return [
        Line(
            names[code],
            f"{here}?semester={half.code}&wilayah={code}"
            if by_province
            else f"{reverse('site:instruction_unit', args=[code])}?semester={half.code}",
            tally(found),
            tuple(
                (str(theme.label), _cell([row for row in found if row.asked.item.theme == theme]))
                for theme in themes
            ),
        )
        for code, found in sorted(kept.items())
    ]


def _cell(rows: list[Standing]) -> Cell | None:
    if not rows:
        return None
    told = tally(rows)
    if told.answered == told.asked:
        style = "state--good" if told.evidenced == told.asked else "state--warn"
    else:
        style = "state--warn" if told.answered else "state--bad"
    return Cell(told, style, f"{number(told.answered)}/{number(told.asked)}")


def _items(rows: list[Standing]) -> list[ItemLine]:
    kept: dict[str, list[Standing]] = {}
    for row in rows:
        kept.setdefault(row.asked.item.code, []).append(row)
    return [
        ItemLine(found[0].asked.item, words.text_of(found[0].asked.item), tally(found))
        for _code, found in sorted(kept.items())
    ]


routes: list[URLPattern] = [
    path("butir-inpres/", instructions, name="instructions"),
    path("butir-inpres/belum/", instruction_unanswered, name="instruction_unanswered"),
    path(
        "butir-inpres/belum/ekspor.<format:format>",
        instruction_unanswered_export,
        name="instruction_unanswered_export",
    ),
    path("butir-inpres/telaah/", instruction_reviews, name="instruction_reviews"),
    path("butir-inpres/butir-baru/", instruction_new, name="instruction_new"),
    path("butir-inpres/butir/<path:code>/", instruction_item, name="instruction_item"),
    *one.routes,
    *instruction_reports.routes,
]
