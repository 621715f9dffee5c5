"""One government, its calendar, and one regulation with what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.clock import today
from payung.site.formatting import day
from payung.site.pages import regulation_forms as entries
from payung.site.pages.agreement_forms import AttachForm
from payung.site.pages.gate import page
from payung.site.pages.offered_acts import Act, take
from payung.site.pages.regulation_words import (
    DOOR_PAPERS,
    HOLDINGS,
    STATUS_STYLES,
    calendar_rows,
    closed_sentence,
    door_name,
    door_sentence,
    holding,
    may_record,
)
from payung.site.pages.wording import trail
from payung.site.uploads import on_disk
from payung.sponsorship.models import Duty, RegionalRegulation, RegulationAct
from payung.sponsorship.operations import calendar as dates
from payung.sponsorship.operations import regulations as acts
from payung.sponsorship.queries import calendar
from payung.sponsorship.queries import plans as plans_of
from payung.sponsorship.queries import regulations as register
from payung.sponsorship.queries.citations import cited_rules
from payung.sponsorship.queries.regulations import EXPECTED_DUTIES
from payung.sponsorship.standing import Status

HERE = "site:regulations"
_CONTENT_TYPES = {"application/pdf", "image/png", "image/jpeg"}


@page(permissions.VIEW_REGULATIONS)
def regulation_government(request: HttpRequest, code: str) -> HttpResponse:
    """What a government has, obliges and plans, and the next door into its budget."""
    on = today()
    row = register.government(request.reader, code, on)
    door = calendar.next_door(row.region, on)
    state, style = HOLDINGS[holding(row)]
    own = register.regulations(request.reader).filter(region=code)
    rpjmd = plans_of.rpjmd_due(code, on)
    context = {
        "row": row,
        "state": state,
        "state_style": style,
        "door": door,
        "door_name": door_name(door.door),
        "door_sentence": door_sentence(door),
        "door_paper": DOOR_PAPERS[door.door.kind],
        "closed": [(door_name(one), closed_sentence(one)) for one in door.closed],
        "others": [(door_name(one), one) for one in door.others],
        "duties": [
            (duty.label, duty in row.duties)
            for duty in Duty
            if duty in row.duties or duty in EXPECTED_DUTIES
        ],
        "regulations": register.rows(own, on),
        "styles": STATUS_STYLES,
        "plans": plans_of.plan_rows(plans_of.plans(request.reader, region=code, below=False)),
        "rpjmd": rpjmd,
        "rpjmd_late": rpjmd is not None and rpjmd.is_late(on),
        "stages": calendar_rows(calendar.stages(row.region, door.door.fiscal_year), on),
        "may_record": may_record(request.reader, code),
        "trail": trail((_("Regulasi dan rencana"), reverse(HERE)), (row.region.name, "")),
    }
    return render(request, "site/regulation_government.html", context)


@page(permissions.VIEW_REGULATIONS, methods=("GET", "HEAD", "POST"))
def calendar_page(request: HttpRequest, code: str) -> HttpResponse:
    """The budget calendar of a government by fiscal year, with its own days."""
    on = today()
    region = register.government(request.reader, code, on).region
    years = [on.year + offset for offset in (-1, 0, 1, 2)]
    asked = request.GET.get("tahun", "")
    chosen = int(asked) if asked in {str(year) for year in years} else on.year + 1
    possible = _calendar_acts(request, code, chosen)
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_REGULATIONS)
        if take(request, possible, lambda act: _record_date(request, code, act)):
            return redirect(f"{reverse('site:calendar', args=[code])}?tahun={chosen}")
    context = {
        "region": region,
        "years": years,
        "chosen_year": chosen,
        "stages": calendar_rows(calendar.stages(region, chosen), on),
        "possible": possible,
        "trail": trail(
            (_("Regulasi dan rencana"), reverse(HERE)),
            (region.name, reverse("site:regulation_government", args=[code])),
            (_("Kalender anggaran"), ""),
        ),
    }
    wrong = any(act.form.errors for act in possible)
    return render(request, "site/calendar.html", context, status=400 if wrong else 200)


@page(permissions.VIEW_REGULATIONS, methods=("GET", "HEAD", "POST"))
def regulation(request: HttpRequest, pk: int) -> HttpResponse:
    """One regulation: what it says, how it stands, what happened to it, its text."""
    found = register.regulation(request.reader, pk)
    history = register.acts(found)
    possible = _acts(request, found, history)
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_REGULATIONS)
        if take(request, possible, lambda act: _do(request, found, act)):
            return redirect("site:regulation", pk=pk)
    (row,) = register.rows([found], today())
    undone = {act.undoes_id for act in history if act.undoes_id}
    labels = dict(Duty.choices)
    context = {
        "row": row,
        "regulation": found,
        "styles": STATUS_STYLES,
        "duties": [labels[code] for code in found.duties],
        "legal_basis": [cited for _code, cited in cited_rules(found.legal_basis)],
        "history": [(act, act.pk in undone) for act in history],
        "texts": register.texts(request.reader, pk),
        "possible": possible,
        "trail": trail(
            (_("Regulasi dan rencana"), reverse(HERE)),
            (
                found.region.name,
                reverse("site:regulation_government", args=[found.region_id]),
            ),
            (found.citation, ""),
        ),
    }
    wrong = any(act.form.errors for act in possible)
    return render(request, "site/regulation.html", context, status=400 if wrong else 200)


@page(permissions.VIEW_REGULATIONS)
def regulation_text(request: HttpRequest, pk: int, attachment_id: int) -> HttpResponse:
    """A file of a regulation, as it was brought."""
    file = register.text_content(request.reader, pk, attachment_id)
    kind = file.content_type if file.content_type in _CONTENT_TYPES else "application/octet-stream"
    answer = HttpResponse(file.content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _offer(request: HttpRequest, found: list[Act]) -> Callable[..., None]:
    """Adds an act to those possible; the posted one holds what was typed."""
    entered = request.POST.get("act", "") if request.method == "POST" else ""

    def offer(
        key: str, name: str, button: str, make: Callable[..., forms.Form], **own: Any
    ) -> None:
        typed = {"data": request.POST, "files": request.FILES} if entered == key else {}
        found.append(Act(key, name, make(auto_id=f"id_{key}_%s", **own, **typed), button))

    return offer


def _acts(
    request: HttpRequest, regulation: RegionalRegulation, history: list[RegulationAct]
) -> list[Act]:
    found: list[Act] = []
    if not may_record(request.reader, regulation.region_id):
        return found
    offer = _offer(request, found)
    status = register.rows([regulation], today())[0].standing.status
    offer("attach", _("Lampirkan naskah"), _("Lampirkan"), AttachForm)
    if status in (Status.IN_FORCE, Status.NOT_YET):
        offer("amend", _("Catat perubahan"), _("Simpan perubahan"), _change_form(regulation))
        offer("revoke", _("Catat pencabutan"), _("Simpan pencabutan"), _change_form(regulation))
    now = {name: getattr(regulation, name) for name in acts.CORRECTABLE}
    now["legal_basis"] = "\n".join(cited for _code, cited in cited_rules(regulation.legal_basis))
    offer(
        "correct", _("Betulkan catatan"), _("Simpan pembetulan"), entries.CorrectForm, initial=now
    )
    undone = {act.undoes_id for act in history if act.undoes_id}
    mistaken = [
        (str(act.pk), f"{act.get_kind_display()}, {day(act.effective_on)}")
        for act in history
        if act.pk not in undone and act.kind not in ("CORRECTED", "UNDONE")
    ]
    if mistaken:
        offer(
            "undo",
            _("Batalkan catatan"),
            _("Batalkan"),
            lambda **own: entries.UndoForm(mistaken, **own),
        )
    return found


def _change_form(regulation: RegionalRegulation) -> Callable[..., forms.Form]:
    return lambda **own: entries.ChangeForm(regulation, **own)


def _do(request: HttpRequest, regulation: RegionalRegulation, act: Act) -> str:
    """Do the act; returns the sentence that tells what was done."""
    told: dict[str, Any] = act.form.cleaned_data
    own = {"actor": request.reader, "regulation_id": regulation.pk}
    if act.key == "attach":
        with on_disk(told["file"]) as file:
            acts.attach_text(path=file, file_name=told["file"].name, note=told["note"], **own)
        return _("Naskah sudah dilampirkan.")
    if act.key == "undo":
        acts.undo_act(actor=request.reader, act_id=int(told["act_id"]), reason=told["reason"])
        return _("Catatan dibatalkan; yang lama tetap tersimpan.")
    if act.key == "correct":
        form = act.form
        assert isinstance(form, entries.CorrectForm)
        acts.correct_regulation(reason=told["reason"], **form.told(), **own)
        return _("Catatan dibetulkan; bunyi sebelumnya tetap tersimpan.")
    change = {
        "effective_on": told["effective_on"],
        "reason": told["reason"],
        "by_id": int(told["by"]) if told["by"] else None,
    }
    if act.key == "amend":
        acts.amend_regulation(**change, **own)
        return _("Perubahan sudah dicatat.")
    acts.revoke_regulation(**change, **own)
    return _("Pencabutan sudah dicatat.")


def _calendar_acts(request: HttpRequest, code: str, year: int) -> list[Act]:
    found: list[Act] = []
    if may_record(request.reader, code):
        offer = _offer(request, found)
        offer(
            "date",
            _("Catat tanggal sendiri"),
            _("Simpan tanggal"),
            entries.CalendarForm,
            initial={"fiscal_year": year},
        )
        offer(
            "head",
            _("Catat pelantikan kepala daerah"),
            _("Simpan pelantikan"),
            entries.InaugurationForm,
        )
    return found


def _record_date(request: HttpRequest, code: str, act: Act) -> str:
    told = act.form.cleaned_data
    if act.key == "head":
        dates.record_inauguration(actor=request.reader, region_code=code, **told)
        return _("Pelantikan sudah dicatat.")
    dates.record_calendar_date(actor=request.reader, region_code=code, **told)
    return _("Tanggal sudah dicatat; tanggal sebelumnya tetap tersimpan.")


_GOVERNMENT = "regulasi/pemerintah/<region:code>/"
routes: list[URLPattern] = [
    path(_GOVERNMENT, regulation_government, name="regulation_government"),
    path(f"{_GOVERNMENT}kalender/", calendar_page, name="calendar"),
    path("regulasi/<int:pk>/", regulation, name="regulation"),
    path("regulasi/<int:pk>/naskah/<int:attachment_id>/", regulation_text, name="regulation_text"),
]
