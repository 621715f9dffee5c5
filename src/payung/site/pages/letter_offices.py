"""How offices write their letters: letterhead, numbers, and who stands in with what right."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.clock import today
from payung.documents import queries as documents
from payung.documents.kind import CLASS_NAMES
from payung.documents.models import DecisionSubject, Letterhead
from payung.documents.operations import (
    record_acting_authority,
    set_letterhead,
    set_number_pattern,
)
from payung.errors import PayungError
from payung.reference.models import Office
from payung.site.formatting import language
from payung.site.pages import filters
from payung.site.pages.agreement_forms import day_field, text_field
from payung.site.pages.gate import page, paged
from payung.site.pages.wording import trail

GET_OR_POST = ("GET", "HEAD", "POST")
#: The lines of a letterhead, as a form and the address of a sample name them.
LINES = ("address", "contact", "place", "register_code")


class LetterheadForm(forms.Form):
    """A new version of a letterhead."""

    address = forms.CharField(label=gettext_lazy("Alamat"), max_length=200, required=False)
    contact = forms.CharField(
        label=gettext_lazy("Telepon, surel, laman"), max_length=200, required=False
    )
    place = forms.CharField(
        label=gettext_lazy("Tempat surat"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Kota di depan tanggal surat."),
    )
    register_code = forms.CharField(
        label=gettext_lazy("Kode kantor dalam nomor"), max_length=20, required=False
    )
    valid_from = day_field(gettext_lazy("Berlaku mulai"))


class PatternForm(forms.Form):
    """A new version of the pattern of one class."""

    number_class = forms.ChoiceField(
        label=gettext_lazy("Kelas surat"),
        choices=lambda: [(code, f"{code} · {name}") for code, name in CLASS_NAMES.items()],
    )
    pattern = forms.CharField(
        label=gettext_lazy("Pola"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kosongkan untuk kembali ke pola yang lazim."),
    )
    valid_from = day_field(gettext_lazy("Berlaku mulai"))


class AuthorityForm(forms.Form):
    """A clause of a stand-in's decree."""

    seat = forms.ChoiceField(label=gettext_lazy("Pejabat dan hal yang dibuka"))
    clause = text_field(
        gettext_lazy("Bunyi surat keputusan"),
        rows=3,
        help_text=gettext_lazy("Sebutkan nomor surat keputusan dan angkanya."),
    )

    def __init__(self, seats: list[tuple[str, str]], **arguments: object) -> None:
        super().__init__(**arguments)  # type: ignore[arg-type]
        self.fields["seat"].choices = seats


@page(permissions.SET_UP_LETTERS)
def offices(request: HttpRequest) -> HttpResponse:
    """The offices whose letters the reader sets up; his only one opens at once."""
    search = filters.search(request)
    found = documents.offices_in_charge(request.reader, today(), search)
    if not search and found.count() == 1:
        return redirect("site:issuing_letterhead", office_code=found.get().pk)
    context = {
        "page": paged(request, found),
        "search": search,
        "trail": trail((_("Pengaturan surat"), "")),
    }
    return render(request, "site/letter_offices.html", context)


@page(permissions.SET_UP_LETTERS, methods=GET_OR_POST)
def letterhead(request: HttpRequest, office_code: str) -> HttpResponse:
    """The letterhead as it is printed, its versions, and the next one."""
    office = documents.office_in_charge(request.reader, office_code)
    versions = documents.letterheads(request.reader, office_code)
    present = next((one for one in versions if one.valid_from <= today()), None)
    form = LetterheadForm(data=request.POST or None, initial=_lines_of(present))
    shown = dict.fromkeys(LINES, "")
    if request.method == "POST" and form.is_valid():
        shown = {name: form.cleaned_data[name] for name in LINES}
        if "contoh" not in request.POST:
            told = _told(form, lambda: _set_letterhead(request, office, form))
            if told:
                return redirect("site:issuing_letterhead", office_code=office_code)
    context = _office_context(office, _("Kop surat")) | {
        "form": form,
        "versions": versions,
        "present": present,
        "proposed": any(shown.values()),
        "sample": f"{reverse('site:issuing_sample', args=[office_code])}?{urlencode(shown)}"
        if any(shown.values())
        else reverse("site:issuing_sample", args=[office_code]),
        "part": "letterhead",
    }
    return _answer(request, "site/letter_office_head.html", context, form)


@page(permissions.SET_UP_LETTERS)
def sample(request: HttpRequest, office_code: str) -> HttpResponse:
    """A sheet with the letterhead in force, or with the lines that the address proposes."""
    given = tuple(request.GET.get(name, "") for name in LINES)
    drawn = documents.letterhead_sample(
        request.reader,
        office_code,
        today(),
        proposed=given if any(given) else None,  # type: ignore[arg-type]
    )
    return HttpResponse(drawn, content_type="image/png")


@page(permissions.SET_UP_LETTERS, methods=GET_OR_POST)
def numbers(request: HttpRequest, office_code: str) -> HttpResponse:
    """How the office writes its numbers, class by class, and the next pattern."""
    office = documents.office_in_charge(request.reader, office_code)
    form = PatternForm(data=request.POST or None, initial={"valid_from": today()})
    if request.method == "POST" and form.is_valid():
        told = _told(
            form,
            lambda: set_number_pattern(
                actor=request.reader, office_code=office_code, **form.cleaned_data
            ),
        )
        if told:
            messages.success(request, _("Pola nomor sudah dicatat."))
            return redirect("site:issuing_numbers", office_code=office_code)
    rows = documents.class_numbers(request.reader, office_code, today())
    context = _office_context(office, _("Nomor surat")) | {
        "form": form,
        "rows": rows,
        "versions": sorted(
            (version for row in rows for version in row.versions),
            key=lambda version: (version.valid_from, version.pk),
            reverse=True,
        ),
        "part": "numbers",
    }
    return _answer(request, "site/letter_office_numbers.html", context, form)


@page(permissions.SET_UP_LETTERS, methods=GET_OR_POST)
def authorities(request: HttpRequest, office_code: str) -> HttpResponse:
    """Who stands in at an office, what he may decide, and the clauses of his decree."""
    office = documents.office_in_charge(request.reader, office_code)
    rows = documents.stand_ins(request.reader, office_code, today())
    seats = [
        (f"{row.holder.pk}:{subject}", f"{row.holder.user} · {_(subject.label)}")
        for row in rows
        for subject in row.open_subjects
    ]
    may_record = request.reader.can(permissions.MANAGE_USERS)
    form = AuthorityForm(seats, data=request.POST or None)
    if request.method == "POST":
        request.reader.require(permissions.MANAGE_USERS)
        if form.is_valid():
            holder, _colon, subject = form.cleaned_data["seat"].partition(":")
            told = _told(
                form,
                lambda: record_acting_authority(
                    actor=request.reader,
                    holder_id=int(holder),
                    subject=subject,
                    clause=form.cleaned_data["clause"],
                ),
            )
            if told:
                messages.success(request, _("Bunyi surat keputusan sudah dicatat."))
                return redirect("site:issuing_authorities", office_code=office_code)
    context = _office_context(office, _("Pejabat pengganti")) | {
        "rows": rows,
        "subjects": DecisionSubject.choices,
        "form": form if may_record and seats else None,
        "may_record": may_record,
        "part": "authorities",
    }
    return _answer(request, "site/letter_office_authorities.html", context, form)


def _told(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether the act was done; a refusal stands in the form."""
    try:
        act()
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return False
    return True


def _set_letterhead(request: HttpRequest, office: Office, form: LetterheadForm) -> None:
    set_letterhead(actor=request.reader, office_code=office.pk, **form.cleaned_data)
    messages.success(request, _("Kop surat sudah dicatat."))


def _lines_of(head: Letterhead | None) -> dict[str, object]:
    lines = {name: getattr(head, name) for name in LINES} if head else {}
    return lines | {"valid_from": today()}


def _office_context(office: Office, name: str) -> dict[str, object]:
    return {
        "office": office,
        "trail": trail(
            (_("Pengaturan surat"), reverse("site:issuing")), (office.name, ""), (name, "")
        ),
    }


def _answer(
    request: HttpRequest, template: str, context: dict[str, object], form: forms.Form
) -> HttpResponse:
    return render(request, template, context, status=400 if form.errors else 200)


routes: list[URLPattern] = [
    path("surat/pengaturan/", offices, name="issuing"),
    path("surat/pengaturan/<str:office_code>/kop/", letterhead, name="issuing_letterhead"),
    path("surat/pengaturan/<str:office_code>/contoh.png", sample, name="issuing_sample"),
    path("surat/pengaturan/<str:office_code>/nomor/", numbers, name="issuing_numbers"),
    path("surat/pengaturan/<str:office_code>/pejabat/", authorities, name="issuing_authorities"),
]
