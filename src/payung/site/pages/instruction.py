"""One answerer's items, answering one, and an answer with its review and evidence."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.errors import NotFound, PayungError
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.half_years import HalfYear, half_year
from payung.monitoring.instruction_items import Asked, Unit
from payung.monitoring.instruction_reach import may_answer, may_review, unit_of
from payung.monitoring.models import InstructionAnswer
from payung.monitoring.operations import instructions as acts
from payung.monitoring.queries import instructions as asked_items
from payung.monitoring.queries.instruction_figures import figures_of
from payung.monitoring.queries.instruction_hints import hints
from payung.site.downloads import download
from payung.site.formatting import language
from payung.site.pages import instruction_words as words
from payung.site.pages.gate import page
from payung.site.pages.instruction_forms import AnswerForm, ReviewForm
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk


@page(permissions.VIEW_COVERAGE)
def instruction_unit(request: HttpRequest, place: str) -> HttpResponse:
    """What a government, an office or the centre is asked, and where each item stands."""
    half = words.half_of(request)
    unit = unit_of(request.reader, **words.named_place(place))
    rows = asked_items.standings_of([unit], half)
    figures = figures_of(request.reader, [row.asked for row in rows], half)
    told = asked_items.tally(rows)
    context = {
        "name": unit_name(unit),
        "half": half,
        "half_name": words.half_name(half),
        "half_choices": words.half_choices(),
        "clock": words.clock_sentence(half),
        "figures": words.tally_figures(told, half),
        "rows": words.item_rows(rows, figures, half, may_answer=may_answer(request.reader, unit)),
        "is_centre": unit.region is None and unit.office is None,
        "trail": trail((_("Butir Inpres"), _home(half)), (unit_name(unit), "")),
    }
    return render(request, "site/instruction_unit.html", context)


@page(permissions.VIEW_COVERAGE, methods=("GET", "HEAD", "POST"))
def instruction_respond(request: HttpRequest, place: str, code: str) -> HttpResponse:
    """Answer an item, or replace the answer that stands; a refusal comes back with the form."""
    half = words.half_of(request)
    unit = unit_of(request.reader, **words.named_place(place))
    asked = acts.asked_item(code, unit, half)
    if asked is None or not may_answer(request.reader, unit):
        raise NotFound(
            "instruction_not_asked",
            f"Butir {code} tidak Anda jawab pada {half.name}.",
            f"You do not answer the item {code} in {half.code}.",
        )
    past = asked_items.history(asked, half)
    standing = past[0] if past else None
    form = AnswerForm(replaces=standing, data=request.POST or None, files=request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = _respond(request, asked, half, form, standing)
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Jawaban sudah disimpan dan menunggu telaah."))
            return redirect("site:instruction_answer", pk=made.pk)
    return _response_page(request, asked, half, form, standing)


@page(permissions.VIEW_COVERAGE, methods=("GET", "HEAD", "POST"))
def instruction_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer: what was said, what shows it, what the reviewer says."""
    found = asked_items.answer(request.reader, pk)
    half = half_year(found.half_code)
    unit = words.unit_of_answer(found)
    replaced = InstructionAnswer.objects.filter(supersedes=found).first()
    review = getattr(found, "review", None)
    is_open = review is None and replaced is None
    reviews = (
        is_open
        and request.reader.can(permissions.REVIEW_INSTRUCTIONS)
        and may_review(request.reader, found)
    )
    form = ReviewForm(data=request.POST or None)
    if request.method == "POST":
        request.reader.require(permissions.REVIEW_INSTRUCTIONS)
        if form.is_valid() and _review(request, found, form):
            return redirect("site:instruction_reviews")
    asked = Asked(found.item, unit)
    place = words.place_of(unit)
    respond = reverse("site:instruction_respond", kwargs={"place": place, "code": found.item.code})
    context = {
        "answer": found,
        "review": review,
        "replaced": replaced,
        "unit_name": unit.name(found.item),
        "half_name": words.half_name(half),
        "late": asked_items.is_late(found, half),
        "text": words.text_of(found.item),
        "expected": words.told_of(found.item, "evidence"),
        "records": words.record_rows(request.reader, found),
        "files": asked_items.files(found),
        "figure": _figure(found),
        "history": asked_items.history(asked, half)[1:] if replaced is None else [],
        "form": form if reviews and found.recorded_by_id != request.user.pk else None,
        "is_own": reviews and found.recorded_by_id == request.user.pk,
        "respond": f"{respond}?semester={half.code}"
        if replaced is None and may_answer(request.reader, unit)
        else "",
        "unit_address": f"{reverse('site:instruction_unit', args=[place])}?semester={half.code}",
        "trail": trail(
            (_("Butir Inpres"), _home(half)),
            (
                unit.name(found.item),
                f"{reverse('site:instruction_unit', args=[place])}?semester={half.code}",
            ),
            (found.item.short_code, ""),
        ),
    }
    wrong = bool(request.method == "POST" and form.errors)
    return render(request, "site/instruction_answer.html", context, status=400 if wrong else 200)


@page(permissions.VIEW_COVERAGE)
def instruction_evidence(request: HttpRequest, pk: int, attachment_id: int) -> HttpResponse:
    """A file that shows an answer, as it was brought."""
    return download(asked_items.file_content(request.reader, pk, attachment_id))


def _response_page(
    request: HttpRequest,
    asked: Asked,
    half: HalfYear,
    form: AnswerForm,
    standing: InstructionAnswer | None,
) -> HttpResponse:
    figure = figures_of(request.reader, [asked], half).get(asked.key)
    known = hints(asked, half)
    review = getattr(standing, "review", None)
    confirmed = {f"{one['kind']}:{one['key']}" for one in standing.records} if standing else set()
    if request.method == "POST":
        confirmed = set(request.POST.getlist("records"))
    place = words.place_of(asked.unit)
    context = {
        "item": asked.item,
        "text": words.text_of(asked.item),
        "target": words.told_of(asked.item, "target"),
        "expected": words.told_of(asked.item, "evidence"),
        "unit_name": asked.unit.name(asked.item),
        "half_name": words.half_name(half),
        "clock": words.clock_sentence(half),
        "figure": words.figure_words(figure),
        "figure_pk": figure.pk if figure else None,
        "measured": bool(asked.item.indicator),
        "hints": [
            (row, row.code in confirmed or (standing is None and not request.POST))
            for row in words.hint_rows(request.reader, known)
        ],
        "knows": bool(asked.item.knows),
        "files": asked_items.files(standing) if standing else (),
        "returned": review if review is not None and not review.accepted else None,
        "replaces": standing,
        "form": form,
        "trail": trail(
            (_("Butir Inpres"), _home(half)),
            (
                asked.unit.name(asked.item),
                f"{reverse('site:instruction_unit', args=[place])}?semester={half.code}",
            ),
            (asked.item.short_code, ""),
        ),
    }
    return render(
        request, "site/instruction_respond.html", context, status=400 if form.errors else 200
    )


def _respond(
    request: HttpRequest,
    asked: Asked,
    half: HalfYear,
    form: AnswerForm,
    standing: InstructionAnswer | None,
) -> InstructionAnswer:
    typed: dict[str, Any] = form.cleaned_data
    with ExitStack() as kept:
        upload = typed["file"]
        files = []
        if upload:
            path_on_disk = kept.enter_context(on_disk(upload))
            files = [EvidenceFile(path_on_disk, upload.name, typed["note"])]
        told = acts.Told(
            status=typed["status"],
            text=typed["text"],
            reason=typed["reason"],
            records=request.POST.getlist("records"),
            files=files,
        )
        if standing is not None and typed["answer_id"]:
            return acts.supersede_answer(
                actor=request.reader,
                answer_id=typed["answer_id"],
                told=told,
                change_reason=typed["change_reason"],
            )
        region, office = asked.unit.key
        return acts.answer_instruction(
            actor=request.reader,
            code=asked.item.code,
            half=half,
            told=told,
            region=region,
            office=office,
        )


def _review(request: HttpRequest, found: InstructionAnswer, form: ReviewForm) -> bool:
    accepted = form.cleaned_data["decision"] == "accept"
    try:
        acts.review_answer(
            actor=request.reader,
            answer_id=found.pk,
            accepted=accepted,
            note=form.cleaned_data["note"],
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    told = _("Jawaban diterima.") if accepted else _("Jawaban dikembalikan.")
    messages.success(request, told)
    return True


def _figure(found: InstructionAnswer) -> str:
    if found.figure is None:
        return ""
    value = words.printed(found.figure.value, found.figure.definition.unit)
    return _("%(value)s per %(day)s") % {"value": value, "day": words.day(found.figure.as_of)}


def unit_name(unit: Unit) -> str:
    """Who answers, whatever the item."""
    if unit.region is not None:
        return unit.region.name
    return unit.office.name if unit.office is not None else _("Instansi pusat")


def _home(half: HalfYear) -> str:
    return f"{reverse('site:instructions')}?semester={half.code}"


routes: list[URLPattern] = [
    path("butir-inpres/di/<str:place>/", instruction_unit, name="instruction_unit"),
    path(
        "butir-inpres/jawab/<str:place>/<path:code>/",
        instruction_respond,
        name="instruction_respond",
    ),
    path("butir-inpres/jawaban/<int:pk>/", instruction_answer, name="instruction_answer"),
    path(
        "butir-inpres/jawaban/<int:pk>/berkas/<int:attachment_id>/",
        instruction_evidence,
        name="instruction_evidence",
    ),
]
