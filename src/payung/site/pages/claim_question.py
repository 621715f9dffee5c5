"""Answering a question that the books raise about a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from payung.access import permissions
from payung.claims.models import Claim
from payung.claims.signs import Sign, answer_question, signs_of
from payung.claims.signs.asking import LONGEST_ANSWER, SHORTEST_ANSWER
from payung.errors import PayungError
from payung.site.formatting import language
from payung.site.pages.claim_parts import claim_shell, claim_shown
from payung.site.pages.claim_words import asked
from payung.site.pages.gate import page


class AnswerForm(forms.Form):
    """What the officer checked and what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput())
    text = forms.CharField(
        min_length=SHORTEST_ANSWER,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["text"].label = _("Jawaban")
        self.fields["text"].help_text = _("Tulis apa yang Anda periksa dan apa hasilnya.")


@page(permissions.VIEW_CLAIMS, permissions.ASSESS_CLAIMS, methods=["GET", "HEAD", "POST"])
def claim_question(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """One question with its reason, and the officer's answer."""
    found = claim_shown(request, number)
    sign = next((one for one in signs_of(found) if one.key == key), None)
    if sign is None:
        raise Http404(key)
    if request.method != "POST":
        return _shown(request, found, sign, AnswerForm(initial={"version": found.version}))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, sign, form, status=400)
    try:
        answer_question(
            actor=request.reader,  # type: ignore[attr-defined]
            number=number,
            question=key,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"],
        )
    except PayungError as refusal:
        form.add_error(None, refusal.message(language()))
        return _shown(request, found, sign, form, status=400)
    messages.success(request, _("Jawaban dicatat."))
    return redirect("site:claim", number=number)


def _shown(
    request: HttpRequest, found: Claim, sign: Sign, form: AnswerForm, status: int = 200
) -> HttpResponse:
    context = claim_shell(request, found, (_("Pertanyaan"), "")) | {
        "question": asked(found, [sign])[0],
        "form": form,
    }
    return render(request, "site/claim_question.html", context, status=status)


routes = [
    path("klaim/<claim:number>/pertanyaan/<slug:key>/", claim_question, name="claim_question"),
]
