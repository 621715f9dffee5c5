"""Rewording a draft: the addressee, the subject, and what the office words itself."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access import permissions
from payung.documents import queries as documents
from payung.documents.fields import Field
from payung.documents.kinds import KINDS
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import change_draft
from payung.documents.refusals import not_a_draft
from payung.documents.revising import worded
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.forms import ReasonForm
from payung.site.pages.agreement_forms import day_field
from payung.site.pages.gate import page
from payung.site.pages.meeting_forms import LinesField
from payung.site.pages.regulation_words import citation_rows, warn_of_citations
from payung.site.pages.wording import trail

#: Before the names of data, so that none meets a field of the letter itself.
DATA = "isi_"


class DraftForm(ReasonForm):
    """The draft as it is, to be reworded; lists have one item a line."""

    letter_date = day_field(gettext_lazy("Tanggal surat"))
    subject = forms.CharField(label=gettext_lazy("Hal"), max_length=300)
    recipient_name = forms.CharField(label=gettext_lazy("Kepada"), max_length=200)
    recipient_address = forms.CharField(
        label=gettext_lazy("Alamat penerima"), max_length=500, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, letter: Letter, **arguments: object) -> None:
        fields = worded(KINDS[letter.kind])
        initial = {
            "letter_date": letter.letter_date,
            "subject": letter.subject,
            "recipient_name": letter.recipient_name,
            "recipient_address": letter.recipient_address,
            "seen": letter.revisions.count(),
        } | {DATA + one.name: _initial(one, letter.data) for one in fields}
        super().__init__(initial=initial, **arguments)  # type: ignore[arg-type]
        if letter.about:  # its date is that of a step of the matter
            del self.fields["letter_date"]
        for one in fields:
            self.fields[DATA + one.name] = _field(one)
        self.fields["reason"].help_text = _("Misalnya: kalimat temuan keliru.")
        last = ("seen", "reason")
        order = [name for name in self.fields if name not in last]
        self.order_fields([*order, *last])

    def changes(self, letter: Letter) -> dict[str, object]:
        """What ``change_draft`` takes."""
        told = dict(self.cleaned_data)
        given = {
            name.removeprefix(DATA): told.pop(name) for name in list(told) if name.startswith(DATA)
        }
        data = letter.data | {name: value for name, value in given.items() if value}
        for name in given:
            if not given[name]:
                data.pop(name, None)
        return told | {"data": data}


@page(permissions.VIEW_LETTERS, methods=("GET", "HEAD", "POST"))
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft in a form; what it was before is kept."""
    found = documents.letter(request.reader, pk)
    if not may_edit(request, found):
        raise not_a_draft(found, found.get_status_display())
    form = DraftForm(found, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(actor=request.reader, letter_id=pk, **form.changes(found))  # type: ignore[arg-type]
        except PayungError as refusal:
            form.add_error(None, refusal.message(language()))
        else:
            messages.success(request, _("Konsep sudah diubah; bunyi sebelumnya tetap tersimpan."))
            reworded = documents.letter(request.reader, pk)
            warn_of_citations(request, own_words(reworded), region_code=found.office.region_id)
            return redirect("site:letter", pk=pk)
    name = str(KINDS[found.kind].name)
    context = {
        "letter": found,
        "form": form,
        "findings": citation_rows(own_words(found), region_code=found.office.region_id),
        "trail": trail(
            (_("Surat"), reverse("site:letters")),
            (name, reverse("site:letter", args=[pk])),
            (_("Ubah konsep"), ""),
        ),
    }
    return render(request, "site/letter_edit.html", context, status=400 if form.errors else 200)


def own_words(letter: Letter) -> str:
    """What the office worded itself, as one text: its subject and the parts that it may reword."""
    words = [letter.subject]
    words += [str(_initial(one, letter.data)) for one in worded(KINDS[letter.kind])]
    return "\n\n".join(words)


def may_edit(request: HttpRequest, letter: Letter) -> bool:
    """Whether the reader sees a way to reword this letter; the room decides."""
    kind = KINDS[letter.kind]
    rights = (permissions.WRITE_LETTERS, kind.signed_with, kind.drafted_with)
    return letter.status == LetterStatus.DRAFT and any(map(request.reader.can, rights))


def _initial(one: Field, data: dict[str, object]) -> object:
    value = data.get(one.name) or ""
    return "\n".join(value) if isinstance(value, list) else value


def _field(one: Field) -> forms.Field:
    """A text in one box, a list with one item a line; named by what it means."""
    label = one.meaning[:1].upper() + one.meaning[1:]
    required = not one.optional
    if one.shape == "texts":
        return LinesField(
            label=label,
            required=required,
            help_text=gettext_lazy("Satu butir per baris."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, required=required, max_length=4000, widget=widget)


routes: list[URLPattern] = [path("surat/<int:pk>/ubah/", edit, name="letter_edit")]
