"""One case: who owes what, where it stands, what is next; its steps, letters and inspections."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.compliance import deficit
from payung.compliance.case_refusals import unknown_step
from payung.compliance.ladder import STEPS, Step
from payung.compliance.models import Case, CaseStep, Inspection, InspectionLine
from payung.compliance.operations.inspections import KIND as INSPECTION_KIND
from payung.compliance.operations.inspections import read_wages, record_inspection
from payung.compliance.operations.steps import record_step
from payung.compliance.queries import cases as compliance
from payung.documents.models import Attachment
from payung.documents.operations import attach
from payung.documents.queries import attachments, letters
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages import case_words
from payung.site.pages.case_forms import InspectionForm, StepForm
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import Trail, trail
from payung.site.uploads import on_disk

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(permissions.VIEW_CASES)
def case(request: HttpRequest, number: str) -> HttpResponse:
    """What one sees in five seconds: who, owes what, stage, what is next and until when."""
    found = compliance.case(request.reader, number)
    on = today()
    known = compliance.facts(found, on)
    steps = compliance.steps(request.reader, found)
    inside = not compliance.is_employer(request.reader)
    context: dict[str, Any] = {
        "case": found,
        "stage_style": case_words.style(found.stage),
        "facts": known,
        "claim": known.claim,
        "owed": known.claim.total + known.deficit,
        "since": case_words.since(found, steps),
        "until": case_words.until(found, on),
        "is_late": found.is_open and found.due_on is not None and found.due_on < on,
        "closing": case_words.closing(found, steps),
        "rungs": case_words.rungs(found, steps),
        "told": [(row, STEPS[row.kind].name, case_words.told(row)) for row in reversed(steps)],
        "letters": letters(request.reader, about=found.about),
        "inspections": compliance.inspections(request.reader, found),
        "trail": _trail(found),
        "inside": inside,
    }
    if inside:
        context |= _acts(request, found, known.owes)
        context["findings"] = compliance.findings_of(found)
        context["attachments"] = attachments(request.reader, found.about)
    return render(request, "site/case.html", context)


def _acts(request: HttpRequest, found: Case, owes: bool) -> dict[str, Any]:
    """What comes next, what the reader may do now, and why he may not do the rest."""
    judged = compliance.judged_steps(found, today())
    mine = compliance.may_take(request.reader, found)
    acts = [act for act in judged if act.step.permission in mine]
    following = case_words.suggestion(found, judged, owes)
    return {
        "next": following,
        "next_is_mine": following is not None and following.step.permission in mine,
        "next_why_not": case_words.why_not(following) if following else "",
        "next_who": case_words.who(following) if following else "",
        "acts": sorted(  # the one that comes next stands first
            (act for act in acts if act.allowed), key=lambda act: act != following
        ),
        "barred": [
            (act, case_words.why_not(act)) for act in acts if case_words.is_worth_telling(act)
        ],
        "later": [
            (act, case_words.why_not(act))
            for act in acts
            if not act.allowed and not act.follows_stage
        ],
    }


@page(permissions.VIEW_CASES, methods=["GET", "HEAD", "POST"])
def case_step(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """One step: what it asks for, and when it is sent, the step itself."""
    step = STEPS.get(kind.upper())
    if step is None or not step.by_hand:
        raise unknown_step(kind)
    request.reader.require(step.permission)
    found = compliance.case(request.reader, number)
    if request.method == "POST":
        return _take(request, found, step)
    return _step_page(request, found, step, _form(found, step))


def _form(found: Case, step: Step, **arguments: Any) -> StepForm:
    arguments.setdefault("initial", {"happened_on": today(), "version": found.version})
    if step.kind == INSPECTION_KIND:
        registered = found.employer_id is not None
        return InspectionForm(step, today(), registered=registered, **arguments)
    return StepForm(step, today(), **arguments)


def _step_page(
    request: HttpRequest, found: Case, step: Step, form: StepForm, status: int = 200
) -> HttpResponse:
    acts = {act.step.kind: act for act in compliance.next_steps(request.reader, found, today())}
    act = acts.get(step.kind)
    context = {
        "case": found,
        "step": step,
        "form": form,
        "barred": case_words.why_not(act) if act is not None and not act.allowed else "",
        "claim": compliance.facts(found, today()).claim,
        "trail": _trail(found, (step.name, "")),
        "is_inspection": step.kind == INSPECTION_KIND,
    }
    return render(request, "site/case_step.html", context, status=status)


def _take(request: HttpRequest, found: Case, step: Step) -> HttpResponse:
    form = _form(found, step, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _step_page(request, found, step, form, status=400)
    try:
        with transaction.atomic():
            row = _record(request, found, step, form)
            _attach(request, found, row, form.cleaned_data.get("file"))
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _step_page(request, found, step, form, status=400)
    if row.letter_id:
        messages.success(
            request,
            _("%(step)s disusun sebagai konsep; menunggu tanda tangan.") % {"step": step.name},
        )
    else:
        messages.success(request, _("%(step)s dicatat.") % {"step": step.name})
    return redirect("site:case", number=found.number)


def _record(request: HttpRequest, found: Case, step: Step, form: StepForm) -> CaseStep:
    entered = form.cleaned_data
    if isinstance(form, InspectionForm):
        upload = entered.get("wages")
        return record_inspection(
            actor=request.reader,
            case_id=found.pk,
            happened_on=entered["happened_on"],
            data=form.told(),
            wages=_wages(upload) if upload else (),
            business_size=entered.get("business_size") or "",
            risk_group=entered.get("risk_group"),
            file_name=upload.name if upload else "",
            expected_version=entered["version"],
        )
    return record_step(
        actor=request.reader,
        case_id=found.pk,
        kind=step.kind,
        happened_on=entered["happened_on"],
        data=form.told(),
        reason=entered.get("reason", ""),
        expected_version=entered["version"],
    )


def _wages(upload: UploadedFile) -> list[deficit.FoundWage]:
    with on_disk(upload) as path:
        return read_wages(path, str(upload.name))


def _attach(
    request: HttpRequest, found: Case, row: CaseStep, upload: UploadedFile | None
) -> Attachment | None:
    """Keep the file of a step beside its case; the step's number says to what it belongs."""
    if upload is None:
        return None
    with on_disk(upload) as path:
        return attach(
            actor=request.reader,
            about=found.about,
            office_code=found.office_id,
            kind=row.kind,
            path=path,
            file_name=str(upload.name),
            note=f"{STEPS[row.kind].name}, {row.happened_on:%d-%m-%Y}",
        )


@page(permissions.VIEW_CASES, permissions.VIEW_WAGES)
def case_inspection(request: HttpRequest, number: str, inspection_id: int) -> HttpResponse:
    """The lines of an inspection: wage paid, wage reported, and what is missing."""
    found = compliance.case(request.reader, number)
    inspection = _inspection(request, found, inspection_id)
    context = {
        "case": found,
        "inspection": inspection,
        "page": paged(request, compliance.inspection_lines(inspection)),
        "open_lines": compliance.open_inspection_lines(found),
        "trail": _trail(found, (_("Hasil pemeriksaan"), "")),
    }
    return render(request, "site/case_inspection.html", context)


@page(permissions.VIEW_CASES, permissions.VIEW_WAGES)
def case_inspection_line(
    request: HttpRequest, number: str, inspection_id: int, row: int
) -> HttpResponse:
    """How one line's deficit comes about, by the law on both wages."""
    found = compliance.case(request.reader, number)
    inspection = _inspection(request, found, inspection_id)
    line = compliance.inspection_lines(inspection).filter(row=row).first()
    if line is None:
        raise Http404(row)
    here = reverse(
        "site:case_inspection", kwargs={"number": number, "inspection_id": inspection_id}
    )
    context = {
        "case": found,
        "line": line,
        "explanation": _explained(inspection, line),
        "trail": _trail(found, (_("Hasil pemeriksaan"), here), (_("Cara menghitung"), "")),
    }
    return render(request, "site/case_inspection_line.html", context)


def _inspection(request: HttpRequest, found: Case, inspection_id: int) -> Inspection:
    rows = compliance.inspections(request.reader, found)
    inspection = next((row for row in rows if row.pk == inspection_id), None)
    if inspection is None:
        raise Http404(inspection_id)
    return inspection


def _explained(inspection: Inspection, line: InspectionLine) -> object:
    terms = deficit.Terms(
        inspection.business_size,
        inspection.risk_group,
        inspection.programmes,
        inspection.labour_intensive,
    )
    return deficit.explain(
        terms,
        month=line.month,
        paid=line.paid_wage,
        reported=line.reported_wage,
        due=line.programmes_due,
        had=line.programmes_reported,
        total=line.total,
    )


@page(permissions.INSPECT)
def inspection_sheet(request: HttpRequest) -> HttpResponse:
    """An empty list of wages found, with the headings that the inspection form reads."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    sheet, text = book.add_worksheet("UPAH"), book.add_format({"num_format": "@"})
    for place, heading in enumerate(("KPJ", "NAMA", "BULAN", "UPAH DIBAYAR")):
        sheet.set_column(place, place, 24, text if place < 3 else None)
        sheet.write_string(0, place, heading)
    book.close()
    response = HttpResponse(memory.getvalue(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="daftar-pemeriksaan.xlsx"'
    return response


def _trail(found: Case, *further: tuple[object, str]) -> Trail:
    here = reverse("site:case", kwargs={"number": found.number})
    cases = (_("Perkara"), reverse("site:cases"))
    if not further:
        return trail(cases, (found.firm_name, ""))
    return trail(cases, (found.firm_name, here), *further)
